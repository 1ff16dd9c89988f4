"""How far the work on a record is, who has it, and what was said: what its page tells staff beside it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from catalog.admin.opened import APPROVE, CHANGE, PUBLISH, UNAPPROVED, may
from catalog.models import Record, Step
from catalog.records.queries import RecordView

_SHOWN = 50
"""Steps on the page of a record, the newest first."""


class Said(NamedTuple):
    """One step in words."""

    what: str
    who: str
    to: str
    words: str
    at: datetime


def stage_of(request: HttpRequest, record: RecordView) -> dict[str, Any]:
    """What the head of a page says of the work, and which steps this person may take. One query."""
    rows = Record.objects.select_related("assigned_to").only("status", "stage", "publish_at", "assigned_to")
    row = rows.get(pk=record.pk)
    open_work = row.status != Record.Status.PUBLISHED and record.description.level != "part"
    ready = row.stage == Record.Stage.APPROVED or may(request, UNAPPROVED)
    return {
        "status_words": status_words(row),
        "assigned_to": row.assigned_to,
        "publish_at": row.publish_at,
        "may_send": open_work and row.stage == Record.Stage.IN_WORK and may(request, CHANGE),
        "may_approve": open_work and row.stage == Record.Stage.IN_REVIEW and may(request, APPROVE),
        "may_send_back": open_work and row.stage != Record.Stage.IN_WORK and may(request, APPROVE),
        "may_assign": open_work and may(request, CHANGE),
        "may_publish": open_work and ready and may(request, PUBLISH),
    }


def status_words(row: Record) -> str:
    """Draft, in review, approved, published, withdrawn; or withdrawn and in review again."""
    status, stage = str(row.get_status_display()), str(row.get_stage_display())
    if row.stage == Record.Stage.IN_WORK:
        return status
    return stage if row.status == Record.Status.DRAFT else f"{status}, {stage.lower()}"


def steps_of(pk: int) -> tuple[Said, ...]:
    """The newest steps of the work on a record. One query; for staff who see the record."""
    return tuple(_in_words(Step.objects.filter(record=pk)[:_SHOWN]))


def planned_for(pk: int) -> datetime | None:
    """When the record is to be published, in the time of the site."""
    at = Record.objects.values_list("publish_at", flat=True).get(pk=pk)
    return localtime(at) if at else None


def _in_words(steps: Iterable[Step]) -> Iterable[Said]:
    for one in steps:
        words = one.words
        if one.kind == Step.Kind.PLANNED and (at := parse_datetime(one.words)):
            words = _("For %(time)s") % {"time": date_format(localtime(at), "j F Y, H:i")}
        yield Said(str(one.get_kind_display()), one.author_name, one.to_name, words, one.at)
