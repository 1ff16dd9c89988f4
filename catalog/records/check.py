"""Whether rows say what snapshots say. The snapshot is the record, so it is the rows that are mended."""

from collections.abc import Iterator

from django.db import transaction

from catalog.domain.upgrades import read
from catalog.models import Record
from catalog.records.announce import STAMPED, announce
from catalog.records.public_view import public_views, row_of
from catalog.records.rows import rows_differ, write_rows


def records_whose_rows_differ() -> Iterator[Record]:
    """Every record whose rows say something else than its snapshot; streams over all records."""
    records = Record.objects.select_related("institution").order_by("pk")
    for record in records.iterator(chunk_size=500):
        if rows_differ(record, read(bytes(record.snapshot))) or _sets_differ(record):
            yield record


def mend(record: Record) -> None:
    """Writes the record's rows again from its snapshot as it is now; sets that differed are announced."""
    with transaction.atomic():
        held = Record.objects.select_for_update(of=("self",)).select_related("institution").get(pk=record.pk)
        write_rows(held, read(bytes(held.snapshot)))
        if _sets_differ(held):
            held.public_digest = ""
            announce([held])
            held.save(update_fields=STAMPED)


def _sets_differ(record: Record) -> bool:
    """Of what is no longer public the rows stand as they last were."""
    view = public_views([row_of(record)]).get(record.pk)
    if view is None or record.document_id is not None:
        return False
    held = record.set_rows.filter(left=False).values_list("harvest_set__spec", flat=True)
    return set(held) != {one.spec for one in view.sets()}
