"""Where a walk through a whole result stands, as a signed word that goes with the search it was given for."""

import hashlib
from dataclasses import replace
from typing import NamedTuple

from django.core import signing
from django.utils.translation import gettext as _

from catalog.search.query import InvalidQuery, Position, Query

FIRST = "*"
"""Asks for the first page of a walk."""
_SALT = "catalog.api.cursor"


class Cursor(NamedTuple):
    """The position behind which the next page begins, and what the first page counted."""

    position: Position
    found: int


def written(cursor: Cursor, query: Query) -> str:
    """The cursor as it stands in an address."""
    return signing.dumps((*cursor, _digest(query)), salt=_SALT)


def read(text: str, query: Query) -> Cursor:
    """Raises InvalidQuery for what was not given for this search."""
    try:
        position, found, digest = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError):
        digest = ""
    if digest != _digest(query):
        raise InvalidQuery(
            _("This cursor was not given for this search. Begin with cursor=* and follow next as it stands.")
        )
    return Cursor(position, found)


def _digest(query: Query) -> str:
    """Of all that is asked but for the size of a page, which may change during a walk."""
    asked = replace(query, page_size=1, filters={})
    filters = sorted((name, sorted(values)) for name, values in query.filters.items())
    return hashlib.sha256(repr((asked, filters)).encode()).hexdigest()[:16]
