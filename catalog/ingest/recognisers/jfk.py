"""Identification forms of the JFK assassination records: labels of a form over the OCR of the document."""

import re
from collections.abc import Iterator

import msgspec

from catalog.domain.classification import level_of, release_decision
from catalog.domain.dates import FoundDate, parse_date
from catalog.domain.description import (
    Agent,
    Classification,
    ClassificationEvent,
    Container,
    Extent,
    Form,
    Identifier,
    Provenance,
    Title,
)
from catalog.ingest.document import Document
from catalog.ingest.recognisers.jfk_columns import in_two_columns
from catalog.ingest.recognisers.rules import titles
from catalog.ingest.recognisers.rules.labels import Field, first_line_of, labelled
from catalog.ingest.statements import Reading, Said, Span, Voice, date_in, trimmed, words_of

FAMILY = "JFK assassination record"
_LABELS = {
    "agency": "agency",
    "record number": "number",
    "record series": "series",
    "records series": "series",
    "agency file number": "file",
    "agency filenumber": "file",
    "date of lastreview": "reviewed",
    "originator": "originator",
    "agency originator": "originator",
    "from": "from",
    "to": "to",
    "title": "title",
    "date": "date",
    "pages": "pages",
    "subjects": "subjects",
    "subject": "subjects",
    "document type": "type",
    "classification": "classification",
    "restrictions": "restrictions",
    "current status": "status",
    "date of last review": "reviewed",
    "opening criteria": "criteria",
    "comments": "comments",
    "comment": "comments",
}
_RECORD_NUMBER = re.compile(r"\b\d{3}-\d{5}-\d{5}\b")
_ACT = "KENNEDY ASSASSINATION RECORDS ACT"
_RELEASE = re.compile(r"\b(?P<year>(?:19|20)\d\d) RELEASE UNDER\b")
_MONTH_FIRST = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")
_SPECKLESS = re.compile(r"[A-Za-z][A-Za-z, /-]{2,60}")
_HEAD_OF_PAPER = re.compile(r"\bINFORMATION (?:REPORT|CABLE|TELEGRAM)\b")
_MEMORANDUM = re.compile(r"\bmemorandum\b", re.IGNORECASE)
# What the system fills in where a paper bears no date.
_NO_DATE = "01/01/1900"
_STATUS = re.compile(r"(?:open|redact|released?|postponed|withheld)\b[\w ,-]{0,80}", re.IGNORECASE)
_BOX = re.compile(r"\b(?:CC)?Box\s+(?P<box>\d{1,4})(?:\s*:\s*(?P<folder>[^.;\n]{3,80}))?", re.IGNORECASE)
_IN_COLUMNS = "Labels and values stand apart: which belongs to which follows from their order and their form."
# The paper under the form may name its subject itself.
_OWN_SUBJECT = re.compile(r"^[ \t]*(?:SUBJECT|Subject|SUBJ|TITLE|Title)[ \t]*:", re.MULTILINE)
_MOST_FILLED, _FORM_LINES = 3, 110
_SPECKS = " —–=~_.,:;'’*|-"
_EMPTY = frozenset(("not given", "no title", "[no title]", "[restricted]"))


def recognise(document: Document) -> Reading:
    """The reading of an identification form; its score is 0 for any other text."""
    head = document.text[:6000]
    formed = "IDENTIFICATION FORM" in head or "RECORD NUMBER" in head
    number = _RECORD_NUMBER.search(head) if formed or _ACT in head else None
    if not formed and _ACT in head:
        return Reading(family=FAMILY, score=0.2, said=tuple(_without_form(Voice(document, FAMILY), number)))
    if not number:
        return Reading(family=FAMILY)
    fields = _fields(document)
    if len(fields) < 6:
        return Reading(family=FAMILY)
    in_columns = sum(bool(one.value) for one in fields.values()) <= _MOST_FILLED
    fields = in_two_columns(document) if in_columns else fields
    fields = {key: one for key, one in fields.items() if one.value and one.value.casefold() not in _EMPTY}
    voice = Voice(document, FAMILY)
    said = [
        *_identity(voice, fields, number),
        *_agents(voice, fields),
        *_access(voice, fields),
        *_holding(voice, fields),
    ]
    if in_columns:
        said = [_doubted(one) for one in said]
    return Reading(family=FAMILY, score=0.95, said=tuple(said))


def _fields(document: Document) -> dict[str, Field]:
    """The first of each label, without the specks before its value; of two forms the one with a level."""
    fields: dict[str, Field] = {}
    for one in labelled(document, _LABELS, 1, _FORM_LINES):
        field = first_line_of(document, one)
        span = trimmed(document.text, field.span, _SPECKS)
        value = words_of(document, span) if field.value else ""
        field = Field(field.key, field.label, span, value)
        known = fields.get(one.key)
        better = one.key == "classification" and known and level_of(value) and not level_of(known.value)
        if known is None or better:
            fields[one.key] = field
    return fields


def _doubted(one: Said) -> Said:
    proof = one.statement.evidence
    if proof is None or _RECORD_NUMBER.fullmatch(proof.quote):
        return one
    proof = msgspec.structs.replace(proof, confidence=min(proof.confidence, 0.7), doubt=_IN_COLUMNS)
    return Said(msgspec.structs.replace(one.statement, evidence=proof), one.part)


