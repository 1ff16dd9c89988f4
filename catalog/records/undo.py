"""Taking back what a job did: each record whose last revision is the job's says again what it said before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from catalog.domain.upgrades import read
from catalog.jobs.queue import Claim, Request, enqueue, held
from catalog.models import Authority, Job, Record, Revision, User
from catalog.records.bulk import KIND as BULK
from catalog.records.bulk import author_of
from catalog.records.delete import delete
from catalog.records.merge_authorities import follow_merges
from catalog.records.places import put_back
from catalog.records.prepare_many import Edit
from catalog.records.refusal import Refused
from catalog.records.save_many import Outcome, Saving, save_many
from catalog.records.sheet import KIND as SHEET

KIND = "undo"
UNDONE = (BULK, SHEET, KIND)
"""The kinds of jobs that can be taken back."""


def undo(job: Job, author: User) -> Job:
    """Asks for a job to be taken back; an undo is taken back in the same way. Raises Refused."""
    if job.kind not in UNDONE or job.ended_at is None:
        raise Refused(_("Only a bulk edit that has ended can be undone. Stop it first."))
    title = _("Undo: %(title)s") % {"title": job.title}
    return enqueue(Request(KIND, {"job": job.pk}, title=title, created_by=author))


def undo_job(claim: Claim) -> Mapping[str, Any]:
    """Restores what stood before the job, and deletes the drafts that it made. A record that was saved
    since, by a person or another job, is left as it is and told.
    """
    author, undone = author_of(claim), Job.objects.get(pk=claim.payload["job"])
    touched = Record.objects.filter(pk__in=Revision.objects.filter(job=undone).values("record"))
    outcome = Outcome(changed=Revision.objects.filter(job=claim.job).count())
    saving = Saving(claim, author, undone.title, outcome=outcome)
    last = touched.filter(_last_by(undone))
    save_many(saving, last.filter(revision__gt=1), _edits)
    _delete(saving, last.filter(revision=1))
    with held(claim):
        put_back(undone.report.get("places", {}))
    others = touched.exclude(_last_by(undone)).exclude(revisions__job=claim.job)
    for record in others.only("public_id").iterator(chunk_size=500):
        outcome.refuse(record, _("It was saved again since, so it stays as it is."))
    return outcome.report()


def _last_by(job: Job) -> Q:
    return Q(Exists(Revision.objects.filter(record=OuterRef("pk"), number=OuterRef("revision"), job=job)))


def _edits(batch: Sequence[Record], outcome: Outcome) -> Iterator[Edit]:
    """What each record said one revision ago; whether it is published stays as it is."""
    before_last = Revision.objects.filter(record__in=batch, number=F("record__revision") - 1)
    snapshots = dict(before_last.values_list("record", "snapshot"))
    merged = Authority.objects.filter(merged_into__isnull=False).exists()
    for record in batch:
        now = read(bytes(record.snapshot))
        then = msgspec.structs.replace(read(bytes(snapshots[record.pk])), status=now.status)
        yield Edit(record, now, follow_merges(then) if merged else then)


def _delete(saving: Saving, drafts: QuerySet[Record]) -> None:
    """Deletes what the job made, the last first: nothing stands under it then."""
    made: Iterable[Record] = list(drafts.order_by("-path").only("public_id"))
    for record in made:
        try:
            with held(saving.claim):
                delete(record.public_id, author=saving.author)
        except Refused as refusal:
            saving.outcome.refuse(record, str(refusal))
        else:
            saving.outcome.changed += 1
