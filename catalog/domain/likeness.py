"""Whether two texts are versions of one, by the words that their passages share; and a sketch of a text by
which those that may be like it are found without comparing it with all.

The sketch holds the smallest numbers that a text's pairs of words give (a bottom-k sketch: A. Broder, On
the resemblance and containment of documents, 1997). Small words are left out, so that what is compared
is what a text is about.
"""

import hashlib
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from catalog.domain.names import matching_key

SKETCH = 48
"""Numbers of a text that are kept."""
FEWEST_PAIRS = 30
"""A text with fewer pairs of words says too little to be compared."""
_ALIKE, _MUCH_ALIKE, _COVERED = 0.3, 0.6, 0.6
_PASSAGE, _FEWEST_WORDS = 60, 6
_MOST_PASSAGES = 300
_MOST_CHARACTERS = 2_000_000
_WORD = re.compile(r"[^\W_]+")
_LABEL = re.compile(r"\s*[^\W\d_][\w ()/&'-]{2,40}:")
_SMALL = frozenset(
    _WORD.findall(
        "a all also an and any are as at be been but by for from had has have he her his i if in into is it"
        " its may more no nor not of on or our shall she should so such than that the their them then there"
        " these they this those to under upon was we were what when which who will with would you your"
    )
)


class Alike(NamedTuple):
    """How two texts are alike: ``words`` is the share of all words that both have, ``passages`` that of the
    words in passages that the other has too. ``own`` and ``other`` are their first and last lines there,
    counted from 0.
    """

    words: float
    passages: float
    own: tuple[int, int]
    other: tuple[int, int]

    @property
    def are_versions(self) -> bool:
        """Formulas and printed labels make texts alike in words, not in their passages."""
        return self.words >= _MUCH_ALIKE or (self.words >= _ALIKE and self.passages >= _COVERED)


class _Passage(NamedTuple):
    first: int
    last: int
    words: frozenset[str]


def sketch_of(text: str) -> tuple[int, ...]:
    """At most SKETCH numbers of 63 bits, in order; none of a text that is too short to be compared."""
    words = _words(text[:_MOST_CHARACTERS])
    pairs = set(itertools.pairwise(words))
    return tuple(sorted(map(_number, pairs))[:SKETCH]) if len(pairs) >= FEWEST_PAIRS else ()


def alike(own: Sequence[str], other: Sequence[str]) -> Alike:
    """How the lines of two texts are alike; of a long text the first 300 passages are compared."""
    ours, theirs = list(_passages(own)), list(_passages(other))
    our_words = frozenset().union(*(one.words for one in ours))
    their_words = frozenset().union(*(one.words for one in theirs))
    shared = len(our_words & their_words) / (len(our_words | their_words) or 1)
    if shared < _ALIKE:
        return Alike(shared, 0.0, (0, 0), (0, 0))
    our_lines, our_share = _found_in(ours, theirs)
    their_lines, their_share = _found_in(theirs, ours)
    return Alike(shared, min(our_share, their_share), our_lines, their_lines)


def _passages(lines: Sequence[str]) -> Iterator[_Passage]:
    """Paragraphs, long ones cut; a few words alone are no passage, and a labelled line is no prose."""
    begun, words, made = 0, set[str](), 0
    for number, line in enumerate((*lines, "")):
        line = "" if _LABEL.match(line) else line
        found = _words(line)
        words.update(found)
        if (not line.strip() or len(words) >= _PASSAGE) and words:
            if len(words) >= _FEWEST_WORDS:
                yield _Passage(begun, min(number, len(lines) - 1), frozenset(words))
                made += 1
            words = set()
        if not words:
            begun = number + 1
        if made == _MOST_PASSAGES:
            return


def _found_in(passages: Sequence[_Passage], others: Sequence[_Passage]) -> tuple[tuple[int, int], float]:
    """The lines of the passages that stand among the others too, and their share of all words."""
    found = [one for one in passages if any(_same(one.words, other.words) for other in others)]
    if not found:
        return (0, 0), 0.0
    total = sum(len(one.words) for one in passages)
    return (found[0].first, found[-1].last), sum(len(one.words) for one in found) / total


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Two translations of one paragraph share about half of the words of the shorter one."""
    common = len(one & other)
    return 2 * common >= min(len(one), len(other)) and 4 * common >= len(one | other)


def _words(text: str) -> list[str]:
    return [one for one in _WORD.findall(matching_key(text)) if one not in _SMALL]


def _number(pair: tuple[str, str]) -> int:
    digest = hashlib.blake2b(" ".join(pair).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
