"""What a reader chose beside the words, as trees: a filter for each facet, and one for the dates."""

from collections.abc import Mapping

from catalog.search.fields import UNKNOWN, YES
from catalog.search.query import Query
from catalog.search.tree import All, AnyOf, Between, Node, Not, Valued

DATES = "years"
_FIRST, _LAST = -10_000, 10_000
"""Beyond all years."""


def chosen_of(query: Query) -> Mapping[str, Node]:
    """By facet, and under DATES for the years."""
    chosen = {name: _of_facet(name, values) for name, values in query.filters.items() if values}
    if query.undated:
        chosen[DATES] = Valued("undated", (YES,))
    elif query.first_year is not None or query.last_year is not None:
        chosen[DATES] = _of_years(query)
    return chosen


def _of_facet(name: str, values: tuple[str, ...]) -> Node:
    # A collection is chosen with all that stands in its series; counted are the collections alone.
    field = "above" if name == "collection" else name
    known = Valued(field, tuple(one for one in values if one != UNKNOWN))
    if UNKNOWN not in values:
        return known
    unknown = Valued("unknown", (name,))
    return AnyOf((known, unknown)) if known.values else unknown


def _of_years(query: Query) -> Node:
    first = _FIRST if query.first_year is None else query.first_year
    last = _LAST if query.last_year is None else query.last_year
    within = Between("years", ((first, last),))
    if not query.inside:
        return within
    return All((within, Not(Between("years", ((_FIRST, first - 1), (last + 1, _LAST))))))
