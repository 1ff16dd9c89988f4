"""What any document has: title, form, dateline, head of a memorandum, signature, markings, notes, names."""

import re
from collections.abc import Iterator

from catalog.domain.dates import FoundDate
from catalog.domain.description import Agent, Form, Language, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import (
    datelines,
    excisions,
    footnotes,
    headings,
    languages,
    letterheads,
    markings,
    mentioned,
    references,
    release_stamps,
    remarks,
    signatures,
    titles,
)
from catalog.ingest.recognisers.rules.annexes import annexes
from catalog.ingest.recognisers.rules.forms import records_meeting
from catalog.ingest.recognisers.rules.labels import Field, first_line_of, labelled
from catalog.ingest.recognisers.rules.people import split_names
from catalog.ingest.recognisers.rules.places import fold, may_be_place, place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, dates_in, trimmed, words_of

FAMILY = "general"
_LABELS = {
    "subject": "title",
    "subj": "title",
    "re": "title",
    "title": "title",
    "to": "to",
    "memorandum for": "to",
    "from": "from",
    "date": "date",
    "place": "place",
    "participants": "participants",
    "present": "participants",
}
_MEMORANDUM = re.compile(
    r"^[ \t*_]*(?:[A-Z]+ )?(?P<form>MEMORANDUM)(?: FOR(?P<reader>[^\n]*)|:?[ \t*_]*"
    r"|\s*[•*?.-]\s*UNITED STATES GOVERNMENT[ \t]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_BESIDE = re.compile(r"\s{3,}(?=[A-Z][A-Za-z ]{1,20}:)")
# S/P - Mr. Nitze: the desk before the name.
_DESK = re.compile(
    r"(?P<desk>[A-Z]{1,5}(?:/[A-Z-]{1,5})*) ?[-–—] ?(?P<name>(?:Mr|Mrs|Miss|Dr|Amb)\.? ?[A-Z].{1,40})"
)
_HEAD = 4000
_HEAD_LINES, _TAIL_LINES = 60, 60
_DATELINE = re.compile(
    r"^(?P<done>(?:Signed|Done|Signée?|Faite?) (?:at|in|à) )?"
    r"(?P<place>[A-ZÀ-Þ][\w .'’-]{2,30}?),\s+(?:[A-ZÀ-Þ][\w .'’-]{2,20},\s+)?"
    r"(?:den |le |the )?(?=\d|[A-Z][a-z]{2,9}\.? \d)"
)


def recognise(document: Document) -> Reading:
    """The reading that every text gets; what a family says of its own goes before it."""
    if not document.text.strip():
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        *_head(voice),
        *markings.said(voice),
        *signatures.said(voice),
        *signatures.drafted(voice),
        *footnotes.said(voice),
        *_language(voice),
        *mentioned.said(voice),
        *excisions.said(voice),
        *release_stamps.said(voice),
        *remarks.said(voice),
        *references.said(voice),
    ]
    parts = list(annexes(voice, Span(0, len(document.text)), in_lines=True))
    said.extend(datelines.of_parts(voice, parts))
    return Reading(family=FAMILY, score=0.1, said=tuple(said), parts=tuple(parts))


def _head(voice: Voice) -> Iterator[Said]:
    fields: dict[str, Field] = {}
    for one in labelled(voice.document, _LABELS, 1, _HEAD_LINES):
        if not one.value:
            continue
        fields.setdefault(one.key, _own_column(voice.document, first_line_of(voice.document, one)))
    subject = fields.get("title")
    labels = {voice.document.line_at(one.label.start) for one in fields.values()}
    title = subject.span if subject and subject.value else headings.heading(voice.document, labels)
    if title:
        supplied = voice.document.text[title.start : title.end]
        yield voice.says(Title, title, value=words_of(voice.document, title), confidence=0.7)
        yield from titles.form(voice, title)
        yield from titles.agents(voice, title)
        met = not {"to", "from"} & fields.keys() and records_meeting(supplied)
        day = _day_of_meeting(voice.document, title) if met else None
        if day:
            yield voice.dates(day, "event", primary=True)
        else:
            yield from _dated(voice, fields, met)
    else:
        yield from headings.supplied(voice)
        yield from _dated(voice, fields, False)
    yield from _memorandum(voice, fields)
    if "from" not in fields:
        yield from letterheads.said(voice)
    yield from _form_of_memorandum(voice, fields)


