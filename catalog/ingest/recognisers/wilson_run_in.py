"""Older pages of the Digital Archive whose line ends are lost: dateline, title and labels run together."""

import re

from catalog.domain.dates import FoundDate
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.labels import Field, run_on
from catalog.ingest.statements import Span, date_in, trimmed, words_of

_LABELS = {
    "citation": "citation",
    "summary": "summary",
    "credits": "credits",
    "original language": "original language",
    "contents": "contents",
}
_MARK = "International History Declassified "
_CONTENTS = re.compile(r"(?:- )?(?:English )?(?:Translation|Transcript)[ \t]*|(?:- )?Scan of Original[ \t]*")


def fields_of(document: Document) -> dict[str, Field]:
    """The labels by key where they follow the name of the archive on its line; none in any other text."""
    if not 0 <= document.text.find(_MARK) < document.text.find(" Contents: "):
        return {}
    fields = {one.key: one for one in reversed(run_on(document, _LABELS))}
    return fields if {"citation", "contents"} <= fields.keys() else {}


def head(document: Document, end: int) -> tuple[Span, FoundDate] | None:
    """Title and day, which stand between the name of the archive and the first label."""
    begun = document.text.find(_MARK, 0, end)
    line = trimmed(document.text, Span(begun + len(_MARK), end)) if begun >= 0 else Span(0, 0)
    dated = date_in(document, line)
    if dated is None or dated.start != line.start:
        return None
    return trimmed(document.text, Span(dated.end, line.end)), dated


def body(document: Document, contents: Field, title: Span) -> Span:
    """What follows the list of contents and the title that is printed over the text once more."""
    start = contents.span.start
    while listed := _CONTENTS.match(document.text, start):
        start = listed.end()
    words = words_of(document, title)
    again = start + len(words) if document.text.startswith(words, start) else start
    return trimmed(document.text, Span(again, len(document.text)))
