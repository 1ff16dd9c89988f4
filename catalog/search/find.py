"""A search from what was typed to a page of results, with the one filter of who sees what."""

from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from catalog.domain.text import clean
from catalog.domain.vocabularies import LANGUAGES
from catalog.search.correct import correction
from catalog.search.engine import engine
from catalog.search.exclude import excluded
from catalog.search.fields import FACETS, UNKNOWN
from catalog.search.names import with_other_names
from catalog.search.plain import without_accents
from catalog.search.query import (
    FARTHEST,
    Bucket,
    Counts,
    Found,
    InvalidQuery,
    OtherNames,
    Query,
    Request,
    Results,
)
from catalog.search.spellings import with_spellings
from catalog.search.syntax import MOST_WORDS, Parsed, TooManyWords, parse
from catalog.search.values import folded

MOST_CHOSEN = 100
SORTS = ("relevance", "date", "-date", "title")
LARGEST_PAGE = 1000
LONGEST = 2000
"""Characters of a search, with each sign that stands for several written out."""
SHOWN = 100
"""Values of a facet that are shown of those that were searched for."""


class Asked(NamedTuple):
    """What is asked of the engine, how the words were read, and the names that were added."""

    request: Request
    parsed: Parsed
    added: tuple[OtherNames, ...]


def find(query: Query, rank: int) -> Results:
    """What a reader of this rank finds. A hit's row must pass ``visible_to(rank)`` before it is shown.

    Raises InvalidQuery where it cannot be answered and SearchAway where the engine does not answer, each
    with a sentence. At most three database queries. One request to the engine, and where nothing was found
    one more for a correction.
    """
    request, parsed, added = asked_of(query, rank)
    query = request.query
    found = engine().search(request)
    return Results(
        count=found.count,
        hits=found.hits,
        facets={name: _buckets(name, _counts(name, found), query) for name in found.facets},
        years=found.years,
        undated=found.undated,
        also_searched=added,
        message=parsed.message,
        correction="" if found.count else correction(request),
        branches=found.branches,
    )


def find_values(query: Query, rank: int, facet: str, typed: str) -> tuple[Bucket, ...]:
    """The values of a facet in which ``typed`` stands, in any case and accents; the most frequent first.

    Counted as on the page of that search. Raises InvalidQuery and SearchAway as ``find``.
    """
    if facet not in FACETS:
        query = replace(query, filters={facet: ()})
    request = asked_of(query, rank).request
    query = request.query
    counted = engine().values(request, facet)
    chosen, wanted = query.filters.get(facet, ()), without_accents(clean(typed))
    labelled = ((value, _label(facet, value), count) for value, count in counted)
    found = (one for one in labelled if wanted in without_accents(one[1]))
    return tuple(Bucket(value, label, count, value in chosen) for value, label, count in islice(found, SHOWN))


def asked_of(query: Query, rank: int) -> Asked:
    """What is asked of the engine. Raises InvalidQuery where it cannot be answered."""
    _refuse_impossible(query)
    query = _in_order(_cleaned(query))
    parsed = _parsed(query)
    tree, added = with_other_names(parsed.tree, rank) if query.names else (parsed.tree, ())
    return Asked(Request(query, with_spellings(tree), rank, excluded(rank)), parsed, added)


def _parsed(query: Query) -> Parsed:
    try:
        return parse(query.words)
    except TooManyWords:
        raise InvalidQuery(
            _("A search takes at most %(most)s words: leave out the ones that matter least.")
            % {"most": MOST_WORDS}
        ) from None


def _refuse_impossible(query: Query) -> None:
    if len(folded(query.words)) > LONGEST:
        raise InvalidQuery(
            _("A search takes at most %(most)s characters: leave out what matters least.")
            % {"most": f"{LONGEST:,}"}
        )
    if query.page < 1 or not 1 <= query.page_size <= LARGEST_PAGE:
        raise InvalidQuery(_("There is no such page: begin with the first."))
    if query.page * query.page_size > FARTHEST:
        raise InvalidQuery(
            _("Only the first %(most)s records of a result can be walked through: narrow the search.")
            % {"most": f"{FARTHEST:,}"}
        )
    if query.sort not in SORTS:
        raise InvalidQuery(_("Sort by one of: %(sorts)s.") % {"sorts": ", ".join(SORTS)})
    unknown = [name for name in query.filters if name not in FACETS]
    if unknown:
        raise InvalidQuery(
            _("There is no filter “%(name)s”. Filter by one of: %(names)s.")
            % {"name": unknown[0], "names": ", ".join(FACETS)}
        )
    if sum(len(values) for values in query.filters.values()) > MOST_CHOSEN:
        raise InvalidQuery(_("At most %(most)s values can be chosen at once.") % {"most": MOST_CHOSEN})
    for year in (query.first_year, query.last_year):
        if year is not None and abs(year) > 9999:
            raise InvalidQuery(_("Years go from -9999 to 9999."))


def _cleaned(query: Query) -> Query:
    """Without the characters that no record holds and no engine takes: controls, lone surrogates."""
    filters = {name: tuple(clean(one) for one in values) for name, values in query.filters.items()}
    return replace(query, words=clean(query.words), filters=filters)


def _in_order(query: Query) -> Query:
    """Without words nothing is more relevant than another: the order is then that of the dates."""
    if query.words.strip() or query.sort != "relevance":
        return query
    return replace(query, sort="date")


def _counts(name: str, found: Found) -> Counts:
    """A series can be chosen as a collection, and is counted as a branch."""
    counts = found.facets[name]
    if name != "collection":
        return counts
    return replace(counts, chosen={**counts.chosen, **{one.path[-1]: one.records for one in found.branches}})


def _buckets(name: str, counts: Counts, query: Query) -> tuple[Bucket, ...]:
    """The most frequent values, and after them the chosen ones that are not among them."""
    chosen = query.filters.get(name, ())
    shown = dict(counts.values)
    if counts.unknown:
        shown[UNKNOWN] = counts.unknown
    for value in chosen:
        shown.setdefault(value, counts.chosen.get(value, 0))
    return tuple(Bucket(value, _label(name, value), count, value in chosen) for value, count in shown.items())


def _label(name: str, value: str) -> str:
    """What a person reads; the titles of collections are for the door to find, by what its reader may see."""
    if value == UNKNOWN:
        return _("Unknown")
    match name:
        case "language":
            return _(LANGUAGES.get(value, value))
        case "classification" | "release":
            return _(value)
    return value
