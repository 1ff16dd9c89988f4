"""What matched, marked in the stored words of a hit: a phrase as a phrase, a beginning, a likeness."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import NamedTuple

from tantivy import Document

from catalog.search.embedded_patterns import Pattern, level, patterns
from catalog.search.fields import SHOWN_WORDS, of_parts
from catalog.search.passages import Passage, passage, sign_before
from catalog.search.tree import Node

LONGEST_MARKED = 160
FARTHEST_MARKED = 1_000_000
"""Characters of a text in which matched words are looked for."""
MOST_MATCHES = 40
"""Of a field, among which the passages with the most of the search in them are chosen."""
_BEFORE = 60
_IDEOGRAPHS = "\u2e80"
"""From here on each sign is a word."""


class _Match(NamedTuple):
    start: int
    end: int
    pattern: int


class Marks:
    """Marks what a tree matches in the fields that are shown, in so many passages of each."""

    def __init__(self, tree: Node, passages: int) -> None:
        self._most = passages
        self._searched = [
            (name, field, found)
            for name in SHOWN_WORDS
            for field in (name, of_parts(name))
            if (found := patterns(tree, field))
        ]

    def of(self, document: Document) -> Mapping[str, tuple[Passage, ...]]:
        """By field; fields in which nothing matched are left out."""
        marked: dict[str, tuple[Passage, ...]] = {}
        for name, field, searched in self._searched:
            if found := _passages(document[field], searched, self._most):
                marked[name] = (*marked.get(name, ()), *found)
        return marked


def _passages(values: Sequence[str], searched: Sequence[Pattern], most: int) -> tuple[Passage, ...]:
    """The passages with the most different matches, and of those the first."""
    found = [one for text in values for one in _passages_of(text[:FARTHEST_MARKED], searched)]
    found.sort(key=lambda one: -one[0])
    return tuple(passage(html) for _number, html in found[:most])


def _passages_of(text: str, searched: Sequence[Pattern]) -> Iterator[tuple[int, str]]:
    """How much of the search stands in each passage, and the passage."""
    matches = _matches(text, searched)
    while matches:
        start = _word_start(text, max(0, matches[0].start - _BEFORE))
        end = max(start + LONGEST_MARKED, matches[0].end)
        inside = [one for one in matches if one.end <= end]
        matches = matches[len(inside) :]
        html = _html(text, start, _word_end(text, end), inside)
        yield len({one.pattern for one in inside}), sign_before(text, inside[0].start) + html


def _matches(text: str, searched: Sequence[Pattern]) -> list[_Match]:
    """In the order of the text; those that overlap as one, as in Lushun (Port Arthur)."""
    plain = level(text)
    found = [
        _Match(start, end, number)
        for number, one in enumerate(searched)
        for start, end in islice(one.found(plain), MOST_MATCHES)
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    apart: list[_Match] = []
    for one in found:
        if apart and one.start < apart[-1].end:
            apart[-1] = apart[-1]._replace(end=max(apart[-1].end, one.end))
        else:
            apart.append(one)
    return apart


def _word_start(text: str, place: int) -> int:
    """Where the next word begins, unless the text itself begins here."""
    while 0 < place < len(text) and text[place - 1].isalnum() and text[place] < _IDEOGRAPHS:
        place += 1
    return place


def _word_end(text: str, place: int) -> int:
    place = min(place, len(text))
    while place < len(text) and text[place].isalnum() and text[place] < _IDEOGRAPHS:
        place += 1
    return place


def _html(text: str, start: int, end: int, matches: Iterable[_Match]) -> str:
    pieces: list[str] = []
    for one in matches:
        pieces += [escape(text[start : one.start]), "<mark>", escape(text[one.start : one.end]), "</mark>"]
        start = one.end
    return "".join([*pieces, escape(text[start:end])])
