"""What recognisers say of a document, each statement with the place where it was read."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from catalog.domain.dates import FoundDate, find_dates
from catalog.domain.description import AnyStatement, Basis, Date, Evidence
from catalog.ingest.document import Document

_LONGEST_QUOTE = 2000
_TOKEN = re.compile(r"\w+")
_TO_DIGITS = str.maketrans("lIiOoSsB", "11100558")
_TO_LETTERS = str.maketrans("10", "lo")
_MENDED = "Letters and digits that OCR mistakes for one another were exchanged: compare it with the image."
_LONGEST_GIVEN = 400


class Span(msgspec.Struct, frozen=True):
    """Half-open offsets in a document's text."""

    start: int
    end: int


class Said(msgspec.Struct, frozen=True):
    """A statement of the document itself, or of the part whose label is given."""

    statement: AnyStatement
    part: str | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """An annex, note or enclosure: 1-based inclusive lines; ``within`` is the label of the part it is in."""

    label: str
    title: str
    first_line: int
    last_line: int
    evidence: Evidence
    form: str = ""
    within: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one recogniser says; ``score`` is 0 for a document that is not of its family, at most 1."""

    family: str
    score: float = 0.0
    said: tuple[Said, ...] = ()
    parts: tuple[Part, ...] = ()


class Voice(msgspec.Struct, frozen=True):
    """One recogniser speaking of one document."""

    document: Document
    recogniser: str

    def evidence(
        self, span: Span, basis: Basis = "stated", confidence: float = 0.95, doubt: str = ""
    ) -> Evidence:
        """Evidence that quotes a span of the text in its own words, at most 2000 characters."""
        span = trimmed(self.document.text, Span(span.start, min(span.end, span.start + _LONGEST_QUOTE)))
        return Evidence(
            file="",
            first_line=self.document.line_at(span.start),
            last_line=self.document.line_at(max(span.end - 1, span.start)),
            quote=self.document.text[span.start : span.end],
            basis=basis,
            confidence=confidence,
            recogniser=self.recogniser,
            doubt=doubt,
        )

    def says(
        self,
        kind: type[AnyStatement],
        span: Span,
        *,
        part: str | None = None,
        basis: Basis = "stated",
        confidence: float = 0.95,
        doubt: str = "",
        **values: Any,
    ) -> Said:
        """A statement read at a span, whose words are its ``as_given`` unless another is passed."""
        proof = self.evidence(span, basis, confidence, doubt)
        if "as_given" not in values:
            given = one_line(proof.quote)
            values["as_given"] = given if len(given) <= _LONGEST_GIVEN else ""
        return Said(kind(evidence=proof, **values), part)

    def dates(self, found: FoundDate, role: str, span: Span | None = None, **more: Any) -> Said:
        """A date in its role; ``primary`` and what ``says`` takes may be passed."""
        parsed = found.parsed
        more.setdefault("doubt", parsed.doubt)
        return self.says(
            Date,
            span or Span(found.start, found.end),
            edtf=parsed.edtf,
            role=role,
            earliest=parsed.earliest,
            latest=parsed.latest,
            time=parsed.time,
            zone=parsed.zone,
            as_given=one_line(found.text),
            **more,
        )


def one_line(text: str) -> str:
    """The words of a text with single blanks between."""
    return " ".join(text.split())


def trimmed(text: str, span: Span, also: str = "") -> Span:
    """The span without blanks, and without the characters of ``also``, at its ends."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in also):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in also):
        end -= 1
    return Span(start, end)


def dates_in(document: Document, span: Span) -> Iterator[FoundDate]:
    """The dates in a span, at offsets of the whole text."""
    for found in find_dates(document.text[span.start : span.end]):
        yield FoundDate(found.start + span.start, found.end + span.start, found.text, found.parsed)


def date_in(document: Document, span: Span) -> FoundDate | None:
    """The first date in a span."""
    return next(dates_in(document, span), None)


def mended_date_in(document: Document, span: Span) -> FoundDate | None:
    """The first date in a span, also where OCR took letters for digits or digits for letters."""
    found = date_in(document, span)
    if found:
        return found
    words = document.text[span.start : span.end]
    mended = _TOKEN.sub(_mended, words)
    again = next(iter(find_dates(mended)), None) if mended != words else None
    if again is None:
        return None
    parsed = msgspec.structs.replace(again.parsed, doubt=_MENDED)
    start, end = again.start + span.start, again.end + span.start
    return FoundDate(start, end, document.text[start:end], parsed)


def _mended(found: re.Match[str]) -> str:
    """As many characters as before, so that offsets stay."""
    token = found.group()
    digits = sum(map(str.isdigit, token))
    if not digits:
        return token
    if digits * 2 >= len(token):
        return token.translate(_TO_DIGITS)
    return token.translate(_TO_LETTERS)


def lines_span(document: Document, first: int, last: int) -> Span:
    """The span of lines counted from 1, both included, without the last line's end."""
    if first > last or first > len(document.lines):
        return Span(len(document.text), len(document.text))
    last = min(last, len(document.lines))
    return Span(document.offset_of(first), document.offset_of(last) + len(document.lines[last - 1]))


def blocks(document: Document, first: int = 1, last: int | None = None) -> Iterator[Span]:
    """Paragraphs: runs of lines that are not blank, from one line to another."""
    begun = 0
    end = min(last or len(document.lines), len(document.lines))
    for number in range(first, end + 1):
        if document.lines[number - 1].strip():
            begun = begun or number
        elif begun:
            yield lines_span(document, begun, number - 1)
            begun = 0
    if begun:
        yield lines_span(document, begun, end)


def words_of(document: Document, span: Span) -> str:
    """The words of a span on one line."""
    return one_line(document.text[span.start : span.end])
