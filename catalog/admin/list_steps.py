"""Steps of work that are taken with many records at once, from the list; and the list narrowed by them."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.admin.opened import signed_in
from catalog.admin.page import number_of
from catalog.models import Record, Step
from catalog.records.author import person
from catalog.records.refusal import Refused
from catalog.records.workflow import TOGETHER, assignable, take_steps


@admin.action(description=gettext_lazy("Send to review"), permissions=["change"])
def send_chosen(model_admin: Any, request: HttpRequest, records: QuerySet[Record]) -> None:
    _take(request, records, Step.Kind.SENT)


@admin.action(description=gettext_lazy("Approve"), permissions=["approve"])
def approve_chosen(model_admin: Any, request: HttpRequest, records: QuerySet[Record]) -> None:
    _take(request, records, Step.Kind.APPROVED)


def _take(request: HttpRequest, records: QuerySet[Record], kind: str) -> None:
    ids = list(records.order_by().values_list("pk", flat=True)[: TOGETHER + 1])
    try:
        taken = take_steps(ids, kind, author=person(signed_in(request)))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return
    words = {
        Step.Kind.SENT: ngettext(
            "%(count)d record is sent to review.", "%(count)d records are sent to review.", taken
        ),
        Step.Kind.APPROVED: ngettext(
            "%(count)d record is approved.", "%(count)d records are approved.", taken
        ),
    }
    messages.success(request, words[Step.Kind(kind)] % {"count": taken})
    if taken < len(ids):
        left = ngettext(
            "%(count)d record was not at that stage and is as it was.",
            "%(count)d records were not at that stage and are as they were.",
            len(ids) - taken,
        )
        messages.info(request, left % {"count": len(ids) - taken})


class StageFilter(SimpleListFilter):
    """What is under review; what is in work is told by the status."""

    title = gettext_lazy("stage")
    parameter_name = "stage__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(one), str(one.label)) for one in (Record.Stage.IN_REVIEW, Record.Stage.APPROVED)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        if not self.value():
            return queryset
        # Both are said, so that the index of what is not in work is taken.
        return queryset.exclude(stage=Record.Stage.IN_WORK).filter(stage=self.value())


class AssignedFilter(SimpleListFilter):
    """Whose work a record is; oneself is offered first."""

    title = gettext_lazy("given to")
    parameter_name = "assigned_to__id__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        me = signed_in(request)
        others = assignable().exclude(pk=me.pk).values_list("pk", "username")
        return [(str(me.pk), _("Me")), *((str(pk), name) for pk, name in others)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        value = self.value()
        return queryset.filter(assigned_to=number_of(value)) if value else queryset
