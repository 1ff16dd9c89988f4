"""A search as a web address, and back: every link of the results page is another Query."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalog.domain.text import clean
from catalog.search.query import InvalidQuery, Query, Sort

FACETS: Mapping[str, str] = {
    "form": gettext_noop("Form"),
    "agent": gettext_noop("People and bodies"),
    "place": gettext_noop("Places"),
    "subject": gettext_noop("Subjects"),
    "collection": gettext_noop("Collection"),
    "repository": gettext_noop("Repository"),
    "classification": gettext_noop("Classification when made"),
    "release": gettext_noop("Release"),
    "language": gettext_noop("Language"),
}
"""The facets in the order of the page, with their headings."""

SORTS: Mapping[Sort, str] = {
    "relevance": gettext_noop("by relevance"),
    "date": gettext_noop("oldest first"),
    "-date": gettext_noop("newest first"),
    "title": gettext_noop("by title"),
}
_WHOLE = re.compile(r"-?[0-9]{1,20}")


def read_query(given: QueryDict) -> Query:
    """The search that an address asks for. Raises InvalidQuery where a year or page is no number."""
    first, last = _whole(given, "from"), _whole(given, "to")
    if first is not None and last is not None and first > last:
        first, last = last, first
    words = clean(given.get("q", "")).strip()
    sort: Sort = next((one for one in SORTS if one == given.get("sort")), "relevance")
    return Query(
        words=words,
        filters={name: values for name in FACETS if (values := _chosen(given, name))},
        first_year=first,
        last_year=last,
        sort=sort,
        inside=given.get("inside") == "1",
        undated=given.get("undated") == "1",
        page=max(1, _whole(given, "page") or 1),
        names=given.get("names") != "0",
    )


def address(query: Query) -> str:
    """The web address of a search; what is as it always is stands not in it."""
    given = [("q", query.words)] if query.words else []
    given += [(name, value) for name, values in query.filters.items() for value in values]
    given += [(name, "1") for name in ("inside", "undated") if getattr(query, name)]
    given += [
        (name, str(value))
        for name, value in (("from", query.first_year), ("to", query.last_year))
        if value is not None
    ]
    if query.sort != "relevance":
        given.append(("sort", query.sort))
    if query.page > 1:
        given.append(("page", str(query.page)))
    if not query.names:
        given.append(("names", "0"))
    path = _path_of_search(get_script_prefix())
    return f"{path}?{urlencode(given)}" if given else path


def facet_address(facet: str, query: Query) -> str:
    """Where a value of a facet is searched for among all that this search has."""
    return reverse("facet", args=[facet]) + address(replace(query, page=1)).removeprefix(reverse("search"))


@cache
def _path_of_search(prefix: str) -> str:
    """A page of results holds a hundred of these addresses; the path changes with the prefix alone."""
    return reverse("search")


def with_any_value(query: Query, facet: str) -> Callable[[str], str]:
    """The addresses of the search narrowed to one more value of a facet, from its first page.

    A page of results holds a hundred of them, so what they have in common is written once.
    """
    alike = address(replace(query, page=1))
    alike += f"{'&' if '?' in alike else '?'}{facet}="
    return lambda value: alike + quote_plus(value)


def without_value(query: Query, facet: str, value: str) -> Query:
    """The search without one value of a facet, from its first page."""
    return with_values(query, facet, tuple(one for one in query.filters.get(facet, ()) if one != value))


def with_values(query: Query, facet: str, values: tuple[str, ...]) -> Query:
    """The search narrowed to these values of a facet in place of those chosen before, from its first page."""
    filters = {**query.filters, facet: values}
    return replace(query, filters={name: kept for name, kept in filters.items() if kept}, page=1)


def with_years(query: Query, first: int | None, last: int | None) -> Query:
    """The search narrowed to these years, both inclusive, from its first page."""
    return replace(query, first_year=first, last_year=last, undated=False, page=1)


def without_date(query: Query) -> Query:
    """The search narrowed to the records without a date, from its first page."""
    return replace(query, first_year=None, last_year=None, inside=False, undated=True, page=1)


def _chosen(given: QueryDict, name: str) -> tuple[str, ...]:
    """The values of a facet, each once; what holds no letter or sign is none."""
    return tuple(one for one in dict.fromkeys(map(clean, given.getlist(name))) if one)


def _whole(given: QueryDict, name: str) -> int | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise InvalidQuery(
            _("“%(text)s” is no year or page number. Write it in figures, such as 1952.")
            % {"text": text[:40]}
        )
    return int(text)
