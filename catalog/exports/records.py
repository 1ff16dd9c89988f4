"""Records by the thousand for formats: read in batches, in the order asked for, two queries a batch."""

from collections.abc import Iterable, Iterator
from itertools import islice

from catalog.domain.description import Description
from catalog.domain.disclosure import PUBLIC
from catalog.exports.addresses import public_surroundings, surroundings
from catalog.interchange.surroundings import Surroundings
from catalog.models import Record
from catalog.records.public_view import COLUMNS, Row, public_views
from catalog.records.queries import views

FIRST, BATCH = 20, 200
"""At once in memory, whatever the length of the whole; the first few alone, to begin soon."""


def described(record_ids: Iterable[int], rank: int) -> Iterator[tuple[Description, Surroundings]]:
    """Each record as this rank sees it now; what it does not see is left out."""
    waiting, size = iter(record_ids), FIRST
    while batch := list(islice(waiting, size)):
        yield from _public(batch) if rank == PUBLIC else _seen(batch, rank)
        size = BATCH


def _seen(batch: list[int], rank: int) -> Iterator[tuple[Description, Surroundings]]:
    seen = views(batch, rank)
    return ((seen[one].description, surroundings(seen[one])) for one in batch if one in seen)


def _public(batch: list[int]) -> Iterator[tuple[Description, Surroundings]]:
    """What harvests are made of, in half the time."""
    rows = Record.objects.filter(pk__in=batch).values_list(*COLUMNS)
    seen = public_views(Row._make(one) for one in rows)
    return ((seen[one].description, public_surroundings(seen[one])) for one in batch if one in seen)
