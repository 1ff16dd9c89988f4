"""A correction of words that find nothing, made of what this reader could have found."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from catalog.search.engine import engine
from catalog.search.fields import PARTS, of_whole
from catalog.search.likeness import distance
from catalog.search.plain import without_accents
from catalog.search.query import Hit, Request
from catalog.search.tree import All, AnyOf, Like, Node, Words, letters_apart

_SHORTEST = 4
_MOST = 6
"""Words of which each is tried alone: the first ones typed."""
_WORD = re.compile(r"\w+")
Typed = Mapping[str, Collection[str]]
"""Words as they were typed, each with the fields in which it is looked for."""


def correction(request: Request) -> str:
    """What was typed, with words of a record of this reader's for those that are almost theirs; or "".

    One question to the engine, under the filters that were chosen: what would be found if one word were meant
    otherwise, each in its turn, and if all were. It is given only where the words marked in the record that
    is found show that it finds that record; of several, the one that changes least and then finds most.
    """
    query = request.query
    typed = dict(islice(_typed(request), _MOST))
    if query.page > 1 or not typed:
        return ""
    attempts: list[Typed] = [{word: fields} for word, fields in typed.items()]
    if len(typed) > 1:
        attempts.append(typed)
    one_hit = replace(query, page_size=1)
    questions = [replace(request, tree=_likened(request.tree, one), query=one_hit) for one in attempts]
    made: list[tuple[int, int, str]] = []
    for words, found in zip(attempts, engine().each_hits(questions), strict=True):
        meant = _meant(words, found.hits[0]) if found.hits else {}
        if changed := sum(distance(without_accents(word), without_accents(meant[word])) for word in meant):
            made.append((changed, -found.count, _corrected(query.words, meant)))
    return min(made)[2] if made else ""


def _typed(request: Request) -> Iterator[tuple[str, Collection[str]]]:
    """What may be written wrongly. A word that was typed elsewhere too, in a phrase or behind a minus, is
    left as it is: it would change there as well.
    """
    leaves = [one for one in _leaves(request.tree) if len(one.text) >= _SHORTEST and one.text.isalpha()]
    often = Counter(_WORD.findall(request.query.words))
    for text, number in Counter(one.text for one in leaves).items():
        if often[text] == number:
            yield text, {one.field for one in leaves if one.text == text}


def _leaves(tree: Node) -> Iterator[Words]:
    match tree:
        case Words():
            yield tree
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _leaves(part)


def _likened(tree: Node, words: Typed) -> Node:
    match tree:
        case Words(text=text, field=field) if text in words:
            return AnyOf((tree, Like(text, field)))
        case All(parts=parts):
            return All(tuple(_likened(one, words) for one in parts))
        case AnyOf(parts=parts):
            return AnyOf(tuple(_likened(one, words) for one in parts))
    return tree


def _meant(words: Typed, hit: Hit) -> Mapping[str, str]:
    """For each of the words the one that stands in the record in all of its fields; {} where one has none."""
    meant = {word: _nearest(word, _marked(hit, fields)) for word, fields in words.items()}
    return meant if all(meant.values()) else {}


def _marked(hit: Hit, fields: Collection[str]) -> Collection[str]:
    """The words that are marked in each of these fields."""
    by_field = {
        field: replace(hit, highlights={field: passages}).marked for field, passages in hit.highlights.items()
    }
    return frozenset.intersection(
        *(
            hit.marked if field in ("", PARTS) else by_field.get(of_whole(field), frozenset())
            for field in fields
        )
    )


def _nearest(typed: str, words: Collection[str]) -> str:
    """The word of the record that is most like the one typed, in its case; "" where none is like it."""
    plain = without_accents(typed)
    near = [(distance(plain, without_accents(one)), one) for one in words if one.isalpha()]
    apart, word = min(near, default=(len(typed), ""))
    if apart > letters_apart(plain):
        return ""
    return word.lower() if typed.islower() else word


def _corrected(typed: str, meant: Mapping[str, str]) -> str:
    return _WORD.sub(lambda found: meant.get(found.group(), found.group()), typed)
