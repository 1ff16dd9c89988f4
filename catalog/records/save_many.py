"""Saving many records as a job: batch by batch, each written only by the holder of the claim."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from catalog.domain.description import Description
from catalog.domain.upgrades import read
from catalog.jobs.queue import Claim, held, show_progress
from catalog.models import Exclusion, Job, Record
from catalog.records.author import Author
from catalog.records.lock import lock_tree, locked
from catalog.records.pace import Pace
from catalog.records.prepare_many import Edit, prepare
from catalog.records.refusal import Refused
from catalog.records.save import write
from catalog.records.write_many import Cause, write_many

TOLD = 500
"""Refusals that a report names one by one; all are counted."""
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
    """The saving of many records in hand, a batch at a time.

    ``takes_back``: what it takes out may not be found before the index follows. ``as_revision`` is false
    where the words follow from elsewhere and nobody's work is to be told.
    """

    claim: Claim
    author: Author
    reason: str
    takes_back: bool = True
    as_revision: bool = True
    outcome: Outcome = field(default_factory=Outcome)
    pace: Pace = field(default_factory=Pace)

    @cached_property
    def job(self) -> Job:
        return Job.objects.get(pk=self.claim.job)


def rewriting(changed: Callable[[Description, Record], Description]) -> Edits:
    """The edits that make of each record what ``changed`` makes of what it says now."""

    def edits(batch: Sequence[Record], outcome: Outcome) -> Iterator[Edit]:
        for record in batch:
            before = read(bytes(record.snapshot))
            after = changed(before, record)
            if after != before:
                yield Edit(record, before, after)

    return edits


def save_many(saving: Saving, records: QuerySet[Record], edits: Edits) -> None:
    """Walks through the records by id and writes what is to become of each. Raises LostClaim."""
    outcome = saving.outcome
    seen, last = outcome.changed, 0
    total = seen + records.count()
    while batch := list(records.filter(pk__gt=last).order_by("pk")[: saving.pace.size]):
        last, before = batch[-1].pk, outcome.changed + outcome.refused
        _write_batch(saving, batch, records, edits)
        outcome.unchanged += len(batch) - (outcome.changed + outcome.refused - before)
        seen += len(batch)
        show_progress(saving.claim, seen, total)
        while saving.takes_back and Exclusion.objects.count() > MOST_EXCLUSIONS:
            time.sleep(1.0)
            show_progress(saving.claim, seen, total)


def _write_batch(saving: Saving, batch: Sequence[Record], records: QuerySet[Record], edits: Edits) -> None:
    """Writes together what can be written together, and by itself what more follows from, or what somebody
    saved meanwhile.
    """
    prepared = prepare(list(edits(batch, saving.outcome)), takes_back=saving.takes_back)
    written: set[int] = set()
    if prepared.ready:
        with saving.pace.writing(len(prepared.ready)), held(saving.claim):
            cause = Cause(saving.author, saving.reason, saving.claim.job, saving.as_revision)
            written = write_many(prepared.ready, cause)
    saving.outcome.changed += len(written)
    missed = [one.edit for one in prepared.ready if one.edit.record.pk not in written]
    for one in (*prepared.others, *missed):
        with saving.pace.writing(0):
            _write_one(saving, one, records, edits)


def _write_one(saving: Saving, planned: Edit, records: QuerySet[Record], edits: Edits) -> None:
    """Writes one record as records.save does; what is to become of it is asked again once it is locked."""
    try:
        with held(saving.claim):
            if planned.before.access != planned.after.access:
                lock_tree()
            record = locked(planned.record.public_id, saving.author)
            for one in edits([record], saving.outcome) if records.filter(pk=record.pk).exists() else ():
                write(
                    record,
                    one.before,
                    one.after,
                    saving.author,
                    saving.reason,
                    saving.job,
                    as_revision=saving.as_revision,
                )
                saving.outcome.changed += 1
    except Refused as refusal:
        saving.outcome.refuse(planned.record, str(refusal))
