"""Records by the thousand as texts of a format: in batches, in the order asked for.

What the public sees of a record was written down as it was announced, and is taken from there: one query a
batch. What was not, what has changed since, other formats and higher ranks are made of the snapshots.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from catalog.domain.description import Description
from catalog.domain.disclosure import PUBLIC
from catalog.exports.addresses import surroundings
from catalog.interchange.formats import FORMATS
from catalog.interchange.surroundings import Surroundings
from catalog.models import Record
from catalog.records import harvested
from catalog.records.public_view import COLUMNS, Row, public_views
from catalog.records.queries import views

FIRST, BATCH, TAKEN = 20, 200, 1000
"""So many snapshots are at once in memory, and so many texts; the first few alone, to begin soon."""
WRITTEN = {"csv": "csv", "mods.xml": "mods"}
"""The formats that are written down, by suffix: their names in ``harvested.WRITTEN``."""


def texts(record_ids: Iterable[int], rank: int, suffix: str) -> Iterator[list[str]]:
    """The records as this rank sees them now, batch by batch; what it does not see is left out."""
    waiting, size = iter(record_ids), FIRST
    while batch := list(islice(waiting, size)):
        yield _texts(batch, rank, suffix)
        size = TAKEN


def _texts(batch: Sequence[int], rank: int, suffix: str) -> list[str]:
    found: dict[int, str] = {}
    if rank == PUBLIC and suffix in WRITTEN:
        found = harvested.written_texts(batch, WRITTEN[suffix])
    if len(found) < len(batch):
        write = FORMATS[suffix].write
        missing = [one for one in batch if one not in found]
        for start in range(0, len(missing), BATCH):
            seen = _seen(missing[start : start + BATCH], rank)
            found |= {one: write(*seen[one]) for one in seen}
    return [found[one] for one in batch if one in found]


def _seen(batch: Sequence[int], rank: int) -> Mapping[int, tuple[Description, Surroundings]]:
    """Two queries."""
    if rank != PUBLIC:
        return {pk: (one.description, surroundings(one)) for pk, one in views(batch, rank).items()}
    rows = Record.objects.filter(pk__in=batch).values_list(*COLUMNS)
    address = harvested.record_addresses()
    public = public_views(Row._make(one) for one in rows)
    return {pk: (one.description, harvested.surroundings(one, address)) for pk, one in public.items()}
