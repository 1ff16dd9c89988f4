"""Whether work waits that nobody takes up: in words, for the desk and for those who run the site."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from catalog.models import Job, Record

PATIENCE = timedelta(minutes=3)
"""A worker that runs takes up what waits within seconds, unless other work goes before it."""


def standing_still(now: datetime) -> list[str]:
    """A sentence for jobs that wait while none runs, one for records that the index lacks; two queries."""
    long_ago = now - PATIENCE
    waiting = Q(state=Job.State.WAITING, created_at__lt=long_ago)
    running = Q(state=Job.State.RUNNING, claimed_until__gt=now)
    jobs = Job.objects.filter(waiting | running)
    found = jobs.aggregate(oldest=Min("created_at", filter=waiting), running=Count("pk", filter=running))
    said = []
    if found["oldest"] and not found["running"]:
        words = _(
            "Work has waited since %(time)s and nothing takes it up: the worker for long jobs is not running."
        )
        said.append(words % {"time": date_format(localtime(found["oldest"]), "j F Y, H:i")})
    if Record.objects.filter(indexed_version__lt=F("version"), updated_at__lt=long_ago).exists():
        said.append(
            _(
                "Records that were changed minutes ago are not in the index yet. If this stays so, "
                "the worker for indexing is not running."
            )
        )
    return said
