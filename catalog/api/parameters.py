"""The parameters of a search: declared once, for reading them and for the schema."""

import re
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter

from catalog.search.fields import FACETS
from catalog.search.find import SORTS
from catalog.search.query import InvalidQuery, Query

DEFAULT_PAGE = 20
LARGEST_PAGE = 100
_NUMBER = re.compile(r"-?[0-9]{1,20}")


class Parameter(NamedTuple):
    name: str
    what: str
    kind: type = str
    choices: tuple[str, ...] = ()


_FACET_WORDS = {
    "agent": "heading of a person, body or family",
    "place": "heading of a place",
    "subject": "heading of a subject",
    "repository": "heading of the holder of the original",
    "collection": "id of a collection",
    "language": "ISO 639-3 code of the text",
}
PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "q", 'Words, all required; "phrases", OR, -not, parentheses and field:word (title:treaty) are read.'
    ),
    *(
        Parameter(
            name, f"Only records with this {_FACET_WORDS.get(name, name)}; repeated, any of the values."
        )
        for name in FACETS
    ),
    Parameter("first_year", "Only records whose date reaches this year or a later one.", int),
    Parameter("last_year", "Only records whose date begins in this year or an earlier one.", int),
    Parameter("inside", "1: only records whose dates lie wholly within these years.", str, ("0", "1")),
    Parameter("undated", "1: only records without a date, whatever the years.", str, ("0", "1")),
    Parameter("sort", "Order of the results.", str, SORTS),
    Parameter("page", "Number of the page, from 1; the first 10,000 records can be walked through.", int),
    Parameter("page_size", f"Records a page, at most {LARGEST_PAGE}; {DEFAULT_PAGE} if not given.", int),
    Parameter("names", "0: other names of the persons and places named are not searched.", str, ("0", "1")),
)
CURSOR = Parameter(
    "cursor",
    "* for the first page of a walk through the whole result, however long it is, by date unless it is "
    "sorted by title; `next` then holds the cursor of the page behind it.",
)
FIND = Parameter("find", "Only values in which this stands, in any case and with or without accents.")


FIELDS = Parameter("fields", "Names of fields of the answer with commas between: only these are given.")


def read_query(given: QueryDict, *further: Parameter) -> Query:
    """The search that is asked for. Raises InvalidQuery, a sentence, for what is unknown or no number.

    ``further`` are parameters that are read elsewhere.
    """
    known = [one.name for one in (*PARAMETERS, *further)]
    for name in given:
        if name not in known:
            raise InvalidQuery(
                _("There is no parameter “%(name)s”. Use: %(names)s.")
                % {"name": name[:40], "names": ", ".join(known)}
            )
    page, page_size = _number(given, "page"), _number(given, "page_size")
    page_size = DEFAULT_PAGE if page_size is None else page_size
    if not 1 <= page_size <= LARGEST_PAGE:
        raise InvalidQuery(
            _("page_size goes from 1 to %(most)s. Ask for the pages one by one.") % {"most": LARGEST_PAGE}
        )
    first_year, last_year = _number(given, "first_year"), _number(given, "last_year")
    if first_year is not None and last_year is not None and first_year > last_year:
        raise InvalidQuery(_("first_year is later than last_year: give the earlier year first."))
    return Query(
        words=given.get("q", "").strip(),
        filters={
            name: values for name in FACETS if (values := tuple(one for one in given.getlist(name) if one))
        },
        first_year=first_year,
        last_year=last_year,
        sort=given.get("sort", "relevance"),  # type: ignore[arg-type]  # find refuses any other
        page=1 if page is None else page,
        page_size=page_size,
        inside=_yes(given, "inside", "0"),
        undated=_yes(given, "undated", "0"),
        names=_yes(given, "names", "1"),
    )


def given_of(query: Query) -> list[tuple[str, str]]:
    """The parameters that ask for a search, but for its page; what is as it always is stands not in them."""
    given = [("q", query.words)] if query.words else []
    given += [(name, value) for name, values in query.filters.items() for value in values]
    numbers = (("first_year", query.first_year), ("last_year", query.last_year))
    given += [(name, str(year)) for name, year in numbers if year is not None]
    given += [(name, "1") for name in ("inside", "undated") if getattr(query, name)]
    given += [("sort", query.sort)] if query.sort != "relevance" else []
    given += [("names", "0")] if not query.names else []
    return [*given, ("page_size", str(query.page_size))]


def described(*further: Parameter) -> list[OpenApiParameter]:
    """The parameters of a search, and further ones, as the schema tells of them."""
    return [
        OpenApiParameter(
            one.name, one.kind, description=one.what, enum=one.choices or None, many=one.name in FACETS
        )
        for one in (*PARAMETERS, *further)
    ]


def _number(given: QueryDict, name: str) -> int | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise InvalidQuery(
            _("%(name)s takes a number in figures, such as 1952, and not “%(text)s”.")
            % {"name": name, "text": text[:40]}
        )
    return int(text)


def _yes(given: QueryDict, name: str, otherwise: str) -> bool:
    text = given.get(name, otherwise)
    if text not in ("0", "1"):
        raise InvalidQuery(_("%(name)s is 0 or 1.") % {"name": name})
    return text == "1"
