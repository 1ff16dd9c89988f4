"""Titles printed in capitals, in the letters that the text itself uses for the same words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from catalog.ingest.recognisers.rules.places import find_names, fold
from catalog.ingest.statements import Span

_WORD = re.compile(r"[^\W\d_](?:[\w'’.]*\w)?")
_SAMPLE = 60_000
_LONGEST_ACRONYM = 5
_MOST = 5
_WINDOW = 32
_ENDS_A_SENTENCE = re.compile(r"[.!?:;\"“”\n*•]\s*$|\d\.?\s+$|^\s*$")
_OPENED = re.compile(r"(?<=[\"“«])\w")
_PUNCTUATION = ".,;:!?()[]{}<>\"“”'‘’«»*_/–—|•"
_SMALL = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "as", "its", "their"),
        *("at", "between", "by", "for", "from", "in", "into", "of", "on", "over", "to", "upon", "with"),
    )
)


class Letters:
    """How the words of titles are written in a text: beside each neighbour, and within sentences.

    A word is looked for when a title first has it, and not again for the next title.
    """

    def __init__(self, text: str) -> None:
        self.text = text[:_SAMPLE]
        self.looked: set[str] = set()
        self.beside: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.within: dict[str, Counter[str]] = defaultdict(Counter)
        self.capitals: set[str] = set()
        self.opening: set[str] = set()
        self.headed: set[str] = set()


def recased(title: str, seen: Letters) -> str:
    """The title in the text's own letters, or as it stands where the text does not settle each word.

    A word is written as it is beside the same neighbour elsewhere, small words apart, else as it
    mostly is within a sentence. What the text knows in capitals alone (USSR, NIE) stays in capitals.
    """
    words = _WORD.findall(title) if title.isupper() else []
    if not words:
        return title
    names = find_names(title)
    known = next((one.heading for one in names if one.end - one.start == len(title)), "")
    if known.casefold() == title.casefold():
        return known
    if len(words) == 1 and len(title) <= _LONGEST_ACRONYM:
        return title
    _look(words, seen)
    heavy = [word.casefold() for word in words if word.casefold() not in _SMALL]
    around = zip(["", *heavy], heavy, [*heavy[1:], ""], strict=False)
    named = {word.casefold(): word for one in names for word in _WORD.findall(one.heading)}
    chosen = [_form(key, before, after, seen, named) for before, key, after in around]
    if not all(chosen):
        return title
    written = iter(chosen)
    forms = iter([word.casefold() if word.casefold() in _SMALL else next(written) for word in words])
    value = _WORD.sub(lambda _: next(forms), title)
    value = _OPENED.sub(lambda found: found.group().upper(), value)
    return value[:1].upper() + value[1:]


def _look(words: Iterable[str], seen: Letters) -> None:
    """Running text alone counts: in a stretch of capitals every word is in capitals."""
    folded = fold(seen.text)
    for key in {word.casefold() for word in words} - seen.looked:
        seen.looked.add(key)
        for start in islice(_places(fold(key), folded), _MOST):
            _note(key, Span(start, start + len(key)), seen)


def _places(key: str, folded: str) -> Iterator[int]:
    """Where a word stands as a whole word."""
    start = folded.find(key)
    while start >= 0:
        end = start + len(key)
        if not folded[start - 1 : start].isalnum() and not folded[end : end + 1].isalnum():
            yield start
        start = folded.find(key, end)


def _note(key: str, at: Span, seen: Letters) -> None:
    text = seen.text
    word = text[at.start : at.end]
    before = _heavy(text[max(at.start - _WINDOW, 0) : at.start])[-1:]
    following = text[at.end : at.end + _WINDOW]
    after = _heavy(following)[:2]
    if _shouted(word):
        beside = _on_the_line(text, at)
        if beside and not beside.isupper():
            seen.capitals.add(key)
        return
    if before:
        seen.beside[("<", f"{before[0].casefold()} {key}")][word] += 1
    if after:
        seen.beside[(">", f"{key} {after[0].casefold()}")][word] += 1
    if word[0].isupper() and _in_heading(word, after, following):
        seen.headed.add(key)
    elif word.islower() or not _ENDS_A_SENTENCE.search(text[max(at.start - 4, 0) : at.start]):
        seen.within[key][word] += 1
    else:
        seen.opening.add(key)


def _on_the_line(text: str, at: Span) -> str:
    """The letters of the neighbours on the same line: a line of capitals over another says nothing."""
    before = _heavy(text[max(at.start - _WINDOW, 0) : at.start].rpartition("\n")[2])[-1:]
    after = _heavy(text[at.end : at.end + _WINDOW].partition("\n")[0])[:1]
    return "".join(before + after)


def _heavy(stretch: str) -> list[str]:
    words = (word.strip(_PUNCTUATION) for word in stretch.replace("-", " ").split())
    return [word for word in words if word and word[0].isalpha() and word.casefold() not in _SMALL]


def _in_heading(word: str, after: list[str], following: str) -> bool:
    """Whether the longer words that follow are capitalised too: headings capitalise what no sentence does."""
    if len(word) < 4 or len(after) < 2 or any(len(one) < 4 or not one[0].isupper() for one in after):
        return False
    return not {".", "\n"} & set(following[: following.find(after[1])])


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _form(key: str, before: str, after: str, seen: Letters, named: Mapping[str, str]) -> str:
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
