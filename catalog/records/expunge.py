"""Expunging: what a record says is removed for good, by two persons; its identifier stays, and says nothing.

One person asks, with a reason, and another confirms. Then the content is gone from the record and its parts,
from every revision, from texts, files, jobs and what is said about them; a tombstone and audit lines stay.
The digest of a file stays with the record, so that the same file is not taken in again unnoticed.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain.description import Access, Description
from catalog.domain.disclosure import CLOSED
from catalog.domain.upgrades import read
from catalog.files.store import remove
from catalog.models import (
    AuditLine,
    Expunction,
    FindingAid,
    FolderPlace,
    Job,
    Record,
    RecordFile,
    Step,
    StoredFile,
    Text,
    TextSketch,
    WrittenRecord,
)
from catalog.models.path import ancestors_of
from catalog.records.audit import note
from catalog.records.author import Author
from catalog.records.lock import lock_tree, locked
from catalog.records.refusal import Refused
from catalog.records.save import write
from catalog.records.sheet import KIND as SHEET
from catalog.records.stored_results import forget_results

ABOUT_A_RECORD = (FolderPlace, TextSketch, Step, WrittenRecord)
"""Tables whose rows say something of one record, beside those that are written from its snapshot."""


def ask_to_expunge(public_id: str, reason: str, *, author: Author) -> Expunction:
    """Asks for it; nothing is removed yet. Raises Refused where it cannot be done or was asked already."""
    with transaction.atomic():
        record = locked(public_id, author)
        _refuse_impossible(record, author)
        if record.expunctions.filter(done_at__isnull=True).exists():
            raise Refused(
                _("Somebody has asked for this already. A second person confirms it or lets it be.")
            )
        note(AuditLine.Act.ASKED_TO_EXPUNGE, public_id, author, reason)
        return Expunction.objects.create(
            record=record,
            reason=reason,
            asked_by_id=author.user_id,
            asked_by_name=author.name,
            asked_at=timezone.now(),
        )


def let_be(public_id: str, *, author: Author) -> None:
    """Takes an open request back. Raises Refused where there is none."""
    with transaction.atomic():
        _open_request(locked(public_id, author)).delete()


def confirm_expunging(public_id: str, *, author: Author) -> Expunction:
    """Removes for good what the record and its parts say.

    Raises Refused where nobody asked for it, or the same person did. The index forgets as soon as the worker
    has run, and its old files when it is rebuilt; backups of earlier days hold what they held.
    """
    with transaction.atomic():
        lock_tree()
        _overwrite_what_is_deleted()
        record = locked(public_id, author)
        request = _open_request(record)
        if request.asked_by_id == author.user_id or request.asked_by_name == author.name:
            raise Refused(_("You asked for it yourself: another person must confirm it."))
        _refuse_impossible(record, author)
        files = _expunge(record, request.reason, author)
        request.confirmed_by_name, request.done_at = author.name, timezone.now()
        request.save(update_fields=["confirmed_by_name", "done_at"])
        detail = _("Asked by %(name)s: %(reason)s") % {
            "name": request.asked_by_name,
            "reason": request.reason,
        }
        note(AuditLine.Act.EXPUNGED, public_id, author, detail)
        transaction.on_commit(partial(_remove_files, files))
    return request


def _expunge(record: Record, reason: str, author: Author) -> Sequence[str]:
    """Empties the document and its parts; returns the digests of the files that nobody names any longer."""
    records = [*record.parts.select_for_update().order_by("-path"), record]
    said = [_said(one) for one in records]
    files = {one for of_record in said for one in of_record[0]}
    texts = {one for of_record in said for one in of_record[1]}
    ids = [one.pk for one in records]
    _clear_sheets(ids)
    for one in records:
        _empty(one, reason, author)
    for table in ABOUT_A_RECORD:
        table.objects.filter(record__in=ids).delete()
    FindingAid.objects.filter(record__in=[record.pk, *ancestors_of(record.path)]).delete()
    Text.objects.filter(sha256__in=[one for one in texts if not _named_elsewhere(one, ids)]).delete()
    gone = sorted(
        files - set(RecordFile.objects.filter(file__sha256__in=files).values_list("file__sha256", flat=True))
    )
    StoredFile.objects.filter(sha256__in=gone).delete()
    _clear_jobs([one.public_id for one in records], files)
    forget_results(CLOSED + 1)
    return gone


def _remove_files(digests: Sequence[str]) -> None:
    for one in digests:
        remove(one)


def _said(record: Record) -> tuple[set[str], set[str]]:
    """The digests of all files and texts that the record names or named."""
    files: set[str] = {record.source_sha256} if record.source_sha256 else set()
    texts: set[str] = set()
    snapshots = [record.snapshot, *record.revisions.values_list("snapshot", flat=True)]
    for snapshot in snapshots:
        description = read(bytes(snapshot))
        files |= {one.sha256 for one in description.files}
        texts |= {description.text.sha256} if description.text else set()
    return files, texts


def _empty(record: Record, reason: str, author: Author) -> None:
    before = read(bytes(record.snapshot))
    kept = Access(description="staff", material=before.access.material)
    after = Description(level=before.level, status="withdrawn", access=kept)
    write(record, before, after, author, reason)
    record.revisions.exclude(number=record.revision).delete()


def _clear_jobs(public_ids: Sequence[str], files: Iterable[str]) -> None:
    """What jobs say of the record or of its files: names, titles, errors."""
    about = Q(report__record__in=list(public_ids)) | Q(payload__sha256__in=list(files))
    for job in Job.objects.filter(about):
        job.title, job.error = "", ""
        job.payload = {key: value for key, value in job.payload.items() if key == "sha256"}
        job.report = {key: value for key, value in job.report.items() if key in ("record", "outcome")}
        job.save(update_fields=["title", "error", "payload", "report"])


def _clear_sheets(ids: Sequence[int]) -> None:
    """What was typed into sheets that made or changed the records: once saved nobody needs it."""
    for job in Job.objects.filter(kind=SHEET, revisions__record__in=ids, ended_at__isnull=False).distinct():
        job.payload = {**job.payload, "rows": []}
        job.save(update_fields=["payload"])


def _named_elsewhere(sha256: str, ids: Sequence[int]) -> bool:
    """Whether the snapshot of another record names a text: no table says so, and it is asked rarely."""
    function = "POSITION" if connection.vendor == "postgresql" else "INSTR"
    found = _Within(function, sha256.encode())
    return Record.objects.exclude(pk__in=ids).alias(at=found).filter(at=True).exists()


class _Within(Func):
    """Whether bytes stand within the snapshot."""

    output_field = BooleanField()

    def __init__(self, function: str, sought: bytes) -> None:
        template = (
            "(POSITION(%(expressions)s) > 0)" if function == "POSITION" else "(INSTR(%(expressions)s) > 0)"
        )
        joined = " IN " if function == "POSITION" else ", "
        ends: tuple[Any, ...] = (
            (Value(sought), "snapshot") if function == "POSITION" else ("snapshot", Value(sought))
        )
        super().__init__(*ends, template=template, arg_joiner=joined)


def _overwrite_what_is_deleted() -> None:
    """SQLite leaves deleted bytes in its file until they are written over; PostgreSQL's vacuum sees to it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _refuse_impossible(record: Record, author: Author) -> None:
    if author.rank < record.text_from:
        raise Refused(_("You may not see this closed material. Ask somebody with leave for it."))
    if record.level == "part":
        raise Refused(_("A part is expunged with its document, in whose file its words stand."))
    if record.children.exclude(level="part").exists():
        raise Refused(_("Other records stand under this one. Expunge or move them first."))


def _open_request(record: Record) -> Expunction:
    request = record.expunctions.select_for_update().filter(done_at__isnull=True).first()
    if request is None:
        raise Refused(_("Nobody has asked for this record to be expunged. Ask for it first."))
    return request
