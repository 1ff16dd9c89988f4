"""Saving some columns of many rows at once."""

from collections.abc import Iterable, Sequence

from django.db import connection

from catalog.models import Record


def save_columns(records: Iterable[Record], names: Sequence[str]) -> None:
    """One prepared UPDATE for all: bulk_update makes a CASE of each column, which takes ten times as long."""
    fields = [one for one in Record._meta.concrete_fields if one.name in names]
    columns = ", ".join(f"{connection.ops.quote_name(str(one.column))} = %s" for one in fields)
    table = connection.ops.quote_name(Record._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {columns} WHERE id = %s",
            [
                [
                    *(one.get_db_prep_save(getattr(record, one.attname), connection) for one in fields),
                    record.pk,
                ]
                for record in records
            ],
        )
