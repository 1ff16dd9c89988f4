"""The collections that a result stands in, as far as they are opened: those chosen, and what is right below.

A record has for each record above it two values: that one's id, and its parent's, each before the way to
it from the top. So one prefix finds a collection with the way to it and all that stands right under it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from catalog.domain.identifiers import is_public_id

MOST = 100
"""Branches that are counted at once."""


class Branch(NamedTuple):
    """A collection, series or file by the way to it from the top, and how many of a result it holds."""

    path: tuple[str, ...]
    records: int


def branch_values(above: Sequence[str]) -> Iterator[str]:
    """The values of a record that stands below these, given from the top down."""
    for depth, public_id in enumerate(above, 1):
        way = "/".join(above[:depth])
        yield f"{public_id}|{way}"
        if depth > 1:
            yield f"{above[depth - 2]}|{way}"


def opened(chosen: Iterable[str]) -> str:
    """A pattern of the values that are counted where these are chosen; it matches nothing for no ids."""
    ids = [one for one in chosen if is_public_id(one)]
    return rf"({'|'.join(ids) or '-'})\|.*"


def branches(counted: Iterable[tuple[str, int]]) -> tuple[Branch, ...]:
    """Each branch once, in the order of its way, from values and their counts."""
    ways = {value.partition("|")[2]: count for value, count in counted}
    return tuple(Branch(tuple(way.split("/")), ways[way]) for way in sorted(ways))
