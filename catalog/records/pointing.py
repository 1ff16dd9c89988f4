"""Relations seen from the other side, and what is cited and not held."""

from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, QuerySet

from catalog.domain.disclosure import STAFF
from catalog.domain.vocabularies import RELATIONS
from catalog.models import Record, StatementRow
from catalog.records.queries import Reference
from catalog.records.seen_rows import OtherRow, pointing_rows

MOST_SHOWN = 100
"""Records that are named of those that point at one, and of those that cite one thing."""
_LISTED = 50


class Pointing(NamedTuple):
    """What another record says of this one, from this record's side; ``label`` is an English msgid."""

    pk: int
    relation: str
    label: str
    state: str
    record: Reference


class Citing(NamedTuple):
    """A record that cites something; ``pk`` is for the desk."""

    pk: int
    state: str
    record: Reference


class Cited(NamedTuple):
    """Something cited and not held, in the words of one who cites it; ``by`` is how many records do."""

    words: str
    by: int
    citing: tuple[Citing, ...]


def pointing_at(pk: int, rank: int, *, skip: int = 0, limit: int = MOST_SHOWN) -> tuple[Pointing, ...]:
    """What others say of their relation to this record, as far as the rank may know: one query."""
    rows = pointing_rows(pk, rank, _states(rank), skip, limit)
    return tuple(_pointing(*row) for row in rows)


def cited_not_held(rank: int, words: str, number: int | str | None) -> tuple[Page[Any], list[Cited]]:
    """One page of what is cited and not held, what most cite first, and what stands on it; ``words`` is the
    beginning of what is looked for, as its key has it. Three queries for any number of citations.
    """
    rows = _told(rank).filter(target=None).exclude(key="")
    if words:
        rows = rows.filter(key__startswith=words)
    groups = rows.values("key").annotate(count=Count("record", distinct=True), words=Min("value"))
    page = Paginator(groups.order_by("-count", "key"), _LISTED).get_page(number)
    listed = {one["key"]: one for one in page}
    citing: dict[str, list[Citing]] = {key: [] for key in listed}
    for row in _with_titles(rows.filter(key__in=listed).order_by("record__earliest", "record")):
        if len(citing[row.key]) < MOST_SHOWN:
            citing[row.key].append(Citing(row.record_id, row.state, _reference(row.record)))
    return page, [Cited(one["words"], one["count"], tuple(citing[key])) for key, one in listed.items()]


def _states(rank: int) -> tuple[str, ...]:
    """Of relations that a rank may know of: readers of those that are accepted."""
    return ("accepted", "proposed") if rank >= STAFF else ("accepted",)


def _told(rank: int) -> QuerySet[StatementRow]:
    """The relations that a rank may know of, of the records that it sees."""
    return StatementRow.objects.filter(kind="relation", record__seen_from__lte=rank, state__in=_states(rank))


def _with_titles(rows: QuerySet[StatementRow]) -> QuerySet[StatementRow]:
    return rows.select_related("record").only(
        "key", "role", "state", "record__public_id", "record__title", "record__level", "record__earliest"
    )


def _reference(one: Record | OtherRow) -> Reference:
    return Reference(one.public_id, one.title, one.level, one.earliest)


def _pointing(role: str, state: str, other: OtherRow) -> Pointing:
    """The relation from the other side: what cites is cited by. One that is not of the list stays."""
    known = RELATIONS.get(role)
    relation, label = (known.inverse, RELATIONS[known.inverse].label) if known else (role, role)
    return Pointing(other.pk, relation, label, state, _reference(other))
