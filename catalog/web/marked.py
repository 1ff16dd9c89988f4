"""The words that a search matched, marked in a title.

An engine marks an excerpt, which may be of a part's title as well: its marks are carried over to the
title as it stands.
"""

import html
import re
from collections.abc import Iterable
from typing import NamedTuple

_MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)


class Piece(NamedTuple):
    words: str
    marked: bool


def marked(title: str, excerpts: Iterable[str]) -> tuple[Piece, ...]:
    """The title in pieces; joined, their words are the title.

    >>> marked("Notes on Port Arthur", ["on <mark>Port</mark> <mark>Arthur</mark>"])[1]
    Piece(words='Port', marked=True)
    """
    words = {html.unescape(one) for excerpt in excerpts for one in _MARKED.findall(excerpt)} - {""}
    if not words:
        return (Piece(title, False),)
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    cut = re.split(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)", title, flags=re.IGNORECASE)
    return tuple(Piece(one, place % 2 == 1) for place, one in enumerate(cut) if one)
