"""Versions of one text: a draft and its final text, two translations, two copies; proposed, never decided.

A text is compared with the few whose sketch shares numbers with its own, so that the cost of a new text
does not grow with the catalogue: each number is borne by at most COMMON texts, and what more bear is no
sign of anything.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from django.db import connection, models

from catalog.domain.description import Description, Evidence, Relation
from catalog.domain.identifiers import new_statement_id
from catalog.domain.likeness import Alike, alike, sketch_of
from catalog.domain.text import lines_of
from catalog.domain.upgrades import read
from catalog.models import Record, StatementRow, Text, TextSketch

RECOGNISER = "likeness of texts"
VERSION = 1
COMMON = 50
"""Texts that bear one number at most: a formula or a printed form that more bear says nothing."""
_FEWEST_SHARED = 3
_MOST_COMPARED = 10
_LONGEST_QUOTE = 2000


class Unit(NamedTuple):
    """A document or one of its parts, with the lines of its text, and its day or its document's."""

    record: Record
    description: Description
    lines: Sequence[str]
    day: str

    @property
    def first_line(self) -> int:
        return self.description.text.first_line if self.description.text else 1

    @property
    def document(self) -> int:
        return self.record.document_id or self.record.pk


class Pair(NamedTuple):
    """Two texts that are versions of one."""

    own: Unit
    other: Unit
    alike: Alike


def versions_of(document: Record) -> list[tuple[Unit, Relation]]:
    """The relations to propose for the texts of a document and its parts that were not compared yet.

    Their sketches are kept, so that texts to come find them; nothing else is written.
    """
    units = _units([document.pk])
    sketched = set(
        TextSketch.objects.filter(record__in=[one.record.pk for one in units]).values_list("record")
    )
    new = [one for one in units if (one.record.pk,) not in sketched]
    near: Counter[int] = Counter()
    for one in new:
        near.update(_near(one))
    candidates = [number for number, _shared in near.most_common(_MOST_COMPARED)]
    others = [one for one in _units(_documents_of(candidates)) if one.document != document.pk]
    made = [_relation(pair) for pair in _pairs(new, others)]
    known = _known({unit.record.pk for unit, _ in made})
    return [(unit, one) for unit, one in made if (unit.record.pk, one.target) not in known]


def forget_sketch(record: Record) -> None:
    """To be called where a record gets another text: it is compared anew."""
    TextSketch.objects.filter(record=record).delete()


def _near(unit: Unit) -> Counter[int]:
    """The records whose sketch shares enough numbers; keeps the sketch of this one."""
    values = sketch_of("\n".join(unit.lines))
    if not values:
        return Counter()
    bearing = _bearing(values)
    rare = [value for value in values if len(bearing.get(value, ())) <= COMMON]
    rows = [TextSketch(record=unit.record, value=value) for value in rare]
    TextSketch.objects.bulk_create(rows, ignore_conflicts=True)
    shared = Counter(record for value in rare for record in bearing.get(value, ()))
    return Counter({record: count for record, count in shared.items() if count >= _FEWEST_SHARED})


def _bearing(values: Sequence[int]) -> dict[int, list[int]]:
    """The records that bear each number, one more than COMMON at most: one query of short index ranges."""
    table = connection.ops.quote_name(TextSketch._meta.db_table)
    one = f"SELECT * FROM (SELECT value, record_id FROM {table} WHERE value = %s LIMIT {COMMON + 1}) AS borne"
    found: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(values)), list(values))
        for value, record in cursor.fetchall():
            found.setdefault(value, []).append(record)
    return found


def _documents_of(records: Iterable[int]) -> set[int]:
    rows = Record.objects.filter(pk__in=list(records)).exclude(status=Record.Status.WITHDRAWN)
    return {document or pk for pk, document in rows.values_list("pk", "document")}


