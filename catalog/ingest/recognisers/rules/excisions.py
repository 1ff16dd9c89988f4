"""What was withheld before release: the codes and brackets that stand where words were taken out."""

import re
from collections.abc import Iterator

from catalog.domain.description import Marking
from catalog.ingest.statements import Said, Span, Voice, one_line

_AMOUNT = r"(?:\d[\d½¼¾/ -]{0,6}|½|one|two|three|four|several|some)"
_EXCISION = re.compile(
    r"(?:25X\d{1,2}(?:[A-Z]\d{0,2}){0,3}|50X\d(?:[ -](?:and|&) 50X\d)?(?:-HUM)?|STAT(?:INTL|SPEC|OTHR)"
    r"|(?<!\d )STAT(?! ?\.)|ILLEGIB)\b"
    rf"|\[(?:{_AMOUNT}[- ])?[a-z][^\[\]\n]{{0,60}}not declassified[^\[\]\n]{{0,20}}\]"
    r"|\[(?:[Rr]edacted|REDACTED|[Ee]xcised|[Dd]eleted|blacked out|[Ss]anitized|text (?:redacted|deleted))\]"
    r"|S(?:anitized Copy|ANITIZED COPY)\b|\(b\)\s?\(\d\)(?:\s?\([A-Z]\))?"
)
_MARKS = (
    "25X",
    "50X",
    # With its blank: STATES is in many texts.
    "STAT ",
    "STATINTL",
    "STATSPEC",
    "STATOTHR",
    "ILLEGIB",
    "not declassified",
    "edacted",
    "anitized",
)
_MORE_MARKS = ("SANITIZED", "[excised", "[deleted", "(b)(", "(b) (", "REDACTED", "blacked out")


def said(voice: Voice) -> Iterator[Said]:
    """Each code and each form of words once, where it first stands."""
    text = voice.document.text
    if not any(mark in text for mark in (*_MARKS, *_MORE_MARKS)):
        return
    seen: set[str] = set()
    for found in _EXCISION.finditer(text):
        words = one_line(found.group())
        if words.casefold() not in seen:
            seen.add(words.casefold())
            yield voice.says(Marking, Span(found.start(), found.end()), value=words, confidence=0.9)
