from typing import Any

from django.db import migrations, models


def ask_for_all(apps: Any, _editor: Any) -> None:
    """The next sweep has what was not written down yet written; no datestamp moves."""
    apps.get_model("catalog", "Provider").objects.update(mapping_version=0)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0014_written_records")]

    operations = [
        migrations.AddField("writtenrecord", "csv", models.TextField(default="")),
        migrations.RunPython(ask_for_all, migrations.RunPython.noop),
    ]
