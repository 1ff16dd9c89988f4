from typing import Any

from django.db import migrations, models
from django.db.models import Q

from catalog.domain.cited import AGREEMENTS, parties_named
from catalog.domain.states import states_in


def write_states(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("catalog", "StatementRow").objects
    agreements = Q()
    for word in AGREEMENTS:
        agreements |= Q(value__icontains=word)
    chosen = Q(kind="agent", role="contracting_party") & ~Q(state="rejected")
    chosen |= Q(Q(kind="title") | Q(kind="relation", target=None), agreements)
    last = 0
    while batch := list(rows.filter(chosen, pk__gt=last).only("kind", "value").order_by("pk")[:2000]):
        for one in batch:
            named = states_in(one.value)
            party = named[0] if len(named) == 1 else None
            one.states = party if one.kind == "agent" else parties_named(one.value) or None
        rows.bulk_update(batch, ["states"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("catalog", "0015_rows_of_tables_are_written_down")]

    operations = [
        migrations.AddField("statementrow", "states", models.CharField(blank=True, max_length=40, null=True)),
        migrations.RunPython(write_states, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            "statementrow",
            models.Index(fields=["states"], name="statement_states", condition=Q(states__isnull=False)),
        ),
    ]
