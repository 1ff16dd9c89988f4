"""Which authorities a reader finds, and which search finds the records that name one."""

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from django.db.models import QuerySet

from catalog.domain.names import matching_key
from catalog.models import Authority
from catalog.search.query import Query

_FACETS = {"place": "place", "subject": "subject", "form": "form"}


def found_authorities(rank: int, words: str, kind: str) -> QuerySet[Authority]:
    """The authorities that this rank sees, by heading; ``words`` may stand in any of their names."""
    found = Authority.objects.filter(seen_from__lte=rank).order_by("heading", "pk")
    if kind in Authority.Kind.values:
        found = found.filter(kind=kind)
    for word in matching_key(words).split():
        found = found.filter(pk__in=Authority.objects.filter(names__key__contains=word).values("pk"))
    return found


def by_letter(authorities: Iterable[Authority]) -> list[tuple[str, list[Authority]]]:
    """The authorities of one page under their first letters, accents left out of account."""
    ordered = sorted(authorities, key=lambda one: (_letter(one), matching_key(one.heading)))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=_letter)]


def records_query(authority: Authority) -> Query:
    """The search for the records whose statements bear this authority's heading."""
    facet = _FACETS.get(authority.kind, "agent")
    return Query(filters={facet: (authority.heading,)}, sort="date", page_size=20)


def _letter(authority: Authority) -> str:
    first = unicodedata.normalize("NFKD", authority.heading.strip())[:1].upper()
    return first if first.isalpha() else "#"
