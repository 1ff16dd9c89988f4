"""What may follow later under a record that changed: widening, and its new title shown below."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from catalog.domain.disclosure import Effective, inherited
from catalog.jobs.queue import Claim, Request, enqueue, held, show_progress
from catalog.models import Record
from catalog.models.path import ancestors_of, below
from catalog.records.announce import announce_and_save
from catalog.records.tree import refresh_authorities
from catalog.search.sync import wake_indexing

KIND = "propagation"
BATCH = 200


def propagate_below(record: Record) -> None:
    """Parts follow their document at once; what stands under an aggregate follows as a job."""
    if record.level in ("item", "part"):
        rows = Record.objects.select_for_update(of=("self",)).select_related("institution")
        _raise(list(rows.filter(below(record.path)).exclude(pk=record.pk).order_by("path")))
    elif Record.objects.filter(below(record.path)).exclude(pk=record.pk).exists():
        enqueue(Request(KIND, {"record": record.pk}, title=f"Below {record.title}"[:300]))


def propagate(claim: Claim) -> Mapping[str, Any]:
    """Computes access and datestamps under a record again, in batches; may be done again from the start."""
    top = Record.objects.filter(pk=claim.payload["record"]).first()
    if top is None:
        return {"records": 0}
    last, done = top.path, 0
    while batch := _next_batch(claim, top, last):
        last, done = batch[-1].path, done + len(batch)
        show_progress(claim, done, 0)
    with held(claim):
        refresh_authorities(below(top.path))
    wake_indexing()
    return {"records": done}


def _next_batch(claim: Claim, top: Record, last: str) -> list[Record]:
    with held(claim):
        rows = Record.objects.select_for_update(of=("self",)).select_related("institution")
        batch = list(rows.filter(below(top.path), path__gt=last).order_by("path")[:BATCH])
        _raise(batch)
    return batch


def _raise(batch: list[Record]) -> None:
    """Access first, from the top down; then datestamps, for which a document looks at its parts' access."""
    above = {number for record in batch for number in ancestors_of(record.path)}
    known = {one.pk: one for one in Record.objects.filter(pk__in=above)} | {one.pk: one for one in batch}
    for record in batch:
        parent = known[ancestors_of(record.path)[-1]]
        effective = inherited(
            Effective(record.own_seen_from, record.own_text_from),
            Effective(parent.seen_from, parent.text_from),
        )
        if effective != Effective(record.seen_from, record.text_from):
            record.seen_from, record.text_from = effective.seen_from, effective.text_from
            record.save(update_fields=["seen_from", "text_from"])
    announce_and_save(batch)
    _announce_documents(batch)
    raised = Record.objects.filter(pk__in=[record.pk for record in batch])
    raised.update(version=F("version") + 1, updated_at=timezone.now())


def _announce_documents(batch: list[Record]) -> None:
    """Those that are in an earlier batch than some of their parts."""
    earlier = {one.document_id for one in batch if one.document_id} - {one.pk for one in batch}
    if earlier:
        rows = Record.objects.filter(pk__in=earlier).select_related("institution").order_by("pk")
        announce_and_save(list(rows.select_for_update(of=("self",))))
