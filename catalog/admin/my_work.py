"""What a person has in hand, on the first page of the desk, and what comes up."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from catalog.admin.opened import APPROVE, VIEW, may, signed_in
from catalog.admin.work import status_words
from catalog.models import Record, Step
from catalog.records.due import SOON_DAYS, opening_or_review
from catalog.records.queries import visible_to
from catalog.records.workflow import work_of

_SHOWN = 20


class InHand(NamedTuple):
    """A record that was given to this person, with what was said last."""

    title: str
    address: str
    stage: str
    words: str
    said_by: str
    publish_at: datetime | None


def my_work(request: HttpRequest) -> dict[str, Any]:
    """What the first page tells: at most four queries, whatever is in the catalogue."""
    if not may(request, VIEW):
        return {}
    person = signed_in(request)
    seen = visible_to(person.rank)
    rows = list(work_of(person.pk, person.rank).defer("snapshot")[: _SHOWN + 1])
    told: dict[str, Any] = {
        "in_hand": _in_hand(rows[:_SHOWN]),
        "more_in_hand": _list({"assigned_to__id__exact": str(person.pk)}) if len(rows) > _SHOWN else "",
        "coming_up": opening_or_review(seen, timezone.now() + timedelta(days=SOON_DAYS)).count(),
    }
    if may(request, APPROVE):
        # Both are said, so that the index of what is not in work is taken.
        in_review = seen.exclude(stage=Record.Stage.IN_WORK).filter(stage=Record.Stage.IN_REVIEW)
        told |= {"in_review": in_review.count(), "in_review_list": _list({"stage__exact": "in review"})}
    return told


def _in_hand(rows: list[Record]) -> list[InHand]:
    said: dict[int, Step] = {}
    for step in Step.objects.filter(record__in=[one.pk for one in rows]).exclude(words="").order_by("pk"):
        said[step.record_id] = step
    return [
        InHand(
            title=one.title,
            address=reverse("admin:catalog_record_change", args=[one.pk]),
            stage=status_words(one),
            words=said[one.pk].words if one.pk in said and not _is_plan(said[one.pk]) else "",
            said_by=said[one.pk].author_name if one.pk in said else "",
            publish_at=one.publish_at,
        )
        for one in rows
    ]


def _is_plan(step: Step) -> bool:
    """Of a plan the words are its time, which is shown by itself."""
    return step.kind == Step.Kind.PLANNED


def _list(chosen: dict[str, str]) -> str:
    return f"{reverse('admin:catalog_record_changelist')}?{urlencode(chosen)}"
