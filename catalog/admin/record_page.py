"""The page of one record: its statements, and its text beside them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.admin.accessions import named_in
from catalog.admin.areas import areas_of, row_of
from catalog.admin.conflict import Problem
from catalog.admin.opened import CHANGE, DELETE, EXPUNGE, PUBLISH, VIEW, may, on_record, signed_in
from catalog.admin.page import number_of, page
from catalog.admin.statement_fields import KIND_LABELS, tag_of
from catalog.admin.work import stage_of, steps_of
from catalog.domain.dates import in_words
from catalog.domain.description import Description, Evidence
from catalog.domain.disclosure import own_access
from catalog.domain.opening import is_restricted, opening_day
from catalog.domain.vocabularies import AGGREGATE_LEVELS, DESCRIPTION_VISIBILITY, LEVELS, MATERIAL_ACCESS
from catalog.domain.wording import reference_code, title_of
from catalog.models import Expunction
from catalog.records.author import Author
from catalog.records.queries import Line, RecordView, text_of
from catalog.web.beside import beside

LINES_AT_ONCE = 1000
LONGEST_LINE = 4000
"""Characters of one line that the page shows: a text may be one line of megabytes."""


class TextLine(NamedTuple):
    """A line of the text; ``statement`` is the first statement that was read from it."""

    number: int
    words: str | None
    statement: str
    cut: bool


class TextPage(NamedTuple):
    """Some lines of a text, and the first lines of the pages before and after."""

    lines: tuple[TextLine, ...]
    first: int
    last: int
    length: int
    before: int
    after: int


@on_record(VIEW)
def record_page(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
    """The whole page; ``?line=`` says which line of a long text is wanted."""
    return whole_page(request, record)


def whole_page(
    request: HttpRequest, record: RecordView, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The record with all of its statements and its text; ``context`` adds what went wrong."""
    about = {**head_of(request, record), "areas": tuple(areas_of(record)), **context}
    about["beside"] = beside(record, signed_in(request).rank)
    about |= {"text": asked_text(request, record), "steps": steps_of(record.pk)}
    about["accessions"] = named_in(record)
    return page(request, "desk/record.html", title_of(record.description), status=status, **about)


def asked_text(request: HttpRequest, record: RecordView) -> TextPage | None:
    """The stretch of the text that ``?line=`` asks for."""
    return text_page(record, number_of(request.GET.get("line", "")))


def is_reviewing(request: HttpRequest) -> bool:
    """Whether a form or a link was used on the page of review, to which its answer goes back."""
    return "review" in (request.POST.get("page"), request.GET.get("page"))


def head_of(request: HttpRequest, record: RecordView, *, reviewing: bool = False) -> dict[str, Any]:
    """What the page says above the statements, and what may be done."""
    description = record.description
    published = description.status == "published"
    reviewing = reviewing or is_reviewing(request)
    return {
        **stage_of(request, record),
        "record": record,
        "record_title": title_of(description),
        "reference_code": reference_code(description),
        "level": description.level_label or _(LEVELS[description.level]),
        "access_words": access_words(record),
        "proposed": sum(one.state == "proposed" for one in description.statements),
        "reviewing": reviewing,
        "record_url": reverse(
            f"admin:catalog_record_{'review' if reviewing else 'change'}", args=[record.pk]
        ),
        "kinds": [(tag_of(kind), label) for kind, label in KIND_LABELS.items()],
        "is_aggregate": description.level in AGGREGATE_LEVELS,
        "may_change": may(request, CHANGE),
        "may_withdraw": may(request, PUBLISH) and description.level != "part" and published,
        "may_expunge": may(request, EXPUNGE) and description.level != "part",
        "expunction": Expunction.objects.filter(record=record.pk, done_at__isnull=True).first(),
        "may_delete": may(request, DELETE) and description.status == "draft" and description.level != "part",
    }


def access_words(record: RecordView) -> str:
    """Who sees the description and the material, by the record's own access and by what stands above it."""
    access = record.description.access
    said = _("Description: %(description)s. Material: %(material)s.") % {
        "description": _(DESCRIPTION_VISIBILITY[access.description]).lower(),
        "material": _(MATERIAL_ACCESS[access.material]).lower(),
    }
    own = own_access(record.description)
    above = _("What it stands in is stricter, and goes before.")
    stricter = (record.seen_from, record.text_from) != (own.seen_from, own.text_from)
    ends = _end_words(record.description)
    return " ".join(one for one in (said, access.reason, ends, above if stricter else "") if one)


def _end_words(description: Description) -> str:
    """When the record's own restriction ends; that it cannot be counted where the rule finds no date."""
    day = opening_day(description)
    if day:
        return _("Opens on %(day)s.") % {"day": in_words(day)}
    if is_restricted(description.access) and description.access.opens_after_years:
        return _("When it opens cannot be counted: its latest accepted date has no end.")
    return ""


def row_fragment(
    request: HttpRequest, record: RecordView, statement_id: str, problem: Problem | None = None
) -> HttpResponse:
    """One row and the head, for a page that is open; the row is empty where the statement is gone."""
    held = next((one for one in record.description.statements if one.id == statement_id), None)
    row = row_of(held, record) if held else None
    context = {**head_of(request, record), "row": row, "problem": problem}
    return render(request, "desk/saved_row.html", context)


def text_page(record: RecordView, wanted: int) -> TextPage | None:
    """The stretch of the text that holds the wanted line, or its beginning; None where no text is seen."""
    lines = text_of(record)
    if not lines:
        return None
    start = max(0, wanted - lines[0].number) // LINES_AT_ONCE * LINES_AT_ONCE
    shown = lines[start : start + LINES_AT_ONCE] or lines[:LINES_AT_ONCE]
    first, last = shown[0].number, shown[-1].number
    return TextPage(
        lines=_marked(shown, record),
        first=first,
        last=last,
        length=lines[-1].number,
        before=max(lines[0].number, first - LINES_AT_ONCE) if first > lines[0].number else 0,
        after=last + 1 if last < lines[-1].number else 0,
    )


def _marked(lines: Sequence[Line], record: RecordView) -> tuple[TextLine, ...]:
    read_from: dict[int, str] = {}
    for one in record.description.statements:
        if one.evidence is not None:
            for number in _lines_of(one.evidence, lines):
                read_from.setdefault(number, one.id)
    return tuple(
        TextLine(
            number=line.number,
            words=line.words[:LONGEST_LINE] if line.words is not None else None,
            statement=read_from.get(line.number, ""),
            cut=line.words is not None and len(line.words) > LONGEST_LINE,
        )
        for line in lines
    )


def _lines_of(evidence: Evidence, lines: Sequence[Line]) -> range:
    return range(max(evidence.first_line, lines[0].number), min(evidence.last_line, lines[-1].number) + 1)
