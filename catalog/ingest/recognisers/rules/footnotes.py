"""Footnotes that stand in lines of their own, and the calls that point to them."""

import re
from collections.abc import Iterator

import msgspec

from catalog.domain.description import Note
from catalog.ingest.document import Document
from catalog.ingest.statements import Said, Span, Voice, one_line, trimmed

_LONGEST = 10_000
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# <sup>1</sup> Text, /1/ Text, ^[1] Text, [1] Text, [^1]: Text, ¹ Text: marks that nothing else is written
# with.
_NOTE = re.compile(
    r"^[ \t]*(?:<sup>(?P<html>\d{1,3}|[*†‡])</sup>|\^\[(?P<caret>\d{1,3})\]|\[\^(?P<pandoc>\d{1,3})\]:"
    r"|/(?P<slashed>\d{1,3})/"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    r"|(?:Notes?:[ \t]*)?\[(?P<bracket>\d{1,3}|[ivx]{1,6}|[a-h])\])[ \t]*(?=\S)",
    re.MULTILINE,
)


class Footnote(msgspec.Struct, frozen=True):
    """A footnote: its number as printed, and its text's span."""

    number: str
    span: Span


def footnotes(document: Document) -> Iterator[Footnote]:
    """The footnotes of a document, each number once.

    ``[1]`` at the start of a line is a footnote only where the same mark stands as a call within a
    line before it: otherwise it is a list.
    """
    text = document.text
    called: dict[str, int] = _calls(text) if "[" in text else {}
    seen: set[str] = set()
    marked = "[" in text or "<sup>" in text or "/1/" in text or any(one in text for one in _RAISED)
    for found in _NOTE.finditer(text) if marked else ():
        number = next(filter(None, found.groups())).translate(_SUPERSCRIPT)
        if number in seen or (found["bracket"] and called.get(number, found.start()) >= found.start()):
            continue
        seen.add(number)
        yield Footnote(number, Span(found.end(), _end_of_note(text, found.end())))
    if not seen:
        yield from called_at_end(document)


_CALL = re.compile(r"\[(\d{1,3}|[ivx]{1,6}|[a-h])\]")
_BEFORE_CALL = frozenset('.,;:”"’)]')


def _calls(text: str) -> dict[str, int]:
    """Where each number is first called from within a line."""
    calls: dict[str, int] = {}
    for found in _CALL.finditer(text):
        before = text[found.start() - 1] if found.start() else " "
        # A letter in brackets stands off the word that it explains: LIBERAL [ii].
        if before == " " and not found[1].isdecimal():
            before = text[found.start() - 2 : found.start() - 1]
        if before.isalnum() or before in _BEFORE_CALL:
            calls.setdefault(found[1], found.start())
    return calls


# "1. Text", "1 Text", or "- Text" with the arrow that leads back to the call.
_LISTED = re.compile(r"[ \t]{0,6}(?:(?P<number>\d{1,3})\.?|-)[ \t]+(?=\S)")
_FIGURE = re.compile(r"(?<=[^\W\d_]|[.,;:?!”’\"')\]])(?P<n>\d{1,3})(?=[\s.,;:)\]]|$)")
# S.W.1 is a district of London.
_DISTRICT = re.compile(r"\b[NSEW]\.? ?[WEC]?\.?$")
_EDITORS_WORDS = re.compile(
    r"(?:Not (?:printed|found)|See |Ante|Post|Printed |Ibid|For text|Dated |Supra|Infra)"
)
_MOST_LINES = 120


def called_at_end(document: Document) -> list[Footnote]:
    """Notes listed from 1 under the text, where figures set on words call each of them."""
    listed: list[tuple[int, re.Match[str]]] = []
    count = len(document.lines)
    for line in range(count, max(count - _MOST_LINES, 0), -1):
        words = document.lines[line - 1]
        found = _LISTED.match(words)
        if found and (found["number"] or words.rstrip().endswith("↩")):
            listed.append((line, found))
            if found["number"] == "1":
                break
        elif words.strip():
            break
    listed.reverse()
    # An edition counts its notes through a chapter: they may begin at any number.
    begun = int(listed[0][1]["number"] or 1) if listed else 1
    if not listed or any(int(one["number"] or at) != at for at, (_, one) in enumerate(listed, begun)):
        return []
    start = document.offset_of(listed[0][0])
    if not _are_notes(document, start, begun, listed):
        return []
    return [
        Footnote(str(at), _listed_span(document, line, one)) for at, (line, one) in enumerate(listed, begun)
    ]


def _are_notes(document: Document, start: int, begun: int, listed: list[tuple[int, re.Match[str]]]) -> bool:
    """Whether the text calls each number, or an editor's words begin a note.

    Then a call may stand on a figure (Dec 16 with its note 1 is printed Dec 161) or be lost.
    """
    numbers = [str(at) for at in range(begun, begun + len(listed))]
    figures = _FIGURE.finditer(document.text, 0, start)
    calls = {
        found["n"]
        for found in figures
        if not _DISTRICT.search(document.text, found.start() - 5, found.start())
    }
    if calls.issuperset(numbers):
        return True
    begins = [document.lines[line - 1][found.end() :] for line, found in listed]
    if begins[0].startswith("Source: "):
        return True
    edited = any(_EDITORS_WORDS.match(one) for one in begins)
    return edited and all(
        number in calls or re.search(rf"\d{number}\b", document.text[:start]) for number in numbers
    )


def _listed_span(document: Document, line: int, found: re.Match[str]) -> Span:
    start = document.offset_of(line)
    return trimmed(document.text, Span(start + found.end(), start + len(document.lines[line - 1])), "↩ ")


def _end_of_note(text: str, start: int) -> int:
    """A note ends at an empty line or at the next note."""
    limit = min(start + _LONGEST, len(text))
    empty = text.find("\n\n", start, limit)
    empty = limit if empty < 0 else empty
    following = _NOTE.search(text, start, empty)
    return following.start() if following else empty


def said(voice: Voice) -> Iterator[Said]:
    """Each footnote as a note with its number."""
    for one in footnotes(voice.document):
        value = one_line(voice.document.text[one.span.start : one.span.end])
        yield voice.says(Note, one.span, note_kind="footnote", value=value, label=one.number)
