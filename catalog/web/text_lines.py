"""The text of a record as a page shows it: numbered lines, footnotes linked both ways, places of quotes.

Nothing is added to or taken from the words: a recognised marker of a footnote is set as a link, and all
else stands as it was read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from catalog.domain.description import AnyStatement, Description, Note
from catalog.records.queries import Line
from catalog.web.shown import standing

_MARKER = re.compile(r"\^\[(\w{1,4})\]|<sup>(\w{1,4}|\*{1,3})</sup>|\[\^(\w{1,4})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“(])")
_LONG_LINE = 1500
_PARAGRAPH = 700


class Piece(NamedTuple):
    """``place`` is an anchor without words; ``call`` and ``back`` are a footnote's two ends."""

    kind: Literal["words", "place", "call", "back", "break"]
    words: str = ""
    id: str = ""
    href: str = ""


class TextLine(NamedTuple):
    """``last`` is the end of a run of withheld lines; ``page`` is set where a page of the file begins."""

    number: int
    pieces: tuple[Piece, ...] = ()
    after_gap: bool = False
    page: int = 0
    last: int = 0
    withheld: bool = False


class _Footnotes(NamedTuple):
    by_label: Mapping[str, tuple[Note, ...]]
    begun: frozenset[str]
    """The ids of footnotes whose own line in this text begins with their marker."""


def shown_lines(lines: Sequence[Line], description: Description) -> tuple[TextLine, ...]:
    """The lines that have words, and each run of withheld lines as one."""
    footnotes = _footnotes(lines, description)
    pages = {first: page for page, first in enumerate(description.text.pages, 1)} if description.text else {}
    quoted = _quoted_by_line(standing(description))
    called: set[str] = set()
    shown: list[TextLine] = []
    gap = False
    for withheld, run in groupby(lines, key=lambda one: one.words is None):
        if withheld:
            numbers = [one.number for one in run]
            shown.append(TextLine(numbers[0], last=numbers[-1], withheld=True))
            continue
        for line in run:
            words = line.words or ""
            page = pages.get(line.number, 0)
            if words.strip() or page:
                pieces = _pieces(line.number, words, footnotes, called, quoted.get(line.number, ()))
                shown.append(TextLine(line.number, pieces, gap, page))
            gap = not words.strip()
    return tuple(shown)


def anchors_in(shown: Iterable[TextLine]) -> frozenset[str]:
    """The anchors within these lines: ``call-ID`` of a footnote, ``said-ID`` of a quoted statement."""
    return frozenset(piece.id for line in shown for piece in line.pieces if piece.id)


def _footnotes(lines: Sequence[Line], description: Description) -> _Footnotes:
    notes = [
        one
        for one in standing(description)
        if isinstance(one, Note) and one.note_kind == "footnote" and one.label
    ]
    words = {line.number: line.words or "" for line in lines}
    by_label: dict[str, tuple[Note, ...]] = {}
    for one in notes:
        by_label[one.label] = (*by_label.get(one.label, ()), one)
    return _Footnotes(by_label, frozenset(one.id for one in notes if _begins(words, one)))


def _begins(words: Mapping[int, str], note: Note) -> bool:
    if note.evidence is None:
        return False
    found = _MARKER.match(words.get(note.evidence.first_line, "").lstrip())
    return found is not None and _label(found) == note.label


def _label(marker: re.Match[str]) -> str:
    return next(one for one in marker.groups() if one).translate(_RAISED)


def _note_for(label: str, line: int, footnotes: _Footnotes) -> Note | None:
    """The footnote of this label that stands next below the line, else any of this label."""
    notes = footnotes.by_label.get(label, ())
    below = [one for one in notes if one.evidence is not None and one.evidence.first_line >= line]
    return next(iter(below or notes), None)


def _pieces(
    line: int, words: str, footnotes: _Footnotes, called: set[str], quoted: Sequence[AnyStatement]
) -> tuple[Piece, ...]:
    made: list[tuple[int, int, Piece]] = []
    for found in _MARKER.finditer(words):
        note = _note_for(_label(found), line, footnotes)
        if note is not None:
            made.append((found.start(), found.end(), _footnote_end(found, note, line, footnotes, called)))
    if len(words) > _LONG_LINE:
        made += [(place, place, Piece("place", id=f"said-{one.id}")) for one, place in _places(words, quoted)]
        made += [(start, end, Piece("break")) for start, end in _breaks(words)]
    return tuple(_joined(words, sorted(made, key=lambda one: one[:2])))


def _footnote_end(
    found: re.Match[str], note: Note, line: int, footnotes: _Footnotes, called: set[str]
) -> Piece:
    own_line = note.evidence.first_line if note.evidence else 0
    at_start = not found.string[: found.start()].strip()
    if note.id in footnotes.begun and own_line == line and at_start:
        return Piece("back", _label(found), f"foot-{note.id}", f"#call-{note.id}")
    href = f"#foot-{note.id}" if note.id in footnotes.begun else f"#s-{note.id}"
    first = note.id not in called
    called.add(note.id)
    return Piece("call", _label(found), f"call-{note.id}" if first else "", href)


def _quoted_by_line(statements: Iterable[AnyStatement]) -> dict[int, list[AnyStatement]]:
    found: dict[int, list[AnyStatement]] = {}
    for one in statements:
        if one.evidence is not None:
            found.setdefault(one.evidence.first_line, []).append(one)
    return found


def _places(words: str, quoted: Iterable[AnyStatement]) -> Iterator[tuple[AnyStatement, int]]:
    for one in quoted:
        begin = one.evidence.quote.split("\n")[0] if one.evidence else ""
        place = words.find(begin) if begin else -1
        if place >= 0:
            yield one, place


def _breaks(words: str) -> Iterator[tuple[int, int]]:
    """Where a very long line, such as a page of OCR without line ends, is set as paragraphs."""
    last = 0
    for found in _SENTENCE_END.finditer(words):
        if found.start() - last >= _PARAGRAPH:
            last = found.end()
            yield found.span()


def _joined(words: str, made: Iterable[tuple[int, int, Piece]]) -> Iterator[Piece]:
    """The line cut at the pieces; a piece that begins within another is left out."""
    done = 0
    for start, end, piece in made:
        if start < done:
            continue
        if start > done:
            yield Piece("words", words[done:start])
        yield piece
        done = end
    if done < len(words):
        yield Piece("words", words[done:])
