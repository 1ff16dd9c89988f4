"""Reading again what is catalogued, with the recognisers of today.

Nothing that a person decided is touched: see catalog.domain.readings. The text that was kept is read, so
that the lines that statements name stay theirs; only a record without a text is read from its file.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.domain.description import Description, File
from catalog.domain.description import Text as TextRange
from catalog.domain.readings import read_anew
from catalog.domain.text import lines_of
from catalog.domain.upgrades import read as description_of
from catalog.files.store import path_of
from catalog.ingest.describe import describe
from catalog.ingest.document import Document, Unreadable, quality_of
from catalog.ingest.drafts import Drafts, PartDraft, drafts_of
from catalog.ingest.kept import keep_text, linked
from catalog.ingest.readers import read
from catalog.ingest.version import RECOGNISERS
from catalog.jobs.queue import Claim, Request, WorkRefused, enqueue, held, show_progress
from catalog.models import Job, Record, Text, User
from catalog.models.path import below
from catalog.records.author import Author, command, person
from catalog.records.proposing import decided_by_people, mark_read, propose
from catalog.records.refusal import Refused
from catalog.records.save import create
from catalog.records.versions import forget_sketch

KIND = "again"
AT_ONCE = 2000
"""Documents that one job reads before it asks for the next: a worker is not kept for hours."""
_MOST_NAMED = 20


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a job of this kind is asked: the payload.

    ``under`` is the public id of a record, which is read with all below it; all are read where it is empty.
    ``older`` leaves out what the recognisers of today have read. ``after`` and ``counted`` are what jobs
    before this one did, ``total`` what they were asked for together.
    """

    under: str = ""
    older: bool = False
    after: int = 0
    total: int = 0
    counted: dict[str, int] = {}
    refused: list[str] = []


@dataclass
class _Tally:
    """What became of the records of a job."""

    counted: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        return {**self.counted, "refused": self.refused[:_MOST_NAMED]}


class _Kept(NamedTuple):
    """A record's text or file as it is read; ``is_new`` where it had no text before."""

    document: Document
    file: File
    is_new: bool


def to_read(order: Order) -> QuerySet[Record]:
    """The documents that an order asks for: all that were read from a file once, or those of a place."""
    chosen = Record.objects.filter(read_with__isnull=False)
    if order.older:
        chosen = chosen.filter(read_with__lt=RECOGNISERS)
    if order.under:
        top = Record.objects.filter(public_id=order.under).first()
        if top is None:
            raise WorkRefused(_("The record that was to be read again is gone."))
        if top.level in ("item", "part"):
            # Asked for by itself, a document is read that was never read before: its file came by hand.
            return Record.objects.filter(pk=top.document_id or top.pk)
        chosen = chosen.filter(below(top.path))
    return chosen


def ask(order: Order, title: str, created_by: User | None = None) -> Job:
    """The job of reading again."""
    return enqueue(Request(KIND, msgspec.to_builtins(order), title=title, created_by=created_by))


def read_again(claim: Claim) -> Mapping[str, Any]:
    """Reads the documents of an order one by one; each is saved by itself, so that what was stopped or
    broken off goes on where it was. What cannot be read is counted, named, and stays as it is.
    """
    order = msgspec.convert(dict(claim.payload), Order)
    author = person(User.objects.get(pk=claim.created_by)) if claim.created_by else command(KIND)
    chosen = to_read(order)
    total = order.total or chosen.count()
    tally = _Tally(Counter(order.counted), list(order.refused))
    last, done = order.after, 0
    while done < AT_ONCE and (record := chosen.filter(pk__gt=last).order_by("pk").first()):
        last, done = record.pk, done + 1
        _read_one(claim, record, author, tally)
        show_progress(claim, sum(tally.counted[one] for one in ("same", "changed", "unread")), total)
    if done == AT_ONCE:
        _go_on(claim, order, last, total, tally)
    return tally.report()


def _go_on(claim: Claim, order: Order, last: int, total: int, tally: _Tally) -> None:
    """Asks for the rest in the transaction in which this job's end is sure."""
    rest = msgspec.structs.replace(
        order, after=last, total=total, counted=dict(tally.counted), refused=tally.refused[:_MOST_NAMED]
    )
    job = Job.objects.get(pk=claim.job)
    with held(claim):
        ask(rest, job.title, job.created_by)


