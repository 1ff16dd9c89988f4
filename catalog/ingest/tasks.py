"""What workers do when they are woken; the work itself stands in the services that are called."""

from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from catalog.files import fixity, store
from catalog.ingest.inbox import visit
from catalog.ingest.indexing import index_saved
from catalog.jobs.run import drain
from catalog.jobs.wake import INDEXING, LONG, wake
from catalog.records.announce import announce_mapping
from catalog.records.due import ask_for_due
from catalog.records.quality import count_all
from catalog.records.relating import relate_saved, relations_are_due

DRAIN_SECONDS = 5.0
"""Between two messages, so that a worker that is asked to stop stops soon."""
FIXITY_SECONDS = 300.0


@shared_task(name=LONG)
def work() -> None:
    """Do the jobs that are open, then look for the relations of what was saved."""
    announce_mapping()
    drain(seconds=DRAIN_SECONDS)
    relate_saved(seconds=DRAIN_SECONDS)


@shared_task(name=INDEXING)
def index() -> None:
    """Index what was saved since."""
    index_saved()
    if relations_are_due():
        wake(LONG)


@shared_task(name="inbox")
def watch_inbox() -> None:
    """Take in the files of the inbox that have come to rest."""
    visit(Path(settings.REGESTA_INBOX))


@shared_task(name="due")
def due() -> None:
    """Ask for what is due today: publications that were planned, restrictions that end."""
    ask_for_due(timezone.now())


@shared_task(name="quality")
def count_quality() -> None:
    """Count what is to be put right in the catalogue, for the first page of the desk."""
    count_all()


@shared_task(name="fixity")
def check_fixity() -> None:
    """Check kept files for some minutes of the night, the longest unchecked first."""
    fixity.check(FIXITY_SECONDS)
    store.clear_aside()
