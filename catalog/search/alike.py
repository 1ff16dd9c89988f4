"""Records like another: those that share the rarest of its people, places, subjects and title words."""

import re
from collections.abc import Iterable, Iterator

from catalog.domain.description import Agent, Description, Place, Subject
from catalog.domain.wording import title_of
from catalog.search.engine import engine
from catalog.search.exclude import excluded
from catalog.search.query import Query, Request
from catalog.search.tree import All, AnyOf, Node, Not, Valued, Words

MOST = 5
_MOST_NAMES = 8
"""Of each kind, in the order of the description: whoever it is from and about comes first."""
_MOST_WORDS = 8
_WORD = re.compile(r"[^\W\d_]{4,}|[\u2e80-\u9fff]{2,}")


def alike(description: Description, public_id: str, rank: int) -> tuple[int, ...]:
    """The records most like one that this rank sees as described, the most like first. Raises SearchAway.

    One question to the engine, under the filters of every search; what the reader is not shown of the
    record is not asked for either.
    """
    shared = tuple(_shared(description))
    if not shared:
        return ()
    tree = All((AnyOf(shared), Not(Valued("public_id", (public_id,)))))
    found = engine().hits(Request(Query(page_size=MOST), tree, rank, excluded(rank)))
    return tuple(one.record for one in found.hits)


def _shared(description: Description) -> Iterator[Node]:
    kinds: tuple[tuple[type[Agent | Place | Subject], str], ...] = (
        (Agent, "agent"),
        (Place, "place"),
        (Subject, "subject"),
    )
    for kind, facet in kinds:
        named = (one.name for one in description.of(kind) if one.state != "rejected")
        yield from (Valued(facet, (name,), by_rarity=True) for name in _first(named, _MOST_NAMES))
    words = (one.casefold() for one in _WORD.findall(title_of(description)))
    yield from (Words(word, "title") for word in _first(words, _MOST_WORDS))


def _first(texts: Iterable[str], most: int) -> list[str]:
    """The first of them, each once."""
    return [one for one in dict.fromkeys(texts) if one][:most]
