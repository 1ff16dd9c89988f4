from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def count_forms_and_languages(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL is told that a kind of statement and its key go together. It took a form or a language for
    ten times as rare as it is, and looked up one record after the other.
    """
    if editor.connection.vendor == "postgresql":
        editor.execute("CREATE STATISTICS statement_kind_key (mcv) ON kind, key FROM catalog_statementrow")
        editor.execute("ANALYZE catalog_statementrow")


def leave_them_uncounted(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP STATISTICS statement_kind_key")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0019_pages_of_harvests_are_read_in_the_index")]

    operations = [
        migrations.RemoveIndex("record", "record_below"),
        migrations.RemoveIndex("record", "record_dates"),
        migrations.AddIndex(
            "record", models.Index(fields=["path", "seen_from", "level", "id"], name="record_below")
        ),
        migrations.AddIndex(
            "record",
            models.Index(fields=["earliest", "latest", "seen_from", "level", "id"], name="record_dates"),
        ),
        migrations.RunPython(count_forms_and_languages, leave_them_uncounted),
    ]
