"""Telling harvesters: the datestamp of a record, its rows in sets and what it lacks move together, exactly
when what the public sees of it changes, appears or is gone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from catalog.domain.description import Description
from catalog.jobs.queue import Claim, Request, enqueue, held, show_progress
from catalog.models import Institution, Provider, Record, StatementRow, WrittenRecord
from catalog.models.path import below
from catalog.records.columns import save_columns
from catalog.records.harvested import (
    forget,
    forget_naming,
    record_addresses,
    write_down,
    write_missing,
    written,
)
from catalog.records.public_view import MAPPING_VERSION, PublicView, public_views, row_of
from catalog.records.sets import write_members
from catalog.records.stamp import next_stamp

KIND = "announcement"
BATCH = 200
STAMPED = ("public_digest", "was_public", "oai_datestamp", "harvest_lacks")
"""The columns that announce fills."""


class Told(NamedTuple):
    """What harvesters are told of a record; ``view`` is None where the public sees nothing of it.

    ``row`` is what is written down of it, where that was made before its row was locked.
    """

    digest: str = ""
    view: PublicView | None = None
    row: WrittenRecord | None = None


def told(view: PublicView | None) -> Told:
    """What is told of a public view; of none, nothing."""
    return Told(view.digest(), view) if view else Told()


def told_ahead(record: Record, view: PublicView | None, address: str) -> Told:
    """The same, with what will be written down of a record where something else is told of it now;
    ``address`` is record_addresses().
    """
    now = told(view)
    if view is None or now.digest == record.public_digest or record.document_id is not None:
        return now
    return now._replace(row=written(view, now.digest, address))


def announce(records: Sequence[Record], descriptions: Mapping[int, Description] | None = None) -> None:
    """Fills STAMPED of records that are locked and whose access is set; the caller saves the rows.

    ``descriptions`` stand, by id, for snapshots that are not yet in the row. A constant number of queries.
    """
    given = descriptions or {}
    views = public_views(row_of(one, given.get(one.pk)) for one in records if one.seen_from == 0)
    move_stamps([(one, told(views.get(one.pk))) for one in records])


def move_stamps(records: Iterable[tuple[Record, Told]]) -> None:
    """Moves the datestamps of those of the records of which something else is told now."""
    changed = [(record, now) for record, now in records if now.digest != record.public_digest]
    if not changed:
        return
    at = next_stamp()
    # That a record comes or goes is seen in those that name it; a new title of it is not.
    flipped = [one for one, now in changed if not one.public_digest or not now.digest]
    for record, now in changed:
        record.public_digest = now.digest
        record.was_public = record.was_public or bool(now.digest)
        lacks = now.view.lacks() if now.view else ()
        record.harvest_lacks = f" {' '.join(lacks)} " if lacks else ""
        if record.was_public:
            record.oai_datestamp = at
    items = [(record, now) for record, now in changed if record.was_public and record.document_id is None]
    write_members({one.pk: now.view.sets() if now.view else None for one, now in items}, at)
    address = record_addresses()
    write_down([now.row or written(now.view, now.digest, address) for _, now in items if now.view])
    gone = [one.pk for one, now in items if not now.view]
    if gone:
        forget(Q(pk__in=gone))
    for record in flipped:
        announce_related(record)


def announce_related(record: Record) -> None:
    """Has those announced anew, as a job, that name the record or something under it in a relation."""
    if StatementRow.objects.filter(target__in=Record.objects.filter(below(record.path))).exists():
        forget_naming(below(record.path))
        enqueue(Request(KIND, {"related_to": record.pk}, title=f"Related to {record.title}"[:300]))


def announce_institution(institution: Institution) -> None:
    """Has all records of an institution announced anew, as a job: its name stands in what harvesters get."""
    enqueue(Request(KIND, {"institution": institution.pk}, title=institution.name))


def announce_mapping() -> bool:
    """Has everything announced anew, as a job, where the formats say something else than when it last was;
    whether that was so. One query where it was not.
    """
    provider = Provider.objects.filter(pk=1).first()
    if provider is not None and provider.mapping_version == MAPPING_VERSION:
        return False
    with transaction.atomic():
        provider = Provider.objects.select_for_update().get_or_create(pk=1)[0]
        if provider.mapping_version == MAPPING_VERSION:
            return False
        provider.mapping_version = MAPPING_VERSION
        provider.save(update_fields=["mapping_version"])
        if Record.objects.exclude(public_digest="").exists():
            enqueue(Request(KIND, {"all": True}, title=_("Harvests: a new mapping")))
    return True


def announce_again(claim: Claim) -> Mapping[str, Any]:
    """Does such a job in batches; may be done again from the start."""
    last, done = 0, 0
    chosen = _chosen(claim.payload)
    while batch := _next_batch(claim, chosen, last):
        last, done = batch[-1].pk, done + len(batch)
        show_progress(claim, done, 0)
    return {"records": done}


def _chosen(payload: Mapping[str, Any]) -> QuerySet[Record]:
    if "institution" in payload:
        return Record.objects.filter(institution=payload["institution"])
    if "related_to" in payload:
        top = Record.objects.filter(pk=payload["related_to"]).first()
        under = Record.objects.filter(below(top.path) if top else Q(pk__in=[]))
        return Record.objects.filter(pk__in=StatementRow.objects.filter(target__in=under).values("record"))
    return Record.objects.all()


def _next_batch(claim: Claim, chosen: QuerySet[Record], last: int) -> list[Record]:
    with held(claim):
        rows = chosen.filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))
        batch = list(rows.select_related("institution")[:BATCH])
        announce_and_save(batch)
        write_missing(batch)
    return batch


def announce_and_save(batch: Sequence[Record]) -> None:
    """Announces locked records, and saves those whose datestamps moved."""
    before = {one.pk: one.public_digest for one in batch}
    announce(batch)
    save_columns([one for one in batch if one.public_digest != before[one.pk]], STAMPED)
