"""What the public sees of many records at once, others' titles with it: two queries for any number of them.

The datestamp is of exactly this value, and harvests are made of it: what is told and what is announced
cannot differ.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from django.db.models import Q

from catalog.domain.description import Description, Relation, encode
from catalog.domain.disclosure import PUBLIC, Effective, PartLines, disclose, stricter_parts
from catalog.domain.upgrades import read
from catalog.interchange.requirements import lacking
from catalog.models import Record
from catalog.models.path import ancestors_of
from catalog.records.sets import SetName, sets_of

MAPPING_VERSION = 4
"""Raised when the formats say something else of the same record."""


class Row(NamedTuple):
    """The columns of a record that its public view is made of."""

    pk: int
    public_id: str
    snapshot: bytes
    path: str
    level: str
    seen_from: int
    text_from: int
    document_id: int | None
    institution_id: int
    institution: str


COLUMNS = (*Row._fields[:-1], "institution__name")


class Other(NamedTuple):
    """Another record that a public view may name."""

    pk: int
    public_id: str
    title: str
    level: str
    document_id: int | None
    seen_from: int
    text_from: int


class PublicView(NamedTuple):
    """``above`` are the records above from the whole down, ``parts`` the public parts of a document;
    relations to what is not public are left out of the description.
    """

    row: Row
    description: Description
    above: tuple[Other, ...]
    parts: tuple[Other, ...]

    def sets(self) -> tuple[SetName, ...]:
        """The sets of harvests that the record is in."""
        trail = [(one.pk, one.public_id, one.level) for one in self.above]
        row = self.row
        return sets_of(self.description, [*trail, (row.pk, row.public_id, row.level)], row.institution_id)

    def digest(self) -> str:
        """Differs exactly where a harvester would get something else."""
        digest = hashlib.sha256(f"{MAPPING_VERSION}\n{self.row.institution}".encode())
        digest.update(encode(self.description))
        told = [one.title for one in (*self.above, *self.parts)] + [one.spec for one in self.sets()]
        digest.update("\x00".join(told).encode())
        return digest.hexdigest()

    def lacks(self) -> tuple[str, ...]:
        """What aggregators ask for and would not find, by the names of interchange.requirements."""
        return lacking(self.description)


def row_of(record: Record, description: Description | None = None) -> Row:
    """The row of a record as it is in memory, with another description where one is given."""
    return Row(
        record.pk,
        record.public_id,
        encode(description) if description else bytes(record.snapshot),
        record.path,
        record.level,
        record.seen_from,
        record.text_from,
        record.document_id,
        record.institution_id,
        record.institution.name,
    )


def public_views(rows: Iterable[Row]) -> dict[int, PublicView]:
    """By id; what the public does not see is left out. A third query where a part is stricter than all."""
    shown = [(row, read(bytes(row.snapshot))) for row in rows if row.seen_from == PUBLIC]
    others = _others(shown)
    by_pk = {one.pk: one for one in others if one.seen_from == PUBLIC}
    known = {one.public_id for one in by_pk.values()}
    parts: dict[int, list[Other]] = {}
    for one in others:
        if one.document_id is not None:
            parts.setdefault(one.document_id, []).append(one)
    strict = _snapshots(one.pk for several in parts.values() for one in several if one.text_from > PUBLIC)
    found = {}
    for row, description in shown:
        mine = parts.get(row.document_id or row.pk, ())
        effective = Effective(PUBLIC, row.text_from, _strict_lines(row, description, mine, strict))
        public = disclose(description, effective, PUBLIC)
        if public is not None:
            above = tuple(by_pk[one] for one in ancestors_of(row.path) if one in by_pk)
            told = tuple(one for one in mine if one.seen_from == PUBLIC and row.level == "item")
            found[row.pk] = PublicView(row, _without_unseen(public, known), above, told)
    return found


def _others(shown: Sequence[tuple[Row, Description]]) -> list[Other]:
    """The records above, the parts of the same documents in their order, and what relations name."""
    above = {number for row, _ in shown for number in ancestors_of(row.path)}
    documents = {row.document_id or row.pk for row, _ in shown if row.level in ("item", "part")}
    named = {
        one.target
        for _, description in shown
        for one in description.statements
        if type(one) is Relation and one.target
    }
    wanted = Q(pk__in=above)
    wanted |= Q(document_id__in=documents) if documents else Q()
    wanted |= Q(public_id__in=named) if named else Q()
    if not (above or documents or named):
        return []
    rows = Record.objects.filter(wanted).order_by("path").values_list(*Other._fields)
    return [Other._make(row) for row in rows]


def _snapshots(wanted: Iterable[int]) -> Mapping[int, Description]:
    ids = list(wanted)
    if not ids:
        return {}
    rows = Record.objects.filter(pk__in=ids).values_list("pk", "snapshot")
    return {pk: read(bytes(snapshot)) for pk, snapshot in rows}


def _strict_lines(
    row: Row, description: Description, parts: Sequence[Other], strict: Mapping[int, Description]
) -> tuple[PartLines, ...]:
    if not strict:
        return ()
    mine = [one for one in parts if one.pk in strict and one.pk != row.pk]
    texts = ((strict[one.pk].text, one.text_from) for one in mine)
    return stricter_parts(description.text, row.text_from, texts)


def _without_unseen(description: Description, known: set[str]) -> Description:
    """Relations to what the public does not see are neither named nor counted."""
    unseen = {
        one.id
        for one in description.statements
        if type(one) is Relation and one.target and one.target not in known
    }
    if not unseen:
        return description
    kept = tuple(one for one in description.statements if one.id not in unseen)
    return msgspec.structs.replace(description, statements=kept)
