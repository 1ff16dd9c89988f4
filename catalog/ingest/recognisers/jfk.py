"""Identification forms of the JFK assassination records: labels of a form over the OCR of the document."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import (
    Agent,
    Classification,
    ClassificationEvent,
    Container,
    Extent,
    Identifier,
    Provenance,
    Title,
)
from catalog.ingest.document import Document
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
    "originator": "originator",
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
_RELEASE = re.compile(r"\b(?P<year>(?:19|20)\d\d) RELEASE UNDER\b")
_BOX = re.compile(r"\bBox\s+(?P<box>\d{1,4})(?:\s*:\s*(?P<folder>[^.;\n]{3,80}))?", re.IGNORECASE)
_EMPTY = frozenset(("not given", "no title", "[no title]", "[restricted]"))


def recognise(document: Document) -> Reading:
    """The reading of an identification form; its score is 0 for any other text."""
    head = document.text[:6000]
    formed = "IDENTIFICATION FORM" in head or "RECORD NUMBER" in head
    number = _RECORD_NUMBER.search(head) if formed else None
    if not number:
        return Reading(family=FAMILY)
    fields: dict[str, Field] = {}
    for one in labelled(document, _LABELS, 1, 90):
        fields.setdefault(one.key, first_line_of(document, one))
    if len(fields) < 6:
        return Reading(family=FAMILY)
    fields = {key: one for key, one in fields.items() if one.value and one.value.casefold() not in _EMPTY}
    voice = Voice(document, FAMILY)
    said = [
        *_identity(voice, fields, number),
        *_agents(voice, fields),
        *_access(voice, fields),
        *_holding(voice, fields),
    ]
    return Reading(family=FAMILY, score=0.95, said=tuple(said))


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
        yield from titles.form(voice, title.span)
    dated = date_in(voice.document, fields["date"].span) if "date" in fields else None
    if dated:
        yield voice.dates(dated, "created", primary=True)
    pages = re.match(r"\d{1,4}\b", fields["pages"].value) if "pages" in fields else None
    if pages:
        at = Span(fields["pages"].span.start, fields["pages"].span.start + pages.end())
        yield voice.says(Extent, at, quantity=pages.group().lstrip("0") or "0", unit="pages")


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
    reviewed = date_in(voice.document, fields["reviewed"].span) if "reviewed" in fields else None
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
