"""The one mechanism of long work: jobs in the database, claimed with a lease, ended once.

A worker or a command claims a job, renews its lease while it works, and ends it. A claim whose lease
ran out may be taken by another; every write under the lost claim is then refused, so a job that was
worked on twice still ends once.
"""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.jobs.wake import LONG, wake
from catalog.models import Job, User

ATTEMPTS = 3
"""A job whose claim was lost this often is not taken up again: it needs a person."""

State = Job.State


class LostClaim(Exception):
    """Another has taken the job, or it was stopped: what was being written is refused."""


class WorkRefused(Exception):
    """The work cannot be done as asked; the message is a sentence for a person and ends the job as failed."""


@dataclass(frozen=True)
class Request:
    """A job that is asked for. ``payload`` is JSON; ``batch`` names what was asked for together."""

    kind: str
    payload: Mapping[str, Any]
    title: str = ""
    batch: str = ""
    created_by: User | None = None


@dataclass(frozen=True)
class Claim:
    """The right to work on one job until its lease ends."""

    job: int
    token: str
    kind: str
    payload: Mapping[str, Any]
    attempt: int
    created_by: int | None


def enqueue(request: Request) -> Job:
    """Put one job into the queue and wake a worker once the transaction is through."""
    return enqueue_all([request])[0]


def enqueue_all(requests: Iterable[Request]) -> list[Job]:
    """Put many jobs into the queue at once, in their order."""
    jobs = Job.objects.bulk_create(
        Job(
            kind=one.kind,
            payload=dict(one.payload),
            title=one.title[:300],
            batch=one.batch,
            created_by=one.created_by,
        )
        for one in requests
    )
    wake(LONG)
    return jobs


def refuse(request: Request, sentence: str) -> Job:
    """Write down, as a job that has failed, what could not even be asked for, so that a person sees it."""
    job = Job(
        kind=request.kind, payload=dict(request.payload), title=request.title[:300], batch=request.batch
    )
    job.created_by, job.state, job.error, job.ended_at = (
        request.created_by,
        State.FAILED,
        sentence,
        timezone.now(),
    )
    job.save()
    return job


def new_batch() -> str:
    """The name of a new batch."""
    return secrets.token_hex(16)


def any_open(kinds: Collection[str], batch: str = "") -> bool:
    """Whether there is something to claim, without the lock that claiming takes."""
    return _open(kinds, batch).exists()


def claim(kinds: Collection[str], batch: str = "") -> Claim | None:
    """Claim the oldest open job of these kinds, or of one batch; None where there is none.

    Two never get the same job: PostgreSQL skips rows that another is claiming, and SQLite lets one
    write at a time.
    """
    with transaction.atomic():
        job = _open(kinds, batch).select_for_update(skip_locked=True).order_by("pk").first()
        if job is None:
            return None
        job.state, job.claim, job.claimed_until = State.RUNNING, secrets.token_hex(16), _lease()
        job.attempts, job.progress = job.attempts + 1, 0
        job.started_at = job.started_at or timezone.now()
        job.save(update_fields=["state", "claim", "claimed_until", "attempts", "progress", "started_at"])
    return Claim(job.pk, job.claim, job.kind, job.payload, job.attempts, job.created_by_id)


def renew(claim: Claim) -> None:
    """Begin the lease anew. Raises LostClaim."""
    _write(claim, claimed_until=_lease())


def show_progress(claim: Claim, progress: int, total: int) -> None:
    """Say how far the work is. Raises LostClaim."""
    _write(claim, claimed_until=_lease(), progress=progress, total=total)


@contextmanager
def held(claim: Claim) -> Iterator[None]:
    """A transaction that only the holder of the claim can commit; else LostClaim, and nothing is written.

    The job's row stays locked until the end, so nobody takes the job while its work is being written.
    """
    with transaction.atomic():
        renew(claim)
        yield


def finish(claim: Claim, report: Mapping[str, Any]) -> None:
    """End the job as done. Raises LostClaim."""
    _end(claim, State.DONE, report=dict(report))


def fail(claim: Claim, sentence: str) -> None:
    """End the job as failed, with a sentence for a person. Raises LostClaim."""
    _end(claim, State.FAILED, error=sentence)


def release(claim: Claim) -> None:
    """Give the job back, as if it had not been claimed. Raises LostClaim."""
    _write(claim, state=State.WAITING, claim="", claimed_until=None, attempts=F("attempts") - 1)


def give_up_lost() -> int:
    """Mark the jobs whose claim was lost for the last time as needing attention; returns how many."""
    lost = Job.objects.filter(state=State.RUNNING, claimed_until__lt=timezone.now(), attempts__gte=ATTEMPTS)
    if not lost.exists():
        return 0
    return lost.update(
        state=State.ATTENTION,
        claim="",
        claimed_until=None,
        ended_at=timezone.now(),
        error=_(
            "The work was begun %(times)s times and broken off each time, by a worker that ended or lost its "
            "connection. Nothing was lost. Look into the worker's log for that time, then retry."
        )
        % {"times": ATTEMPTS},
    )


def retry(job: int) -> bool:
    """Put a job that failed, was stopped or needs attention back into the queue; False where it is none."""
    ended = Job.objects.filter(pk=job, state__in=[State.FAILED, State.ATTENTION, State.STOPPED])
    again = ended.update(
        state=State.WAITING,
        attempts=0,
        progress=0,
        claim="",
        error="",
        report={},
        started_at=None,
        ended_at=None,
    )
    if again:
        wake(LONG)
    return bool(again)


def stop(job: int) -> bool:
    """Stop a job that waits or runs; what it is writing just now is refused. False where it had ended."""
    going = Job.objects.filter(pk=job, state__in=[State.WAITING, State.RUNNING])
    return bool(going.update(state=State.STOPPED, claim="", claimed_until=None, ended_at=timezone.now()))


def _open(kinds: Collection[str], batch: str) -> QuerySet[Job]:
    """Jobs that wait, and those whose lease ran out with attempts left."""
    lost = Q(state=State.RUNNING, claimed_until__lt=timezone.now(), attempts__lt=ATTEMPTS)
    # The first condition is implied by the second; with it the partial index of open jobs is used.
    jobs = Job.objects.filter(state__in=[State.WAITING, State.RUNNING], kind__in=kinds)
    return jobs.filter(Q(state=State.WAITING) | lost, **({"batch": batch} if batch else {}))


def _lease() -> Any:
    return timezone.now() + timedelta(seconds=settings.JOB_LEASE)


def _end(claim: Claim, state: Job.State, **fields: Any) -> None:
    _write(claim, state=state, claim="", claimed_until=None, ended_at=timezone.now(), **fields)


def _write(holder: Claim, **fields: Any) -> None:
    mine = Job.objects.filter(pk=holder.job, claim=holder.token, state=State.RUNNING)
    if not mine.update(**fields):
        raise LostClaim(_("The job was stopped, or another worker has taken it up."))
