"""What a search engine must do for the catalogue, and the one place that says which engine it is."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Protocol

from django.conf import settings

from catalog.search.entry import Entry
from catalog.search.query import Found, Position, Request


class Busy(Exception):
    """Another process writes to the index or has taken it away: what is to be written stays dirty."""


class Writer(Protocol):
    """Writes entries into one index. Nothing is promised to be found before ``commit``."""

    def write(self, batch: Iterable[Entry]) -> frozenset[int]:
        """Write all entries of some records, the ones without values too; what stood there is replaced.

        An entry of a later version stands. Gives the records that could not be written, and a warning
        says why. Raises Busy where the index is gone.
        """

    def commit(self) -> None:
        """Make what was written outlive this process; while an index is filled, perhaps only later."""

    def is_safe(self) -> bool:
        """Whether all that was written so far outlives this process."""


class Engine(Protocol):
    """An index is a place: the name of an Elasticsearch index, or of a directory."""

    name: str

    def search(self, request: Request) -> Found:
        """Raises SearchAway where the engine does not answer; finds nothing where no index is yet."""

    def hits(self, request: Request) -> Found:
        """As ``search``, without any counts of facets and years."""

    def each_hits(self, requests: Sequence[Request]) -> tuple[Found, ...]:
        """As ``hits`` for each of them, in one request to the engine."""

    def positions(self, request: Request, size: int) -> tuple[Position, ...]:
        """The next positions in the order of dates or titles that is asked for; () at the end.

        Raises SearchAway.
        """

    def values(self, request: Request, facet: str) -> tuple[tuple[str, int], ...]:
        """Many values of a facet with their counts, its own filter left out. Raises SearchAway."""

    def stored(self, place: str, after: int) -> list[tuple[int, int]]:
        """The next records with entries, after a record's number and in that order: number and version.

        A record of several views may be given several times; [] is the end. Raises SearchAway.
        """

    def exists(self, place: str) -> bool: ...

    def create(self, place: str) -> None:
        """A new empty index, not yet searched."""

    def show(self, place: str) -> None:
        """Let searches go to this index, where it is not the database alone that says so."""

    def shown(self, place: str) -> bool:
        """Whether the index is there and searches go to it."""

    def drop(self, place: str) -> None:
        """Remove an index that the database no longer names. Raises Busy while another writes to it."""

    def writing(self, place: str) -> AbstractContextManager[Writer]:
        """The right to write to an index. Taken before the rows are read; raises Busy."""

    def filling(self, place: str) -> AbstractContextManager[Writer]:
        """As ``writing``, for an index that is not yet searched: fast, found only at the end."""

    def refresh(self, place: str) -> None:
        """What was committed is found by every search that begins after this; raises Busy."""

    def healthy(self) -> bool:
        """Whether the engine answers; never raises."""


@cache
def engine() -> Engine:
    """Elasticsearch where ELASTICSEARCH_URL is set, else the embedded engine."""
    if settings.ELASTICSEARCH_URL:
        from catalog.search.elastic import Elastic

        return Elastic()
    from catalog.search.embedded import Embedded

    return Embedded()
