"""What the API says of a record, as values that are encoded as they stand.

Everything here was disclosed before it came here: no value is left out or added by rank.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.domain import wording
from catalog.domain.description import Access, AnyStatement, Relation, Text
from catalog.domain.disclosure import STAFF
from catalog.exports.addresses import surroundings
from catalog.interchange.citation import citations
from catalog.interchange.dublin_core import dublin_core
from catalog.records import queries
from catalog.records.pointing import Pointing, pointing_at
from catalog.records.queries import Line, RecordView


class Links(msgspec.Struct):
    """``self`` is the record in this API, ``html`` its page for people."""

    itself: str = msgspec.field(name="self")
    html: str


class Reference(msgspec.Struct):
    """Another record that this reader may know of."""

    id: str
    title: str
    level: str
    links: Links


class InverseRelation(msgspec.Struct):
    """What another record says of its relation to this one, told from this one's side: is_referenced_by.

    Its ``state`` is that of the other record's statement; readers know of what is accepted.
    """

    relation: str
    label: str
    state: str
    record: Reference


class DateShown(msgspec.Struct):
    """The date that a record is listed by: EDTF level 1, in words, and its bounds ("" if open)."""

    edtf: str
    words: str
    role: str
    earliest: str
    latest: str


class StatementShown(msgspec.Struct):
    """A statement with the archivist's name for it and its words; ``target`` is the record of a relation."""

    label: str
    words: str
    statement: AnyStatement
    target: Reference | None = None


class FileShown(msgspec.Struct):
    """A file that may be downloaded; ``size`` in bytes."""

    name: str
    media_type: str
    size: int
    sha256: str
    url: str


class LineShown(msgspec.Struct):
    """A line of the text by its number; ``words`` is null where it is withheld."""

    number: int
    words: str | None


class Record(msgspec.Struct):
    """A description as this reader may see it. In statements, access and text, what is empty is left out.

    ``text`` tells of the text by its lines, those withheld included; ``changed`` is when what the public
    sees last changed, null where the public never saw it. ``lines`` and ``children`` are null unless asked
    for by ``include``; ``revision`` is told to staff alone. ``inverse_relations`` are a hundred at most.
    """

    id: str
    title: str
    level: str
    level_label: str
    status: str
    reference_code: str
    date: DateShown | None
    institution: str
    access: Access
    statements: tuple[StatementShown, ...]
    dublin_core: dict[str, tuple[str, ...]]
    ancestors: tuple[Reference, ...]
    parts: tuple[Reference, ...]
    relations: tuple[Reference, ...]
    inverse_relations: tuple[InverseRelation, ...]
    text: Text | None
    files: tuple[FileShown, ...]
    citation: str
    changed: datetime | None
    revision: int | None
    links: Links
    lines: tuple[LineShown, ...] | None = None
    children: tuple[Reference, ...] | None = None


def record(view: RecordView, rank: int) -> Record:
    """The whole record. Its revision counts hidden changes too, so it is told to staff alone."""
    description, around, links = view.description, surroundings(view), links_of(view.public_id)
    return Record(
        id=view.public_id,
        title=wording.title_of(description),
        level=description.level,
        level_label=description.level_label,
        status=description.status,
        reference_code=wording.reference_code(description),
        date=date_shown(view),
        institution=view.institution,
        access=description.access,
        statements=_statements(view),
        dublin_core=dublin_core(description, around),
        ancestors=tuple(reference(one) for one in view.ancestors),
        parts=tuple(reference(one) for one in view.parts),
        relations=tuple(reference(one) for one in view.others.values()),
        inverse_relations=inverse_relations(pointing_at(view.pk, rank)),
        text=_text(description.text),
        files=_files(view),
        citation=next(iter(citations(description, around).values())),
        changed=view.oai_datestamp,
        revision=view.revision if rank >= STAFF else None,
        links=links,
    )


def inverse_relations(pointing: Iterable[Pointing]) -> tuple[InverseRelation, ...]:
    """What others say of a record as it is encoded."""
    return tuple(
        InverseRelation(one.relation, _(one.label), one.state, reference(one.record)) for one in pointing
    )


def text_lines(lines: Iterable[Line]) -> tuple[LineShown, ...]:
    """The lines of a text as they are encoded."""
    return tuple(LineShown(one.number, one.words) for one in lines)


def _text(text: Text | None) -> Text | None:
    """Where lines are withheld, without digest and length: by these of the whole it could be guessed."""
    return msgspec.structs.replace(text, sha256="", length=0) if text and text.withheld else text


def _statements(view: RecordView) -> tuple[StatementShown, ...]:
    """Every statement; a relation to a record that is not known to this reader only with what it cites."""
    shown = []
    for one in view.description.statements:
        other = None
        if isinstance(one, Relation):
            other = view.others.get(one.target)
            if other is None and not one.cited:
                continue
            one = one if other else msgspec.structs.replace(one, target="")
        told = other.title if other else wording.words(one)
        target = reference(other) if other else None
        shown.append(StatementShown(_(wording.label(one)), told, one, target))
    return tuple(shown)


def date_shown(view: RecordView) -> DateShown | None:
    """The date that the record is listed by, None where it has none."""
    date = wording.primary_date(view.description)
    if date is None:
        return None
    return DateShown(date.edtf, wording.words(date), date.role, date.earliest, date.latest)


def _files(view: RecordView) -> tuple[FileShown, ...]:
    return tuple(
        FileShown(
            name=one.name,
            media_type=one.media_type,
            size=one.size,
            sha256=one.sha256,
            url=settings.SITE_URL + reverse("record-file", args=[view.public_id, one.sha256]),
        )
        for one in view.description.files
    )


def reference(other: queries.Reference) -> Reference:
    """Another record with its addresses."""
    return Reference(other.public_id, other.title, other.level, links_of(other.public_id))


def links_of(public_id: str) -> Links:
    """The addresses of a record."""
    return Links(
        itself=settings.SITE_URL + reverse("api-record", args=[public_id]),
        html=settings.SITE_URL + reverse("record", args=[public_id]),
    )
