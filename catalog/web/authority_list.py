"""Which authorities a reader finds, what is shown of one, and which search finds its records."""

import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.domain.date_display import in_words_or_as_given
from catalog.domain.names import matching_key
from catalog.models import Authority, AuthorityName
from catalog.search.query import Query

_FACETS = {"place": "place", "subject": "subject", "form": "form"}

SCRIPTS = {
    "Arab": _("Arabic script"),
    "Cyrl": _("Cyrillic"),
    "Grek": _("Greek script"),
    "Hang": _("Hangul"),
    "Hans": _("simplified Chinese"),
    "Hant": _("traditional Chinese"),
    "Hebr": _("Hebrew script"),
    "Jpan": _("Japanese script"),
    "Kore": _("Korean script"),
    "Latn": _("Latin script"),
}
"""The codes of ISO 15924 that names bear, in words."""


def found_authorities(rank: int, words: str, kind: str) -> QuerySet[Authority]:
    """The authorities that this rank sees, by heading; ``words`` may stand in any of their names."""
    found = Authority.objects.filter(seen_from__lte=rank, merged_into__isnull=True).order_by("heading", "pk")
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


def shown_authority(authority: Authority, rank: int) -> dict[str, Any]:
    """The authority, its names with their system and dates, and the related ones that this rank sees."""
    names = authority.names.order_by("system", "form")
    related = authority.relations.filter(other__seen_from__lte=rank).select_related("other")
    return {
        "authority": authority,
        "dates": in_words_or_as_given(authority.dates),
        "names": [(one.form, _system(one)) for one in names],
        "related": list(related),
    }


def _system(name: AuthorityName) -> str:
    system = str(SCRIPTS.get(name.system, name.system))
    return ", ".join(filter(None, (system, in_words_or_as_given(name.dates_of_use))))


def _letter(authority: Authority) -> str:
    first = unicodedata.normalize("NFKD", authority.heading.strip())[:1].upper()
    return first if first.isalpha() else "#"
