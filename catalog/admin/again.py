"""Reading again at the desk: one record, those that were chosen, or all that older recognisers have read."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from catalog.admin.opened import CHANGE, needs, signed_in
from catalog.domain.wording import title_of
from catalog.ingest.again import Order, ask, to_read
from catalog.ingest.version import RECOGNISERS
from catalog.models import Record, User
from catalog.records.author import Author
from catalog.records.queries import RecordView

TOGETHER = 500
"""Records that can be chosen from a list to be read again, each by a job of its own."""


def read_one_again(record: RecordView, author: Author) -> None:
    """Asks for the job of one record."""
    by = User.objects.get(pk=author.user_id) if author.user_id else None
    ask(Order(under=record.public_id), title_of(record.description), by)


@admin.action(description=gettext_lazy("Read again"), permissions=["change"])
def read_chosen_again(model_admin: Any, request: HttpRequest, records: QuerySet[Record]) -> None:
    """Asks for a job for each of the records that were ticked."""
    chosen = list(records.order_by("pk").only("public_id", "title")[: TOGETHER + 1])
    if len(chosen) > TOGETHER:
        sentence = _("At most %(most)d can be chosen here. Choose the collection that they stand in.")
        messages.error(request, sentence % {"most": TOGETHER})
        return
    for one in chosen:
        ask(Order(under=one.public_id), one.title, signed_in(request))
    said = ngettext("%(count)d record is read again.", "%(count)d records are read again.", len(chosen))
    messages.success(request, said % {"count": len(chosen)})


@require_POST
@needs(CHANGE)
def read_older_again(request: HttpRequest, author: Author) -> HttpResponse:
    """Asks for one job for all that older recognisers have read; the list of jobs shows how far it is."""
    if to_read(Order(older=True)).exists():
        ask(Order(older=True), _("Read by older recognisers"), signed_in(request))
    else:
        messages.info(request, _("All was read by the recognisers of today."))
    return redirect(f"{reverse('admin:catalog_job_changelist')}?{urlencode({'family': 'other'})}")


class ReadFilter(SimpleListFilter):
    """By which recognisers a text was read."""

    title = gettext_lazy("reading")
    parameter_name = "read"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("older", _("Read by older recognisers")),
            ("today", _("Read by the recognisers of today")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        match self.value():
            case "older":
                return queryset.filter(read_with__lt=RECOGNISERS)
            case "today":
                return queryset.filter(read_with=RECOGNISERS)
        return queryset
