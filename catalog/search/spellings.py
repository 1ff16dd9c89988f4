"""Other writings of one word: USSR and U.S.S.R., Chen and Ch'en, M48 and M-48, nonmilitary, non-military."""

import re
from collections.abc import Iterator

from catalog.domain.romanisation import PINYIN
from catalog.search.tree import All, AnyOf, Node, Not, Words

# Of two letters the points tell apart U.S. and us.
_POINTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]\.?")
_CAPITALS = re.compile(r"[A-Z]{2,5}")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’‘ʻʼ](?=[^\W\d_]{2})")
_ASPIRATED = re.compile(r"(ch|ts|tz|[kpt])([aeiou]\w*)", re.IGNORECASE)
_HYPHENED = re.compile(r"[^\W_]+(?:[-‐‑–][^\W_]+)+")
_PREFIXED = re.compile(r"(co(?=o)|non|anti)([^\W\d_]{4,})", re.IGNORECASE)
_MODEL = re.compile(r"([^\W\d_]{1,4})(\d{1,4})")


def with_spellings(tree: Node) -> Node:
    """The tree with the other writings of its words as alternatives."""
    match tree:
        case Words(text=text, field=field):
            others = tuple(Words(one, field) for one in spellings(text))
            return AnyOf((tree, *others)) if others else tree
        case Not(part=part):
            return Not(with_spellings(part))
        case AnyOf(parts=parts):
            return AnyOf(tuple(map(with_spellings, parts)))
        case All(parts=parts):
            return All(tuple(map(with_spellings, parts)))
    return tree


def spellings(word: str) -> tuple[str, ...]:
    """The other writings of a word, each once; none of a phrase.

    >>> spellings("U.S.S.R."), spellings("PRC"), spellings("Ch'en"), spellings("Chen")
    (('USSR',), ('P.R.C.',), ('Chen',), ("Ch'en",))
    >>> spellings("M-48"), spellings("M48"), spellings("nonmilitary"), spellings("naval base")
    (('M48',), ('M-48',), ('non-military',), ())
    """
    return tuple(one for one in dict.fromkeys(_spellings(word)) if one != word)


def _spellings(word: str) -> Iterator[str]:
    if _POINTED.fullmatch(word):
        yield word.replace(".", "")
    if _CAPITALS.fullmatch(word):
        yield ".".join([*word, ""])
    if " " not in word:
        yield _APOSTROPHE.sub("", word)
    if _HYPHENED.fullmatch(word):
        yield re.sub(r"[-‐‑–]", "", word)
    if found := _PREFIXED.fullmatch(word) or _MODEL.fullmatch(word):
        yield f"{found[1]}-{found[2]}"
    # Wade-Giles is printed with and without its apostrophes.
    if (found := _ASPIRATED.fullmatch(word)) and f"{found[1]}'{found[2]}".lower() in PINYIN:
        yield f"{found[1]}'{found[2]}"