def _read_one(claim: Claim, record: Record, author: Author, tally: _Tally) -> None:
    try:
        kept = _kept(record)
        drafts = linked(drafts_of(kept.document, describe(kept.document), kept.file))
        with held(claim):
            counted = _save(record, drafts, kept, author, Job(pk=claim.job))
    except (Refused, WorkRefused) as refusal:
        tally.counted["unread"] += 1
        tally.refused.append(f"{record.public_id}: {refusal}")
    else:
        news = counted["proposed"] or counted["otherwise"] or counted["taken back"] or counted["parts"]
        tally.counted["changed" if news else "same"] += 1
        tally.counted.update(counted)


def _kept(record: Record) -> _Kept:
    """What is read of a record; raises WorkRefused where it has no file that can be read."""
    description = description_of(bytes(record.snapshot))
    if not description.files:
        raise WorkRefused(_("It has no file."))
    file, text = description.files[0], description.text
    if text is not None and text.length:
        return _Kept(_document(text, file), file, is_new=False)
    try:
        return _Kept(read(path_of(file.sha256)), file, is_new=True)
    except FileNotFoundError as error:
        raise WorkRefused(_("Its file is not in the store. Restore it from the backup.")) from error
    except Unreadable as error:
        raise WorkRefused(str(error)) from error


def _document(text: TextRange, file: File) -> Document:
    content = Text.objects.values_list("content", flat=True).get(sha256=text.sha256)
    return Document(
        text=content,
        lines=tuple(lines_of(content)),
        media_type=file.media_type,
        encoding=text.encoding,
        pages=text.pages,
        quality=quality_of(content),
    )


def _save(record: Record, drafts: Drafts, kept: _Kept, author: Author, job: Job) -> Counter[str]:
    """The document and its parts as they are read now. Within a transaction."""
    counted: Counter[str] = Counter()
    if kept.is_new:
        keep_text(drafts.document, kept.document.text)
        forget_sketch(record)
    _propose(
        record, drafts.document, author, job, counted, text=drafts.document.text if kept.is_new else None
    )
    parts = list(record.parts.order_by("path"))
    by_label: dict[str, Record] = {}
    for draft in drafts.parts:
        part = _part_like(draft, parts)
        if part is not None:
            parts.remove(part)
            _propose(part, draft.description, author, job, counted)
        else:
            part = _new_part(draft, by_label.get(draft.within, record), author, job)
            counted["parts"] += 1
        by_label.setdefault(draft.label, part)
    mark_read([record.pk], RECOGNISERS)
    return counted


def _new_part(draft: PartDraft, above: Record, author: Author, job: Job) -> Record:
    return create(
        draft.description,
        institution=above.institution,
        author=author,
        parent=above,
        reason=_("A part of “%(title)s”, found when it was read again") % {"title": above.title},
        job=job,
    )


def _part_like(draft: PartDraft, parts: list[Record]) -> Record | None:
    """The part that has most of the draft's lines, where it has more than half of them."""
    wanted = draft.description.text
    rated = [(_shared(description_of(bytes(one.snapshot)).text, wanted), one) for one in parts]
    best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] > 0.5 else None


def _shared(one: TextRange | None, other: TextRange | None) -> float:
    """The share of the lines of either that both have."""
    if one is None or other is None or one.sha256 != other.sha256:
        return 0.0
    common = min(one.last_line, other.last_line) - max(one.first_line, other.first_line) + 1
    together = max(one.last_line, other.last_line) - min(one.first_line, other.first_line) + 1
    return max(common, 0) / together


def _propose(
    record: Record,
    draft: Description,
    author: Author,
    job: Job,
    counted: Counter[str],
    *,
    text: TextRange | None = None,
) -> None:
    decided = decided_by_people(record, KIND)

    def anew(before: Description) -> Description:
        after = read_anew(before, draft.statements, decided)
        return msgspec.structs.replace(before, statements=after, text=text or before.text)

    reason = _("Read again by the recognisers of version %(version)d") % {"version": RECOGNISERS}
    before, after = propose(record, anew, author=author, reason=reason, job=job)
    held_before = {one.id: one for one in before.statements}
    for one in after.statements:
        if held_before.get(one.id) != one:
            counted["otherwise" if one.replaces or one.id in held_before else "proposed"] += 1
    counted["taken back"] += len(held_before.keys() - {one.id for one in after.statements})
