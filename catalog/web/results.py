"""A page of results as values: hits, facets, chosen filters, sort and pager, each link made here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from catalog.records.queries import RecordView, Reference
from catalog.search.fields import UNKNOWN
from catalog.search.query import FARTHEST, Bucket, Hit, OtherNames, Query, Results
from catalog.web.facts import Summary, summary
from catalog.web.histogram import Histogram, histogram
from catalog.web.marked import Piece, marked
from catalog.web.passages import PassageShown, passages_of
from catalog.web.search_address import (
    FACETS,
    SORTS,
    address,
    facet_address,
    with_value,
    with_years,
    without_date,
    without_value,
)
from catalog.web.why import why

SHOWN_AT_ONCE = 8
"""Values of a facet that stand open; the others are one click away."""
FINDABLE_FROM = 20
"""Values of a facet from which on there may be more of them than the page has."""


@dataclass(frozen=True)
class Choice:
    """A value that can be chosen, or taken back where it is chosen."""

    label: str
    url: str
    count: int = 0
    selected: bool = False


@dataclass(frozen=True)
class Facet:
    name: str
    heading: str
    choices: tuple[Choice, ...]
    further: tuple[Choice, ...]
    find: str = ""


@dataclass(frozen=True)
class HitShown:
    summary: Summary
    title: tuple[Piece, ...]
    passages: tuple[PassageShown, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    query: Query
    results: Results
    hits: tuple[HitShown, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Choice, ...]
    histogram: Histogram | None
    sorts: tuple[Choice, ...]
    without_names: str
    without_filters: str
    undated: str
    corrected: str
    previous: str
    following: str
    last_page: int


def page_of(
    query: Query, results: Results, views: Mapping[int, RecordView], collections: Mapping[str, Reference]
) -> Page:
    """The page of a result. What is in neither ``views`` nor ``collections`` the reader does not see."""
    last_page = max(1, -(-min(results.count, FARTHEST) // query.page_size))
    bare = Query(words=query.words, sort=query.sort, names=query.names)
    return Page(
        query=query,
        results=results,
        hits=tuple(
            _hit(views[one.record], one, results.also_searched) for one in results.hits if one.record in views
        ),
        facets=tuple(
            _facet(name, results.facets.get(name, ()), query, collections)
            for name in FACETS
            if results.facets.get(name)
        ),
        chips=_chips(query, results, collections),
        histogram=histogram(results.years, query),
        sorts=tuple(
            Choice(_(label), address(replace(query, sort=sort, page=1)), selected=sort == query.sort)
            for sort, label in SORTS.items()
            if sort != "relevance" or query.words
        ),
        without_names=address(replace(query, names=False, page=1)),
        without_filters=address(bare),
        undated=address(without_date(query)),
        corrected=address(replace(query, words=results.correction)) if results.correction else "",
        previous=address(replace(query, page=query.page - 1)) if query.page > 1 else "",
        following=address(replace(query, page=query.page + 1)) if query.page < last_page else "",
        last_page=last_page,
    )


def _hit(view: RecordView, hit: Hit, others: Sequence[OtherNames]) -> HitShown:
    """The whole title with what matched in it marked, and what matched elsewhere."""
    told = summary(view)
    in_title = [one.html for one in hit.highlights.get("title", ()) if not one.part]
    return HitShown(told, marked(told.title, in_title), passages_of(hit, view), why(hit, others))


def _facet(name: str, buckets: Sequence[Bucket], query: Query, collections: Mapping[str, Reference]) -> Facet:
    choices = tuple(
        _choice(name, one, query, collections)
        for one in buckets
        if name != "collection" or one.value in collections or one.value == UNKNOWN
    )
    first = tuple(one for one in choices if one.selected)
    rest = tuple(one for one in choices if not one.selected)
    room = max(0, SHOWN_AT_ONCE - len(first))
    find = facet_address(name, query) if len(buckets) >= FINDABLE_FROM and name != "collection" else ""
    return Facet(name, _(FACETS[name]), first + rest[:room], rest[room:], find)


def value_choices(name: str, buckets: Sequence[Bucket], query: Query) -> tuple[Choice, ...]:
    """Values of a facet other than the collections, as they are chosen and taken back."""
    return tuple(_choice(name, one, query, {}) for one in buckets)


def _choice(name: str, bucket: Bucket, query: Query, collections: Mapping[str, Reference]) -> Choice:
    change = without_value if bucket.selected else with_value
    return Choice(
        label=_label(name, bucket.value, bucket.label, collections),
        url=address(change(query, name, bucket.value)),
        count=bucket.count,
        selected=bucket.selected,
    )


def _label(name: str, value: str, label: str, collections: Mapping[str, Reference]) -> str:
    if value == UNKNOWN:
        return _("Unknown")
    if name == "collection":
        return collections[value].title if value in collections else _("a collection")
    return label


def _chips(query: Query, results: Results, collections: Mapping[str, Reference]) -> tuple[Choice, ...]:
    """What narrows the result, each with the link that takes it back."""
    labels = {(name, one.value): one.label for name, buckets in results.facets.items() for one in buckets}
    chips = [
        Choice(
            f"{_(FACETS[name])}: {_label(name, value, labels.get((name, value), value), collections)}",
            address(without_value(query, name, value)),
        )
        for name, values in query.filters.items()
        for value in values
    ]
    if query.first_year is not None or query.last_year is not None:
        chips.append(Choice(_years(query), address(with_years(query, None, None))))
    if query.undated:
        chips.append(Choice(_("Without a date"), address(with_years(query, None, None))))
    return tuple(chips)


def _years(query: Query) -> str:
    first, last = query.first_year, query.last_year
    if query.inside:
        return _("Years: wholly within %(first)s–%(last)s") % {"first": first or "", "last": last or ""}
    if first == last:
        return _("Year: %(year)s") % {"year": first}
    if first is None:
        return _("Years: up to %(year)s") % {"year": last}
    if last is None:
        return _("Years: from %(year)s") % {"year": first}
    return _("Years: %(first)s–%(last)s") % {"first": first, "last": last}
