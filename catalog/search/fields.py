"""What is indexed of a record: the fields, declared once for both engines."""

import hashlib
from dataclasses import dataclass, replace
from typing import Literal

FieldKind = Literal["words", "value", "number", "order", "text order"]


@dataclass(frozen=True)
class Field:
    """A field of an entry. Words are cut, folded and stemmed; a value is matched whole; an order only sorts.

    The words of a field stand unstemmed in another beside it, ``plain``, for beginnings and likeness.

    ``counted`` values can be counted over a result, ``shown`` ones are given back with a hit, and
    ``weight`` is what a match in these words is worth.
    """

    name: str
    kind: FieldKind
    counted: bool = False
    shown: bool = False
    weight: float = 1.0

    @property
    def plain(self) -> str:
        return f"{self.name}.plain"


FACETS = (
    "form",
    "agent",
    "place",
    "subject",
    "language",
    "repository",
    "collection",
    "classification",
    "release",
)
_WORDS = (
    Field("title", "words", weight=4, shown=True),
    Field("agents", "words", weight=2),
    Field("places", "words", weight=2),
    Field("subjects", "words", weight=2),
    Field("numbers", "words", weight=3),
    Field("notes", "words", shown=True),
    Field("containers", "words"),
    Field("text", "words", shown=True),
)
PARTS = "part"
"""In place of a field: any field of the words of parts alone."""
_OF_PARTS = tuple(replace(one, name=f"{PARTS}_{one.name}") for one in _WORDS)
FIELDS: tuple[Field, ...] = (
    *_WORDS,
    *_OF_PARTS,
    *(Field(name, "value", counted=True) for name in FACETS),
    Field("above", "value"),
    Field("branch", "value", counted=True),
    Field("unknown", "value", counted=True),
    Field("undated", "value", counted=True),
    Field("has_text", "value"),
    Field("has_parts", "value"),
    Field("public_id", "value", shown=True),
    Field("years", "number", counted=True),
    Field("days", "number"),
    Field("released", "number"),
    Field("record", "number", counted=True, shown=True),
    Field("version", "number", counted=True, shown=True),
    Field("lineage", "number"),
    Field("seen_by", "number"),
    Field("date_up", "order"),
    Field("date_down", "order"),
    Field("title_order", "text order"),
)
WORD_FIELDS = tuple(one for one in FIELDS if one.kind == "words")
YES, NO = "yes", "no"
UNKNOWN = "(unknown)"
"""Chosen in a facet: the records that have no value of it. ``unknown`` holds the names of those facets."""
SHOWN_WORDS = tuple(one.name for one in _WORDS if one.shown)
DECLARATION = hashlib.sha256(
    f"UAX #29, folded, porter2 and plain, signed, titles of one piece; {FIELDS}".encode()
).hexdigest()
"""Changes with the fields: an index made with another declaration has to be rebuilt."""


def of_parts(field: str) -> str:
    """The field of the same words of parts alone, or PARTS for any field."""
    return f"{PARTS}_{field}" if field else PARTS


def of_whole(field: str) -> str:
    """The field of the record and its parts to one of parts alone; every other as it is."""
    return field.removeprefix(f"{PARTS}_")


def searched(field: str) -> tuple[Field, ...]:
    """The fields of words that are meant by a name of one, by "" or by PARTS."""
    groups = {"": _WORDS, PARTS: _OF_PARTS}
    return groups.get(field) or tuple(one for one in WORD_FIELDS if one.name == field)
