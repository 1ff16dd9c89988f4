"""What may follow later under a record that changed: widening, and its new title shown below."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from catalog.domain.disclosure import Effective, inherited
from catalog.domain.upgrades import read
from catalog.jobs.queue import Claim, Request, enqueue, held, show_progress
from catalog.models import Record
from catalog.models.path import ancestors_of, below
from catalog.records.stamp import public_digest, stamp
from catalog.records.tree import effective_of, refresh_authorities, strict_parts_of
from catalog.search.sync import wake_indexing

KIND = "propagation"
BATCH = 200


def propagate_below(record: Record) -> None:
    """Parts follow their document at once; what stands under an aggregate follows as a job."""
    if record.level in ("item", "part"):
        parts = Record.objects.select_for_update().filter(below(record.path)).exclude(pk=record.pk)
        _raise(list(parts.order_by("path")))
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
        batch = list(
            Record.objects.select_for_update().filter(below(top.path), path__gt=last).order_by("path")[:BATCH]
        )
        _raise(batch)
    return batch


def _raise(batch: list[Record]) -> None:
    above = {number for record in batch for number in ancestors_of(record.path)}
    known = {one.pk: one for one in Record.objects.filter(pk__in=above)} | {one.pk: one for one in batch}
    for record in batch:
        parents = [known[number] for number in ancestors_of(record.path)]
        effective = inherited(
            Effective(record.own_seen_from, record.own_text_from),
            Effective(parents[-1].seen_from, parents[-1].text_from),
        )
        record.seen_from, record.text_from = effective.seen_from, effective.text_from
        others = [one.title for one in parents if one.seen_from == 0]
        others += record.parts.filter(seen_from=0).order_by("path").values_list("title", flat=True)
        access = effective_of(record, strict_parts_of(record))
        stamp(record, public_digest(read(bytes(record.snapshot)), access, others))
        record.save(update_fields=["seen_from", "text_from", "public_digest", "was_public", "oai_datestamp"])
    raised = Record.objects.filter(pk__in=[record.pk for record in batch])
    raised.update(version=F("version") + 1, updated_at=timezone.now())
