"""Saving what programs propose: statements that a person has still to accept."""

from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from django.db import transaction

from catalog.domain.description import Description
from catalog.domain.readings import Key, reading_key
from catalog.domain.upgrades import read
from catalog.models import Job, Record
from catalog.records.author import Author
from catalog.records.lock import locked
from catalog.records.save import write


def propose(
    record: Record,
    make: Callable[[Description], Description],
    *,
    author: Author,
    reason: str,
    job: Job | None = None,
) -> tuple[Description, Description]:
    """Saves what ``make`` makes of the description as it is now; gives it before and after. Where both are
    the same nothing is saved. Raises NoSuchRecord.
    """
    with transaction.atomic():
        row = locked(record.public_id, author)
        before = read(bytes(row.snapshot))
        after = make(before)
        if after != before:
            write(row, before, after, author, reason, job)
    return before, after


def decided_by_people(record: Record, kind: str) -> frozenset[Key]:
    """What was read and then changed or removed by somebody, by its reading key; ``kind`` is that of the jobs
    that read again, whose own changes decide nothing. Reads the whole history.
    """
    return frozenset(_decided(record, kind))


def _decided(record: Record, kind: str) -> Iterator[Key]:
    history = record.revisions.select_related("job").order_by("number")
    for earlier, later in pairwise(history.iterator(chunk_size=50)):
        if later.job is not None and later.job.kind == kind:
            continue
        now = {one.id: reading_key(one) for one in read(bytes(later.snapshot)).statements}
        for one in read(bytes(earlier.snapshot)).statements:
            if one.evidence is not None and now.get(one.id) != reading_key(one):
                yield reading_key(one)


def mark_read(records: Collection[int], version: int) -> None:
    """Notes which recognisers read the texts of these records."""
    Record.objects.filter(pk__in=records).update(read_with=version)
