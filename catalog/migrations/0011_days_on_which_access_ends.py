from django.db import migrations

from catalog.domain.opening import opening_day, review_day
from catalog.domain.upgrades import read


def fill_days(apps, schema_editor):
    """The days of records that were saved before there were columns for them, from their snapshots."""
    Record = apps.get_model("catalog", "Record")
    found = {}
    for pk, snapshot in Record.objects.values_list("pk", "snapshot").iterator(chunk_size=500):
        held = bytes(snapshot)
        if b'"opens_on"' in held or b'"review_on"' in held:
            description = read(held)
            found[pk] = (opening_day(description), review_day(description))
    for pk, (opens_on, review_on) in found.items():
        Record.objects.filter(pk=pk).update(opens_on=opens_on, review_on=review_on)


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0010_finding_aids_and_audit'),
    ]

    operations = [
        migrations.RunPython(fill_days, migrations.RunPython.noop),
    ]