def _without_form(voice: Voice, number: re.Match[str] | None) -> Iterator[Said]:
    """A page of a record that came without its form: the number and the release in its margin."""
    if number:
        at = Span(number.start(), number.end())
        yield voice.says(
            Identifier, at, value=number.group(), role="registration number", scheme="JFK record number"
        )
    yield from _access(voice, {})


def _identity(voice: Voice, fields: dict[str, Field], number: re.Match[str]) -> Iterator[Said]:
    own = fields.get("number")
    found = _RECORD_NUMBER.search(voice.document.text, own.span.start, own.span.end) if own else None
    found = found or number
    at = Span(found.start(), found.end())
    yield voice.says(
        Identifier, at, value=found.group(), role="registration number", scheme="JFK record number"
    )
    if "file" in fields:
        yield voice.says(
            Identifier, fields["file"].span, value=fields["file"].value, scheme="agency file number"
        )
    title = fields.get("title")
    if title:
        yield voice.says(Title, title.span, value=title.value)
    elif "subjects" in fields and not _OWN_SUBJECT.search(
        voice.document.text, max(one.label.end for one in fields.values())
    ):
        one = fields["subjects"]
        yield voice.says(
            Title, one.span, value=one.value, title_kind="supplied", basis="inferred", confidence=0.4
        )
    form = fields.get("type")
    # PAPER says what it is made of: a paper that calls itself a memorandum is one.
    named = form and form.value.upper().startswith("PAPER") and _MEMORANDUM.search(voice.document.text)
    if form and not named and _SPECKLESS.fullmatch(form.value):
        yield voice.says(Form, form.span, value=form.value.lower())
    elif title:
        yield from titles.form(voice, title.span)
    if not form:
        yield from _form_of_paper(voice, max(one.span.end for one in fields.values()))
    dated = _date(voice.document, fields["date"]) if "date" in fields else None
    if dated:
        yield voice.dates(dated, "created", primary=True)
    pages = re.match(r"\d{1,4}\b", fields["pages"].value) if "pages" in fields else None
    if pages:
        at = Span(fields["pages"].span.start, fields["pages"].span.start + pages.end())
        yield voice.says(Extent, at, quantity=pages.group().lstrip("0") or "0", unit="pages")


def _form_of_paper(voice: Voice, start: int) -> Iterator[Said]:
    """What the printed head of the paper under the form says that it is."""
    found = _HEAD_OF_PAPER.search(voice.document.text, start, start + 2500)
    if found:
        at = Span(found.start(), found.end())
        yield voice.says(Form, at, value=found.group().lower(), confidence=0.7)


def _date(document: Document, field: Field) -> FoundDate | None:
    """The date of a field: these forms write the month first, 05/10/1965 is the tenth of May."""
    numbered = _MONTH_FIRST.search(document.text, field.span.start, field.span.end)
    if numbered and numbered.group() == _NO_DATE:
        return None
    parsed = parse_date(numbered.group(), month_first=True) if numbered else None
    if numbered and parsed:
        return FoundDate(numbered.start(), numbered.end(), numbered.group(), parsed)
    return date_in(document, field.span)


def _agents(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    for key, role in (("originator", "creator"), ("from", "sender"), ("to", "recipient")):
        if key in fields:
            yield voice.says(Agent, fields[key].span, name=fields[key].value, role=role)


def _access(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    level = level_of(fields["classification"].value) if "classification" in fields else ""
    if level:
        yield voice.says(Classification, fields["classification"].span, level=level)
    released = _RELEASE.search(voice.document.text, 0, 4000)
    if released:
        at = Span(released.start("year"), released.end("year"))
        yield voice.says(ClassificationEvent, at, act="released", date=released["year"])
    status = fields.get("status")
    if status and _STATUS.fullmatch(status.value):
        known = release_decision(status.value)
        partly = "PART" in status.value.upper() or "REDACT" in status.value.upper()
        yield voice.says(
            ClassificationEvent,
            status.span,
            act=known.act if known else "reviewed",
            extent=known.extent if known else "part" if partly else "",
            decision_code=status.value,
        )
    reviewed = _date(voice.document, fields["reviewed"]) if "reviewed" in fields else None
    if reviewed:
        at = Span(reviewed.start, reviewed.end)
        yield voice.says(ClassificationEvent, at, act="reviewed", date=reviewed.parsed.edtf)


def _holding(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    if "series" in fields:
        yield voice.says(
            Provenance, fields["series"].span, element="collection", value=fields["series"].value
        )
    comments = fields.get("comments")
    found = _BOX.search(voice.document.text, comments.span.start, comments.span.end) if comments else None
    if not found:
        return
    yield voice.says(
        Container, Span(found.start(), found.end("box")), container_kind="box", number=found["box"]
    )
    if found["folder"]:
        at = trimmed(voice.document.text, Span(found.start("folder"), found.end("folder")))
        yield voice.says(Container, at, container_kind="folder", number=words_of(voice.document, at))
