"""What a reader may mean who has typed a few letters: names of authorities, and records by title or number.

All of it is asked for under the reader's rank, as any search is: there is no list of words beside it.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from catalog.domain.identifiers import matching_number
from catalog.domain.names import matching_key
from catalog.domain.text import clean
from catalog.models import AuthorityName
from catalog.search.engine import engine
from catalog.search.exclude import excluded
from catalog.search.query import Query, Request
from catalog.search.tree import All, AnyOf, Beginning, Node, Words

SHORTEST = 2
LONGEST = 100
RECORDS = 6
NAMES = 5


@dataclass(frozen=True)
class Suggested:
    """``names`` as they are written, with their headings; ``records`` in the order of likelihood."""

    names: tuple[tuple[str, str], ...] = ()
    records: tuple[int, ...] = ()


def suggest(typed: str, rank: int) -> Suggested:
    """Three database queries and one question to the engine. Raises SearchAway where it does not answer."""
    typed = clean(typed).strip()[:LONGEST]
    if len(typed) < SHORTEST and typed.isascii():
        return Suggested()
    tree = _tree(typed)
    if tree is None:
        return Suggested(names=_names(typed, rank))
    query = Query(page_size=RECORDS)
    found = engine().hits(Request(query, tree, rank, excluded(rank)))
    return Suggested(_names(typed, rank), tuple(one.record for one in found.hits))


def _tree(typed: str) -> Node | None:
    """Titles with these words, the last of them perhaps not yet whole; or numbers that begin so."""
    *before, last = typed.split() or [""]
    titles = All((*(Words(one, "title") for one in before), Beginning(last, "title")))
    number = matching_number(typed)
    if any(sign.isdigit() for sign in number):
        numbers = (Beginning(number, "numbers"), *(() if before else (Beginning(last, "numbers"),)))
        return AnyOf((titles, *numbers))
    return titles if any(sign.isalnum() for sign in last) else None


def _names(typed: str, rank: int) -> tuple[tuple[str, str], ...]:
    """Each authority once, by the first name of it that begins so."""
    keys = _keys(typed)
    if not keys:
        return ()
    rows: list[tuple[str, int, str, str]] = []
    for name in ("key", "written_key"):
        begins_so = reduce(or_, (_begins(name, one) for one in keys))
        names = AuthorityName.objects.filter(begins_so, authority__seen_from__lte=rank)
        # In the order of the one index that is asked: of a million names two letters begin many thousands.
        told = names.order_by(name, "pk").values_list(name, "authority", "form", "authority__heading")
        rows += told[: 4 * NAMES]
    found: dict[int, tuple[str, str]] = {}
    for _key, authority, form, heading in sorted(rows):
        found.setdefault(authority, (form, heading))
    return tuple(found.values())[:NAMES]


def _keys(typed: str) -> set[str]:
    """How the key of a name begins that begins so. Its last letter may be an initial, or of a longer word."""
    before, _blank, last = typed.rpartition(" ")
    return {matching_key(typed), f"{matching_key(before)} {matching_key(last)}".strip()} - {""}


def _begins(name: str, key: str) -> Q:
    return Q(**{f"{name}__gte": key, f"{name}__lt": key + chr(0x10FFFF)})
