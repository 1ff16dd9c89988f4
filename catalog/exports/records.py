"""Records by the thousand for formats: read in batches, in the order asked for, two queries a batch."""

from collections.abc import Iterable, Iterator
from itertools import islice

from catalog.domain.description import Description
from catalog.exports.addresses import surroundings
from catalog.interchange.surroundings import Surroundings
from catalog.records.queries import views

FIRST, BATCH = 20, 200
"""At once in memory, whatever the length of the whole; the first few alone, to begin soon."""


def described(record_ids: Iterable[int], rank: int) -> Iterator[tuple[Description, Surroundings]]:
    """Each record as this rank sees it now; what it does not see is left out."""
    waiting, size = iter(record_ids), FIRST
    while batch := list(islice(waiting, size)):
        seen = views(batch, rank)
        yield from ((seen[one].description, surroundings(seen[one])) for one in batch if one in seen)
        size = BATCH
