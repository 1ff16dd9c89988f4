"""Making ready to write many records at once: all that can be computed without a lock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, prefetch_related_objects

from catalog.domain.description import Description, Relation
from catalog.domain.difference import property_difference
from catalog.domain.disclosure import PUBLIC
from catalog.domain.folders import place_in_folder
from catalog.models import Record, StatementRow
from catalog.records.announce import Told, told_ahead
from catalog.records.harvested import record_addresses
from catalog.records.narrowing import rank_that_lost
from catalog.records.public_view import public_views, row_of
from catalog.records.rows import authority_ids, authority_named, statement_row
from catalog.records.save import Listed, listed_of
from catalog.records.tree import effective_of


class Edit(NamedTuple):
    """What a record is to say. ``record`` is its row as it was read, without a lock."""

    record: Record
    before: Description
    after: Description


@dataclass
class Ready:
    """An edit with everything that is written for it."""

    edit: Edit
    listed: Listed
    told: Told
    hidden_below: int
    stale: list[int] = field(default_factory=list)
    rows: list[StatementRow] = field(default_factory=list)
    loses: set[int] = field(default_factory=set)


class Prepared(NamedTuple):
    """``ready`` can be written together; each of ``others`` goes through records.save by itself."""

    ready: tuple[Ready, ...]
    others: tuple[Edit, ...]


def prepare(edits: Sequence[Edit], *, takes_back: bool) -> Prepared:
    """Computes all that can be computed without a lock: five queries for any number of edits.

    ``takes_back`` says that words which are gone may not be found any more before the index follows.
    """
    listed = {one.record.pk: listed_of(one.after) for one in edits}
    above = _with_children(edits)
    authorities = authority_ids(named for one in edits for named in one.after.statements)
    plain = [one for one in edits if _is_plain(one, listed[one.record.pk], above, authorities)]
    held = _held_rows(plain)
    prefetch_related_objects([one.record for one in plain], "institution")
    views = public_views(row_of(one.record, one.after) for one in plain if one.record.seen_from == PUBLIC)
    strict = _strict_parts(plain) if takes_back else {}
    address = record_addresses()
    ready = tuple(
        _ready(
            one,
            listed[one.record.pk],
            told_ahead(one.record, views.get(one.record.pk), address),
            _hidden_below(one, strict.get(one.record.pk, ())) if takes_back else PUBLIC,
            held,
            authorities,
        )
        for one in plain
    )
    chosen = {one.record.pk for one in plain}
    return Prepared(ready, tuple(one for one in edits if one.record.pk not in chosen))


def _is_plain(edit: Edit, listed: Listed, above: set[int], authorities: dict[str, int]) -> bool:
    """Whether nothing but the record's own statements, columns and entry follows from the edit."""
    record, before, after = edit
    named = {authority_named(one) for one in after.statements} - {""}
    return (
        record.level != "part"
        and record.stage != Record.Stage.APPROVED
        and not after.access.opens_after_years
        and not property_difference(before, after)
        and listed.reference_code == record.reference_code
        and (listed.title == record.title or record.pk not in above)
        and before.of(Relation) == after.of(Relation)
        and place_in_folder(before) == place_in_folder(after)
        and named <= authorities.keys()
    )


def _with_children(edits: Sequence[Edit]) -> set[int]:
    chosen = Record.objects.filter(pk__in=[one.record.pk for one in edits])
    return set(
        chosen.filter(Exists(Record.objects.filter(parent=OuterRef("pk")))).values_list("pk", flat=True)
    )


def _strict_parts(edits: Sequence[Edit]) -> dict[int, tuple[Record, ...]]:
    documents = [one.record.pk for one in edits if one.record.level == "item"]
    rows = Record.objects.filter(document__in=documents, text_from__gt=F("document__text_from"))
    found: dict[int, tuple[Record, ...]] = {}
    for part in rows.order_by("path"):
        found[part.document_id or 0] = (*found.get(part.document_id or 0, ()), part)
    return found


def _held_rows(edits: Sequence[Edit]) -> dict[tuple[int, str], tuple[int, int | None]]:
    """(row, authority) by record and statement; not asked for where statements are only added at the end."""
    kept = [
        one for one in edits if one.after.statements[: len(one.before.statements)] != one.before.statements
    ]
    if not kept:
        return {}
    rows = StatementRow.objects.filter(record__in=[one.record.pk for one in kept])
    return {
        (record, statement): (pk, authority)
        for record, statement, pk, authority in rows.values_list("record", "statement_id", "pk", "authority")
    }


def _hidden_below(edit: Edit, strict: tuple[Record, ...]) -> int:
    effective = effective_of(edit.record, strict)
    return rank_that_lost(edit.before, edit.after, effective, effective)


def _ready(
    edit: Edit,
    listed: Listed,
    now: Told,
    hidden_below: int,
    held: dict[tuple[int, str], tuple[int, int | None]],
    authorities: dict[str, int],
) -> Ready:
    record, before, after = edit
    ready = Ready(edit, listed, now, hidden_below)
    old = {one.id: (place, one) for place, one in enumerate(before.statements)}
    new = {one.id: (place, one) for place, one in enumerate(after.statements)}
    for key in (key for key, place in old.items() if new.get(key) != place):
        if (record.pk, key) not in held:
            continue  # the row was missing; the snapshot is the record
        pk, authority = held[record.pk, key]
        ready.stale.append(pk)
        ready.loses |= {authority} if authority else set()
    ready.rows = [
        statement_row(record, place, one, authorities, {})
        for key, (place, one) in new.items()
        if old.get(key) != (place, one)
    ]
    return ready
