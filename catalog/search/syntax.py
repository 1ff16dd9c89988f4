"""What people type, read into one small tree that both engines render.

Words are all required; "phrases", OR, -not, parentheses, begin*, like~, field:word, date:1950..1952 and
classification:secret are understood. What cannot be read so is searched as plain words, and the answer
says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from luqum.exceptions import ParseError
from luqum.thread import parse as parse_lucene
from luqum.tree import BaseGroup, BaseOperation, Item, OrOperation, SearchField, Word
from luqum.tree import Not as LuceneNot

from catalog.search.tree import All, AnyOf, Beginning, Like, Node, Not, Words, may_be_like, within_parts
from catalog.search.typed import DAYS_OF, VALUES_OF, WORDS_OF, NoDate, of_days, of_value, words_or_number

DEEPEST = 20
MOST_WORDS = 64


@dataclass(frozen=True)
class Parsed:
    """The tree, and a sentence where the words were not read as they were written."""

    tree: Node
    message: str = ""


class TooManyWords(ValueError):
    """More words than a search takes."""


class _Token(NamedTuple):
    """A piece of what was typed; what is no syntax of ours is a leaf, which the parser never reads."""

    kind: str
    text: str


_LEAVES = ("words", "begins", "like", "named")
# A sign or a field counts only where a word begins: NIE-58 and 2:00 are words as they stand.
_TOKEN = re.compile(
    rf"""(?P<phrase>"[^"]*")
    |(?P<address>https?://[^\s"()]+)
    |(?P<bracket>[()])
    |(?<![^\s(-])(?P<named>(?i:{"|".join((*DAYS_OF, *VALUES_OF))}):(?:"[^"]*"|\[[^\]"]*\]|[^\s"()]+))
    |(?<![^\s(-])(?P<field>(?i:{"|".join(WORDS_OF)}):)(?=[\w"(])
    |(?<![^\s(])(?P<sign>-)(?=[\w"(])
    |(?<![^\s(])(?P<operator>AND|OR|NOT)(?=[\s("-])
    |(?<![^\s(:-])(?:(?P<begins>\w[^\s"()*…:/]+)[*…]|(?P<like>\w[^\s"()~:/]+)~[12]?)(?![^\s)])
    |(?P<word>[^\s"()]+)""",
    re.VERBOSE,
)
# What stands before a colon is a word of its own, unless both sides are digits, as in a time of day.
_COLON = re.compile(r"(?<=\D):|:(?=\D|$)")
_STAR_BEFORE = re.compile(r"\*\w")
_HAS_WORD = re.compile(r"[^\W_]")


def parse(text: str) -> Parsed:
    """The tree of what was typed. Raises TooManyWords beyond MOST_WORDS words."""
    if not text.strip():
        return Parsed(All())
    tokens = _tokens(text)
    leaves = [one for one in tokens if one.kind in _LEAVES]
    if len(leaves) > MOST_WORDS:
        raise TooManyWords
    if not leaves:
        return Parsed(AnyOf(), _("There is no word in this search: type letters or digits."))
    message = _("This search could not be read as it is written, so its plain words were searched.")
    if text.count('"') % 2 == 0 and _depth(tokens) <= DEEPEST:
        try:
            tree = within_parts(_node(parse_lucene(_written(tokens)), "", leaves))
            return Parsed(tree, _about_stars(text))
        except ParseError:
            pass  # said in words below
        except NoDate as error:
            message = _(
                "“%(text)s” is no date, so its plain words were searched. Write a year, month or day as "
                "1952, 1952-09 or 1952-09-30, and a span as 1950..1952."
            ) % {"text": str(error)[:40]}
    plain = (one.text for leaf in leaves for one in _words(_COLON.split(leaf.text.replace('"', " "))))
    return Parsed(All(tuple(Words(one) for one in plain)), message)


def _about_stars(text: str) -> str:
    """A sentence where a star was meant for other letters than the last ones; two may be for emphasis."""
    if text.count("*") == 1 and _STAR_BEFORE.search(text):
        return _("A * counts at the end of a word alone, as in negotiat*; here it was left out.")
    return ""


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        token = found[kind]
        if kind == "word":
            tokens += _words(_COLON.split(token))
        elif kind in ("phrase", "address"):
            tokens += _words([token.strip('"')])
        elif kind == "sign":
            # The same to a reader; the parser would bind a dash closer than OR.
            tokens.append(_Token(kind, "NOT"))
        elif kind == "field":
            tokens.append(_Token(kind, token.lower()))
        elif token == ")" and tokens and tokens[-1] == ("bracket", "("):
            tokens.pop()  # no word between them, as in a pasted (?)
        else:
            tokens.append(_Token(kind, token))
    return tokens


def _words(pieces: Sequence[str]) -> list[_Token]:
    return [_Token("words", one.replace("\\", " ")) for one in pieces if _HAS_WORD.search(one)]


def _written(tokens: Sequence[_Token]) -> str:
    """For the parser, with the number of each leaf in its place: so only our own syntax is left as syntax."""
    written: list[str] = []
    leaf = 0
    for one in tokens:
        if one.kind in _LEAVES:
            written.append(f"leaf{leaf}")
            leaf += 1
        else:
            written.append(one.text)
    return " ".join(written)


def _depth(tokens: Sequence[_Token]) -> int:
    """The deepest nesting, or more than is read where the parentheses do not match."""
    deepest = depth = 0
    for kind, one in tokens:
        if kind == "bracket":
            depth += 1 if one == "(" else -1
            deepest = max(deepest, depth)
        if depth < 0:
            return DEEPEST + 1
    return deepest if depth == 0 else DEEPEST + 1


def _node(item: Item, field: str, leaves: Sequence[_Token]) -> Node:
    match item:
        case Word():
            return _leaf(leaves[int(item.value.removeprefix("leaf"))], field)
        case SearchField():
            return _node(item.expr, WORDS_OF[item.name], leaves)
        case BaseGroup():
            return _node(item.expr, field, leaves)
        case LuceneNot():
            return Not(_node(item.a, field, leaves))
        case OrOperation():
            return AnyOf(tuple(_node(one, field, leaves) for one in item.operands))
        case BaseOperation():
            return All(tuple(_node(one, field, leaves) for one in item.operands))
    raise ParseError(f"{type(item).__name__} is not part of our syntax")


def _leaf(leaf: _Token, field: str) -> Node:
    match leaf.kind:
        case "begins":
            return Beginning(leaf.text, field)
        case "like" if may_be_like(leaf.text):
            return Like(leaf.text, field)
        case "named":
            name, _colon, value = leaf.text.partition(":")
            return _named(name.lower(), value.strip('"'))
    return words_or_number(leaf.text, field)


def _named(name: str, value: str) -> Node:
    if name in DAYS_OF:
        return of_days(name, value)
    words = All(tuple(Words(one.text) for one in _words([name, value])))
    return of_value(name, value) or words
