"""Writing many records at once, as records.save writes one: for changes that touch statements alone.

What is read and computed is done before the transaction; in it the rows are locked, and those that
somebody saved in between are left out for the caller to look at again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, prefetch_related_objects

from catalog.domain.description import Description, Relation
from catalog.domain.difference import property_difference
from catalog.domain.disclosure import PUBLIC
from catalog.domain.folders import place_in_folder
from catalog.domain.text import clean
from catalog.models import Authority, Exclusion, Record, Revision, StatementRow
from catalog.records.announce import STAMPED, Told, move_stamps, told_ahead
from catalog.records.audit import note_many_changed
from catalog.records.author import Author
from catalog.records.columns import save_columns
from catalog.records.harvested import record_addresses
from catalog.records.narrowing import rank_that_lost
from catalog.records.public_view import public_views, row_of
from catalog.records.rows import authority_ids, authority_named, statement_row
from catalog.records.save import Listed, listed_of, set_listed
from catalog.records.stored_results import forget_results
from catalog.records.tree import effective_of, refresh_authorities
from catalog.search.sync import wake_indexing

_WRITTEN = (
    "snapshot",
    "title",
    "reference_code",
    "earliest",
    "latest",
    "proposed",
    "relations_due",
    "version",
    "revision",
    *STAMPED,
    "updated_at",
)


class Edit(NamedTuple):
    """What a record is to say. ``record`` is its row as it was read, without a lock."""

    record: Record
    before: Description
    after: Description


class Cause(NamedTuple):
    """Who writes, why and by which job; ``as_revision`` as in records.save."""

    author: Author
    reason: str
    job: int
    as_revision: bool = True


@dataclass
class _Ready:
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

    ready: tuple[_Ready, ...]
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


def write_many(prepared: Sequence[_Ready], cause: Cause) -> set[int]:
    """Writes what is unchanged since it was read; gives the ids of the records that were written.

    Must be called in a transaction. A record that another is saving just now is not waited for.
    """
    ids = [one.edit.record.pk for one in prepared]
    free = Record.objects.select_for_update(skip_locked=True).filter(pk__in=ids).order_by("pk")
    free = free.exclude(stage=Record.Stage.APPROVED)
    versions = dict(free.values_list("pk", "version"))
    chosen = [one for one in prepared if versions.get(one.edit.record.pk) == one.edit.record.version]
    if not chosen:
        return set()
    _write_statements(chosen)
    move_stamps([(one.edit.record, one.told) for one in chosen])
    for one in chosen:
        record = one.edit.record
        set_listed(record, one.edit.after, one.listed)
        record.version += 1
        record.revision += int(cause.as_revision)
    save_columns([one.edit.record for one in chosen], _WRITTEN)
    if cause.as_revision:
        _keep_revisions([one.edit.record for one in chosen], cause)
        closed = ((one.edit.record.public_id, one.edit.record.text_from) for one in chosen)
        note_many_changed(closed, cause.author, cause.reason)
    Exclusion.objects.bulk_create(
        Exclusion(record=one.edit.record, rank=one.hidden_below, version=one.edit.record.version)
        for one in chosen
        if one.hidden_below
    )
    if lost := max((one.hidden_below for one in chosen), default=PUBLIC):
        forget_results(lost)
    _follow_authorities(chosen)
    wake_indexing()
    return {one.edit.record.pk for one in chosen}


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


def _only_adds(edit: Edit) -> bool:
    old = edit.before.statements
    return edit.after.statements[: len(old)] == old


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
) -> _Ready:
    record, before, after = edit
    ready = _Ready(edit, listed, now, hidden_below)
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


def _write_statements(chosen: Sequence[_Ready]) -> None:
    stale = [pk for one in chosen for pk in one.stale]
    if stale:
        StatementRow.objects.filter(pk__in=stale).delete()
    StatementRow.objects.bulk_create((row for one in chosen for row in one.rows), batch_size=500)


def _keep_revisions(records: Sequence[Record], cause: Cause) -> None:
    Revision.objects.bulk_create(
        Revision(
            record=record,
            number=record.revision,
            snapshot=record.snapshot,
            author_id=cause.author.user_id,
            author_name=cause.author.name,
            reason=clean(cause.reason)[:500],
            at=record.updated_at,
            job_id=cause.job,
        )
        for record in records
    )


def _follow_authorities(chosen: Sequence[_Ready]) -> None:
    """An authority that is named is seen from there at least; one that lost a name is asked for only where
    no other record shows it at the same rank, since asking looks at every record that names it.
    """
    seen_from: dict[int, int] = {}
    for one in chosen:
        for row in one.rows:
            if row.authority_id and row.state == "accepted":
                rank = min(seen_from.get(row.authority_id, 20), one.edit.record.seen_from)
                seen_from[row.authority_id] = rank
    for authority, rank in sorted(seen_from.items()):
        Authority.objects.filter(pk=authority, seen_from__gt=rank).update(seen_from=rank)
    if hidden := _no_longer_shown({pk for one in chosen for pk in one.loses}):
        refresh_authorities(None, frozenset(hidden))


def _no_longer_shown(authorities: Collection[int]) -> list[int]:
    if not authorities:
        return []
    still = StatementRow.objects.filter(
        authority=OuterRef("pk"), state="accepted", record__seen_from__lte=OuterRef("seen_from")
    )
    lost = Authority.objects.filter(pk__in=authorities).exclude(Exists(still))
    return list(lost.values_list("pk", flat=True))
