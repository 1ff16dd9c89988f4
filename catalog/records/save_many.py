"""Saving many records as a job: batch by batch, each written only by the holder of the claim."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.jobs.queue import Claim, held, show_progress
from catalog.models import Exclusion, Job, Record
from catalog.records.author import Author
from catalog.records.lock import lock_tree, locked
from catalog.records.pace import Pace
from catalog.records.refusal import Refused
from catalog.records.save import write
from catalog.records.write_many import Edit, prepare, write_many

TOLD = 500
"""Refusals that a report names one by one; all are counted."""
ROUNDS = 5
"""How often a record that others keep saving is tried again."""
MOST_EXCLUSIONS = 10_000
"""Words that were taken back are left out of search until the index follows; beyond this many records the
work waits for it, since a search asks for each of them.
"""


@dataclass
class Outcome:
    """What became of the records so far."""

    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    refusals: list[dict[str, str]] = field(default_factory=list)

    def refuse(self, record: Record, reason: str) -> None:
        self.refused += 1
        if len(self.refusals) < TOLD:
            self.refusals.append({"id": record.public_id, "reason": reason})

    def report(self) -> dict[str, Any]:
        return {
            "changed": self.changed,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "refusals": self.refusals,
        }


Edits = Callable[[Sequence[Record], Outcome], Iterable[Edit]]
"""What is to become of some records; what cannot be done is told to the outcome."""


@dataclass
class Saving:
    """A bulk work in hand. ``takes_back``: what it takes out may not be found before the index follows."""

    claim: Claim
    author: Author
    reason: str
    takes_back: bool
    outcome: Outcome
    pace: Pace = field(default_factory=Pace)

    @cached_property
    def job(self) -> Job:
        return Job.objects.get(pk=self.claim.job)


def save_many(saving: Saving, records: QuerySet[Record], edits: Edits) -> None:
    """Walks through the records by id and writes what is to become of each. Raises LostClaim."""
    outcome = saving.outcome
    seen, last = outcome.changed, 0
    total = seen + records.count()
    while batch := list(records.filter(pk__gt=last).order_by("pk")[: saving.pace.size]):
        last, before = batch[-1].pk, outcome.changed + outcome.refused
        _write_batch(saving, batch, edits)
        outcome.unchanged += len(batch) - (outcome.changed + outcome.refused - before)
        seen += len(batch)
        show_progress(saving.claim, seen, total)
        while saving.takes_back and Exclusion.objects.count() > MOST_EXCLUSIONS:
            time.sleep(1.0)
            show_progress(saving.claim, seen, total)


def _write_batch(saving: Saving, batch: Sequence[Record], edits: Edits) -> None:
    """Writes what a batch makes necessary; what another saved meanwhile is read again."""
    for again in range(ROUNDS):
        prepared = prepare(list(edits(batch, saving.outcome)), takes_back=saving.takes_back)
        written: set[int] = set()
        if prepared.ready:
            with saving.pace.writing(len(prepared.ready)), held(saving.claim):
                written = write_many(prepared.ready, saving.author, saving.reason, saving.claim.job)
        saving.outcome.changed += len(written)
        for one in prepared.others:
            with saving.pace.writing(0):
                _write_one(saving, one)
        missed = [one.edit.record.pk for one in prepared.ready if one.edit.record.pk not in written]
        if not missed:
            return
        time.sleep(0.05 * (again + 1))
        batch = list(Record.objects.filter(pk__in=missed).order_by("pk"))
    for record in batch:
        saving.outcome.refuse(record, _("Others are saving it. Try again later."))


def _write_one(saving: Saving, edit: Edit) -> None:
    """Writes one record for which more follows than its own rows: access, a title shown below, a part."""
    try:
        with held(saving.claim):
            if edit.before.access != edit.after.access:
                lock_tree()
            record = locked(edit.record.public_id, saving.author)
            if bytes(record.snapshot) != bytes(edit.record.snapshot):
                raise Refused(_("Somebody saved it just now. Look at it and try again."))
            write(record, edit.before, edit.after, saving.author, saving.reason, saving.job)
    except Refused as refusal:
        saving.outcome.refuse(edit.record, str(refusal))
    else:
        saving.outcome.changed += 1
