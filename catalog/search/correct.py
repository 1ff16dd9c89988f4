"""A correction of words that find nothing, made of what this reader could have found."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from catalog.search.embedded_schema import words as stems
from catalog.search.engine import engine
from catalog.search.fields import PARTS, of_whole
from catalog.search.likeness import distance
from catalog.search.plain import without_accents
from catalog.search.query import Found, Hit, Query, Request
from catalog.search.syntax import parse
from catalog.search.tree import All, AnyOf, Like, Node, Words, letters_apart, may_be_like

_SHORTEST = 3
_MOST = 6
"""Words of which each is tried alone: the first ones typed."""
_HITS, _PASSAGES = 3, 20
"""Among which the words are looked for that may have been meant."""
_WORD = re.compile(r"\w+")
_OR = re.compile(r"(?<=\s)or(?=\s)")
_NUMBER = re.compile(r"(?<!\S)(?=\S*\d)(?=\S*[^\W\d_])\w[\w-]{4,}(?!\S)")
Typed = Mapping[str, Collection[str]]
"""Words as they were typed, each with the fields in which it is looked for."""
Made = tuple[int, int, int, str]
"""A correction behind what it is chosen by: letters changed, and the fewer the better what it finds."""


def correction(request: Request) -> str:
    """What was typed, with words of a record of this reader's for those that are almost theirs; or "".

    One request to the engine. Only words that stand in no record may be written wrongly. Under the filters
    that were chosen it is asked what would be found if one word were meant otherwise, each in its turn, and
    if all were. A correction is given only where the words marked in a record show that it finds that record;
    of several, the one that changes least and then finds most. Without one, an "or" may be meant as OR, and
    a number as the beginning of one.
    """
    typed = dict(islice(_typed(request), _MOST))
    writings = tuple(_other_writings(request.query.words))
    if request.query.page > 1 or not (typed or writings):
        return ""
    attempts: list[Typed] = [{word: fields} for word, fields in typed.items()]
    if len(typed) > 1:
        attempts.append(typed)
    alone, otherwise, written = _answers(
        [replace(request, tree=Words(one), query=Query(page_size=1)) for one in typed],
        [_meant_otherwise(request, one) for one in attempts],
        [replace(request, tree=parse(one).tree) for one in writings],
    )
    unknown = {word for word, found in zip(typed, alone, strict=True) if not found.count}
    pairs = zip(attempts, otherwise, strict=True)
    made = [one for words, found in pairs for one in _made(request.query.words, words, found, unknown)]
    if made:
        return min(made)[-1]
    return next((one for one, found in zip(writings, written, strict=True) if found.count), "")


def _answers(*lots: Sequence[Request]) -> list[Sequence[Found]]:
    """To several lots of questions in one request."""
    answers = iter(engine().each_hits([one for lot in lots for one in lot]))
    return [tuple(islice(answers, len(lot))) for lot in lots]


def _typed(request: Request) -> Iterator[tuple[str, Collection[str]]]:
    """What may be written wrongly. A word that was typed elsewhere too, in a phrase or behind a minus, is
    left as it is: it would change there as well.
    """
    leaves = [one for one in _leaves(request.tree) if len(one.text) >= _SHORTEST and one.text.isalpha()]
    often = Counter(_WORD.findall(request.query.words))
    for text, number in Counter(one.text for one in leaves).items():
        if often[text] == number and may_be_like(text):
            yield text, {one.field for one in leaves if one.text == text}


def _leaves(tree: Node) -> Iterator[Words]:
    match tree:
        case Words():
            yield tree
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _leaves(part)


def _other_writings(typed: str) -> Iterator[str]:
    """What was typed with its "or" as OR, and with its numbers as beginnings, where that changes it."""
    if (either := _OR.sub("OR", typed)) != typed:
        yield either
    if (begun := _NUMBER.sub(r"\g<0>*", typed)) != typed:
        yield begun


def _meant_otherwise(request: Request, words: Typed) -> Request:
    """The search with anything like these words in their place, and nothing else marked."""
    marked = (one(word, field) for word, fields in words.items() for field in fields for one in (Words, Like))
    return replace(
        request,
        tree=_likened(request.tree, words),
        query=replace(request.query, page_size=_HITS),
        marked=AnyOf(tuple(marked)),
        passages=_PASSAGES,
    )


def _likened(tree: Node, words: Typed) -> Node:
    match tree:
        case Words(text=text, field=field) if text in words:
            return AnyOf((tree, Like(text, field)))
        case All(parts=parts):
            return All(tuple(_likened(one, words) for one in parts))
        case AnyOf(parts=parts):
            return AnyOf(tuple(_likened(one, words) for one in parts))
    return tree


def _made(typed: str, words: Typed, found: Found, unknown: Collection[str]) -> Iterator[Made]:
    """The corrections by which one of the hits is found, each once."""
    texts: Counter[tuple[int, str]] = Counter()
    for hit in found.hits:
        meant = _meant(words, hit, unknown)
        changed = sum(distance(without_accents(word), without_accents(meant[word])) for word in meant)
        if changed:
            texts[changed, _corrected(typed, meant)] += 1
    for (changed, text), hits in texts.items():
        yield changed, -found.count, -hits, text


def _meant(words: Typed, hit: Hit, unknown: Collection[str]) -> Mapping[str, str]:
    """For each word of no record the one that stands in the hit in all of its fields; {} where one has none,
    or where one of the other words does not stand there itself.
    """
    meant: dict[str, str] = {}
    for word, fields in words.items():
        marked = _marked(hit, fields)
        if word in unknown:
            meant[word] = _nearest(word, marked)
        elif stems().analyze(word) not in map(stems().analyze, marked):
            return {}
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
    """The word of the record that is most like the one typed, in its case; "" where none is like it. Of two
    letters that differ none is the first.
    """
    plain = without_accents(typed)
    near = [(distance(plain, without_accents(one)), one) for one in words if one.isalpha()]
    apart, word = min(near, default=(len(typed), ""))
    if apart > letters_apart(plain) or (apart > 1 and without_accents(word)[0] != plain[0]):
        return ""
    return word.lower() if typed.islower() else word


def _corrected(typed: str, meant: Mapping[str, str]) -> str:
    return _WORD.sub(lambda found: meant.get(found.group(), found.group()), typed)
