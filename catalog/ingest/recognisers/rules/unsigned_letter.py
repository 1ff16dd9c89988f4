"""Letters whose signature the copy lost or left out: known by date, address and salutation, in that order."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.labels import labelled
from catalog.ingest.recognisers.rules.letterheads import is_body
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.statements import Said, Span, Voice, date_in, trimmed, words_of

_ADDRESSEE = re.compile(
    r"(?:(?:The )?Hon(?:ou?rable|\.)|Mr|Mrs|Miss|Ms|Dr|Professor|General|Admiral|Senator|Ambassador)[.:]?\s+"
    r"[A-Z][\w.’' -]{3,50}"
)
_FEWEST_LINES, _MOST_LINES = 3, 12
_LONGEST_DATELINE = 50


def said(voice: Voice, greeted: int) -> Iterator[Said]:
    """Form, date, reader and the body on whose paper it is; nothing without date, reader and salutation."""
    document = voice.document
    over = _dated_line(document, greeted)
    addressee = _addressee(document, over, greeted) if over else None
    if not over or not addressee:
        return
    yield voice.says(Form, line_span(document, greeted), value="letter", basis="derived", as_given="")
    dated = date_in(document, line_span(document, over))
    if dated:
        yield voice.dates(dated, "created", primary=True)
    yield voice.says(
        Agent, addressee, name=words_of(document, addressee).replace(": ", ". "), role="recipient"
    )
    yield from _title(voice, addressee, greeted)
    lines = [line for line in range(1, over) if _is_printed_body(document.lines[line - 1].strip())]
    if lines:
        # Of a department and its bureau on two lines the bureau writes.
        last = next(line for line in lines if line + 1 not in lines)
        at = line_span(document, last)
        yield voice.says(Agent, at, name=words_of(document, at), role="creator", agent_kind="corporate body")


def _title(voice: Voice, addressee: Span, greeted: int) -> Iterator[Said]:
    """A title supplied from the reader's name, where no label says what it is about."""
    if any(
        one.value for one in labelled(voice.document, {"re": "subject", "subject": "subject"}, 1, greeted)
    ):
        return
    reader = words_of(voice.document, addressee).replace(": ", ". ")
    yield voice.says(
        Title,
        addressee,
        value=f"Letter to {reader}",
        title_kind="supplied",
        basis="inferred",
        confidence=0.5,
        as_given="",
    )


def _is_printed_body(words: str) -> bool:
    """Whether a line is a body's name, each longer word of it with a capital."""
    return is_body(words.upper()) and all(word[0].isupper() for word in words.split() if len(word) > 3)


def _dated_line(document: Document, greeted: int) -> int:
    """The line over the address that is little more than a date; 0 for none."""
    for line in range(greeted - _FEWEST_LINES, max(greeted - _MOST_LINES, 0), -1):
        if 8 < len(document.lines[line - 1]) < _LONGEST_DATELINE and date_in(
            document, line_span(document, line)
        ):
            return line
    return 0


def _addressee(document: Document, over: int, greeted: int) -> Span | None:
    """The person whose name opens the address between date and salutation."""
    for line in range(over + 1, greeted):
        at = line_span(document, line)
        if _ADDRESSEE.fullmatch(document.text, at.start, at.end):
            return trimmed(document.text, at, " ,.")
    return None
