"""Finding aids as pages and PDF: made by a job, shown while they still say what the records say."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.exports.addresses import record_address
from catalog.exports.finding_aid_pdf import write_pdf
from catalog.interchange.finding_aid import Entry, Front, entries_as_html, front_matter
from catalog.jobs.queue import Claim, Request, WorkRefused, enqueue, show_progress
from catalog.models import FindingAid, Job, Record, User
from catalog.models.path import below
from catalog.records.queries import RecordView, children, view, visible_to
from catalog.records.refusal import Refused

KIND = "finding aid"
VERSION = 1
"""Raised when finding aids are written otherwise, so that older ones are made anew."""
CHAPTER = 500
"""Entries that are written together: what one volume of the PDF is laid out from."""


def ask_for_finding_aid(record: RecordView, rank: int, user: User | None) -> Job:
    """A job that makes the finding aid of what stands under a record as ``rank`` sees it.

    Raises Refused where the record holds nothing, or is being worked on already.
    """
    if record.description.level not in AGGREGATE_LEVELS:
        raise Refused(_("A finding aid is of a collection, a series or a file. Choose one of these."))
    payload = {"record": record.public_id, "rank": rank}
    if _open_jobs(payload).exists():
        raise Refused(_("This finding aid is being made already; “Jobs” shows how far it is."))
    return enqueue(Request(KIND, payload, title=_("Finding aid"), created_by=user))


def finding_aid(record: RecordView, rank: int) -> FindingAid | None:
    """The fullest finding aid that this rank may see, and that still says what the records say; else None."""
    made = FindingAid.objects.filter(record=record.pk, rank__lte=rank).order_by("-rank")
    return next((one for one in made if one.fingerprint == fingerprint(record.path, one.rank)), None)


def fingerprint(path: str, rank: int) -> str:
    """Changes with everything that a finding aid of what stands at ``path`` shows to ``rank``: one query.

    What disappears lowers the count, what appears is saved later than all before it, and every change of
    what is shown raises a version.
    """
    seen = visible_to(rank).filter(below(path)).exclude(level="part")
    told = seen.aggregate(Count("pk"), Sum("pk"), Sum("version"), Max("updated_at"))
    return hashlib.sha256(repr((VERSION, path, rank, sorted(told.items()))).encode()).hexdigest()


def page_of(aid: FindingAid) -> Path:
    """The file of the page's content, as HTML without its frame."""
    return _folder() / f"{_name(aid.record_id, aid.rank, aid.fingerprint)}.html"


def pdf_of(aid: FindingAid) -> Path:
    return page_of(aid).with_suffix(".pdf")


def make_finding_aid(claim: Claim) -> Mapping[str, Any]:
    """Writes the page and the PDF aside and shows them at once. Raises WorkRefused and LostClaim."""
    rank = claim.payload["rank"]
    whole = view(claim.payload["record"], rank)
    if whole is None:
        raise WorkRefused(_("The record is gone, or is not seen at this rank any longer."))
    mark = fingerprint(whole.path, rank)
    page = _folder() / f"{_name(whole.pk, rank, mark)}.html"
    chapters: list[str] = []
    count = 0
    for number, chapter in _chapters(whole, rank):
        chapters.append(chapter)
        count = number
        show_progress(claim, count, 0)
    front = _front(whole, rank)
    _write(page, "".join([front, *chapters]).encode())
    # With the first of its chapters: the heading of the list stands at the end of the front matter.
    volumes = ["".join([front, *chapters[:1]]), *chapters[1:]]
    warnings = write_pdf(page.with_suffix(".pdf"), volumes, lambda: show_progress(claim, count, 0))
    _keep(whole.pk, rank, mark, count)
    return {"record": whole.public_id, "entries": count, "warnings": warnings}


def renew_stale() -> int:
    """Asks for every finding aid anew that no longer says what its records say; returns how many."""
    asked = 0
    for aid in FindingAid.objects.select_related("record"):
        payload = {"record": aid.record.public_id, "rank": aid.rank}
        if aid.fingerprint != fingerprint(aid.record.path, aid.rank) and not _open_jobs(payload).exists():
            enqueue(Request(KIND, payload, title=_("Finding aid")))
            asked += 1
    return asked


def remove_orphans() -> int:
    """Removes the files of finding aids that are shown no longer and made no longer; returns how many."""
    kept = {page_of(one).stem for one in FindingAid.objects.all()}
    making = Job.objects.filter(kind=KIND, state=Job.State.RUNNING).exists()
    orphans = [] if making else [path for path in _folder().iterdir() if path.stem not in kept]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _chapters(whole: RecordView, rank: int) -> Iterator[tuple[int, str]]:
    """How many entries were written so far, and the next of them as HTML."""
    entries, count = _below(whole, rank, 1), 0
    while chapter := list(islice(entries, CHAPTER)):
        count += len(chapter)
        yield count, "".join(entries_as_html(chapter))


def _below(parent: RecordView, rank: int, depth: int) -> Iterator[Entry]:
    """What stands under a record, each followed by what stands under it: three queries a hundred."""
    after = -1
    while page := children(parent, rank, after=after):
        rows = visible_to(rank).filter(parent__in=[one.pk for one in page]).exclude(level="part")
        holding = set(rows.values_list("parent", flat=True).distinct())
        for one in page:
            yield Entry(depth, one.description, record_address(one.public_id), one.pk in holding)
            if one.pk in holding:
                yield from _below(one, rank, depth + 1)
        after = Record.objects.values_list("position", flat=True).get(pk=page[-1].pk)


def _front(whole: RecordView, rank: int) -> str:
    seen_by = "" if rank == 0 else _(" for the staff: not for readers")
    made_on = date_format(timezone.localdate(), "j F Y")
    front = Front(whole.institution, made_on, seen_by)
    return front_matter(Entry(0, whole.description, record_address(whole.public_id), True), front)


def _keep(record: int, rank: int, mark: str, entries: int) -> None:
    """Shows what was made, and removes the files of what was made before."""
    held = FindingAid.objects.filter(record=record, rank=rank).first()
    FindingAid.objects.update_or_create(
        record_id=record,
        rank=rank,
        defaults={"fingerprint": mark, "entries": entries, "made_at": timezone.now()},
    )
    if held is not None and held.fingerprint != mark:
        for path in (page_of(held), pdf_of(held)):
            path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    aside = path.with_suffix(f".{os.getpid()}.aside")
    aside.write_bytes(content)
    aside.replace(path)


def _open_jobs(payload: Mapping[str, Any]) -> Any:
    going = (Job.State.WAITING, Job.State.RUNNING)
    return Job.objects.filter(kind=KIND, state__in=going, payload=dict(payload))


def _name(record: int, rank: int, mark: str) -> str:
    return f"{record}-{rank}-{mark[:24]}"


def _folder() -> Path:
    folder = Path(settings.REGESTA_HOME) / "finding-aids"
    folder.mkdir(exist_ok=True)
    return folder
