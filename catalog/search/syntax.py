"""What people type, read into one small tree that both engines render.

Words are all required; "phrases", OR, -not, parentheses and field:word are understood. What cannot be
read so is searched as plain words, and the answer says so.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from luqum.exceptions import ParseError
from luqum.thread import parse as parse_lucene
from luqum.tree import BaseGroup, BaseOperation, Item, OrOperation, Phrase, SearchField
from luqum.tree import Not as LuceneNot

from catalog.domain.identifiers import matching_number

DEEPEST = 20
MOST_WORDS = 64
NUMBERS = "numbers"
QUERY_FIELDS = {
    "title": "title",
    "agent": "agents",
    "place": "places",
    "subject": "subjects",
    "number": NUMBERS,
    "note": "notes",
    "container": "containers",
    "text": "text",
}
"""The fields that a reader can name, and what each is called in the index."""


@dataclass(frozen=True)
class Words:
    """Words that stand side by side in one field, or in any field where none is named."""

    text: str
    field: str = ""


@dataclass(frozen=True)
class All:
    """All parts are required; with no parts it is every record."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """One part is enough; with no parts it is no record."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Not:
    """Every record that ``part`` does not find."""

    part: "Node"


Node = Words | All | AnyOf | Not


@dataclass(frozen=True)
class Parsed:
    """The tree, and a sentence where the words were not read as they were written."""

    tree: Node
    message: str = ""


class TooManyWords(ValueError):
    """More words than a search takes."""


# A sign or a field counts only where a word begins: NIE-58 and 2:00 are words as they stand.
_TOKEN = re.compile(
    rf"""(?P<phrase>"[^"]*")
    |(?P<address>https?://[^\s"()]+)
    |(?P<bracket>[()])
    |(?<![^\s(-])(?P<field>(?:{"|".join(QUERY_FIELDS)}):)(?=[\w"(])
    |(?<![^\s(])(?P<sign>-)(?=[\w"(])
    |(?<![^\s(])(?P<operator>AND|OR|NOT)(?=[\s("-])
    |(?P<word>[^\s"()]+)""",
    re.VERBOSE,
)
# What stands before a colon is a word of its own, unless both sides are digits, as in a time of day.
_COLON = re.compile(r"(?<=\D):|:(?=\D|$)")
# Letters and digits: a time of day and a date have digits alone.
_NUMBER = re.compile(r"(?=.*\d).*[^\W\d_]", re.DOTALL)
_HAS_WORD = re.compile(r"[^\W_]")


def parse(text: str) -> Parsed:
    """The tree of what was typed. Raises TooManyWords beyond MOST_WORDS words."""
    if not text.strip():
        return Parsed(All())
    tokens = _tokens(text)
    words = [one for kind, one in tokens if kind == "words"]
    if len(words) > MOST_WORDS:
        raise TooManyWords
    if not words:
        return Parsed(AnyOf(), _("There is no word in this search: type letters or digits."))
    if text.count('"') % 2 == 0 and _depth(tokens) <= DEEPEST:
        try:
            return Parsed(_node(parse_lucene(" ".join(one for _kind, one in tokens)), ""))
        except ParseError:
            pass  # said in words below
    return Parsed(
        All(tuple(Words(one.strip('"')) for one in words)),
        _("This search could not be read as it is written, so its plain words were searched."),
    )


def _tokens(text: str) -> list[tuple[str, str]]:
    """Kind and writing of each token, words as quoted phrases: so only our own syntax is left as syntax."""
    tokens: list[tuple[str, str]] = []
    for found in _TOKEN.finditer(text):
        kind, token = str(found.lastgroup), found.group()
        if kind == "word":
            tokens += _words(_COLON.split(token))
        elif kind in ("phrase", "address"):
            tokens += _words([token.strip('"')])
        elif kind == "sign":
            # The same to a reader; the parser would bind a dash closer than OR.
            tokens.append((kind, "NOT"))
        else:
            tokens.append((kind, token))
    return tokens


def _words(pieces: list[str]) -> list[tuple[str, str]]:
    return [("words", f'"{one.replace(chr(92), " ")}"') for one in pieces if _HAS_WORD.search(one)]


def _depth(tokens: list[tuple[str, str]]) -> int:
    """The deepest nesting, or more than is read where the parentheses do not match."""
    deepest = depth = 0
    for kind, one in tokens:
        if kind == "bracket":
            depth += 1 if one == "(" else -1
            deepest = max(deepest, depth)
        if depth < 0:
            return DEEPEST + 1
    return deepest if depth == 0 else DEEPEST + 1


def _words_or_number(text: str, field: str) -> Node:
    """Words, and where they may be a number also that number, however it is written in the record."""
    number = matching_number(text) if _NUMBER.match(text) and field in ("", NUMBERS) else ""
    words = Words(text, field)
    return AnyOf((words, Words(number, NUMBERS))) if number not in ("", text.casefold()) else words


def _node(item: Item, field: str) -> Node:
    match item:
        case Phrase():
            return _words_or_number(item.value.strip('"'), field)
        case SearchField():
            return _node(item.expr, QUERY_FIELDS[item.name])
        case BaseGroup():
            return _node(item.expr, field)
        case LuceneNot():
            return Not(_node(item.a, field))
        case OrOperation():
            return AnyOf(tuple(_node(one, field) for one in item.operands))
        case BaseOperation():
            return All(tuple(_node(one, field) for one in item.operands))
    raise ParseError(f"{type(item).__name__} is not part of our syntax")
