"""Files and jobs of closed material, which those without leave for it do not see by name.

``disclose`` leaves the files of a record out where its text, or a part of it, is withheld; what the
desk lists beside the records follows it.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.domain.disclosure import CLOSED
from catalog.models import Job, Record, RecordFile, Revision, StoredFile


def files_seen(rank: int) -> QuerySet[StoredFile]:
    """The files of records whose text this rank may read. Files of no record may yet become closed
    ones: only the highest rank sees them here, and everybody those of a batch among its jobs.
    """
    if rank >= CLOSED:
        return StoredFile.objects.all()
    rows = RecordFile.objects.filter(file=OuterRef("pk"))
    withheld = Q(record__text_from__gt=rank) | Q(record__parts__text_from__gt=rank)
    return StoredFile.objects.filter(Exists(rows)).exclude(Exists(rows.filter(withheld)))


def withheld_jobs(jobs: Iterable[Job], rank: int) -> set[int]:
    """Those of the jobs that are of material which this rank may not read. Two queries at most."""
    if rank >= CLOSED:
        return set()
    listed = list(jobs)
    made = Revision.objects.filter(job__in=[one.pk for one in listed], record__text_from__gt=rank)
    hidden = {number for number in made.values_list("job", flat=True) if number is not None}
    named = {one.pk: {one.payload.get("under"), one.report.get("record")} - {None, ""} for one in listed}
    all_named = {public_id for ids in named.values() for public_id in ids}
    closed = Record.objects.filter(public_id__in=all_named, text_from__gt=rank)
    closed_ids = set(closed.values_list("public_id", flat=True))
    return hidden | {pk for pk, ids in named.items() if ids & closed_ids}
