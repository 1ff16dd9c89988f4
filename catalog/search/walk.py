"""A whole result from its first record to its last, however long: each page begins behind the last record
of the page before, in the order of dates or of titles.

A record that is not changed meanwhile comes exactly once. A page costs as much wherever it is.
"""

from collections.abc import Iterator
from dataclasses import replace

from catalog.search.engine import engine
from catalog.search.entry import BEFORE_NUMBER
from catalog.search.exclude import excluded
from catalog.search.find import asked_of
from catalog.search.query import Position, Query, Results

STEP = 1000
_NUMBER = 0xFFFF_FFFF
"""The position of a date is a sort key with the record's number in its lower half."""


def walk(query: Query, rank: int) -> Iterator[int]:
    """The numbers of all records that ``find`` counts, in the order of the query, by relevance oldest first.

    A record must pass ``visible_to(rank)`` before it is shown. Holds STEP positions at once. Raises
    InvalidQuery and SearchAway as ``find``, the latter also in the middle.
    """
    request = asked_of(in_order(query), rank).request
    while positions := engine().positions(request, STEP):
        yield from map(_number, positions)
        request = replace(request, after=positions[-1], excluded=excluded(rank))


def find_after(query: Query, rank: int, position: Position) -> Results:
    """The hits behind a position, without counts; the next page begins behind the last hit's."""
    asked = asked_of(in_order(query), rank)
    found = engine().hits(replace(asked.request, after=position))
    return Results(hits=found.hits, also_searched=asked.added, message=asked.parsed.message)


def in_order(query: Query) -> Query:
    """Relevance is no place to go on from: oldest first instead."""
    return replace(query, sort="date") if query.sort == "relevance" else query


def _number(position: Position) -> int:
    if isinstance(position, str):
        return int(position.rpartition(BEFORE_NUMBER)[2])
    return position & _NUMBER
