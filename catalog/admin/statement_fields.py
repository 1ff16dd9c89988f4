"""The fields of every kind of statement, in one table, with an archivist's labels."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.domain.classification import LEVELS as CLASSIFICATION_LEVELS
from catalog.domain.description import (
    Abstract,
    Agent,
    AnyStatement,
    Citation,
    Classification,
    ClassificationEvent,
    Container,
    Contents,
    Date,
    Extent,
    Form,
    Identifier,
    Language,
    Marking,
    Note,
    Place,
    Provenance,
    Relation,
    Rights,
    Subject,
    Title,
)
from catalog.domain.vocabularies import (
    AGENT_ROLES,
    CLASSIFICATION_ACTS,
    DATE_ROLES,
    DESCRIPTION_VISIBILITY,
    IDENTIFIER_ROLES,
    LANGUAGE_ROLES,
    LANGUAGES,
    MATERIAL_ACCESS,
    NOTE_KINDS,
    PLACE_ROLES,
    RELATIONS,
    TITLE_KINDS,
)

Words = str | Promise


class Field(NamedTuple):
    """One field of a form: the name it has in the struct, how it is filled in, what it may hold.

    An ``open choice`` offers its choices and takes other words too.
    """

    name: str
    label: Words
    filled: Literal[
        "line",
        "text",
        "choice",
        "open choice",
        "language",
        "tick",
        "date",
        "day",
        "years",
        "authority",
        "record",
    ] = "line"
    choices: Mapping[str, Words] = {}  # a NamedTuple's default, never written
    required: bool = False
    help: Words = ""


def _labels(table: Mapping[str, NamedTuple]) -> dict[str, Words]:
    return {key: row[0] for key, row in table.items()}


_AGENT_KINDS: dict[str, Words] = {
    "": _("Not said"),
    "person": _("Person"),
    "corporate body": _("Corporate body"),
    "family": _("Family"),
}
_EXTENTS: dict[str, Words] = {"": _("Not said"), "full": _("In full"), "part": _("In part")}
_ELEMENTS: dict[str, Words] = {
    "holder of the original": _("Holder of the original"),
    "publisher of the copy": _("Publisher of the copy"),
    "collection": _("Collection"),
    "source note": _("Source note"),
    "source publication": _("Source publication"),
    "source URL": _("Source address"),
    "credits": _("Credits"),
    "accession": _("Accession"),
}
_LEVELS: dict[str, Words] = {one: one for one in CLASSIFICATION_LEVELS}
_AUTHORITY = Field(
    "authority",
    _("Authority"),
    "authority",
    help=_("A heading or any name of an authority; it may stay empty."),
)
_WORDS = Field("value", _("Words"), required=True)
_LONG_WORDS = Field("value", _("Words"), "text", required=True)

FIELDS: dict[type[AnyStatement], tuple[Field, ...]] = {
    Title: (
        _LONG_WORDS,
        Field("title_kind", _("Kind of title"), "choice", TITLE_KINDS),
        Field("language", _("Language"), "language", LANGUAGES),
    ),
    Identifier: (
        Field("value", _("Number or code"), required=True),
        Field("role", _("Kind of number"), "choice", IDENTIFIER_ROLES),
        Field("scheme", _("Scheme"), help=_("Who numbers so: CREST, UNTS, NIE…")),
    ),
    Date: (
        Field(
            "edtf", _("Date"), "date", required=True, help=_("28 August 1952, 1952-08, 1952~ or 1949/1957")
        ),
        Field("role", _("What the date is of"), "choice", DATE_ROLES),
        Field("primary", _("Main date"), "tick", help=_("The record is listed and sorted by it.")),
        Field("time", _("Time"), help=_("14:00 or 14:00/16:00")),
        Field("zone", _("Time zone")),
        Field("calendar", _("Calendar as given")),
    ),
    Extent: (Field("quantity", _("Quantity"), required=True), Field("unit", _("Unit"), required=True)),
    Form: (Field("value", _("Documentary form"), required=True),),
    Container: (
        Field("container_kind", _("Kind of container"), required=True, help=_("box, folder, reel…")),
        Field("number", _("Number"), required=True),
    ),
    Agent: (
        Field("name", _("Name"), required=True),
        Field("role", _("Role"), "choice", _labels(AGENT_ROLES)),
        _AUTHORITY,
        Field("agent_kind", _("Kind"), "choice", _AGENT_KINDS),
        Field("office", _("Office")),
        Field("side", _("Side")),
    ),
    Provenance: (Field("element", _("What is stated"), "choice", _ELEMENTS), _LONG_WORDS, _AUTHORITY),
    Abstract: (_LONG_WORDS, Field("by", _("Written by"))),
    Contents: (_WORDS, Field("number", _("Number"))),
    Subject: (Field("name", _("Subject"), required=True), _AUTHORITY),
    Place: (
        Field("name", _("Place"), required=True),
        Field("role", _("Role"), "choice", PLACE_ROLES),
        _AUTHORITY,
    ),
    Language: (
        Field("code", _("Language"), "language", LANGUAGES, required=True),
        Field("role", _("Role"), "choice", LANGUAGE_ROLES),
    ),
    Classification: (
        Field("level", _("Level"), "open choice", _LEVELS, required=True),
        Field("code", _("Code as given")),
        Field("current", _("Present level"), "tick", help=_("The level that it bears today.")),
    ),
    ClassificationEvent: (
        Field("act", _("What was done"), "choice", CLASSIFICATION_ACTS),
        Field("date", _("Date"), "date"),
        Field("decision_code", _("Decision code")),
        Field("extent", _("How much"), "choice", _EXTENTS),
        Field("authority", _("By whose authority")),
        Field("exemption", _("Exemption")),
        Field("case_number", _("Case number")),
    ),
    Marking: (Field("value", _("Marking"), required=True),),
    Rights: (
        Field("value", _("Statement as given"), "text"),
        Field("uri", _("Address of a standard statement")),
        Field("holder", _("Holder")),
        Field("contact", _("Whom to ask")),
    ),
    Relation: (
        Field("relation", _("Relation"), "choice", _labels(RELATIONS)),
        Field("target", _("Record"), "record", help=_("Its identifier or reference code.")),
        Field("cited", _("Cited and not held"), help=_("The number or title as it is cited.")),
    ),
    Citation: (_LONG_WORDS,),
    Note: (
        Field("note_kind", _("Kind of note"), "choice", _labels(NOTE_KINDS)),
        _LONG_WORDS,
        Field("label", _("Number of a footnote")),
    ),
}
"""In the order in which kinds are offered and, within an area, shown."""

AS_GIVEN = Field("as_given", _("As given"), help=_("The words of the source, where they are other words."))

ACCESS_FIELDS: tuple[Field, ...] = (
    Field("description", _("Who sees the description"), "choice", DESCRIPTION_VISIBILITY),
    Field("material", _("Material and text"), "choice", MATERIAL_ACCESS),
    Field("reason", _("Reason"), help=_("Shown to those who see that it is closed.")),
    Field("reason_code", _("Reason code")),
    Field("authority", _("Decided by")),
    Field("decided_on", _("Decided on"), "day"),
    Field("review_on", _("Review on"), "day"),
    Field(
        "opens_on",
        _("Opens on"),
        "day",
        help=_("On this day description and material become open to everybody, and not before."),
    ),
    Field(
        "opens_after_years",
        _("Or years after its latest date"),
        "years",
        help=_("30: it opens 30 years after the latest date of the record. It needs an accepted date."),
    ),
)

KIND_LABELS: dict[type[AnyStatement], Words] = {
    Title: _("Title"),
    Identifier: _("Number or reference code"),
    Date: _("Date"),
    Extent: _("Extent"),
    Form: _("Documentary form"),
    Container: _("Container"),
    Agent: _("Person or body"),
    Provenance: _("Provenance"),
    Abstract: _("Abstract"),
    Contents: _("Heading of the contents"),
    Subject: _("Subject"),
    Place: _("Place"),
    Language: _("Language"),
    Classification: _("Security classification"),
    ClassificationEvent: _("Release or declassification"),
    Marking: _("Marking"),
    Rights: _("Rights"),
    Relation: _("Relation"),
    Citation: _("Citation as given"),
    Note: _("Note"),
}


def tag_of(kind: type[AnyStatement]) -> str:
    """The word that a kind of statement has in snapshots and addresses."""
    return str(kind.__struct_config__.tag)


KINDS: dict[str, type[AnyStatement]] = {tag_of(kind): kind for kind in FIELDS}
