"""The statements of a record in an archivist's order: ISAD(G)'s areas, access and release set apart."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from catalog.domain.date_display import in_words_or_as_given
from catalog.domain.description import (
    Agent,
    AnyStatement,
    ClassificationEvent,
    Date,
    Identifier,
    Language,
    Note,
    Place,
    Provenance,
    Statement,
    Title,
)
from catalog.domain.vocabularies import DESCRIPTION_VISIBILITY, LEVELS, MATERIAL_ACCESS
from catalog.domain.wording import title_of
from catalog.records.queries import RecordView
from catalog.web.shown import Shown, shown, standing, together


class Field(NamedTuple):
    """One name of a field and what stands under it."""

    label: str
    entries: tuple[Shown, ...]


class Area(NamedTuple):
    key: str
    heading: str
    fields: tuple[Field, ...]


_AREAS: tuple[tuple[str, str, str], ...] = (
    (
        "identity",
        gettext_noop("Identity"),
        "identifier:reference_code title:formal title:supplied title:parallel title:variant"
        " identifier:registration_number identifier:identifier identifier:former_reference_code"
        " date:created date:signed date:issued date:event date:concurred date:entered_into_force"
        " date:registered date:received form extent",
    ),
    (
        "context",
        gettext_noop("Context"),
        "agent:creator agent:author agent:sender agent:recipient agent:contracting_party agent:issuer"
        " agent:drafter agent:signatory agent:participant agent:delegate agent:concurring agent:dissenting"
        " agent:registering_party agent:translator agent:editor agent:contributor agent:funder"
        " agent:publisher agent note:history",
    ),
    (
        "content",
        gettext_noop("Content"),
        "abstract note:scope contents date:temporal_coverage language:text language:original"
        " language:authentic place:place_of_signature place:place_of_writing place:place_of_event"
        " place:place_of_publication place:subject place subject agent:mentioned place:mentioned"
        " date:deadline date:forecast date:related_document date:mentioned"
        " note:appraisal note:accruals note:arrangement",
    ),
    (
        "access",
        gettext_noop("Access and release"),
        "classification marking classification_event date:reviewed date:downgraded date:declassified"
        " date:released note:access note:use note:physical note:finding_aids rights",
    ),
    (
        "provenance",
        gettext_noop("Provenance and allied material"),
        "provenance:collection container provenance:holder_of_the_original provenance:publisher_of_the_copy"
        " provenance:source_note provenance:source_publication date:source_published"
        " date:source_record_created provenance:source_URL provenance:credits note:custodial_history"
        " note:acquisition note:originals note:copies relation note:related note:separated note:publication",
    ),
    (
        "notes",
        gettext_noop("Notes"),
        "note:general note:textual note:discrepancy note:footnote note:internal note",
    ),
    (
        "control",
        gettext_noop("Description control"),
        "citation note:preferred_citation note:processing date",
    ),
)
_ORDER = {key: (area, place) for area, row in enumerate(_AREAS) for place, key in enumerate(row[2].split())}
_LAST = (len(_AREAS) - 1, len(_ORDER))


def areas(record: RecordView) -> tuple[Area, ...]:
    """What this reader sees of the record, area by area; areas with nothing in them are left out."""
    ordered = sorted(standing(record.description), key=_place)
    by_area = {number: tuple(group) for number, group in groupby(ordered, key=lambda one: _place(one)[0])}
    made = (
        Area(key, _(heading), _own_fields(key, record) + _fields(by_area.get(number, ()), record))
        for number, (key, heading, _keys) in enumerate(_AREAS)
    )
    return tuple(one for one in made if one.fields)


def _fields(statements: Iterable[AnyStatement], record: RecordView) -> tuple[Field, ...]:
    entries = [one for one in (shown(statement, record) for statement in statements) if one]
    return tuple(
        Field(label, together(group)) for label, group in groupby(entries, key=lambda one: one.label)
    )


def _place(statement: AnyStatement) -> tuple[int, int]:
    """The area and the place in it; a role that the table does not name goes with its kind."""
    kind = _word(_kind(statement))
    return _ORDER.get(f"{kind}:{_word(_role(statement))}") or _ORDER.get(kind) or _LAST


def _kind(statement: Statement) -> str:
    return str(statement.__struct_config__.tag)


def _role(statement: AnyStatement) -> str:
    match statement:
        case Title(title_kind=role) | Note(note_kind=role) | ClassificationEvent(act=role):
            return role
        case Provenance(element=role):
            return role
        case Identifier(role=role) | Date(role=role) | Language(role=role):
            return role
        case Agent(role=role) | Place(role=role):
            return role
    return ""


def _word(text: str) -> str:
    return text.replace(" ", "_")


def _own_fields(key: str, record: RecordView) -> tuple[Field, ...]:
    """What the record itself is, beside its statements."""
    match key:
        case "identity":
            return (_level(record),)
        case "access":
            return _access(record)
        case "control":
            return _control(record)
    return ()


def _level(record: RecordView) -> Field:
    """The level, with what the record is called at it (Annex One) where the title does not say so."""
    level, label = record.description.level, record.description.level_label
    if level == "otherlevel" and label:
        return _field(_("Level"), label)
    own = "" if label == title_of(record.description) else label
    return _field(_("Level"), _(LEVELS.get(level, level)), own)


def _access(record: RecordView) -> tuple[Field, ...]:
    access = record.description.access
    material = _(MATERIAL_ACCESS[access.material])
    because = access.reason or access.reason_code
    rows = [_field(_("Access to the material"), material, because)]
    if record.description.text is not None and record.description.text.withheld:
        rows.append(_field(_("Text"), _("Shown in part: some lines are withheld.")))
    if access.opens_on:
        rows.append(_field(_("Opens on"), in_words_or_as_given(access.opens_on)))
    elif access.opens_after_years:
        years = ngettext(
            "%(count)d year after its latest date",
            "%(count)d years after its latest date",
            access.opens_after_years,
        )
        rows.append(_field(_("Opens"), years % {"count": access.opens_after_years}))
    if access.description != "public":
        rows.append(_field(_("Description shown to"), _(DESCRIPTION_VISIBILITY[access.description])))
    if record.description.publication_basis:
        rows.append(_field(_("Published on the basis"), record.description.publication_basis))
    return tuple(rows)


def _control(record: RecordView) -> tuple[Field, ...]:
    """The datestamp moves when the public view does: a hidden change shows nothing of itself here."""
    rows = [
        _field(_("Identifier of this record"), record.public_id),
        _field(_("Catalogued by"), record.institution),
    ]
    if record.oai_datestamp is not None:
        rows.append(_field(_("Last changed"), date_format(record.oai_datestamp, "j F Y")))
    return tuple(rows)


def _field(label: str, words: str, detail: str = "") -> Field:
    return Field(label, (Shown(words=words, label=label, detail=detail),))
