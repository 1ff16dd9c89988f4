"""Footnotes among the raw OCR of a page, where lines and pages run together."""

import re
from collections.abc import Iterator

from catalog.domain.description import Note
from catalog.ingest.statements import Said, Span, Voice, words_of

_NOTE = re.compile(
    r"(?P<n>\d)(?<=\s\d)\s+(?P<text>(?:The|See|This|These|For|In|It|An?|As|Not|According|Based|Annex"
    r"|Cf\.|Ibid\.?|On|At)\s(?=[^\n]{30}))"
)
_DIGIT = re.compile(r"(?P<n>\d)(?=\s)")
_BEFORE_CALL = re.compile(r"[a-z][,.;:]?[\"”]?$")
_PAGE_NUMBER = re.compile(
    r"(?:SECRET|CONFIDENTIAL|RESTRICTED|TOP SECRET|\b[\w-]*\d-\d|Page|Annex|Article|paragraph)\s+$", re.I
)


def said(voice: Voice, paper: Span) -> Iterator[Said]:
    """Footnotes among the OCR of a page: numbers that count up from 1, before a sentence or on a word.

    A number after a classification or a document number is a page's; one with a full stop, a paragraph's.
    """
    text = voice.document.text
    notes: dict[int, Span] = {}
    calls: dict[int, Span] = {}
    for found in _NOTE.finditer(text, paper.start, paper.end):
        before = text[max(found.start() - 30, 0) : found.start()]
        if not _PAGE_NUMBER.search(before):
            stop = text.find(". ", found.end(), found.end() + 1200)
            notes.setdefault(
                int(found["n"]),
                Span(found.start(), stop + 1 if stop > 0 else min(found.end() + 300, len(text))),
            )
    for found in _DIGIT.finditer(text, paper.start, paper.end):
        if not _BEFORE_CALL.search(text[max(found.start() - 3, 0) : found.start()]):
            continue
        calls.setdefault(int(found["n"]), Span(found.start("n"), found.end("n")))
    number = 1
    while number in notes or (number in calls and number > 1):
        at = notes.get(number) or _call_with_word(text, calls[number])
        lost = number not in notes
        value = words_of(voice.document, at if lost else Span(at.start + 1, at.end))
        doubt = "The note's own number is lost in the OCR; its call stands in the text." if lost else ""
        yield voice.says(Note, at, note_kind="footnote", value=value, label=str(number), doubt=doubt)
        number += 1


def _call_with_word(text: str, call: Span) -> Span:
    return Span(text.rfind(" ", max(call.start - 40, 0), call.start) + 1, call.end)
