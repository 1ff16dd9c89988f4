"""Letters and notes within a text: salutation, closing, signature, office and date."""

import re

import msgspec

from catalog.domain.dates import FoundDate
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.people import NAME
from catalog.ingest.statements import Span, blocks, date_in, lines_span, trimmed, words_of

SALUTATION = re.compile(
    r"^[\"“]?(?:(?:My )?Dear\b.{0,80}|(?:Your )?Excellency|Sir|Sirs|Gentlemen|Mr\.? (?:Minister|Ambassador"
    r"|Secretary|President)"
    r"|Comrade(?: [A-Z]\w+)?|Monsieur.{0,60})[,:!]?$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^(?:(?:very |most )?(?:respectfully|sincerely|truly|faithfully|cordially)(?: yours)?|yours"
    r" \w+(?: \w+){0,4}"
    r"|with (?:\w+ ){1,4}(?:greetings|regards|respect)|(?:please )?accept,? .{5,200}consideration\.?"
    r"|i have the"
    r" honou?r to be.{0,120}"
    r"|i avail myself of .{5,200}consideration\.?"
    r"|i take this (?:opportunity|occasion) .{5,200}consideration\.?|veuillez .{5,200}|believe me,?.{0,60}"
    r"|(?:kind(?:est)?|warm(?:est)?|best) (?:personal )?(?:wishes|regards|greetings))[,.]?$",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[A-Za-z]{3}\.$")
_CLOSING_BEGINS = re.compile(r"(?:please )?accept\b|i avail myself|i take this|veuillez", re.IGNORECASE)
_SIGNED = re.compile(r"^\(?\s*(?:signed|signature|s/?g?d?\.?|/s/)\s*\)?\s*[:.]?\s*", re.IGNORECASE)
_NAME = re.compile(rf"{NAME}|[A-Z][A-Z.\-'’ ]{{3,40}}[A-Z]")
# Friends sign with one name: Mac, Ike, J.
_FIRST_NAME = re.compile(r"[A-Z][a-z]{1,14}|[A-Z]\.(?:[A-Z]\.){0,2}")
_UNDER_A_LETTER = re.compile(
    r"(?:Enclos|Attach|Inclos|Copy|Copies|Annex|Secret|Confidential|Restricted|Source|Page)"
)
_NUMBER = re.compile(r"(?:No\.?|N[º°o]\.?|№)\s?[\w/.-]{1,20}")
_LONGEST_OFFICE = 160


class Signature(msgspec.Struct, frozen=True):
    """A signature: the name's span, the office's words, the date that follows, and the lines it takes."""

    name: Span
    office: str
    date: FoundDate | None
    first_line: int
    last_line: int


def signature_after(document: Document, line: int, last: int) -> Signature | None:
    """The signature that follows a closing on a line: name, office, date, each a short paragraph."""
    name: Span | None = None
    office, dated, end_line = "", None, line
    for count, block in enumerate(blocks(document, line + 1, min(last, line + 14))):
        words = words_of(document, block)
        if count > 3 or len(words) > _LONGEST_OFFICE:
            break
        found = date_in(document, block)
        if name is None:
            name = _signed_name(document, block)
            if name is None:
                return None
        elif found and len(words) < len(found.text) + 25:
            dated = found
        elif not office and not SALUTATION.match(words) and words[:1].isupper() and not words.endswith("."):
            office = words
        else:
            break
        end_line = document.line_at(block.end)
        if dated:
            break
    return Signature(name, office, dated, line, end_line) if name else None


def _signed_name(document: Document, block: Span) -> Span | None:
    text = document.text
    end = text.find("\n", block.start, block.end)
    span = trimmed(text, Span(block.start, end if end > 0 else block.end), "[]*_")
    signed = _SIGNED.match(text[span.start : span.end])
    if signed and signed.end():
        span = Span(span.start + signed.end(), span.end)
    if _FULL_STOP.search(text, span.start, span.end):
        # W. G. C. GRAHAM. as command papers print it.
        span = Span(span.start, span.end - 1)
    words = text[span.start : span.end].rstrip(",")
    alone = end < 0 and _FIRST_NAME.fullmatch(words) and not _UNDER_A_LETTER.match(words)
    return span if alone or (_NAME.fullmatch(words) and len(words) < 60) else None


def closing_lines(document: Document, first: int, last: int) -> list[int]:
    """The lines on which a letter closes; of a closing over two lines the second."""
    found = []
    for number in range(first, min(last, len(document.lines)) + 1):
        words = document.lines[number - 1]
        if not 4 < len(words) < 240:
            continue
        words = words.strip()
        if CLOSING.match(words):
            found.append(number)
        elif _CLOSING_BEGINS.match(words) and number < last:
            under = document.lines[number].strip() if number < len(document.lines) else ""
            if under and CLOSING.match(f"{words} {under}"):
                found.append(number + 1)
    return found


def salutation_lines(document: Document, first: int, last: int) -> list[int]:
    """The lines on which a letter begins."""
    return [
        number
        for number in range(first, min(last, len(document.lines)) + 1)
        if 2 < len(document.lines[number - 1]) < 100 and SALUTATION.match(document.lines[number - 1].strip())
    ]


def line_span(document: Document, line: int) -> Span:
    """The words of one line."""
    return trimmed(document.text, lines_span(document, line, line))


def number_line(document: Document, first: int, last: int) -> Span | None:
    """The number that the sender gave a note, on a line of its own: No. 114."""
    for line in range(first, min(last, len(document.lines)) + 1):
        found = _NUMBER.fullmatch(document.lines[line - 1].strip())
        if found:
            return line_span(document, line)
    return None
