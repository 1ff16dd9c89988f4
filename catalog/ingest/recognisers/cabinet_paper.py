"""Papers of the British Cabinet and its committees: number, day, subject, who lays it before them."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Identifier, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.places import place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "British cabinet paper"
_PROPERTY = re.compile(
    r"THIS DOCUMENT IS THE PROPERTY OF (?:HIS|HER) BRITANNIC MAJESTY.?S GOVERNMENT", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?P<number>[A-Z]{1,4}\.?(?:[A-Z]\.){0,3}\s?\(\d{2}\)\s?\d{1,3}|(?:C\.?P|W\.?P|C\.?M|W\.?M)\.?\s\d{1,3}\s?\(\d{2}\))"
)
_LAID_BY = re.compile(
    r"(?P<form>Joint [Mm]emorandum|Memorandum|Note|Report|Minute)s? by (?P<who>(?:the )?[A-Z][^\n]{3,150})"
)
_ADDRESS = re.compile(r"(?P<place>[A-Z][\w .,'’-]{3,80}?),?\s*$")
_HEAD_LINES = 60


def recognise(document: Document) -> Reading:
    """The reading of a paper laid before the Cabinet; its score is 0 for any other text."""
    if "ritannic" not in document.text[:3000].lower() or not _PROPERTY.search(document.text, 0, 3000):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    return Reading(family=FAMILY, score=0.8, said=(*_identity(voice), *_title(voice)))


def _identity(voice: Voice) -> Iterator[Said]:
    document = voice.document
    numbered = dated = False
    for line in range(1, min(_HEAD_LINES, len(document.lines)) + 1):
        span = line_span(document, line)
        words = words_of(document, span)
        number = _NUMBER.match(words) if not numbered else None
        if number:
            numbered = True
            at = Span(span.start, min(span.start + number.end(), span.end))
            yield voice.says(
                Identifier,
                at,
                value=number["number"],
                role="registration number",
                scheme="Cabinet paper number",
            )
        found = date_in(document, span) if not dated and len(words) < 60 else None
        if found and len(found.parsed.edtf) == 10:
            dated = True
            yield voice.dates(found, "issued" if numbered else "created", primary=True)


def _title(voice: Voice) -> Iterator[Said]:
    """Heading, then by whom it is laid: the paragraph in capitals over that line is the subject."""
    document = voice.document
    above: Span | None = None
    for block in blocks(document, 1, _HEAD_LINES):
        span = trimmed(document.text, block, "*_#")
        words = words_of(document, span)
        laid = _LAID_BY.match(words)
        if laid:
            yield voice.says(
                Form, Span(span.start, span.start + laid.end("form")), value=laid["form"].lower()
            )
            for one in re.compile(r"by (?P<who>[^\n]+)").finditer(document.text, span.start, span.end):
                at = Span(one.start("who"), one.end("who"))
                yield voice.says(Agent, at, name=words_of(document, at), role="author")
            break
        if words.isupper() and len(words) > 8 and not _PROPERTY.search(words) and not _NUMBER.match(words):
            above = span
    if above:
        yield voice.says(Title, above, value=words_of(document, above))
    yield from _written_at(voice)


def _written_at(voice: Voice) -> Iterator[Said]:
    """The address over the date at the end: Board of Trade, S.W.1."""
    document = voice.document
    for line in range(len(document.lines), max(len(document.lines) - 12, 1), -1):
        span = line_span(document, line)
        if date_in(document, span) and len(words_of(document, span)) < 40 and line > 1:
            above = _ADDRESS.fullmatch(words_of(document, line_span(document, line - 1)))
            if above and "," in document.lines[line - 2]:
                at = trimmed(document.text, line_span(document, line - 1), " ,")
                yield voice.says(Place, at, name=place_name(above["place"]), role="place_of_writing")
            return
