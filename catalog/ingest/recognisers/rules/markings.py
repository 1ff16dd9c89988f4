"""Classification levels and handling markings that stand in lines of their own, and copy numbers."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import Classification, Identifier, Marking
from catalog.ingest.document import Document
from catalog.ingest.statements import Said, Span, Voice, lines_span, one_line, trimmed

_HANDLING = re.compile(
    r"(?:EXDIS|NODIS|LIMDIS|STADIS|NOFORN|ORCON|NOCONTRACT|PROPIN|WNINTEL|EYES ONLY|CONTROLLED DISSEM"
    r"|NO FOREIGN DISSEM(?:INATION)?|NOT RELEASABLE TO FOREIGN NATIONALS|LIMITED DISTRIBUTION"
    r"|EXCLUSIVE DISTRIBUTION"
    r"|SECURITY INFORMATION|INDEFINITE DURATION|RESTRICTED DATA|FORMERLY RESTRICTED DATA|SPECIAL HANDLING"
    r"|NO DISSEM ABROAD|BACKGROUND USE ONLY|PERSONAL AND CONFIDENTIAL|FOR INTERNAL USE ONLY|URGENT"
    r"|STRICTLY SECRET"
    r"|COPY FOR FILE)(?:/[A-Z ]+)*",
    re.IGNORECASE,
)
_COPY = re.compile(r"\bcopy\s+(?:no[.:]?|number|#)?\s*(\d{1,4})(?:\s+of\s+\d{1,4})?\b", re.IGNORECASE)
_HEAD, _TAIL, _LONGEST = 60, 40, 60


def said(voice: Voice) -> Iterator[Said]:
    """The level, markings and copy number among the first and the last lines.

    A level must be the whole line: a sentence about secrets classifies nothing.
    """
    seen: set[str] = set()
    leveled = False
    for number in _margin_lines(voice.document):
        line = voice.document.lines[number - 1]
        if not line or len(line) > _LONGEST * 3:
            continue
        words = one_line(line.strip(" \t*_#-[]()<>"))
        if not words or len(words) > _LONGEST:
            continue
        span = trimmed(voice.document.text, lines_span(voice.document, number, number), "*_#-[]()<>")
        level = "" if len(words) < 4 else level_of(words)
        if level and not leveled:
            leveled = True
            yield voice.says(Classification, span, level=level)
        yield from _handling(voice, words, span, seen)


def _margin_lines(document: Document) -> Iterator[int]:
    """Line numbers of the head and the tail, where headers and footers of a text stand."""
    count = len(document.lines)
    yield from range(1, min(_HEAD, count) + 1)
    yield from range(max(_HEAD, count - _TAIL) + 1, count + 1)


def _handling(voice: Voice, words: str, span: Span, seen: set[str]) -> Iterator[Said]:
    if _HANDLING.fullmatch(words) and words.casefold() not in seen:
        seen.add(words.casefold())
        yield voice.says(Marking, span, value=words)
    found = _COPY.fullmatch(words)
    if found and "copy" not in seen:
        seen.add("copy")
        yield voice.says(Identifier, span, value=found[1], scheme="copy number")
