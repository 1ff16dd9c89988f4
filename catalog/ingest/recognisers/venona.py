"""Translations of intercepted Soviet telegrams as the National Security Agency released them: VENONA."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Identifier, Marking, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.statements import Reading, Said, Span, Voice, date_in, trimmed, words_of

FAMILY = "Venona translation"
_MARK = re.compile(r"^[ \t]*VENONA[ \t]*$", re.MULTILINE)
_REISSUE = re.compile(r"^[ \t]*Reissue[ \t]*\(?(?P<number>[TG]?\d{1,4}(?:\.\d)?)\)?", re.MULTILINE)
_ENDS = re.compile(r"^[ \t]*(?P<end>From|To):[ \t]+(?P<who>[A-Z][A-Z .,]{2,40}?)[ \t]*$", re.MULTILINE)
_NUMBER = re.compile(
    r"^[ \t]*Nos?\.?:[ \t]+(?P<number>\d{1,4}(?:[-,/ ]{1,2}\d{1,4}){0,3})[ \t]*$", re.MULTILINE
)
# To VIKTOR [i]: cover names call a note.
_READER = re.compile(
    r"^[ \t]*To (?P<who>[A-Z][A-Z0-9'’ -]{1,30}?)(?: ?\[[ivx\d]{1,4}\])?[:.]?[ \t]*$", re.MULTILINE
)
_SIGNED = re.compile(
    r"^[ \t]*(?:Nos?\.? ?[\d-]{1,9}[ \t]{2,})?"
    r"(?P<who>[A-Z][A-Z’'-]{1,20}(?: [A-Z]{2,20})?)(?: ?\[[ivx\d]{1,4}\])[ \t]*$",
    re.MULTILINE,
)
_HEAD, _HEAD_LINES, _LONGEST_DATE = 1500, 40, 40


def recognise(document: Document) -> Reading:
    """The reading of a translation of the series; its score is 0 for any other text."""
    marked = _MARK.search(document.text, 0, _HEAD) if "VENONA" in document.text[:_HEAD] else None
    ends = {found["end"]: found for found in _ENDS.finditer(document.text, 0, _HEAD)} if marked else {}
    if marked is None or len(ends) < 2:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    at = trimmed(document.text, Span(marked.start(), marked.end()))
    said = (
        voice.says(Marking, at, value="VENONA"),
        _title(voice, ends),
        voice.says(Form, at, value="telegram", basis="derived", as_given=""),
        *_numbers(voice),
        *_correspondents(voice, ends),
        *_day(voice, max(found.end() for found in ends.values())),
    )
    return Reading(family=FAMILY, score=0.7, said=said)


def _title(voice: Voice, ends: dict[str, re.Match[str]]) -> Said:
    """None is given: one is supplied from number and stations."""
    number = _NUMBER.search(voice.document.text, 0, _HEAD)
    named = f"Telegram No. {number['number']}" if number else "Telegram"
    value = f"{named} from {ends['From']['who'].title()} to {ends['To']['who'].title()}"
    at = Span(ends["From"].start("who"), ends["From"].end("who"))
    return voice.says(
        Title, at, value=value, title_kind="supplied", basis="inferred", confidence=0.6, as_given=""
    )


def _numbers(voice: Voice) -> Iterator[Said]:
    for pattern, scheme in ((_NUMBER, "number of the sender"), (_REISSUE, "number of the translation")):
        found = pattern.search(voice.document.text, 0, _HEAD)
        if found:
            at = Span(found.start("number"), found.end("number"))
            yield voice.says(Identifier, at, value=found["number"], scheme=scheme)


def _correspondents(voice: Voice, ends: dict[str, re.Match[str]]) -> Iterator[Said]:
    """The stations, and by their cover names the reader and whoever signed."""
    text = voice.document.text
    for end, role in (("From", "sender"), ("To", "recipient")):
        at = Span(ends[end].start("who"), ends[end].end("who"))
        yield voice.says(Agent, at, name=words_of(voice.document, at), role=role)
    begun = max(found.end() for found in ends.values())
    reader = _READER.search(text, begun, begun + _HEAD)
    notes = text.find("\nNotes:", begun)
    signed = list(_SIGNED.finditer(text, begun, notes if notes > 0 else len(text)))
    for found, role in ((reader, "recipient"), (signed[-1] if signed else None, "signatory")):
        if found:
            at = Span(found.start("who"), found.end("who"))
            yield voice.says(Agent, at, name=words_of(voice.document, at), role=role, doubt="A cover name.")


def _day(voice: Voice, start: int) -> Iterator[Said]:
    """The day of the telegram, alone on a line under the stations; at the end stands the translation's."""
    document = voice.document
    first = document.line_at(start)
    for line in range(first + 1, min(first + _HEAD_LINES, len(document.lines)) + 1):
        at = line_span(document, line)
        dated = date_in(document, at) if 8 < at.end - at.start < _LONGEST_DATE else None
        if dated and (dated.start, dated.end) == (at.start, at.end):
            yield voice.dates(dated, "created", primary=True)
            return
