"""What waits for the archivist, in numbers; each leads to the list that it counts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Case, Count, F, Q, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.admin.jobs import FAMILIES
from catalog.admin.long_list import COUNTED, count_of
from catalog.admin.opened import VIEW, is_at_desk, may, signed_in
from catalog.admin.record_filters import check_words
from catalog.admin.withheld import files_seen
from catalog.ingest.version import RECOGNISERS
from catalog.models import Job, Record, StoredFile
from catalog.records.quality import CHECKS, counts
from catalog.records.queries import visible_to
from catalog.records.standstill import standing_still
from catalog.records.waiting import waiting
from catalog.search.state import what_is_wrong

OLDEST = 5


class Figure(NamedTuple):
    """One number with its words and the list behind it; ``is_wrong`` where somebody should look,
    ``is_more`` where the list is longer than it is counted."""

    words: str
    number: int
    address: str
    is_wrong: bool = False
    is_more: bool = False


class Draft(NamedTuple):
    """A draft that nobody touched for long."""

    title: str
    address: str
    changed: datetime


def dashboard(request: HttpRequest) -> dict[str, Any]:
    """The figures that this person may see; as many queries whatever is in the catalogue."""
    if not is_at_desk(request.user):
        return {}
    rank = signed_in(request).rank
    groups = []
    if may(request, VIEW):
        groups.append((_("Records"), _of_records(rank)))
    if may(request, "view_job"):
        groups += _of_jobs()
    if may(request, "view_storedfile"):
        groups.append((_("Kept files"), _of_files(rank)))
    counted = counts(rank) if may(request, VIEW) else None
    if counted and counted.at:
        groups.append((_("Quality"), _of_quality(counted.records)))
    oldest = _oldest_drafts(rank) if may(request, VIEW) else []
    first = waiting(rank).order_by("pk").values_list("pk", flat=True).first() if may(request, VIEW) else None
    return {
        "figures": groups,
        "oldest_drafts": oldest,
        "counted_at": counted and counted.at,
        "first_waiting": first,
        "search_is_away": what_is_wrong(),
        "standing_still": standing_still(timezone.now()),
    }


def _of_records(rank: int) -> list[Figure]:
    """Each by its own index, and no further than the list itself is counted."""
    documents = visible_to(rank).exclude(level="part")
    lists = (
        (_("With proposed statements"), Q(proposed__gt=0), {"proposed": "yes"}),
        (_("Drafts"), Q(status=Record.Status.DRAFT), {"status__exact": "draft"}),
        (_("Withdrawn"), Q(status=Record.Status.WITHDRAWN), {"status__exact": "withdrawn"}),
        (_("Not yet in the index as they are"), Q(indexed_version__lt=F("version")), {"indexed": "no"}),
        (_("Read by older recognisers"), Q(read_with__lt=RECOGNISERS), {"read": "older"}),
    )
    counted = [(words, count_of(documents.filter(q)), chosen) for words, q, chosen in lists]
    return [
        Figure(words, min(many, COUNTED), _list("record", chosen), is_more=many > COUNTED)
        for words, many, chosen in counted
    ]


def _of_quality(counted: Mapping[str, int]) -> list[Figure]:
    """As they were last counted: asking each time takes seconds in a large catalogue."""
    lists = {name: _list("record", {"check": name}) for name in CHECKS}
    return [Figure(check_words(name), counted[name], lists[name], counted[name] > 0) for name in CHECKS]


def _of_jobs() -> list[tuple[str, list[Figure]]]:
    """The inbox and the other work. One query."""
    inbox = Case(When(FAMILIES["inbox"], then=Value("inbox")), default=Value("other"))
    counted: dict[str, dict[str, int]] = {"inbox": {}, "other": {}}
    states = Job.objects.annotate(family=inbox).order_by().values_list("family", "state")
    for family, state, many in states.annotate(Count("pk")):
        counted[family][state] = many
    names = {"inbox": _("Inbox"), "other": _("Other work")}
    return [(name, _of_states(family, counted[family])) for family, name in names.items()]


def _of_states(family: str, counted: Mapping[str, int]) -> list[Figure]:
    """The open and the failed in any case, the others where there are some."""
    wrong = (Job.State.FAILED, Job.State.ATTENTION)
    return [
        Figure(
            str(state.label),
            counted.get(state, 0),
            _list("job", {"state": str(state), "family": family}),
            state in wrong and counted.get(state, 0) > 0,
        )
        for state in Job.State
        if state in counted or state in (Job.State.WAITING, Job.State.FAILED)
    ]


def _of_files(rank: int) -> list[Figure]:
    states = files_seen(rank).order_by().values_list("state")
    counted = dict(states.annotate(Count("pk", distinct=True)))
    return [
        Figure(
            str(state.label),
            counted.get(state, 0),
            _list("storedfile", {"state__exact": str(state)}),
            state != StoredFile.State.KEPT and counted.get(state, 0) > 0,
        )
        for state in StoredFile.State
    ]


def _oldest_drafts(rank: int) -> list[Draft]:
    drafts = visible_to(rank).filter(status=Record.Status.DRAFT).exclude(level="part")
    rows = drafts.order_by("updated_at", "pk").only("title", "updated_at")[:OLDEST]
    return [
        Draft(one.title, reverse("admin:catalog_record_review", args=[one.pk]), one.updated_at)
        for one in rows
    ]


def _list(model: str, chosen: dict[str, str]) -> str:
    return f"{reverse(f'admin:catalog_{model}_changelist')}?{urlencode(chosen)}"
