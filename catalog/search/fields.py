"""What is indexed of a record: the fields, declared once for both engines."""

import hashlib
from dataclasses import dataclass
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
FIELDS: tuple[Field, ...] = (
    Field("title", "words", weight=4, shown=True),
    Field("agents", "words", weight=2),
    Field("places", "words", weight=2),
    Field("subjects", "words", weight=2),
    Field("numbers", "words", weight=3),
    Field("notes", "words", shown=True),
    Field("containers", "words"),
    Field("text", "words", shown=True),
    *(Field(name, "value", counted=True) for name in FACETS),
    Field("unknown", "value", counted=True),
    Field("undated", "value", counted=True),
    Field("has_text", "value"),
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
DECLARATION = hashlib.sha256(f"words of UAX #29, folded, porter2 and plain; {FIELDS}".encode()).hexdigest()
"""Changes with the fields: an index made with another declaration has to be rebuilt."""
