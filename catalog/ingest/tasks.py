"""What workers do when they are woken; the work itself stands in the services that are called."""

from pathlib import Path

from celery import shared_task
from django.conf import settings

from catalog.files import fixity, store
from catalog.ingest.inbox import visit
from catalog.jobs.run import drain
from catalog.jobs.wake import INDEXING, LONG
from catalog.search.sync import sync_pending

DRAIN_SECONDS = 30.0
ENTRIES_AT_ONCE = 200
FIXITY_SECONDS = 300.0


@shared_task(name=LONG)
def work() -> None:
    """Do the jobs that are open."""
    drain(seconds=DRAIN_SECONDS)


@shared_task(name=INDEXING)
def index() -> None:
    """Index what was saved since."""
    while sync_pending(ENTRIES_AT_ONCE):
        pass


@shared_task(name="inbox")
def watch_inbox() -> None:
    """Take in the files of the inbox that have come to rest."""
    visit(Path(settings.REGESTA_INBOX))


@shared_task(name="fixity")
def check_fixity() -> None:
    """Check kept files for some minutes of the night, the longest unchecked first."""
    fixity.check(FIXITY_SECONDS)
    store.clear_aside()
