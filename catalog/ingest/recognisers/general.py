"""What any document has: title, form, dateline, head of a memorandum, signature, markings, notes, names."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Language, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import (
    datelines,
    excisions,
    footnotes,
    languages,
    markings,
    mentioned,
    references,
    remarks,
    titles,
)
from catalog.ingest.recognisers.rules.annexes import annexes
from catalog.ingest.recognisers.rules.forms import form_in, records_meeting
from catalog.ingest.recognisers.rules.labels import Field, first_line_of, labelled
from catalog.ingest.recognisers.rules.letters import closing_lines, signature_after
from catalog.ingest.recognisers.rules.markings import marked_level
from catalog.ingest.recognisers.rules.people import is_name_line, split_names
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import (
    Reading,
    Said,
    Span,
    Voice,
    blocks,
    date_in,
    lines_span,
    trimmed,
    words_of,
)

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
_FURNITURE = re.compile(
    r"(?:this document is the property of .{0,80}|printed for .{0,80}|.{0,40}approved for release.{0,80}"
    r"|.{0,60}telephone:?.{0,40}|embassy of .{0,80}|ministry of .{0,80}|department of .{0,60}"
    r"|declassified.{0,80}|sanitized copy.{0,80}"
    r"|skip to (?:main )?content|page \d+(?: of \d+)?|\d{1,4}|document|text|```\w*|[\W_]+|menu|home"
    r"|print|search|copy(?: no\.?)? \d+"
    r"(?: of \d+)?|https?://\S+|\[translation.*|translation|(?:original|official) .{0,40}:.*|no\.? ?\d+)",
    re.IGNORECASE,
)
_MEMORANDUM = re.compile(
    r"^[ \t*_]*(?:[A-Z]+ )?(?P<form>MEMORANDUM)(?: FOR(?: THE)?\b[^\n]*|:?[ \t*_]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 4000
_HEAD_LINES, _TAIL_LINES = 60, 60
_LONGEST_TITLE, _LONGEST_DATE_LINE = 300, 150
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][\w .'’-]{2,30}?),\s+(?:den |le |the )?(?=\d|[A-Z][a-z]{2,9}\.? \d)"
)


def recognise(document: Document) -> Reading:
    """The reading that every text gets; what a family says of its own goes before it."""
    if not document.text.strip():
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        *_head(voice),
        *markings.said(voice),
        *_signature(voice),
        *footnotes.said(voice),
        *_language(voice),
        *mentioned.said(voice),
        *excisions.said(voice),
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
        fields.setdefault(one.key, first_line_of(voice.document, one))
    title = _title(voice, fields)
    if title:
        supplied = voice.document.text[title.start : title.end]
        yield voice.says(Title, title, value=words_of(voice.document, title), confidence=0.7)
        yield from titles.form(voice, title)
        yield from titles.agents(voice, title)
        yield from _dated(voice, fields, not {"to", "from"} & fields.keys() and records_meeting(supplied))
    else:
        yield from _supplied_title(voice)
        yield from _dated(voice, fields, False)
    yield from _memorandum(voice, fields)
    yield from _form_of_memorandum(voice, fields)


def _form_of_memorandum(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    """MEMORANDUM on a line of its own, or in the label of whom it is for."""
    found = _MEMORANDUM.search(voice.document.text, 0, _HEAD) if {"to", "from"} & fields.keys() else None
    if found:
        at = Span(found.start("form"), found.end("form"))
        yield voice.says(Form, at, value=found["form"].lower(), confidence=0.85)


def _title(voice: Voice, fields: dict[str, Field]) -> Span | None:
    """The subject of a memorandum, else the first paragraph of the head that is a heading."""
    if "title" in fields and fields["title"].value:
        return fields["title"].span
    document = voice.document
    labels = {document.line_at(one.label.start) for one in fields.values()}
    for block in blocks(document, 1, _HEAD_LINES):
        span = trimmed(document.text, block, "*_#`=")
        words = words_of(document, span)
        if document.line_at(span.start) in labels:
            return None
        if (
            not words
            or _FURNITURE.fullmatch(words)
            or marked_level(words)
            or _all_markings(document, span)
            or _is_date(document, span, words)
        ):
            continue
        return _heading(document, span, words)
    return None


def _is_date(document: Document, span: Span, words: str) -> bool:
    """Whether a paragraph is little more than a date."""
    dated = date_in(document, span) if len(words) < _LONGEST_DATE_LINE else None
    return bool(dated) and len(words) < len(dated.text) + 40


def _all_markings(document: Document, span: Span) -> bool:
    """Whether each line of a paragraph is a marking: TOP SECRET over SECURITY INFORMATION."""
    lines = [line.strip() for line in document.text[span.start : span.end].split("\n")]
    return len(lines) < 6 and all(marked_level(line) or markings.is_marking(line) for line in lines)


def _heading(document: Document, span: Span, words: str) -> Span | None:
    """A paragraph is a heading if it is short and no sentence; of a longer one its first line may be."""
    if len(words) <= _LONGEST_TITLE and (words[-1] not in ".:;,?" or words.isupper() or form_in(words[:40])):
        return span
    end = document.text.find("\n", span.start, span.end)
    first = document.text[span.start : end] if end > 0 else ""
    if (
        8 < len(first) <= _LONGEST_TITLE
        and first.rstrip()[-1] not in ".:;,?"
        and (first.isupper() or form_in(first))
    ):
        return trimmed(document.text, Span(span.start, end), "*_#")
    return None


def _supplied_title(voice: Voice) -> Iterator[Said]:
    """Without a heading the first words stand for a title, for a person to replace."""
    for block in blocks(voice.document, 1, _HEAD_LINES):
        words = words_of(voice.document, Span(block.start, min(block.end, block.start + 400)))
        if not _FURNITURE.fullmatch(words[:200]):
            span = Span(block.start, min(block.end, block.start + 100))
            short = words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"
            yield voice.says(
                Title, span, value=short, title_kind="supplied", basis="inferred", confidence=0.3
            )
            return


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
                yield voice.dates(found, role, primary=True, confidence=0.8)
                yield from _place_of_dateline(voice, span, met)
                return


def _place_of_dateline(voice: Voice, span: Span, met: bool) -> Iterator[Said]:
    found = _DATELINE.match(voice.document.text[span.start : span.end])
    if found and may_be_place(found["place"]):
        at = Span(span.start, span.start + found.end("place"))
        role = "place_of_event" if met else "place_of_writing"
        yield voice.says(Place, at, name=place_name(found["place"]), role=role)


def _memorandum(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    for key, roles in (("from", ("sender",)), ("to", ("recipient",)), ("participants", ("participant",))):
        one = fields.get(key)
        if not one or not one.value or len(one.value) > 200:
            continue
        for name in split_names(voice.document.text, one.span) if key == "participants" else (one.span,):
            words = words_of(voice.document, name)
            if words[:1].isupper():
                for role in roles:
                    yield voice.says(Agent, name, name=words, role=role, confidence=0.8)


def _signature(voice: Voice) -> Iterator[Said]:
    """The signature after the last closing of a letter, or a name under (Signed) near the end."""
    document = voice.document
    count = len(document.lines)
    first = max(count - _TAIL_LINES, 1)
    closings = closing_lines(document, first, count)
    signature = signature_after(document, closings[-1], count) if closings else None
    if signature:
        name = words_of(document, signature.name)
        yield voice.says(
            Agent, signature.name, name=name, role="signatory", agent_kind="person", office=signature.office
        )
        return
    for line in range(first, count + 1):
        words = document.lines[line - 1].strip()
        signed = re.match(r"\(?(?:signed|/s/)\)?[:.]?\s+", words, re.IGNORECASE)
        if signed and is_name_line(words[signed.end() :].title()):
            span = trimmed(document.text, lines_span(document, line, line))
            at = Span(span.start + signed.end(), span.end)
            yield voice.says(Agent, at, name=words_of(document, at), role="signatory", agent_kind="person")


def _language(voice: Voice) -> Iterator[Said]:
    """The language of the longest paragraph near the beginning."""
    document = voice.document
    end = document.line_at(min(20_000, len(document.text)))
    longest = max(blocks(document, 1, min(end, 150)), key=lambda block: block.end - block.start, default=None)
    code = languages.detected(document.text[longest.start : longest.start + 3000]) if longest else ""
    if longest and code:
        at = Span(longest.start, min(longest.end, longest.start + 80))
        yield voice.says(Language, at, code=code, role="text", basis="derived", confidence=0.85, as_given="")
