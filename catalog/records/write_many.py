"""Writing many records at once, as records.save writes one: for changes that touch statements alone.

What is read and computed is done before the transaction; in it the rows are locked, and those that
somebody saved in between are left out for the caller to look at again.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from catalog.domain.disclosure import PUBLIC
from catalog.domain.text import clean
from catalog.models import Authority, Exclusion, Record, Revision, StatementRow
from catalog.records.announce import STAMPED, move_stamps
from catalog.records.audit import note_many_changed
from catalog.records.author import Author
from catalog.records.columns import save_columns
from catalog.records.prepare_many import Ready
from catalog.records.save import set_listed
from catalog.records.stored_results import forget_results
from catalog.records.tree import refresh_authorities
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


class Cause(NamedTuple):
    """Who writes, why and by which job; ``as_revision`` as in records.save."""

    author: Author
    reason: str
    job: int
    as_revision: bool = True


def write_many(prepared: Sequence[Ready], cause: Cause) -> set[int]:
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


def _write_statements(chosen: Sequence[Ready]) -> None:
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


def _follow_authorities(chosen: Sequence[Ready]) -> None:
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
