"""What the API says of a record and of a search, as values that are encoded as they stand.

Everything here was disclosed before it came here: no value is left out or added by rank.
"""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

import msgspec
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.domain import wording
from catalog.domain.description import Access, AnyStatement, Relation, Text
from catalog.interchange.citation import archival_note, given_citation
from catalog.interchange.dublin_core import Surroundings, dublin_core
from catalog.records import queries
from catalog.records.queries import RecordView
from catalog.search.passages import Passage
from catalog.search.query import FARTHEST, Bucket, Hit, Query, Results


class Links(msgspec.Struct):
    """``self`` is the record in this API, ``html`` its page for people."""

    itself: str = msgspec.field(name="self")
    html: str


class Reference(msgspec.Struct):
    """Another record that this reader may know of."""

    id: str
    title: str
    level: str
    links: Links


class DateShown(msgspec.Struct):
    """The date that a record is listed by: EDTF level 1, in words, and its bounds ("" if open)."""

    edtf: str
    words: str
    role: str
    earliest: str
    latest: str


class StatementShown(msgspec.Struct):
    """A statement with the archivist's name for it and its words; ``target`` is the record of a relation."""

    label: str
    words: str
    statement: AnyStatement
    target: Reference | None = None


class FileShown(msgspec.Struct):
    """A file that may be downloaded; ``size`` in bytes."""

    name: str
    media_type: str
    size: int
    sha256: str
    url: str


class Record(msgspec.Struct):
    """A description as this reader may see it. In statements, access and text, what is empty is left out.

    ``text`` tells of the text by its lines, those withheld included; ``changed`` is when what the public
    sees last changed, null where the public never saw it.
    """

    id: str
    title: str
    level: str
    level_label: str
    status: str
    reference_code: str
    date: DateShown | None
    institution: str
    access: Access
    statements: tuple[StatementShown, ...]
    dublin_core: dict[str, tuple[str, ...]]
    ancestors: tuple[Reference, ...]
    parts: tuple[Reference, ...]
    relations: tuple[Reference, ...]
    text: Text | None
    files: tuple[FileShown, ...]
    citation: str
    changed: datetime | None
    links: Links


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


class Year(msgspec.Struct):
    year: int
    count: int


class RecordList(msgspec.Struct):
    """A page of a result with the counts of the whole. A facet's counts leave out that facet's own filter.

    ``also_searched`` are other names of those searched for; ``message`` is a sentence where the words
    could not be read as they were written.
    """

    count: int
    next: str | None
    previous: str | None
    results: tuple[RecordFound, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    years: tuple[Year, ...]
    undated: int
    also_searched: tuple[str, ...]
    message: str


class Problem(msgspec.Struct):
    """``detail`` is a sentence that says what is wrong and what to do."""

    detail: str


def record(view: RecordView) -> Record:
    """The whole record."""
    description = view.description
    links = _links(view.public_id)
    above = tuple(one.title for one in view.ancestors)
    around = Surroundings(
        address=links.html,
        institution=view.institution,
        above=above,
        parts=tuple(one.title for one in view.parts),
        related={one: _links(one).html for one in view.others},
    )
    return Record(
        id=view.public_id,
        title=wording.title_of(description),
        level=description.level,
        level_label=description.level_label,
        status=description.status,
        reference_code=wording.reference_code(description),
        date=_date(view),
        institution=view.institution,
        access=description.access,
        statements=_statements(view),
        dublin_core=dublin_core(description, around),
        ancestors=tuple(_reference(one) for one in view.ancestors),
        parts=tuple(_reference(one) for one in view.parts),
        relations=tuple(_reference(one) for one in view.others.values()),
        text=description.text,
        files=_files(view),
        citation=given_citation(description)
        or archival_note(description, above, view.institution, links.html),
        changed=view.oai_datestamp,
        links=links,
    )


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
        years=tuple(Year(year, count) for year, count in results.years),
        undated=results.undated,
        also_searched=results.names_added,
        message=results.message,
    )


def _found(view: RecordView, hit: Hit) -> RecordFound:
    return RecordFound(
        id=view.public_id,
        title=wording.title_of(view.description),
        level=view.description.level,
        reference_code=wording.reference_code(view.description),
        date=_date(view),
        institution=view.institution,
        ancestors=tuple(_reference(one) for one in view.ancestors),
        highlights={name: _passages(passages, view) for name, passages in hit.highlights.items()},
        links=_links(view.public_id),
    )


def _passages(passages: tuple[Passage, ...], view: RecordView) -> tuple[PassageFound, ...]:
    parts = {one.public_id: _reference(one) for one in view.parts}
    return tuple(PassageFound(one.html, one.line or None, parts.get(one.part)) for one in passages)


def _statements(view: RecordView) -> tuple[StatementShown, ...]:
    """Every statement; a relation to a record that is not known to this reader only with what it cites."""
    shown = []
    for one in view.description.statements:
        other = None
        if isinstance(one, Relation):
            other = view.others.get(one.target)
            if other is None and not one.cited:
                continue
            one = one if other else msgspec.structs.replace(one, target="")
        told = other.title if other else wording.words(one)
        target = _reference(other) if other else None
        shown.append(StatementShown(_(wording.label(one)), told, one, target))
    return tuple(shown)


def _date(view: RecordView) -> DateShown | None:
    date = wording.primary_date(view.description)
    if date is None:
        return None
    return DateShown(date.edtf, wording.words(date), date.role, date.earliest, date.latest)


def _files(view: RecordView) -> tuple[FileShown, ...]:
    return tuple(
        FileShown(
            name=one.name,
            media_type=one.media_type,
            size=one.size,
            sha256=one.sha256,
            url=settings.SITE_URL + reverse("record-file", args=[view.public_id, one.sha256]),
        )
        for one in view.description.files
    )


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


def _reference(other: queries.Reference) -> Reference:
    return Reference(other.public_id, other.title, other.level, _links(other.public_id))


def _links(public_id: str) -> Links:
    return Links(
        itself=settings.SITE_URL + reverse("api-record", args=[public_id]),
        html=settings.SITE_URL + reverse("record", args=[public_id]),
    )


def _page(query: Query, page: int, count: int) -> str | None:
    """The address of another page of this result, None where there is none."""
    walked = (page - 1) * query.page_size
    if page < 1 or walked >= max(count, 1) or page * query.page_size > FARTHEST:
        return None
    given: list[tuple[str, str]] = [("q", query.words)] if query.words else []
    given += [(name, value) for name, values in query.filters.items() for value in values]
    numbers = (("first_year", query.first_year), ("last_year", query.last_year))
    given += [(name, str(year)) for name, year in numbers if year is not None]
    given += [("sort", query.sort)] if query.sort != "relevance" else []
    given += [("names", "0")] if not query.names else []
    given += [("page", str(page)), ("page_size", str(query.page_size))]
    return f"{settings.SITE_URL}{reverse('api-records')}?{urlencode(given)}"
