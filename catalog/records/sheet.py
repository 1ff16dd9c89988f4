"""The records under a folder or series as a sheet: reading its rows, and saving what was typed as one job."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain.change import ChangeRefused
from catalog.domain.description import Description, Value
from catalog.domain.sheet import cells_of, changes_of_row, statements_of_row
from catalog.domain.upgrades import read
from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.jobs.queue import Claim, Request, WorkRefused, enqueue, held, new_batch, show_progress
from catalog.jobs.run import drain
from catalog.models import Institution, Job, Record, Revision, User
from catalog.records.author import Author
from catalog.records.bulk import as_seen, author_of, edits_of, proposal_of
from catalog.records.places import reorder
from catalog.records.prepare_many import Edit
from catalog.records.queries import visible_to
from catalog.records.refusal import Refused
from catalog.records.save import create
from catalog.records.save_many import Edits, Outcome, Saving, save_many

KIND = "sheet"
ROWS_AT_ONCE = 500
AT_ONCE = 60
"""Rows that are saved before the page is shown again; more are a worker's."""


class TypedRow(Value, frozen=True, kw_only=True):
    """The cells of one row that were typed into. ``id`` is 0 for a new record, ``key`` its name in ``order``;
    ``revision`` is the one that was seen.
    """

    key: str
    id: int = 0
    revision: int = 0
    level: str = "item"
    cells: dict[str, str] = {}


class Typed(Value, frozen=True, kw_only=True):
    """What was typed into the sheet of a record; ``order`` names all rows by key where they were moved."""

    parent: int
    rows: tuple[TypedRow, ...] = ()
    order: tuple[str, ...] = ()


class Row(NamedTuple):
    """A child of the record with its cells."""

    pk: int
    public_id: str
    revision: int
    level: str
    status: str
    cells: dict[str, str]


def rows_below(parent: int, rank: int, *, skip: int = 0) -> list[Row]:
    """The next children of a record, in their order: two queries for any number, three below CLOSED."""
    children = visible_to(rank).filter(parent=parent).exclude(level="part").order_by("position", "pk")
    return [
        Row(one.pk, one.public_id, one.revision, one.level, one.status, cells_of(seen))
        for one, _before, seen in as_seen(list(children[skip : skip + ROWS_AT_ONCE]), rank)
    ]


def cells_at(revisions: Mapping[int, int]) -> dict[int, dict[str, str]]:
    """The cells of records as they were at a revision each, to tell what was typed from what was shown."""
    if not revisions:
        return {}
    rows = Revision.objects.filter(record__in=revisions, number__in=set(revisions.values()))
    return {
        one.record_id: cells_of(read(bytes(one.snapshot)))
        for one in rows
        if revisions[one.record_id] == one.number
    }


def save_sheet(typed: Typed, author: User, title: str) -> Job:
    """Saves what was typed, at once where it is little and as a worker's job where it is much."""
    batch = new_batch()
    job = enqueue(Request(KIND, msgspec.to_builtins(typed), title=title, batch=batch, created_by=author))
    if len(typed.rows) <= AT_ONCE:
        drain((KIND,), batch)
    job.refresh_from_db()
    return job


def sheet(claim: Claim) -> Mapping[str, Any]:
    """Saves the rows of a sheet: each alone, so that one that is refused keeps no other from being saved.

    Taken up again it goes on with the rows that it has not saved, and makes no record twice.
    """
    typed, author = msgspec.convert(claim.payload, Typed), author_of(claim)
    parent = Record.objects.filter(pk=typed.parent, seen_from__lte=author.rank).first()
    if parent is None or parent.level not in AGGREGATE_LEVELS:
        raise WorkRefused(_("The folder or series of this sheet is no longer there."))
    done = Revision.objects.filter(job=claim.job)
    outcome = Outcome(changed=done.count())
    keys = {one.key: one.id for one in typed.rows if one.id}
    keys |= {key: int(key) for key in typed.order if key.isdecimal()}
    keys |= _make(claim, typed, parent, author, outcome)
    wanted = {one.id: one for one in typed.rows if one.id}
    children = Record.objects.filter(parent=parent, pk__in=wanted)
    open_ = children.exclude(Exists(done.filter(record=OuterRef("pk"))))
    reason = _("Changed in the sheet of “%(title)s”") % {"title": parent.title}
    saving = Saving(claim, author, reason, outcome=outcome)
    save_many(saving, open_, _edits(wanted, author))
    _reorder(claim, parent.pk, [keys[one] for one in typed.order if one in keys])
    return {**outcome.report(), **Job.objects.get(pk=claim.job).report}


def _edits(wanted: Mapping[int, TypedRow], author: Author) -> Edits:
    def edits(batch: Sequence[Record], outcome: Outcome) -> Iterator[Edit]:
        seen = [one for one in as_seen(batch, author.rank) if _is_as_seen(one[0], wanted, outcome)]
        proposals = (
            proposal_of(record, before, now, author, partial(changes_of_row, now, wanted[record.pk].cells))
            for record, before, now in seen
        )
        yield from edits_of(proposals, outcome)

    return edits


def _is_as_seen(record: Record, wanted: Mapping[int, TypedRow], outcome: Outcome) -> bool:
    fresh = record.revision == wanted[record.pk].revision
    if not fresh:
        outcome.refuse(
            record, _("Somebody saved this row while you worked on it. What you typed stands here still.")
        )
    return fresh


def _make(claim: Claim, typed: Typed, parent: Record, author: Author, outcome: Outcome) -> dict[str, int]:
    """Makes the records of the new rows; those that an earlier attempt made are named as they are."""
    mine = Revision.objects.filter(job=claim.job, number=1).order_by("pk")
    made = dict(mine.values_list("reason", "record"))
    keys = {}
    for row in (one for one in typed.rows if not one.id):
        reason = _("Made in a sheet, as row %(key)s") % {"key": row.key}
        try:
            keys[row.key] = made.get(reason) or _made(claim, row, parent, author, reason, outcome)
        except (Refused, ChangeRefused) as refusal:
            outcome.refused += 1
            outcome.refusals.append({"id": row.key, "reason": str(refusal)})
        show_progress(claim, outcome.changed, len(typed.rows))
    return keys


def _made(claim: Claim, row: TypedRow, parent: Record, author: Author, reason: str, outcome: Outcome) -> int:
    at = timezone.now().isoformat(timespec="seconds")
    statements = tuple(
        msgspec.structs.replace(one, state="accepted", decided_by=author.name, decided_at=at)
        for one in statements_of_row(row.cells)
    )
    with held(claim):
        record = create(
            Description(level=row.level, statements=statements),
            institution=Institution.objects.get(pk=parent.institution_id),
            author=author,
            parent=parent,
            reason=reason,
            job=Job.objects.get(pk=claim.job),
        )
    outcome.changed += 1
    return record.pk


def _reorder(claim: Claim, parent: int, order: Sequence[int]) -> None:
    """The old places are written down with the new ones, so that an undo finds them whatever happens."""
    with held(claim):
        report = Job.objects.values_list("report", flat=True).get(pk=claim.job)
        if order and "places" not in report:
            places = reorder(parent, order)
            Job.objects.filter(pk=claim.job).update(report={"places": places})
