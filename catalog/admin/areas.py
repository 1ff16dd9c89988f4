"""The statements of a record in the order of ISAD(G)'s areas, as rows of the desk."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.statement_fields import FIELDS, tag_of
from catalog.domain.description import (
    Abstract,
    Agent,
    AnyStatement,
    Citation,
    Classification,
    ClassificationEvent,
    Contents,
    Description,
    Language,
    Marking,
    Note,
    Place,
    Provenance,
    Relation,
    Rights,
    Subject,
)
from catalog.domain.vocabularies import BASES, NOTE_KINDS, STATES
from catalog.domain.wording import label, words
from catalog.records.queries import RecordView
from catalog.web.evidence import Reading, reading_of

AREAS: dict[int, Promise] = {
    1: gettext_lazy("Identity"),
    2: gettext_lazy("Context"),
    3: gettext_lazy("Content and structure"),
    4: gettext_lazy("Conditions of access and use"),
    5: gettext_lazy("Allied materials"),
    6: gettext_lazy("Notes"),
    7: gettext_lazy("Control"),
}
"""ISAD(G) 3.1 to 3.7."""

_AREA_OF: dict[type[AnyStatement], int] = {
    **dict.fromkeys((Agent, Provenance), 2),
    **dict.fromkeys((Abstract, Contents, Subject, Place), 3),
    **dict.fromkeys((Language, Classification, ClassificationEvent, Marking, Rights), 4),
    Relation: 5,
    Citation: 6,
}
_ORDER = {kind: place for place, kind in enumerate(FIELDS)}


class Row(NamedTuple):
    """One statement as a line of the desk. ``details`` are its further fields, each with its label.

    ``instead_of`` is what stands accepted in the place that it would take; ``leads_to`` the public id of the
    record that it names.
    """

    id: str
    kind: str
    label: str
    words: str
    details: tuple[str, ...]
    state: str
    state_words: str
    basis: str
    is_inferred: bool
    reading: Reading | None
    last_line: int
    instead_of: str
    leads_to: str


class Area(NamedTuple):
    """One area of ISAD(G) with what is stated in it."""

    number: int
    title: str
    rows: tuple[Row, ...]


def areas_of(record: RecordView) -> Iterator[Area]:
    """All of the areas, each with its statements by kind and then in the record's order."""
    ordered = sorted(record.description.statements, key=lambda one: _ORDER[type(one)])
    for number, title in AREAS.items():
        rows = tuple(row_of(one, record) for one in ordered if area_of(one) == number)
        yield Area(number, str(title), rows)


def row_of(one: AnyStatement, record: RecordView) -> Row:
    """One statement as it is shown."""
    other = record.others.get(one.target) if isinstance(one, Relation) else None
    return Row(
        id=one.id,
        kind=tag_of(type(one)),
        label=_(label(one)),
        words=other.title if other else words(one),
        details=(_cited(one) if isinstance(one, Relation) and other else details_of(one)),
        state=one.state,
        state_words=_(STATES[one.state]),
        basis=_(BASES[one.evidence.basis]) if one.evidence else "",
        is_inferred=one.evidence is not None and one.evidence.basis == "inferred",
        reading=reading_of(one, record.description),
        last_line=one.evidence.last_line if one.evidence else 0,
        instead_of=_instead_of(one, record.description),
        leads_to=other.public_id if other else "",
    )


def _cited(one: Relation) -> tuple[str, ...]:
    return (_("Cited as %(words)s") % {"words": one.cited},) if one.cited else ()


def _instead_of(one: AnyStatement, description: Description) -> str:
    """The words of the accepted statement that this one would replace."""
    held = next((old for old in description.statements if one.replaces and old.id == one.replaces), None)
    return words(held) if held else ""


def details_of(one: AnyStatement) -> tuple[str, ...]:
    """The fields that the label and the words of the statement do not already say."""
    said = {label(one), words(one)}
    found = []
    for field in FIELDS[type(one)]:
        value = getattr(one, field.name)
        if not value or field.filled in ("date", "authority"):
            continue
        if value is True:
            found.append(str(field.label))
            continue
        shown = str(field.choices.get(value, value))
        if not any(shown in piece for piece in said):
            found.append(f"{field.label}: {_(shown)}")
    return tuple(found)


def area_of(one: AnyStatement) -> int:
    """The number of the area of ISAD(G) that a statement stands in."""
    if isinstance(one, Note):
        return int(NOTE_KINDS[one.note_kind].isad[2]) if one.note_kind in NOTE_KINDS else 6
    return _AREA_OF.get(type(one), 1)
