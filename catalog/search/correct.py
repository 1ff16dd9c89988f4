"""A correction of words that find nothing, made of what this reader could have found."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from catalog.search.engine import engine
from catalog.search.likeness import distance
from catalog.search.plain import without_accents
from catalog.search.query import Request
from catalog.search.tree import All, AnyOf, Like, Node, Not, Words, letters_apart

_SHORTEST = 4
_WORD = re.compile(r"\w+")


def correction(request: Request, finds: Callable[[str], bool]) -> str:
    """What was typed, with words of a record of this reader's for those that are almost theirs; or "".

    One question to the engine, under the filters that were chosen. ``finds`` says whether other words find
    something under them, and is asked only where the words of that record do not say so.
    """
    query = request.query
    tree = _likened(request.tree)
    if query.page > 1 or tree == request.tree:
        return ""
    found = engine().hits(replace(request, tree=tree, query=replace(query, page_size=1)))
    if not found.hits:
        return ""
    marked = found.hits[0].marked
    corrected = _corrected(query.words, marked)
    if without_accents(corrected) == without_accents(query.words):
        return ""
    return corrected if _all_stand_in(request.tree, corrected, marked) or finds(corrected) else ""


def _all_stand_in(tree: Node, corrected: str, marked: Collection[str]) -> bool:
    """Whether plain words all stand in a record: then they find it, wherever in it they stand."""
    parts = tree.parts if isinstance(tree, All) else (tree,)
    if not all(isinstance(one, Words) and not one.field for one in parts):
        return False
    return set(map(without_accents, _WORD.findall(corrected))) <= set(map(without_accents, marked))


def _likened(tree: Node) -> Node:
    match tree:
        case Words(text=text, field=field) if len(text) >= _SHORTEST and text.isalpha():
            return AnyOf((tree, Like(text, field)))
        case All(parts=parts):
            return All(tuple(one if isinstance(one, Not) else _likened(one) for one in parts))
        case AnyOf(parts=parts):
            return AnyOf(tuple(_likened(one) for one in parts))
    return tree


def _corrected(typed: str, words: Collection[str]) -> str:
    return _WORD.sub(lambda found: _nearest(found.group(), words), typed)


def _nearest(typed: str, words: Collection[str]) -> str:
    """The word of the record that is most like the one typed, or the one typed where none is."""
    plain = without_accents(typed)
    near = [(distance(plain, without_accents(one)), one) for one in words]
    apart, word = min(near, default=(len(typed), typed))
    if not 0 < apart <= letters_apart(plain) or len(plain) < _SHORTEST:
        return typed
    return word.lower() if typed.islower() else word
