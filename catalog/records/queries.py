"""Reading records: a constant number of queries a page, and nothing leaves undisclosed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from django.db.models import Q, QuerySet

from catalog.domain.description import Description, Relation
from catalog.domain.disclosure import disclose
from catalog.domain.text import lines_of
from catalog.domain.upgrades import read
from catalog.models import Authority, Record, StatementRow, Text
from catalog.models.path import ancestors_of, below
from catalog.records.seen_rows import OtherRow, SeenRow, chosen_rows, other_rows
from catalog.records.tree import effective_of


class Reference(NamedTuple):
    """Another record, as far as this reader may know of it."""

    public_id: str
    title: str
    level: str
    earliest: str = ""


class RecordView(NamedTuple):
    """A record as one reader sees it. ``others`` names, by public id, the relation targets seen."""

    pk: int
    public_id: str
    description: Description
    institution: str
    path: str
    revision: int
    version: int
    updated_at: datetime
    oai_datestamp: datetime | None
    seen_from: int
    text_from: int
    ancestors: tuple[Reference, ...] = ()
    parts: tuple[Reference, ...] = ()
    others: dict[str, Reference] = {}


class Line(NamedTuple):
    """One line of a text by its 1-based number; ``words`` is None where it is withheld."""

    number: int
    words: str | None


def visible_to(rank: int) -> QuerySet[Record]:
    """The records that a rank may know of: the disclosure rule as a column."""
    return Record.objects.filter(seen_from__lte=rank)


def view(public_id: str, rank: int) -> RecordView | None:
    """One record with its ancestors, parts and the titles of what it is related to: two queries."""
    found, _others = _views(chosen_rows("public_id", [public_id]), {public_id}, rank)
    return found[0] if found else None


def views(record_ids: Collection[int], rank: int) -> dict[int, RecordView]:
    """Records by id, those that the rank does not see left out: two queries for any number."""
    return views_and_references(record_ids, (), rank)[0]


def views_and_references(
    record_ids: Collection[int], public_ids: Iterable[str], rank: int
) -> tuple[dict[int, RecordView], dict[str, Reference]]:
    """Records by id and the titles of others by public id, what the rank does not see left out.

    Two queries for any number of both.
    """
    rows = chosen_rows("id", record_ids)
    found, others = _views(rows, set(record_ids), rank, frozenset(public_ids))
    return {one.pk: one for one in found}, others


def children(
    parent: RecordView | None, rank: int, *, after: int = -1, limit: int = 100
) -> tuple[RecordView, ...]:
    """What stands right under a record (or at the top), in its order; ``after`` is the last position seen."""
    chosen = Q(parent__isnull=True) if parent is None else Q(parent_id=parent.pk)
    rows = (
        visible_to(rank).filter(chosen, position__gt=after).exclude(level="part").order_by("position", "pk")
    )
    ids = list(rows.values_list("pk", flat=True)[:limit])
    found = views(ids, rank)
    return tuple(found[one] for one in ids if one in found)


def count_below(record: RecordView, rank: int) -> int:
    """How many records this rank sees under a record, parts left out."""
    return visible_to(rank).filter(below(record.path)).exclude(pk=record.pk).exclude(level="part").count()


def records_naming(authority: Authority, rank: int) -> QuerySet[Record]:
    """The records this rank sees that bear an authority in a statement that is not rejected, latest first."""
    bearing = StatementRow.objects.filter(authority=authority).exclude(state="rejected")
    return visible_to(rank).filter(pk__in=bearing.values("record")).order_by("-updated_at", "-pk")


def text_of(record: RecordView) -> tuple[Line, ...]:
    """The lines of the record's own text, what is withheld without its words. One query."""
    text = record.description.text
    if text is None:
        return ()
    lines = lines_of(Text.objects.values_list("content", flat=True).get(sha256=text.sha256))
    return tuple(
        Line(number, None if _is_withheld(number, text.withheld) else lines[number - 1])
        for number in range(text.first_line, min(text.last_line, len(lines)) + 1)
    )


def was_public(public_id: str) -> bool:
    """Whether the public saw this record once: what it never saw is as unknown as what never was."""
    return Record.objects.filter(public_id=public_id, was_public=True).exists()


def resolve(code: str, rank: int) -> str | None:
    """The public id of the record that bears a reference code, or bore it once; None where none is seen."""
    now = visible_to(rank).filter(reference_code=code).first()
    if now is not None:
        return now.public_id
    former = visible_to(rank).filter(
        statement_rows__kind="identifier",
        statement_rows__role="former reference code",
        statement_rows__value=code,
        statement_rows__state="accepted",
    )
    return former.values_list("public_id", flat=True).first()


def _is_withheld(number: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= number <= last for first, last in ranges)


def _views(
    rows: Sequence[SeenRow], chosen: Collection[int | str], rank: int, also: frozenset[str] = frozenset()
) -> tuple[list[RecordView], dict[str, Reference]]:
    """The chosen records that the rank sees, and of ``also`` and all that they name what it sees."""
    strict_parts: dict[int, list[SeenRow]] = {}
    for row in rows:
        if row.document_id is not None:
            strict_parts.setdefault(row.document_id, []).append(row)
    wanted = [row for row in rows if row.pk in chosen or row.public_id in chosen]
    seen = [(row, _disclosed(row, strict_parts.get(row.document_id or row.pk, ()), rank)) for row in wanted]
    return _with_references([(row, one) for row, one in seen if one is not None], rank, also)


def _disclosed(row: SeenRow, strict_parts: Sequence[SeenRow], rank: int) -> Description | None:
    return disclose(read(bytes(row.snapshot)), effective_of(row, strict_parts), rank)


def _with_references(
    seen: list[tuple[SeenRow, Description]], rank: int, also: frozenset[str]
) -> tuple[list[RecordView], dict[str, Reference]]:
    above = {number for row, _ in seen for number in ancestors_of(row.path)}
    named = also.union(one.target for _, description in seen for one in description.of(Relation)) - {""}
    documents = {row.pk for row, _ in seen if row.level == "item"}
    others = other_rows(rank, above, named, documents)
    by_pk, by_id = {one.pk: one for one in others}, {one.public_id: one for one in others}
    found = [
        RecordView(
            pk=row.pk,
            public_id=row.public_id,
            description=_without_unseen(description, by_id),
            institution=row.institution,
            path=row.path,
            revision=row.revision,
            version=row.version,
            updated_at=row.updated_at,
            oai_datestamp=row.oai_datestamp,
            seen_from=row.seen_from,
            text_from=row.text_from,
            ancestors=tuple(_reference(by_pk[one]) for one in ancestors_of(row.path) if one in by_pk),
            parts=tuple(_reference(one) for one in others if one.document_id == row.pk),
            others={
                one.target: _reference(by_id[one.target])
                for one in description.of(Relation)
                if one.target in by_id
            },
        )
        for row, description in seen
    ]
    return found, {public_id: _reference(row) for public_id, row in by_id.items()}


def _without_unseen(description: Description, seen: Mapping[str, OtherRow]) -> Description:
    """Relations to what the reader does not see are neither named nor counted."""
    unseen = {one.id for one in description.of(Relation) if one.target and one.target not in seen}
    if not unseen:
        return description
    kept = tuple(one for one in description.statements if one.id not in unseen)
    return msgspec.structs.replace(description, statements=kept)


def _reference(row: OtherRow) -> Reference:
    return Reference(row.public_id, row.title, row.level, row.earliest)
