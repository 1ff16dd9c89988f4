"""Titles printed in capitals, in the letters that the text itself uses for the same words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from catalog.ingest.recognisers.rules.places import find_names

_WORD = re.compile(r"[^\W\d_](?:[\w'’.]*\w)?")
_SAMPLE = 60_000
_LONGEST_ACRONYM = 6
_MOST = 40
_ENDS_A_SENTENCE = re.compile(r"[.!?:;\"“”\n*•]\s*$|\d\.?\s+$|^\s*$")
_SMALL = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "as", "its", "their"),
        *("at", "between", "by", "for", "from", "in", "into", "of", "on", "over", "to", "upon", "with"),
    )
)


def recased(title: str, text: str) -> str:
    """The title in the text's own letters, or as it stands where the text does not settle each word.

    A word is written as it is beside the same neighbour elsewhere, small words apart, else as it
    mostly is within a sentence. What the text knows in capitals alone (USSR, NIE) stays in capitals.
    """
    words = _WORD.findall(title)
    if not title.isupper() or not words:
        return title
    known = next((one.heading for one in find_names(title) if one.end - one.start == len(title)), "")
    if known.casefold() == title.casefold():
        return known
    seen = _written({word.casefold() for word in words}, text[:_SAMPLE])
    heavy = [word.casefold() for word in words if word.casefold() not in _SMALL]
    around = zip(["", *heavy], heavy, [*heavy[1:], ""], strict=False)
    named = {word.casefold(): word for one in find_names(title) for word in _WORD.findall(one.heading)}
    chosen = [_form(key, before, after, seen, named) for before, key, after in around]
    if not all(chosen):
        return title
    written = iter(chosen)
    forms = iter([word.casefold() if word.casefold() in _SMALL else next(written) for word in words])
    value = _WORD.sub(lambda _: next(forms), title)
    return value[:1].upper() + value[1:]


class _Seen:
    """How the words of a title are written in a text: beside each neighbour, and within sentences."""

    def __init__(self) -> None:
        self.beside: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.within: dict[str, Counter[str]] = defaultdict(Counter)
        self.capitals: set[str] = set()
        self.opening: set[str] = set()
        self.headed: set[str] = set()


def _written(wanted: Iterable[str], text: str) -> _Seen:
    """Running text alone counts: in a stretch of capitals every word is in capitals."""
    seen = _Seen()
    found, places = _indexed(text)
    asked = set(wanted)
    for index in (index for key in asked for index in places.get(key, [])[:_MOST]):
        one = found[index]
        key = one.group().casefold()
        word = one.group()
        before = found[index - 1].group() if index else ""
        after = found[index + 1].group() if index + 1 < len(found) else ""
        if _shouted(word) and (_shouted(before) or _shouted(after)) and (before + after).isupper():
            continue
        if _shouted(word):
            seen.capitals.add(key)
            continue
        seen.beside[("<", f"{before.casefold()} {key}")][word] += 1
        seen.beside[(">", f"{key} {after.casefold()}")][word] += 1
        if word[0].isupper() and _in_heading(found, index, text):
            seen.headed.add(key)
            continue
        opens = _ENDS_A_SENTENCE.search(text[max(one.start() - 4, 0) : one.start()])
        if not opens or word.islower():
            seen.within[key][word] += 1
        else:
            seen.opening.add(key)
    return seen


@lru_cache(maxsize=1)
def _indexed(text: str) -> tuple[list[re.Match[str]], dict[str, list[int]]]:
    """The longer words of a text, and at which of them each stands; several titles ask of one text."""
    found: list[re.Match[str]] = []
    places: dict[str, list[int]] = defaultdict(list)
    for one in _WORD.finditer(text):
        key = one.group().casefold()
        if key not in _SMALL:
            places[key].append(len(found))
            found.append(one)
    return found, places


def _in_heading(found: list[re.Match[str]], index: int, text: str) -> bool:
    """Whether the longer words that follow are capitalised too: headings capitalise what no sentence does."""
    following = [one for one in found[index : index + 3] if len(one.group()) > 3]
    between = text[following[0].start() : following[-1].end()] if following else ""
    return (
        len(following) > 2
        and not {".", "\n"} & set(between)
        and all(one.group()[0].isupper() for one in following)
    )


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _form(key: str, before: str, after: str, seen: _Seen, named: Mapping[str, str]) -> str:
    for side, pair, neighbour in (("<", f"{before} {key}", before), (">", f"{key} {after}", after)):
        written = seen.beside.get((side, pair)) if neighbour else None
        if written and written.most_common(1)[0][0] != key:
            return written.most_common(1)[0][0]
    if key in named:
        return named[key]
    if seen.within.get(key):
        return seen.within[key].most_common(1)[0][0]
    if key in seen.opening:
        return key if not before or key in seen.capitals else ""
    if key in seen.headed:
        return key
    return key.upper() if key in seen.capitals and len(key) <= _LONGEST_ACRONYM else ""
