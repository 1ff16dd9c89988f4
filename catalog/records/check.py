"""Whether rows say what snapshots say. The snapshot is the record, so it is the rows that are mended."""

from collections.abc import Iterator

from django.db import transaction

from catalog.domain.upgrades import read
from catalog.models import Record
from catalog.records.rows import rows_differ, write_rows


def records_whose_rows_differ() -> Iterator[Record]:
    """Every record whose rows say something else than its snapshot; streams over all records."""
    for record in Record.objects.order_by("pk").iterator(chunk_size=500):
        if rows_differ(record, read(bytes(record.snapshot))):
            yield record


def mend(record: Record) -> None:
    """Writes the record's rows again from its snapshot as it is now."""
    with transaction.atomic():
        held = Record.objects.select_for_update().get(pk=record.pk)
        write_rows(held, read(bytes(held.snapshot)))
