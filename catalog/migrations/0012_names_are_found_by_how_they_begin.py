from typing import Any

from django.db import migrations, models

import catalog.models.path
from catalog.domain.names import matching_key


def write_keys(apps: Any, schema_editor: Any) -> None:
    names = apps.get_model("catalog", "AuthorityName")
    rows = names.objects.only("form").order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:2000]):
        for one in batch:
            one.written_key = matching_key(one.form)
        names.objects.bulk_update(batch, ["written_key"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0011_days_on_which_access_ends"),
    ]

    operations = [
        migrations.AlterField(
            model_name="authorityname",
            name="key",
            field=catalog.models.path.KeyField(editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="authorityname",
            name="written_key",
            field=catalog.models.path.KeyField(default="", editable=False, max_length=300),
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="authorityname",
            index=models.Index(fields=["written_key"], name="authority_name_written_key"),
        ),
    ]
