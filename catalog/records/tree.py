"""What a record's place in the tree means for who sees it. Narrowing is done at once, for all below it."""

from collections.abc import Sequence

from django.db.models import Exists, F, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from catalog.domain.description import Description
from catalog.domain.disclosure import PUBLIC, STAFF, Effective, inherited, own_access, stricter_parts
from catalog.domain.upgrades import read
from catalog.models import Authority, Exclusion, Record, RecordFile, StatementRow
from catalog.models.path import below
from catalog.records.seen_rows import SeenRow
from catalog.records.sets import leave_digital, stamp_members
from catalog.records.stamp import next_stamp
from catalog.records.stored_results import forget_results

TEXT_WITHHELD = "text withheld"
"""Stands for the digest of a public view that a narrowing above it changed; the next save computes it."""


def effective_of(record: Record | SeenRow, strict_parts: Sequence[Record | SeenRow] = ()) -> Effective:
    """The access of a stored record, with the lines of those of its parts that are stricter."""
    if not strict_parts:
        return Effective(record.seen_from, record.text_from)
    parts = [
        (read(bytes(part.snapshot)).text, part.text_from) for part in strict_parts if part.pk != record.pk
    ]
    text = read(bytes(record.snapshot)).text
    return Effective(record.seen_from, record.text_from, stricter_parts(text, record.text_from, parts))


def strict_parts_of(record: Record) -> tuple[Record, ...]:
    """The parts of the record's document that are stricter than the record: one query.

    A part is asked too: another part may lie within its lines.
    """
    document = record.document_id or record.pk
    return tuple(Record.objects.filter(document=document, text_from__gt=record.text_from).order_by("path"))


def set_access(record: Record, description: Description, parent: Record | None) -> None:
    """Fills the four ranks of the row from its description and its parent's row."""
    own = own_access(description)
    effective = inherited(own, Effective(parent.seen_from, parent.text_from) if parent else None)
    record.own_seen_from, record.own_text_from = own.seen_from, own.text_from
    record.seen_from, record.text_from = effective.seen_from, effective.text_from


def narrow_below(record: Record) -> None:
    """Makes everything under the record at least as strict as the record, in one UPDATE.

    The record's row must be saved already. What was public and no longer is becomes a tombstone:
    its datestamp moves here.
    """
    under = Record.objects.filter(below(record.path)).exclude(pk=record.pk)
    looser = under.filter(Q(seen_from__lt=record.seen_from) | Q(text_from__lt=record.text_from))
    if not looser.exists():
        return
    shown = looser.exclude(public_digest="")
    at = next_stamp()
    if record.seen_from > PUBLIC:
        stamp_members(shown, at)
        shown.update(public_digest="", oai_datestamp=at)
    else:
        changed = shown.filter(_read_from_text())
        stamp_members(changed, at)
        leave_digital(changed, at)
        changed.update(public_digest=TEXT_WITHHELD, oai_datestamp=at)
    looser.update(
        seen_from=Greatest("seen_from", record.seen_from),
        text_from=Greatest("text_from", record.text_from),
        version=F("version") + 1,
        updated_at=timezone.now(),
    )


def _read_from_text() -> Q:
    """Records whose public view holds words or files of their text, and so changes when that is withheld."""
    read_here = StatementRow.objects.filter(record=OuterRef("pk"), state="accepted").exclude(basis="")
    return Q(Exists(read_here)) | Q(Exists(RecordFile.objects.filter(record=OuterRef("pk"))))


def exclude_from_index(record: Record, rank: int) -> None:
    """Leaves the record and all under it out of what ranks below ``rank`` find, until it is indexed.

    A part's words stand in its document's entry, so it is the document that is left out.
    """
    target = record.document if record.document_id is not None else record
    if target is not None:
        Exclusion.objects.create(record=target, rank=rank, version=target.version)
        forget_results(rank)


def refresh_authorities(records: Q | None, touched: frozenset[int] = frozenset()) -> None:
    """Sets from which rank authorities are seen: the lowest of the records whose accepted statements use
    them, and staff where none does. ``records`` chooses records whose authorities are looked at again.
    """
    chosen = Authority.objects.filter(pk__in=touched)
    if records is not None:
        used = StatementRow.objects.filter(record__in=Record.objects.filter(records), authority__isnull=False)
        chosen = Authority.objects.filter(Q(pk__in=touched) | Q(pk__in=used.values("authority")))
    lowest = (
        StatementRow.objects.filter(authority=OuterRef("pk"), state="accepted")
        .values("authority")
        .annotate(lowest=Min("record__seen_from"))
        .values("lowest")
    )
    chosen.update(seen_from=Least(Coalesce(Subquery(lowest), Value(STAFF)), Value(STAFF)))