def _own_column(document: Document, field: Field) -> Field:
    """The value without another label that stands to its right: TO: Mr. Nitze      DATE: August 5, 1952."""
    beside = _BESIDE.search(document.text, field.span.start, field.span.end)
    if not beside:
        return field
    span = trimmed(document.text, Span(field.span.start, beside.start()))
    return Field(field.key, field.label, span, words_of(document, span))


def _day_of_meeting(document: Document, title: Span) -> FoundDate | None:
    """The day that a title of a meeting names."""
    return next((one for one in dates_in(document, title) if len(one.parsed.edtf) == 10), None)


def _form_of_memorandum(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    """MEMORANDUM on a line of its own, or before whom it is for."""
    begun = "memorandum" in fold(voice.document.text)[:_HEAD]
    found = _MEMORANDUM.search(voice.document.text, 0, _HEAD) if begun else None
    reader = found["reader"] if found else None
    if not found or not ({"to", "from"} & fields.keys() or reader):
        return
    at = Span(found.start("form"), found.end("form"))
    yield voice.says(Form, at, value=found["form"].lower(), confidence=0.85)
    named = (
        trimmed(voice.document.text, Span(found.start("reader"), found.end("reader")), ":") if reader else at
    )
    if reader and "to" not in fields and not reader.strip().lower().startswith("the record"):
        yield voice.says(Agent, named, name=words_of(voice.document, named), role="recipient", confidence=0.8)


def _dated(voice: Voice, fields: dict[str, Field], met: bool) -> Iterator[Said]:
    """The date of a label, of a line of the head, or of a line near the end."""
    document = voice.document
    role = "event" if met else "created"
    labelled_date = date_in(document, fields["date"].span) if "date" in fields else None
    if labelled_date:
        yield voice.dates(labelled_date, role, primary=True)
        return
    count = len(document.lines)
    for line in [
        *range(1, min(_HEAD_LINES, count) + 1),
        *range(count, max(count - _TAIL_LINES, _HEAD_LINES), -1),
    ]:
        for span in markings.columns(document, line):
            if not 6 <= span.end - span.start <= 90:
                continue
            found = date_in(document, span)
            if found and span.end - span.start <= len(found.text) + 35 and not found.parsed.edtf.isdecimal():
                line_of = _DATELINE.match(document.text[span.start : span.end])
                done = line_of and line_of["done"]
                yield voice.dates(found, "signed" if done else role, primary=True, confidence=0.8)
                yield from _place_of_dateline(voice, span, met)
                return


def _place_of_dateline(voice: Voice, span: Span, met: bool) -> Iterator[Said]:
    found = _DATELINE.match(voice.document.text[span.start : span.end])
    if found and may_be_place(found["place"]):
        at = Span(span.start + found.start("place"), span.start + found.end("place"))
        role = "place_of_event" if met else "place_of_signature" if found["done"] else "place_of_writing"
        yield voice.says(Place, at, name=place_name(found["place"]), role=role)


def _memorandum(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    for key, roles in (("from", ("sender",)), ("to", ("recipient",)), ("participants", ("participant",))):
        one = fields.get(key)
        if not one or not one.value or len(one.value) > 200:
            continue
        for name in split_names(voice.document.text, one.span) if key == "participants" else (one.span,):
            words = words_of(voice.document, name)
            desk = _DESK.fullmatch(words)
            if words[:1].isupper():
                for role in roles:
                    yield voice.says(
                        Agent,
                        name,
                        name=desk["name"] if desk else words,
                        office=desk["desk"] if desk else "",
                        role=role,
                        confidence=0.8,
                    )


def _language(voice: Voice) -> Iterator[Said]:
    """The language of the longest paragraph near the beginning."""
    document = voice.document
    end = document.line_at(min(20_000, len(document.text)))
    longest = max(blocks(document, 1, min(end, 150)), key=lambda block: block.end - block.start, default=None)
    code = languages.detected(document.text[longest.start : longest.start + 3000]) if longest else ""
    if longest and code:
        at = Span(longest.start, min(longest.end, longest.start + 80))
        yield voice.says(Language, at, code=code, role="text", basis="derived", confidence=0.85, as_given="")