def _units(documents: Iterable[int]) -> list[Unit]:
    """Documents and their parts with their texts, in the order of the tree: two queries."""
    chosen = models.Q(pk__in=list(documents)) | models.Q(document__in=list(documents))
    rows = list(Record.objects.filter(chosen).order_by("path"))
    read_rows = [(row, read(bytes(row.snapshot))) for row in rows]
    wanted = {one.text.sha256 for _, one in read_rows if one.text is not None}
    texts = dict(Text.objects.filter(sha256__in=wanted).values_list("sha256", "content"))
    days = {row.pk: row.earliest for row in rows}
    lines = {sha256: lines_of(content) for sha256, content in texts.items()}
    return [
        Unit(
            row,
            one,
            lines[one.text.sha256][one.text.first_line - 1 : one.text.last_line],
            row.earliest or days.get(row.document_id or row.pk, ""),
        )
        for row, one in read_rows
        if one.text is not None and one.text.sha256 in lines
    ]


def _pairs(own: Sequence[Unit], others: Sequence[Unit]) -> list[Pair]:
    """The pairs of texts that are versions of one: of two documents the whole ones if they are, else the
    parts that are most alike, each once.
    """
    holding = _holding([*own, *others])
    compared = (Pair(one, other, alike(one.lines, other.lines)) for one, other in product(own, others))
    found = sorted(
        (one for one in compared if one.alike.are_versions),
        key=lambda pair: (
            not _is_whole(pair),
            (pair.own.record.pk in holding) + (pair.other.record.pk in holding),
            -pair.alike.words,
        ),
    )
    taken: set[tuple[int, int]] = set()
    whole: set[int] = set()
    kept: list[Pair] = []
    for pair in found:
        sides = {(pair.own.record.pk, pair.other.document), (pair.other.record.pk, pair.own.document)}
        if pair.other.document in whole or sides & taken or any(_overlap(pair, one) for one in kept):
            continue
        kept.append(pair)
        taken |= sides
        if _is_whole(pair):
            whole.add(pair.other.document)
    return kept


def _holding(units: Sequence[Unit]) -> set[int]:
    """The texts that hold another: the closer one names what is alike, the better."""
    paths = {one.record.path for one in units}
    return {
        one.record.pk
        for one in units
        if any(path != one.record.path and path.startswith(one.record.path) for path in paths)
    }


def _is_whole(pair: Pair) -> bool:
    return pair.own.record.document_id is None and pair.other.record.document_id is None


def _overlap(pair: Pair, kept: Pair) -> bool:
    """Whether a text holds, or is held by, one that was chosen of the same two documents."""
    if pair.other.document != kept.other.document:
        return False
    return _nested(pair.own, kept.own) or _nested(pair.other, kept.other)


def _nested(one: Unit, other: Unit) -> bool:
    mine, theirs = str(one.record.path), str(other.record.path)
    return mine.startswith(theirs) or theirs.startswith(mine)


def _known(records: Iterable[int]) -> set[tuple[int, str]]:
    """(record, public id of another) for the relations that are said of a record or to it, in any state."""
    ids = list(records)
    said = StatementRow.objects.filter(kind="relation", record__in=ids, target__isnull=False)
    told = StatementRow.objects.filter(kind="relation", target__in=ids)
    return {
        *said.values_list("record", "target__public_id"),
        *told.values_list("target", "record__public_id"),
    }


def _relation(pair: Pair) -> tuple[Unit, Relation]:
    own, other, found = pair
    first, last = (own.first_line + number for number in found.own)
    there = tuple(other.first_line + number for number in found.other)
    quote = "\n".join(own.lines[found.own[0] : found.own[1] + 1]).strip()
    evidence = Evidence(
        file=_file_of(own),
        first_line=first,
        last_line=last,
        quote=quote[:_LONGEST_QUOTE],
        basis="inferred",
        confidence=round(found.passages, 2),
        recogniser=RECOGNISER,
        version=VERSION,
        doubt=(
            f"{round(100 * found.passages)} of 100 words stand in passages that the other text has too:"
            f" lines {first}–{last} here, {there[0]}–{there[1]} there. Compare the two."
        ),
    )
    relation = "has_version" if own.day and own.day < other.day else "is_version_of"
    target = other.record.public_id
    return own, Relation(id=new_statement_id(), relation=relation, target=target, evidence=evidence)


def _file_of(unit: Unit) -> str:
    """The file that the text was read from; a part names its own statements' file."""
    named = [one.evidence.file for one in unit.description.statements if one.evidence is not None]
    return unit.description.files[0].sha256 if unit.description.files else next(iter(named), "")
