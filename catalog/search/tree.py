"""A search as a tree: what was typed, in the terms that both engines render."""

import unicodedata
from dataclasses import dataclass, replace

from catalog.search.fields import PARTS, YES, of_parts


@dataclass(frozen=True)
class Words:
    """Words that stand side by side in one field, or in any field where none is named."""

    text: str
    field: str = ""


@dataclass(frozen=True)
class Beginning:
    """A word of a field, or of any, that begins so, as it stands there and not by its stem."""

    text: str
    field: str = ""


@dataclass(frozen=True)
class Like:
    """A word of a field, or of any, that is written almost so: see ``letters_apart``."""

    text: str
    field: str = ""


@dataclass(frozen=True)
class Valued:
    """One of these values, whole, in a field of values; ``by_rarity`` the rarer one is worth more."""

    field: str
    values: tuple[str, ...]
    by_rarity: bool = False


@dataclass(frozen=True)
class Between:
    """A number in one of these ranges, both ends inclusive, in a field of numbers."""

    field: str
    ranges: tuple[tuple[int, int], ...]


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


LONGEST_LIKE = 40
HAS_PARTS = Valued("has_parts", (YES,))
Leaf = Words | Beginning | Like | Valued | Between
Node = Leaf | All | AnyOf | Not


def letters_apart(word: str) -> int:
    """How many letters a word may differ by to be like another: none in short words, two in long ones."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def may_be_like(text: str) -> bool:
    """Whether what is like a text is looked for: what is longer is no word, and costs by its length."""
    return len(unicodedata.normalize("NFKC", text)) <= LONGEST_LIKE


def unstemmed(tree: Node) -> bool:
    """Whether a word of the tree is looked for as it stands and not by its stem."""
    match tree:
        case Beginning() | Like():
            return True
        case All(parts=parts) | AnyOf(parts=parts):
            return any(map(unstemmed, parts))
    return False


def asks_parts(tree: Node) -> bool:
    """Whether a word of the tree is looked for in parts alone."""
    match tree:
        case Words(field=field) | Beginning(field=field) | Like(field=field):
            return field.startswith(PARTS)
        case All(parts=parts) | AnyOf(parts=parts):
            return any(map(asks_parts, parts))
    return False


def within_parts(tree: Node) -> Node:
    """The tree with all words that stand beside HAS_PARTS looked for in parts alone."""
    match tree:
        case All(parts=parts):
            known = All(tuple(map(within_parts, parts)))
            return _in_parts(known) if HAS_PARTS in parts else known
        case AnyOf(parts=parts):
            return AnyOf(tuple(map(within_parts, parts)))
        case Not(part=part):
            return Not(within_parts(part))
    return tree


def _in_parts(tree: Node) -> Node:
    match tree:
        case Words(field=field) | Beginning(field=field) | Like(field=field):
            return tree if field.startswith(PARTS) else replace(tree, field=of_parts(field))
        case All(parts=parts):
            return All(tuple(map(_in_parts, parts)))
        case AnyOf(parts=parts):
            return AnyOf(tuple(map(_in_parts, parts)))
        case Not(part=part):
            return Not(_in_parts(part))
    return tree
