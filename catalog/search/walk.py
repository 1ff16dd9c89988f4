"""A whole result from its first record to its last, however long: each page begins behind the last record
of the page before, in the order of dates.

A record that is not changed meanwhile comes exactly once. A page costs as much wherever it is.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from catalog.search.engine import engine
from catalog.search.exclude import excluded
from catalog.search.find import asked_of
from catalog.search.query import InvalidQuery, Query, Results

STEP = 1000
_NUMBER = 0xFFFF_FFFF
"""A position is a sort key with the record's number in its lower half."""


def walk(query: Query, rank: int) -> Iterator[int]:
    """The numbers of all records that ``find`` counts, oldest first unless the query says "-date".

    A record must pass ``visible_to(rank)`` before it is shown. Holds STEP positions at once. Raises
    InvalidQuery and SearchAway as ``find``, the latter also in the middle.
    """
    request = asked_of(in_order_of_dates(query), rank).request
    while positions := engine().positions(request, STEP):
        yield from (one & _NUMBER for one in positions)
        request = replace(request, after=positions[-1], excluded=excluded(rank))


def find_after(query: Query, rank: int, position: int) -> Results:
    """The hits behind a position, without counts; the next page begins behind the last hit's."""
    asked = asked_of(in_order_of_dates(query), rank)
    found = engine().hits(replace(asked.request, after=position))
    return Results(hits=found.hits, also_searched=asked.added, message=asked.parsed.message)


def in_order_of_dates(query: Query) -> Query:
    """Relevance is no place to go on from, and titles are none that both engines can: InvalidQuery."""
    match query.sort:
        case "date" | "-date":
            return query
        case "relevance":
            return replace(query, sort="date")
    raise InvalidQuery(_("A whole result is walked through by date: sort by date or -date."))
