"""What the API says of long work that somebody asked for."""

from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings
from django.urls import reverse

from catalog.models import Job


class JobShown(msgspec.Struct):
    """``state`` is waiting, running, done, failed, needs attention or stopped; ``error`` a sentence, and
    ``report`` what the work says of itself when it is done. ``self`` is the address to ask again.
    """

    id: int
    kind: str
    title: str
    state: str
    progress: int
    total: int
    error: str
    report: dict[str, Any]
    created: datetime
    ended: datetime | None
    itself: str = msgspec.field(name="self")


class JobList(msgspec.Struct):
    """One job for each file that was sent, in their order."""

    jobs: tuple[JobShown, ...]


def job_shown(one: Job) -> JobShown:
    """The job as it is now."""
    return JobShown(
        id=one.pk,
        kind=one.kind,
        title=one.title,
        state=one.state,
        progress=one.progress,
        total=one.total,
        error=one.error,
        report=dict(one.report),
        created=one.created_at,
        ended=one.ended_at,
        itself=settings.SITE_URL + reverse("api-job", args=[one.pk]),
    )
