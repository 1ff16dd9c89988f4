"""The head of a memorandum: labels with subject, readers, writer and level, and the word itself."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import Agent, Classification, Form
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.labels import Field, first_line_of, labelled
from catalog.ingest.recognisers.rules.markings import is_marking
from catalog.ingest.recognisers.rules.people import NAME, TITLES, is_name_line, split_names
from catalog.ingest.recognisers.rules.places import fold
from catalog.ingest.statements import Said, Span, Voice, lines_span, trimmed, words_of

_LABELS = {
    "subject": "title",
    "subj": "title",
    "re": "title",
    "title": "title",
    "to": "to",
    "memorandum for": "to",
    "from": "from",
    "through": "through",
    "thru": "through",
    "via": "through",
    "date": "date",
    "classification": "level",
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
    r"(?P<desk>[A-Z]{1,5}(?:/[A-Z-]{1,5})*) ?[-–—] ?"
    rf"(?P<name>(?:Mr|Mrs|Miss|Dr|Amb)\.? ?[A-Z].{{1,40}}|{NAME})"
)
# Whoever signed for himself beside his name.
_SIGNED = re.compile(r"[ \t]*(?:/[sS]/|\([Ss]igned\)|\[[Ss]igned\]).{0,20}$")
# 1. The first paragraph of the text, or what is attached: labels that follow are not of the head.
_TEXT_BEGINS = re.compile(r"[ \t]*1\.[ \t]+\S")
_ATTACHED = re.compile(
    r"[ \t*_]*(?:ENCLOSURE|ATTACHMENT|ANNEX|APPENDIX"
    r"|TAB)(?: [\"“(]?[A-Z\d]{1,2}[\")”]?)?[ \t*_]*",
    re.IGNORECASE,
)
_NAME_AND_OFFICE = re.compile(r"(?P<name>[^,]{4,50}), (?P<desk>(?:the )?[A-Z].{4,120})")
_SUBJECT = re.compile(r"[ \t*_]*(?:SUBJ(?:ECT)?|Subj(?:ect)?)[ \t]*:")
_MOST_READERS, _LONGEST_READER = 12, 80
_MOST_SUBJECT_LINES, _LONGEST_SUBJECT_LINE = 4, 110
# A line in brackets goes on with the subject wherever it begins.
_IN_BRACKETS = re.compile(r"\([^()]{5,90}\)")
# The Bureau's captions have names "aka." and "was." in small letters.
_ALSO_KNOWN = re.compile(r"\b(?:aka|was|et al)\b")
_GAP = re.compile(r"\S\s{3,}\S")
_HEAD = 4000
# The number of the form of office memoranda, however it was read.
_STANDARD_FORM = re.compile(r"STANDARD F[O0]RM [NH][O0]\.? ?[6O0b]4\b")
_INDENT = 4
# "To Comrade STALIN" on a line of its own.
_COMRADE = re.compile(r"^[ \t]*To:? (?:Comrade|Cde\.?) (?P<name>[A-Z][\w.’' -]{2,40}?)[ \t,]*$", re.MULTILINE)
_HEAD_LINES = 60
_ROLES = (
    ("from", "sender"),
    ("to", "recipient"),
    ("through", "recipient"),
    ("participants", "participant"),
)


def fields_of(document: Document) -> dict[str, Field]:
    """The fields that have a value, each on its first line; under "readers" all lines of whom it is for."""
    fields: dict[str, Field] = {}
    for one in labelled(document, _LABELS, 1, _last_line(document)):
        if not any(map(str.isalnum, one.value)):
            continue
        if one.key == "to":
            fields.setdefault("readers", one)
        first = _own_column(document, first_line_of(document, one))
        fields.setdefault(one.key, _with_lines_set_in(document, first, one) if one.key == "title" else first)
    return fields


def _last_line(document: Document) -> int:
    """The last line before a text with numbered paragraphs, or something attached, begins."""
    lines = document.lines[:_HEAD_LINES]
    begun = False
    for number, line in enumerate(lines, 1):
        begun = begun or bool(_SUBJECT.match(line))
        if begun and (_TEXT_BEGINS.match(line) or (line and _ATTACHED.fullmatch(line))):
            return number - 1
    return _HEAD_LINES


def _with_lines_set_in(document: Document, first: Field, whole: Field) -> Field:
    """A subject with the lines under it that are set in below its first word."""
    line = document.line_at(first.span.start)
    column = first.span.start - document.offset_of(line)
    end, limit = first.span.end, document.line_at(max(whole.span.end - 1, whole.span.start))
    while line < min(limit, document.line_at(first.span.start) + _MOST_SUBJECT_LINES):
        line += 1
        words = document.lines[line - 1].rstrip()
        set_in = len(words) - len(words.lstrip())
        below = abs(set_in - column) <= 2 and not _GAP.search(words[column:])
        goes_on = below or _IN_BRACKETS.fullmatch(words.strip()) or _goes_on(first.value, words.strip())
        if not words or not goes_on or len(words) > _LONGEST_SUBJECT_LINE:
            break
        end = document.offset_of(line) + len(words)
    span = Span(first.span.start, end)
    return Field(first.key, first.label, span, words_of(document, span))


def _goes_on(subject: str, words: str) -> bool:
    """Whether a line in capitals goes on with a subject in capitals."""
    return (
        _ALSO_KNOWN.sub("", subject).isupper()
        and words.isupper()
        and len(words.split()) > 1
        and not (":" in words or level_of(words) or is_marking(words) or words[0].isdigit())
    )


def said(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    """Writer, readers and those present, the level of a label, and the form."""
    yield from _people(voice, fields)
    level = level_of(fields["level"].value) if "level" in fields else ""
    if level:
        yield voice.says(Classification, fields["level"].span, level=level)
    yield from _form_of_memorandum(voice, fields)
    comrade = _COMRADE.search(voice.document.text, 0, _HEAD) if "to" not in fields else None
    if comrade:
        at = Span(comrade.start("name"), comrade.end("name"))
        yield voice.says(Agent, at, name=words_of(voice.document, at), role="recipient", confidence=0.8)


def _people(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    for key, role in _ROLES:
        one = fields.get(key)
        if not one or not one.value or len(one.value) > 200:
            continue
        names = [_without_signature(voice.document.text, one.span)]
        if key == "participants":
            names = list(split_names(voice.document.text, one.span))
        elif key == "to":
            names = _readers(voice.document, fields["readers"], one.span)
        for name in names:
            words = words_of(voice.document, name)
            desk = _DESK.fullmatch(words) or _with_office(words)
            if words[:1].isupper():
                yield voice.says(
                    Agent,
                    name,
                    name=desk["name"] if desk else words,
                    office=desk["desk"] if desk else "",
                    role=role,
                    confidence=0.8,
                    doubt="Through whom it went." if key == "through" else "",
                )


def _without_signature(text: str, span: Span) -> Span:
    """INR - Thomas L. Hughes /s/: the name without the sign."""
    signed = _SIGNED.search(text, span.start, span.end)
    return Span(span.start, signed.start()) if signed else span


def _with_office(words: str) -> re.Match[str] | None:
    """ "Comrade Endre Sík, Minister of Foreign Affairs, Budapest": a name and the office after it."""
    found = _NAME_AND_OFFICE.fullmatch(words)
    return found if found and is_name_line(TITLES.sub("", found["name"])) else None


def _readers(document: Document, field: Field, first: Span) -> list[Span]:
    """Each line under the label of whom it is for, down to an empty one."""
    spans = [first]
    line = document.line_at(first.start) + 1
    last = document.line_at(max(field.span.end - 1, field.span.start))
    while line <= last and document.lines[line - 1].strip() and len(spans) < _MOST_READERS:
        span = trimmed(document.text, lines_span(document, line, line))
        words = document.text[span.start : span.end]
        set_in = document.lines[line - 1][:_INDENT].isspace()
        if not set_in or not words[0].isupper() or len(words) > _LONGEST_READER or ":" in words:
            break
        spans.append(span)
        line += 1
    return spans


def _own_column(document: Document, field: Field) -> Field:
    """The value without another label that stands to its right: TO: Mr. Nitze      DATE: August 5, 1952."""
    beside = _BESIDE.search(document.text, field.span.start, field.span.end)
    if not beside:
        return field
    span = trimmed(document.text, Span(field.span.start, beside.start()))
    return Field(field.key, field.label, span, words_of(document, span))


def form(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    """That it is a memorandum, whatever its subject names."""
    yield from (one for one in _form_of_memorandum(voice, fields) if isinstance(one.statement, Form))


def _form_of_memorandum(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    """MEMORANDUM on a line of its own, or before whom it is for."""
    standard = _STANDARD_FORM.search(voice.document.text, 0, _HEAD) if "from" in fields else None
    if standard:
        at = Span(standard.start(), standard.end())
        yield voice.says(Form, at, value="office memorandum", basis="derived", as_given="", confidence=0.8)
        return
    head = fold(voice.document.text)[:_HEAD]
    spaced = head.find("m e m o r a n d u m")
    if spaced >= 0:
        at = Span(spaced, spaced + len("m e m o r a n d u m"))
        yield voice.says(Form, at, value="memorandum", confidence=0.85)
        return
    begun = "memorandum" in head
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
