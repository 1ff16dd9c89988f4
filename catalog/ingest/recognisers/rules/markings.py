"""Classification levels and handling markings that stand in lines of their own, and copy numbers."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import Classification, Identifier, Marking
from catalog.ingest.document import Document
from catalog.ingest.statements import Said, Span, Voice, lines_span, one_line, trimmed, words_of

_HANDLING = re.compile(
    r"(?:EXDIS|NODIS|LIMDIS|STADIS|NOFORN|ORCON|NOCONTRACT|PROPIN|WNINTEL|EYES ONLY|CONTROLLED DISSEM"
    r"|NO FOREIGN DISSEM(?:INATION)?|NOT RELEASABLE TO FOREIGN NATIONALS|LIMITED DISTRIBUTION"
    r"|EXCLUSIVE DISTRIBUTION"
    r"|SECURITY INFORMATION|INDEFINITE DURATION|RESTRICTED DATA|FORMERLY RESTRICTED DATA"
    r"|SPECIAL HANDLING|SENSITIVE"
    r"|NO DISSEM ABROAD|BACKGROUND USE ONLY|PERSONAL AND CONFIDENTIAL|FOR INTERNAL USE ONLY|URGENT"
    r"|STRICTLY SECRET|SPECIAL FOLDER|SPECIAL FILE"
    r"|COPY FOR FILE|FOR THE (?:PRESIDENT|SECRETARY|PRIME MINISTER|DIRECTOR) ONLY)(?:/[A-Z ]+)*",
    re.IGNORECASE,
)
_COPY = re.compile(r"\bcopy\s+(?:no[.:]?|number|#)?\s*(\d{1,4})(?:\s+of\s+\d{1,4})?\b", re.IGNORECASE)
_OTHER_LANGUAGES = {
    "confidentiel": "Confidential",
    "très confidentiel": "Confidential",
    "très secret": "Top Secret",
    "diffusion restreinte": "Restricted",
    "geheim": "Secret",
    "streng geheim": "Top Secret",
    "vertraulich": "Confidential",
    "секретно": "Secret",
    "совершенно секретно": "Top Secret",
}
_TO_LETTERS = str.maketrans("0158", "OISB")
_GAP = re.compile(r"\s{3,}|\t")
# TOP SECRET - EYES ONLY, SECRET/NODIS: the handling on the level's own line.
_BESIDE_LEVEL = re.compile(r"\s?[-–—/;,]\s?")
# TOP SECRET SECURITY INFORMATION: of 1951 to 1953, with nothing between.
_WITH_HANDLING = re.compile(
    r"(?P<level>TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED) (?P<handling>SECURITY INFORMATION|EYES ONLY"
    r"|NOFORN)"
)
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
        for span in columns(voice.document, number):
            words = one_line(voice.document.text[span.start : span.end])
            if not words or len(words) > _LONGEST:
                continue
            both = _WITH_HANDLING.fullmatch(words)
            if both:
                cut = span.start + voice.document.text[span.start : span.end].index(both["handling"][:4])
                yield from _handling(voice, both["handling"], Span(cut, span.end), seen)
                span, words = trimmed(voice.document.text, Span(span.start, cut)), both["level"]
            level = "" if len(words) < 4 or _is_distribution(voice.document, number) else marked_level(words)
            if level and not leveled:
                leveled = True
                yield voice.says(Classification, span, level=level)
            yield from _handling(voice, words, span, seen)
            if level:
                yield from _beside_level(voice, span, seen)


def _beside_level(voice: Voice, span: Span, seen: set[str]) -> Iterator[Said]:
    start = span.start
    for found in _BESIDE_LEVEL.finditer(voice.document.text, span.start, span.end):
        at = trimmed(voice.document.text, Span(start, found.start()))
        yield from _handling(voice, words_of(voice.document, at), at, seen)
        start = found.end()
    at = trimmed(voice.document.text, Span(start, span.end))
    yield from _handling(voice, words_of(voice.document, at), at, seen)


def _is_distribution(document: Document, number: int) -> bool:
    """Whether a line stands under Distr.: to whom the United Nations send a paper is no level."""
    return number > 1 and document.lines[number - 2].rstrip().endswith(("Distr.", "DISTR.", "Distr.:"))


def is_marking(words: str) -> bool:
    """Whether a line is a handling marking alone."""
    return bool(_HANDLING.fullmatch(words.strip()))


def marked_level(words: str) -> str:
    """The level that a marking states in English, French, German or Russian, also where OCR misread it."""
    return level_of(words) or _OTHER_LANGUAGES.get(words.casefold().rstrip("."), "") or _misread(words)


def _misread(words: str) -> str:
    # S/RES/242 is a symbol, no Secret misread.
    misread = words.isupper() and len(words) > 5 and words[1] != "/"
    return level_of(words.translate(_TO_LETTERS)) if misread else ""


def columns(document: Document, number: int) -> Iterator[Span]:
    """The stretches of a line: a marking and a date or copy number may stand at its two ends."""
    whole = lines_span(document, number, number)
    start = whole.start
    for found in _GAP.finditer(document.text, whole.start, whole.end):
        yield trimmed(document.text, Span(start, found.start()), "*_#-[]()<>")
        start = found.end()
    yield trimmed(document.text, Span(start, whole.end), "*_#-[]()<>")


def cells(document: Document, number: int) -> list[Span]:
    """The stretches of a line that hold words."""
    return [one for one in columns(document, number) if one.end > one.start]


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
