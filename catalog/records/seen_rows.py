"""The rows of which readers are shown records, asked for in SQL by hand: building the same queries from
models takes several times as long as answering them, on every page.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from django.db import connection


class SeenRow(NamedTuple):
    """The columns of a record that a reader's view is made of; ``institution`` is its name."""

    pk: int
    public_id: str
    snapshot: bytes
    institution: str
    path: str
    level: str
    document_id: int | None
    revision: int
    version: int
    seen_from: int
    text_from: int
    updated_at: datetime
    oai_datestamp: datetime | None


class OtherRow(NamedTuple):
    """The columns of a record that is named beside another."""

    pk: int
    public_id: str
    title: str
    level: str
    earliest: str
    document_id: int | None


def chosen_rows(column: Literal["id", "public_id"], values: Collection[int | str]) -> list[SeenRow]:
    """The records of these ids by path, and with them the parts of their documents that are stricter than
    the document. One query.
    """
    if not values:
        return []
    chosen = f"{column} IN ({_marks(values)})"
    query = f"""
        SELECT r.id, r.public_id, r.snapshot, i.name, r.path, r.level, r.document_id, r.revision, r.version,
               r.seen_from, r.text_from, r.updated_at, r.oai_datestamp
        FROM catalog_record r JOIN catalog_institution i ON i.id = r.institution_id
        WHERE r.id IN (
            SELECT id FROM catalog_record WHERE {chosen}
            UNION
            SELECT p.id FROM catalog_record p JOIN catalog_record d ON d.id = p.document_id
            WHERE p.document_id IN (SELECT COALESCE(document_id, id) FROM catalog_record WHERE {chosen})
              AND p.text_from > d.text_from
        )
        ORDER BY r.path"""
    rows = _asked(query, (*values, *values))
    return [SeenRow._make((*row[:-2], time_given(row[-2]), time_given(row[-1]))) for row in rows]


def other_rows(
    rank: int, ids: Collection[int], public_ids: Collection[str], documents: Collection[int]
) -> list[OtherRow]:
    """Those of these records, and of the parts of these documents, that a rank sees, by path. One query."""
    told = {"id": ids, "public_id": public_ids, "document_id": documents}
    wanted: dict[str, Collection[Any]] = {column: values for column, values in told.items() if values}
    if not wanted:
        return []
    either = " OR ".join(f"{column} IN ({_marks(values)})" for column, values in wanted.items())
    query = f"""
        SELECT id, public_id, title, level, earliest, document_id
        FROM catalog_record WHERE seen_from <= %s AND ({either}) ORDER BY path"""
    given = [one for values in wanted.values() for one in values]
    return [OtherRow(*row) for row in _asked(query, (rank, *given))]


def pointing_rows(
    pk: int, rank: int, states: Collection[str], skip: int, limit: int
) -> list[tuple[str, str, OtherRow]]:
    """What records that a rank sees say of their relation to this one, in these states, the earliest first:
    (relation, state, who says it). One query.
    """
    query = f"""
        SELECT s.role, s.state, r.id, r.public_id, r.title, r.level, r.earliest, r.document_id
        FROM catalog_statementrow s JOIN catalog_record r ON r.id = s.record_id
        WHERE s.kind = 'relation' AND s.target_id = %s AND s.record_id <> %s AND r.seen_from <= %s
          AND s.state IN ({_marks(states)})
        ORDER BY r.earliest, r.id, s.id LIMIT %s OFFSET %s"""
    rows = _asked(query, (pk, pk, rank, *states, limit, skip))
    return [(role, state, OtherRow(*row)) for role, state, *row in rows]


def time_given(value: Any) -> Any:
    """A time, or NULL, as hand-written SQL gives it, in UTC: SQLite gives the text that it holds."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return value and datetime.fromisoformat(value).replace(tzinfo=UTC)


def _marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _asked(query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
