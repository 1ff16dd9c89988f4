"""Papers of the British Cabinet and its committees: number, day, subject, who lays it before them."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Identifier, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import own_numbers, signatures, two_columns
from catalog.ingest.recognisers.rules.annexes import annexes
from catalog.ingest.recognisers.rules.letterheads import is_body
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.places import place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "British cabinet paper"
_PROPERTY = re.compile(
    r"THIS DOCUMENT IS THE PROPERTY OF (?:HIS|HER) BRITANNIC MAJESTY.?S GOVERNMENT", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?P<number>[A-Z]{1,4}\.?(?:[A-Z]\.){0,3}\s?\(\d{2}\)\s?\d{1,3}(?:(?:st|nd|rd"
    r"|th) [MC][a-z]{5,10})?(?: \((?:Final|Revised?|O)\))?"
    r"|(?:C\.?P|W\.?P|C\.?M|W\.?M)\.?\s\d{1,3}\s?\(\d{2}\))"
)
_LAID_BY = re.compile(
    r"(?P<form>Joint [Mm]emorandum|Memorandum|Note|Report|Minute)s? by (?P<who>(?:the )?[A-Z][^\n]{3,150})"
)
_ADDRESS = re.compile(r"(?P<place>[A-Z][\w .,'’-]{3,80}?),?\s*$")
_MINUTES = re.compile(r"(?:MINUTES|Minutes|CONCLUSIONS) of (?:a|the(?: \d{1,3}\w\w)?) (?:Meeting|MEETING)\b")
_HELD = re.compile(r"\bheld (?:at|in) (?P<place>[^\n]{3,80}?),?\s+on\b", re.DOTALL | re.IGNORECASE)
_PRESENT = re.compile(r"[ \t*_]*(?:THE FOLLOWING WERE )?(?:ALSO )?PRESENT[ \t]*[:.]?[ \t*_]*", re.IGNORECASE)
_LIST_ENDS = re.compile(r"[ \t*_]*(?:SECRETARIAT|CONTENTS|SUBJECTS?|AGENDA)\b|[ \t]*1[. ]", re.IGNORECASE)
_HEAD, _HEAD_LINES, _MOST_LISTED = 2500, 60, 90


def recognise(document: Document) -> Reading:
    """The reading of a paper laid before the Cabinet; its score is 0 for any other text."""
    owned = "ritannic" in document.text[:3000].lower() and _PROPERTY.search(document.text, 0, 3000)
    if not owned and not _of_a_committee(document):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    return Reading(family=FAMILY, score=0.8, said=tuple(_said(voice)))


def _of_a_committee(document: Document) -> bool:
    """Whether the head bears a committee's number on a line of its own and says who lays the paper."""
    head = document.text[:_HEAD]
    if "COMMITTEE" not in head and "CHIEFS OF STAFF" not in head:
        return False
    numbered = any(own_numbers.COMMITTEE.fullmatch(line.strip()) for line in head.split("\n"))
    return numbered and any(_LAID_BY.match(line.strip()) for line in head.split("\n"))


def _said(voice: Voice) -> Iterator[Said]:
    minutes = _minutes(voice)
    yield from _identity(voice, bool(minutes))
    yield from minutes or _title(voice)
    if not minutes:
        attached = min((one.first_line for one in annexes(voice, _whole(voice), in_lines=True)), default=1)
        yield from signatures.said(voice, attached - 1 if attached > 1 else None)


def _whole(voice: Voice) -> Span:
    return Span(0, len(voice.document.text))


def _identity(voice: Voice, dated: bool) -> Iterator[Said]:
    """The number, and the day where the heading has none."""
    document = voice.document
    numbered = False
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


def _minutes(voice: Voice) -> list[Said]:
    """Minutes of a committee: their heading with place and day, the committee over it, those present."""
    document = voice.document
    above: Span | None = None
    for block in blocks(document, 1, _HEAD_LINES):
        span = trimmed(document.text, block, "*_#")
        found = _MINUTES.match(document.text, span.start, span.end)
        words = words_of(document, span)
        if not found and is_body(words) and words.casefold() != "cabinet":
            above = span
        if not found:
            continue
        said = [
            voice.says(Title, span, value=words),
            voice.says(Form, span, value="minutes", basis="derived", as_given=""),
            *_met(voice, span),
        ]
        if above:
            name = words_of(document, above)
            said.append(voice.says(Agent, above, name=name, role="creator", agent_kind="corporate body"))
        return [*said, *_present(voice, document.line_at(span.end) + 1)]
    return []


def _met(voice: Voice, title: Span) -> Iterator[Said]:
    dated = date_in(voice.document, title)
    if dated and len(dated.parsed.edtf) == 10:
        yield voice.dates(dated, "event", primary=True)
    held = _HELD.search(voice.document.text, title.start, title.end)
    if held:
        at = Span(held.start("place"), held.end("place"))
        yield voice.says(Place, at, name=words_of(voice.document, at), role="place_of_event")


def _present(voice: Voice, first: int) -> Iterator[Said]:
    """Those under Present and Also Present, without the secretaries."""
    lines = voice.document.lines
    last = min(first + _MOST_LISTED, len(lines))
    begun = next((line for line in range(first, last + 1) if _PRESENT.fullmatch(lines[line - 1])), 0)
    if begun:
        ended = next((line for line in range(begun + 1, last + 1) if _LIST_ENDS.match(lines[line - 1])), last)
        yield from two_columns.said(voice, begun + 1, ended - 1)


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
                at = trimmed(document.text, line_span(document, line - 1), " ,.")
                yield voice.says(Place, at, name=place_name(above["place"]), role="place_of_writing")
            return
