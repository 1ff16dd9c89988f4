"""What the API says of a search, as values that are encoded as they stand.

Everything here was disclosed before it came here: no value is left out or added by rank.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import msgspec
from django.conf import settings
from django.urls import reverse

from catalog.api import cursor
from catalog.api.cursor import Cursor
from catalog.api.parameters import given_of
from catalog.api.representation import DateShown, Links, Reference, date_shown, links_of, reference
from catalog.domain import wording
from catalog.records import queries
from catalog.records.queries import RecordView
from catalog.search.passages import Passage
from catalog.search.query import FARTHEST, Bucket, Hit, Query, Results
from catalog.search.suggest import Suggested


class PassageFound(msgspec.Struct):
    """``html`` is escaped but for <mark> around what matched. ``line`` of the text is null where the words
    are not of a line, ``part`` where they are of no part of the record.
    """

    html: str
    line: int | None
    part: Reference | None


class RecordFound(msgspec.Struct):
    """A record in a result. ``highlights`` are the passages that matched, by field: title, notes, text."""

    id: str
    title: str
    level: str
    reference_code: str
    date: DateShown | None
    institution: str
    ancestors: tuple[Reference, ...]
    highlights: Mapping[str, tuple[PassageFound, ...]]
    links: Links


class FacetValue(msgspec.Struct):
    """``value`` is what a filter takes, ``label`` what people read."""

    value: str
    label: str
    count: int
    selected: bool


class BranchFound(msgspec.Struct):
    """A chosen collection, or what stands right below it: its ids from the top down, the last its own."""

    path: tuple[str, ...]
    label: str
    count: int


class Year(msgspec.Struct):
    year: int
    count: int


class RecordList(msgspec.Struct):
    """A page of a result with the counts of the whole. A facet's counts leave out that facet's own filter.

    ``also_searched`` are other names of those searched for; ``message`` is a sentence where the words
    could not be read as they were written; ``correction`` is what finds something where the words find
    nothing; ``branches`` are the chosen collections and what stands right below them. Behind the first
    page of a walk nothing is counted again.
    """

    count: int
    next: str | None
    previous: str | None
    results: tuple[RecordFound, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    branches: tuple[BranchFound, ...]
    years: tuple[Year, ...]
    undated: int
    also_searched: tuple[str, ...]
    message: str
    correction: str


class FacetValues(msgspec.Struct):
    """Values of one facet, the most frequent first, counted without the facet's own filter."""

    facet: str
    values: tuple[FacetValue, ...]


class NameSuggested(msgspec.Struct):
    """A name of a person, body or place as it is written, and the heading of whom it names."""

    name: str
    heading: str


class RecordSuggested(msgspec.Struct):
    id: str
    title: str
    reference_code: str
    links: Links


class Suggestions(msgspec.Struct):
    """What a reader may mean who has typed a few letters."""

    names: tuple[NameSuggested, ...]
    records: tuple[RecordSuggested, ...]


def record_list(
    query: Query,
    results: Results,
    seen: Mapping[int, RecordView],
    collections: Mapping[str, queries.Reference],
) -> RecordList:
    """A page of results. ``seen`` holds the records behind the hits, ``collections`` the titles of those
    that the facet counts, both as this reader may know them: what they do not hold is not told.
    """
    return RecordList(
        count=results.count,
        next=_page(query, query.page + 1, results.count),
        previous=_page(query, query.page - 1, results.count),
        results=tuple(_found(seen[hit.record], hit) for hit in results.hits if hit.record in seen),
        facets={name: _facet(name, values, collections) for name, values in results.facets.items()},
        branches=tuple(
            BranchFound(one.path, collections[one.path[-1]].title, one.records)
            for one in results.branches
            if all(public_id in collections for public_id in one.path)
        ),
        years=tuple(Year(year, count) for year, count in results.years),
        undated=results.undated,
        also_searched=results.names_added,
        message=results.message,
        correction=results.correction,
    )


def walked(query: Query, results: Results, page: RecordList, count: int) -> RecordList:
    """The page of a walk, from one that is made of its hits; it leads on behind them."""
    behind = _behind(query, results.hits, count)
    return msgspec.structs.replace(page, count=count, next=behind, previous=None)


def facet_values(facet: str, values: tuple[Bucket, ...]) -> FacetValues:
    return FacetValues(facet, _facet(facet, values, {}))


def suggestions(suggested: Suggested, seen: Mapping[int, RecordView]) -> Suggestions:
    """``seen`` holds the records that are suggested, as this reader may know them."""
    views = (seen[one] for one in suggested.records if one in seen)
    return Suggestions(
        tuple(NameSuggested(name, heading) for name, heading in suggested.names),
        tuple(
            RecordSuggested(
                one.public_id,
                wording.title_of(one.description),
                wording.reference_code(one.description),
                links_of(one.public_id),
            )
            for one in views
        ),
    )


def _found(view: RecordView, hit: Hit) -> RecordFound:
    return RecordFound(
        id=view.public_id,
        title=wording.title_of(view.description),
        level=view.description.level,
        reference_code=wording.reference_code(view.description),
        date=date_shown(view),
        institution=view.institution,
        ancestors=tuple(reference(one) for one in view.ancestors),
        highlights={name: _passages(passages, view) for name, passages in hit.highlights.items()},
        links=links_of(view.public_id),
    )


def _passages(passages: tuple[Passage, ...], view: RecordView) -> tuple[PassageFound, ...]:
    parts = {one.public_id: reference(one) for one in view.parts}
    return tuple(PassageFound(one.html, one.line or None, parts.get(one.part)) for one in passages)


def _facet(
    name: str, values: tuple[Bucket, ...], collections: Mapping[str, queries.Reference]
) -> tuple[FacetValue, ...]:
    if name != "collection":
        return tuple(FacetValue(one.value, one.label, one.count, one.selected) for one in values)
    return tuple(
        FacetValue(one.value, collections[one.value].title, one.count, one.selected)
        for one in values
        if one.value in collections
    )


def _page(query: Query, page: int, count: int) -> str | None:
    """The address of another page of this result, None where there is none."""
    walked = (page - 1) * query.page_size
    if page < 1 or walked >= max(count, 1) or page * query.page_size > FARTHEST:
        return None
    return _address(query, "page", str(page))


def _behind(query: Query, hits: Sequence[Hit], count: int) -> str | None:
    """The address of the page of a walk behind these hits, None at the end."""
    if len(hits) < query.page_size:
        return None
    return _address(query, "cursor", cursor.written(Cursor(hits[-1].position, count), query))


def _address(query: Query, name: str, value: str) -> str:
    given = [*given_of(query), (name, value)]
    return f"{settings.SITE_URL}{reverse('api-records')}?{urlencode(given)}"
