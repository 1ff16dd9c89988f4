"""What is done on its day: planned publications, and restrictions that end. The clock asks for it.

Every record is saved through the one writer, so that page, index and datestamp change in one transaction.
While nobody does it, what is closed stays closed.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain.opening import opened
from catalog.domain.upgrades import read
from catalog.jobs.queue import Claim, Request, enqueue, held, show_progress
from catalog.models import Job, Record, Step
from catalog.records.author import clock
from catalog.records.lock import lock_tree, locked
from catalog.records.publish import publish
from catalog.records.refusal import NoSuchRecord, Refused
from catalog.records.save import write
from catalog.records.steps import log

KIND = "due"
SOON_DAYS = 90
_PAUSE = timedelta(hours=1)
"""After a job of this kind has failed, none is asked for this long: a person sees it in the list of jobs."""


def ask_for_due(now: datetime) -> bool:
    """Asks for a job where something is due and none is at it; whether one was asked for."""
    busy = Q(state__in=[Job.State.WAITING, Job.State.RUNNING]) | Q(
        state__in=[Job.State.FAILED, Job.State.ATTENTION], ended_at__gt=now - _PAUSE
    )
    if not _due(now).exists() or Job.objects.filter(busy, kind=KIND).exists():
        return False
    enqueue(Request(KIND, {}, title=_("What is due")))
    return True


def carry_out(claim: Claim) -> Mapping[str, Any]:
    """The job: everything that is due, a record a transaction; may be done again from the start."""
    now = timezone.now()
    total = _due(now).count()
    report = {"opened": 0, "published": 0, "not published": 0}
    for done, public_id in enumerate(_due_ids(now), 1):
        with held(claim):
            for outcome in do_due(public_id, now):
                report[outcome] += 1
        show_progress(claim, done, total)
    return report


def do_due(public_id: str, now: datetime) -> list[str]:
    """Opens and publishes one record where that is due at ``now``; what was done, in words of the report.

    A publication that is refused is no longer planned; a step says why.
    """
    done = []
    if _open(public_id, now):
        done.append("opened")
    record = Record.objects.filter(public_id=public_id, publish_at__lte=now).first()
    if record is not None:
        done.append(_publish(public_id))
    return done


def opening_or_review(rank_sees: QuerySet[Record], until: datetime) -> QuerySet[Record]:
    """Of the records that a rank sees, those that open, are published or are due for review until then."""
    day = _day(until)
    return rank_sees.filter(
        (~Q(opens_on="") & Q(opens_on__lte=day))
        | (~Q(review_on="") & Q(review_on__lte=day))
        | Q(publish_at__lte=until)
    )


def _open(public_id: str, now: datetime) -> bool:
    with transaction.atomic():
        lock_tree()
        try:
            record = locked(public_id, clock())
        except NoSuchRecord:
            return False
        # Asked again under the lock: somebody may have put the day off.
        if not record.opens_on or record.opens_on > _day(now):
            return False
        before = read(bytes(record.snapshot))
        after = msgspec.structs.replace(before, access=opened())
        reason = _("The restriction ended on %(day)s") % {"day": record.opens_on}
        write(record, before, after, clock(), reason)
    return True


def _publish(public_id: str) -> str:
    try:
        publish(public_id, author=clock(), reason=_("Published as planned"))
    except Refused as refusal:
        with transaction.atomic():
            record = locked(public_id, clock())
            record.publish_at = None
            record.save(update_fields=["publish_at"])
            log(record, Step.Kind.UNPLANNED, clock(), str(refusal))
        return "not published"
    return "published"


def _due(now: datetime) -> QuerySet[Record]:
    return Record.objects.filter((~Q(opens_on="") & Q(opens_on__lte=_day(now))) | Q(publish_at__lte=now))


def _due_ids(now: datetime) -> Iterator[str]:
    """What stands above comes first: a record is published only under one that is."""
    return iter(list(_due(now).order_by("path").values_list("public_id", flat=True)))


def _day(now: datetime) -> str:
    """The day of the site's own time zone."""
    return timezone.localtime(now).date().isoformat()
