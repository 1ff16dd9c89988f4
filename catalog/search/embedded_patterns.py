"""Patterns that find again, in a stored text, what the leaves of a tree matched in the index."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from catalog.search.embedded_schema import plain, words
from catalog.search.fields import searched
from catalog.search.likeness import distance
from catalog.search.tree import All, AnyOf, Beginning, Leaf, Like, Node, Words, letters_apart
from catalog.search.values import folded

_IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
# A word runs on through points and apostrophes, as in U.S.S.R. and Stalin's, and a number as in 3,107: so
# the t of don't and the 107 are no words.
_RUNS_ON = r"\w*(?:[.'’]\w+)*"
_BEFORE_LETTERS, _BEFORE_DIGITS = r"(?<!\w)(?<![^\W\d_][.'])", r"(?<!\w)(?<!\d[.,'])"
_APOSTROPHES = "‘’"


class Pattern(NamedTuple):
    """A wide expression, and whether what it finds is meant: cut and stemmed it has to be the same."""

    expression: re.Pattern[str]
    is_meant: Callable[[str], bool]

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        for one in self.expression.finditer(text):
            if self.is_meant(one.group()):
                yield one.span()


def patterns(tree: Node, field: str) -> tuple[Pattern, ...]:
    """Of all that the tree wants to find in this field, nothing that it refuses."""
    match tree:
        case Words() | Beginning() | Like():
            if any(one.name == field for one in searched(tree.field)) and (pattern := _pattern(tree)):
                return (pattern,)
        case All(parts=parts) | AnyOf(parts=parts):
            return tuple(one for part in parts for one in patterns(part, field))
    return ()


def level(text: str) -> str:
    """The text without accents and with plain apostrophes, each sign in its place."""
    if text.isascii():
        return text
    return text.translate({ord(one): _without_accent(one) for one in set(text) if not one.isascii()})


@cache
def _without_accent(sign: str) -> str:
    if sign in _APOSTROPHES:
        return "'"
    first = unicodedata.normalize("NFKD", sign)[0]
    if not first.isalnum():
        return sign
    # Of ł and đ nothing can be taken off: the index has them as it folds them.
    return first if first.isascii() else "".join(plain().analyze(sign))[:1] or sign


def _pattern(leaf: Leaf) -> Pattern | None:
    match leaf:
        case Words(text=text):
            return _side_by_side(text)
        case Beginning(text=text):
            return _beginning(plain().analyze(folded(text)))
        case Like(text=text):
            return _like(plain().analyze(folded(text)))
    return None


def _side_by_side(text: str) -> Pattern | None:
    tokens = words().analyze(folded(text))
    if not tokens:
        return None

    @lru_cache(maxsize=1000)
    def is_meant(found: str) -> bool:
        # The same few forms of a word stand in all hits, and cutting one costs as much as finding ten.
        return bool(words().analyze(folded(found)) == tokens)

    return Pattern(_compiled(tokens, _stem), is_meant)


def _beginning(tokens: Sequence[str]) -> Pattern | None:
    if not tokens:
        return None
    return Pattern(_compiled(tokens[-1:], lambda one: re.escape(one) + _RUNS_ON), lambda found: True)


def _like(tokens: Sequence[str]) -> Pattern | None:
    if len(tokens) != 1:
        return None
    token, apart = tokens[0], letters_apart(tokens[0])
    lengths = f"{{{max(1, len(token) - apart)},{len(token) + apart}}}"
    likely = re.compile(rf"{_BEFORE_LETTERS}\w{lengths}(?!\w)")
    return Pattern(likely, lambda found: distance(found.lower(), token) <= apart)


def _stem(token: str) -> str:
    """A stem may end otherwise than the word: party is parti."""
    if _IDEOGRAPH.match(token):
        return token
    return re.escape(token[:-1] if len(token) > 3 else token) + _RUNS_ON


def _compiled(tokens: Sequence[str], expression: Callable[[str], str]) -> re.Pattern[str]:
    pieces: list[str] = []
    for place, token in enumerate(tokens):
        before = r"\W+"
        if place == 0:
            before = _BEFORE_DIGITS if token[0].isdigit() else _BEFORE_LETTERS
        if _IDEOGRAPH.match(token):
            before = "" if place == 0 else r"\W*"
        pieces.append(before + expression(token))
    return re.compile("".join(pieces), re.IGNORECASE)
