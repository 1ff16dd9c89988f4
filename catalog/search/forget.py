"""Taking the entries of deleted records out of the index.

The row is gone with its marks, so what is to be done stands as a job, written in the transaction that
deletes: nothing that happens in between loses it.
"""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain.disclosure import RANKS
from catalog.jobs.wake import INDEXING, wake
from catalog.models import IndexState, Job
from catalog.search.engine import Writer
from catalog.search.entry import Entry
from catalog.search.state import still_written_to

KIND = "forget"
AT_ONCE = 100
LAST_VERSION = 2**62
"""Above every version of a record: no late writer brings a deleted one back."""


def forget(records: Collection[int]) -> None:
    """Call in the transaction that deletes these records. Their numbers are never given again."""
    Job.objects.create(
        kind=KIND, title=_("Take deleted drafts out of the index"), payload={"records": list(records)}
    )
    wake(INDEXING)


def forget_deleted(writer: Writer, state: IndexState) -> None:
    """Overwrites the entries of deleted records with empty ones that nobody finds."""
    jobs = list(Job.objects.filter(kind=KIND, state=Job.State.WAITING).order_by("pk")[:AT_ONCE])
    if not jobs:
        return
    gone = [Entry(one, rank, LAST_VERSION) for job in jobs for one in _records(job) for rank in RANKS]
    failed = writer.write(gone)
    writer.commit()
    done = [job.pk for job in jobs if failed.isdisjoint(_records(job))]
    with still_written_to(state) as ours:
        if ours:
            Job.objects.filter(pk__in=done).update(
                state=Job.State.DONE, progress=1, total=1, ended_at=timezone.now()
            )


def _records(job: Job) -> list[int]:
    return [int(one) for one in job.payload["records"]]
