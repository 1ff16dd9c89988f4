"""One operation over many records: what it would change of each, and the job that does it.

Each record is changed as one person would change it (records.change): by statement, as the author sees
it, with one revision. What cannot be changed is left as it is and told with its reason.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

import msgspec
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from catalog.domain.bulk import Operation, changes_for, takes_words_back
from catalog.domain.change import Change, ChangeRefused
from catalog.domain.description import Description, Value
from catalog.domain.disclosure import CLOSED, disclose
from catalog.domain.upgrades import read
from catalog.jobs.queue import Claim, Request, WorkRefused, enqueue
from catalog.models import Job, Record, Revision, User
from catalog.records.author import Author, person
from catalog.records.change import changed
from catalog.records.chosen import Selection, selected
from catalog.records.prepare_many import Edit
from catalog.records.refusal import Refused
from catalog.records.save_many import Outcome, Saving, save_many
from catalog.records.tree import effective_of

KIND = "bulk edit"

Make = Callable[[], tuple[Change, ...]]


class Order(Value, frozen=True, kw_only=True):
    """A bulk edit as it is asked for. What somebody saved after ``asked_at`` was not in the preview that
    was agreed to, and is left alone.
    """

    selection: Selection
    operation: Operation
    reason: str
    asked_at: datetime


class Proposal(NamedTuple):
    """What an operation would do to a record: ``seen`` before and ``after``, as the author sees it.

    Where ``refusal`` is a sentence, it cannot be done; where ``changes`` is empty there is nothing to do.
    """

    record: Record
    seen: Description
    changes: tuple[Change, ...] = ()
    edit: Edit | None = None
    refusal: str = ""


def order(asked: Order, author: User, title: str) -> Job:
    """Asks for a bulk edit as a job."""
    return enqueue(Request(KIND, msgspec.to_builtins(asked), title=title, created_by=author))


def propose(records: Sequence[Record], operation: Operation, author: Author) -> list[Proposal]:
    """What the operation would do to each of the records. One query for their stricter parts."""
    return [
        proposal_of(record, before, seen, author, partial(changes_for, seen, operation))
        for record, before, seen in as_seen(records, author.rank)
    ]


def as_seen(records: Sequence[Record], rank: int) -> Iterator[tuple[Record, Description, Description]]:
    """Each record with its description, and as this rank sees it; one that it does not see is left out."""
    strict = _strict_parts(records) if rank < CLOSED else {}
    for record in records:
        before = read(bytes(record.snapshot))
        seen = disclose(before, effective_of(record, tuple(strict.get(record.pk, ()))), rank)
        if seen is not None:
            yield record, before, seen


def bulk_edit(claim: Claim) -> Mapping[str, Any]:
    """Does a bulk edit, in batches; taken up again, it goes on with what it has not changed yet."""
    asked = msgspec.convert(claim.payload, Order)
    author = author_of(claim)
    records = selected(asked.selection, author.rank)
    done = Revision.objects.filter(job=claim.job)
    open_ = records.exclude(Exists(done.filter(record=OuterRef("pk"))))

    def edits(batch: Sequence[Record], outcome: Outcome) -> Iterator[Edit]:
        saved = _saved_since(batch, asked.asked_at)
        for row in batch:
            if row.pk in saved:
                outcome.refuse(row, _("Somebody saved it after you had looked at the preview."))
        agreed = [row for row in batch if row.pk not in saved]
        yield from edits_of(propose(agreed, asked.operation, author), outcome)

    outcome = Outcome(changed=done.count())
    takes_back = takes_words_back(asked.operation)
    save_many(Saving(claim, author, asked.reason, takes_back, outcome=outcome), open_, edits)
    return outcome.report()


def _saved_since(records: Sequence[Record], at: datetime) -> set[int]:
    """Those that somebody saved; a part also moves with its document, unsaved. No query where none moved."""
    moved = [one.pk for one in records if one.updated_at > at]
    later = Revision.objects.filter(record__in=moved, at__gt=at)
    return set(later.values_list("record", flat=True)) if moved else set()


def edits_of(proposals: Iterable[Proposal], outcome: Outcome) -> Iterator[Edit]:
    """What is to be written of some proposals; refusals are told to the outcome."""
    for one in proposals:
        if one.refusal:
            outcome.refuse(one.record, one.refusal)
        elif one.edit is not None:
            yield one.edit


def author_of(claim: Claim) -> Author:
    """The person who asked for a job, with the leave and the rank of today. Raises WorkRefused."""
    user = User.objects.filter(pk=claim.created_by or 0, is_active=True).first()
    if user is None or not user.has_perm("catalog.change_record"):
        raise WorkRefused(_("Whoever asked for this may no longer change records. Ask for it anew."))
    return person(user)


def proposal_of(
    record: Record, before: Description, seen: Description, author: Author, make: Make
) -> Proposal:
    """What the changes that ``make`` gives would make of a record, or the reason why it gives none."""
    try:
        changes = make()
        after = changed(before, changes, seen, author) if changes else before
    except (ChangeRefused, Refused) as refusal:
        return Proposal(record, seen, refusal=str(refusal))
    edit = Edit(record, before, after) if after != before else None
    return Proposal(record, seen, changes if edit else (), edit)


def _strict_parts(records: Sequence[Record]) -> dict[int, list[Record]]:
    """By record, the stricter parts of the document that it is or stands in."""
    documents: Collection[int] = {
        one.document_id or one.pk for one in records if one.level in ("item", "part")
    }
    found: dict[int, list[Record]] = {}
    for part in _parts_of(documents):
        found.setdefault(part.document_id or 0, []).append(part)
    return {
        one.pk: [part for part in found.get(one.document_id or one.pk, ()) if part.text_from > one.text_from]
        for one in records
    }


def _parts_of(documents: Collection[int]) -> QuerySet[Record]:
    return Record.objects.filter(document__in=documents).order_by("path")
