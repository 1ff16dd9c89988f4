"""A page of results as values: hits, facets, chosen filters, sort and pager, each link made here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalog.records.queries import RecordView, Reference
from catalog.search.fields import UNKNOWN
from catalog.search.query import FARTHEST, Bucket, Hit, OtherNames, Query, Results
from catalog.web.branches import tree
from catalog.web.choices import Choice, choice_list
from catalog.web.facts import Summary, summary
from catalog.web.histogram import Histogram, histogram
from catalog.web.marked import marked
from catalog.web.passages import passages_of
from catalog.web.search_address import (
    FACETS,
    SORTS,
    address,
    facet_address,
    with_any_value,
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
class Facet:
    """The values as lists in HTML: those that stand open, and ``more`` further ones."""

    name: str
    heading: str
    choices: SafeString
    further: SafeString
    more: int
    find: str = ""


@dataclass(frozen=True)
class HitShown:
    summary: Summary
    title: SafeString
    passages: SafeString
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
            facet for name in FACETS if (facet := _facet(name, results, query, collections)).choices
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


def _facet(name: str, results: Results, query: Query, collections: Mapping[str, Reference]) -> Facet:
    seen = buckets = results.facets.get(name, ())
    opened = SafeString("")
    if name == "collection":
        opened = tree(results.branches, query, {one.value: one.count for one in buckets}, collections)
        beside = collections.keys() - {public_id for one in results.branches for public_id in one.path}
        seen = tuple(one for one in buckets if one.value == UNKNOWN or one.value in beside)
    if all(one.value == UNKNOWN and not one.selected for one in buckets):
        seen = ()  # nothing is known of any hit, and there is nothing to choose
    choices = sorted(_choices(name, seen, query, collections), key=lambda one: not one.selected)
    chosen = sum(one.selected for one in choices)
    room = max(SHOWN_AT_ONCE, chosen)
    find = facet_address(name, query) if len(buckets) >= FINDABLE_FROM and name != "collection" else ""
    return Facet(
        name=name,
        heading=_(FACETS[name]),
        choices=opened + choice_list(choices[:room], name),
        further=choice_list(choices[room:], f"{name}-more"),
        more=len(choices[room:]),
        find=find,
    )


def value_choices(name: str, buckets: Sequence[Bucket], query: Query) -> SafeString:
    """Values of a facet other than the collections, as they are chosen and taken back; "" without any."""
    return choice_list(_choices(name, buckets, query, {}), "found")


def _choices(
    name: str, buckets: Sequence[Bucket], query: Query, collections: Mapping[str, Reference]
) -> Iterator[Choice]:
    with_another = with_any_value(query, name)
    for one in buckets:
        label = _label(name, one.value, one.label, collections)
        url = address(without_value(query, name, one.value)) if one.selected else with_another(one.value)
        yield Choice(label, url, one.count, one.selected)


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
