"""Diplomatic correspondence as the first volumes of Foreign Relations print it: Mr. Evarts to Mr. Seward."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Identifier, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.annexes import annexes
from catalog.ingest.recognisers.rules.footnotes import called_at_end
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "Foreign Relations of the United States"
_TITLED = (
    r"(?:Mr|Messrs|Mrs|Dr|Gen|General|Count|Baron|Señor|Senor|Prince|Lord|Sir|Earl|Marquis|Chevalier|Col"
    r"|Colonel|Admiral|Rear-Admiral|Commodore|Captain|Minister|Ambassador|Consul-General|Consul|Secretary"
    r"|President|Chargé|Acting|The|Viscount|Tsungli)\b\.?"
)
_TITLE = re.compile(
    rf"(?:No\.? (?P<number>\d{{1,4}})\.\s+)?(?P<title>(?P<from>{_TITLED}\s[^\n]{{1,80}}?)\s+to\s+"
    rf"(?P<to>(?:the\s)?{_TITLED}\s[^\n]{{1,80}}?))(?P<call>\[\d{{1,2}}\]|(?<=\.)\d{{1,2}})?",
    re.DOTALL,
)
_NUMBER = re.compile(r"No\.? (?P<number>\d{1,4})\.?")
# No. 369.] stands in the corner over a despatch: the number that its sender gave it.
_IN_CORNER = re.compile(r"\[?No\.? (?P<number>\d{1,4}(?:[ -][A-Z]{1,9}\.?)?)\.?\]")
_TELEGRAM = re.compile(r"[\[(]Telegram(?:[.—,][^\])\n]{0,40})?[\])]", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Za-zÀ-ÿ .'’-]{2,30}?),\s+(?=[A-Z][a-z]+\.? \d{1,2},|\d{1,2} [A-Z]|undated)"
)
_CLOSING = re.compile(
    r"(?:I (?:am|have|remain|avail|beg|take|renew)|Accept)\b[^\n]{0,400}"
    r"(?:&c\.?|etc\.?|servant|consideration|:)[,.:]*"
)
_GREETING = re.compile(
    r"(?:My )?(?:Sir|Sirs|Excellency|Mr\. (?:Minister|Secretary)[\w ]{0,20}|Gentlemen)\s?[:,]"
)
_SIGNER = re.compile(r"[A-ZÀ-Þ][\w.’'À-ÿ -]{2,40}")
_HEAD_BLOCKS, _HEAD_LINES, _TAIL_LINES, _LONGEST = 4, 24, 60, 200


def recognise(document: Document) -> Reading:
    """The reading of a despatch, instruction or note with its correspondents for a title; else score 0."""
    found = _heading(document)
    if found is None:
        return Reading(family=FAMILY)
    title, heading = found
    first = document.line_at(title.end) + 1
    lines = range(first, min(first + _HEAD_LINES, len(document.lines)) + 1)
    corner = next((one for line in lines if (one := _match(document, _IN_CORNER, line))), None)
    greeted = any(_match(document, _GREETING, line) for line in lines)
    sent = next((one for line in lines if (one := _match(document, _TELEGRAM, line))), None)
    if not (corner or greeted or sent):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        *_titled(voice, title, heading),
        *_numbered(voice, corner, title),
        *_dated(voice, lines),
        *_form(voice, title, corner, sent, lines),
        *_signature(voice, first),
    ]
    parts = tuple(annexes(voice, Span(title.end, len(document.text)), in_lines=True))
    return Reading(family=FAMILY, score=0.72, said=tuple(said), parts=parts)


def _heading(document: Document) -> tuple[Span, re.Match[str]] | None:
    """The paragraph of the head that names both correspondents, and what was found in it."""
    for count, block in enumerate(blocks(document, 1, _HEAD_LINES)):
        span = trimmed(document.text, block, "*#_ ")
        if count >= _HEAD_BLOCKS or span.end - span.start > _LONGEST:
            return None
        found = _TITLE.fullmatch(document.text, span.start, span.end)
        if found:
            return Span(found.start("title"), found.end("title")), found
    return None


def _match(document: Document, pattern: re.Pattern[str], line: int) -> re.Match[str] | None:
    span = line_span(document, line)
    return pattern.match(document.text, span.start, span.end)


def _titled(voice: Voice, title: Span, heading: re.Match[str]) -> Iterator[Said]:
    document = voice.document
    yield voice.says(Title, title, value=words_of(document, title))
    for group, roles in (("from", ("author", "sender")), ("to", ("recipient",))):
        at = trimmed(document.text, Span(heading.start(group), heading.end(group)), " .")
        for role in roles:
            yield voice.says(Agent, at, name=words_of(document, at), role=role)


def _numbered(voice: Voice, corner: re.Match[str] | None, title: Span) -> Iterator[Said]:
    """The number in the volume, over the title, and the sender's own in the corner."""
    for line in range(1, voice.document.line_at(title.start) + 1):
        found = _match(voice.document, _NUMBER, line)
        if found:
            at = Span(found.start("number"), found.end("number"))
            yield voice.says(Identifier, at, value=found["number"], scheme="document number in the volume")
            break
    if corner:
        at = Span(corner.start("number"), corner.end("number"))
        yield voice.says(Identifier, at, value=corner["number"], scheme="number of the sender")


def _dated(voice: Voice, lines: range) -> Iterator[Said]:
    document = voice.document
    for line in lines:
        corner = _match(document, _IN_CORNER, line)
        whole = line_span(document, line)
        span = trimmed(document.text, Span(corner.end() if corner else whole.start, whole.end), "*_ ")
        dated = date_in(document, span) if 8 < span.end - span.start < 90 else None
        placed = _DATELINE.match(document.text, span.start, span.end)
        if not dated or not (placed or span.end - span.start < len(dated.text) + 12):
            continue
        yield voice.dates(dated, "created", primary=True)
        if placed and may_be_place(placed["place"]):
            at = Span(placed.start("place"), placed.end("place"))
            yield voice.says(Place, at, name=place_name(placed["place"]), role="place_of_writing")
        return


def _form(
    voice: Voice, title: Span, corner: re.Match[str] | None, sent: re.Match[str] | None, lines: range
) -> Iterator[Said]:
    """A telegram says so; what a legation numbers is a despatch, what the department does an instruction."""
    if sent:
        yield voice.says(Form, Span(sent.start(), sent.end()), value="telegram", as_given="")
        return
    head = " ".join(voice.document.lines[line - 1] for line in lines[:8]).casefold()
    form = "letter"
    if corner and "department of state" in head:
        form = "instruction"
    elif corner and any(word in head for word in ("legation", "embassy", "consulate")):
        form = "despatch"
    yield voice.says(Form, title, value=form, basis="derived", confidence=0.8, as_given="")


def _signature(voice: Voice, first: int) -> Iterator[Said]:
    """The name under "I am, &c."; printed without it, the title's sender is all that is known."""
    document = voice.document
    notes = [document.line_at(one.span.start) for one in called_at_end(document)]
    last = min(notes) - 1 if notes else len(document.lines)
    for line in range(first, last):
        if not _match(document, _CLOSING, line):
            continue
        under = next(blocks(document, line + 1, min(line + 5, last)), None)
        at = (
            trimmed(document.text, line_span(document, document.line_at(under.start)), ".,[]")
            if under
            else None
        )
        words = words_of(document, at) if at else ""
        if at and _SIGNER.fullmatch(words) and len(words.split()) <= 6:
            yield voice.says(Agent, at, name=words, role="signatory", agent_kind="person")
            return
