"""Saving many records again as a job: in batches, each written only by the holder of the claim."""

from collections.abc import Callable

from django.db.models import QuerySet

from catalog.domain.description import Description
from catalog.domain.upgrades import read
from catalog.jobs.queue import Claim, held, show_progress
from catalog.models import Job, Record, User
from catalog.records.author import Author, command, person
from catalog.records.save import write

BATCH = 100

Changed = Callable[[Description, Record], Description]
"""What a record shall say, from what it says now."""


def resave(claim: Claim, records: QuerySet[Record], changed: Changed, *, as_revision: bool = True) -> int:
    """Saves each of the records that ``changed`` changes, in the order of their ids; returns how many it saw.

    It may be begun again: what is changed already is not saved a second time. Raises LostClaim.
    """
    job = Job.objects.get(pk=claim.job)
    author = _author(claim)
    last = done = 0
    while batch := _next_batch(claim, records.filter(pk__gt=last), changed, author, job, as_revision):
        last, done = batch[-1], done + len(batch)
        show_progress(claim, done, 0)
    return done


def _next_batch(
    claim: Claim, records: QuerySet[Record], changed: Changed, author: Author, job: Job, as_revision: bool
) -> list[int]:
    with held(claim):
        rows = records.select_for_update(of=("self",)).select_related("parent", "document", "institution")
        batch = list(rows.order_by("pk")[:BATCH])
        for record in batch:
            before = read(bytes(record.snapshot))
            after = changed(before, record)
            if after != before:
                write(record, before, after, author, job.title, job, as_revision=as_revision)
    return [record.pk for record in batch]


def _author(claim: Claim) -> Author:
    user = User.objects.filter(pk=claim.created_by).first() if claim.created_by else None
    return person(user) if user else command("authorities")
