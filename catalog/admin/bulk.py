"""Many records changed alike: what is done, a look at every change, and the job that does it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from catalog.admin.bulk_forms import BulkForm, form_for, offered, reason_of
from catalog.admin.conflict import DifferenceInWords, in_words, properties_in_words
from catalog.admin.opened import CHANGE, needs, signed_in
from catalog.admin.page import number_of, page, posted
from catalog.admin.withheld import withheld_jobs
from catalog.domain.bulk import Operation
from catalog.domain.difference import difference, property_difference
from catalog.jobs.queue import retry, stop
from catalog.models import Job, Record
from catalog.records.author import Author
from catalog.records.bulk import Order, Proposal, order, propose
from catalog.records.chosen import FILTERS, Selection, selected
from catalog.records.queries import visible_to
from catalog.records.refusal import Refused
from catalog.records.undo import KIND as UNDO
from catalog.records.undo import UNDONE, undo

AT_ONCE = 25
"""Records whose changes one page of the preview shows."""
BULK, JOB = "admin:catalog_record_bulk", "admin:catalog_record_bulk_job"


class Line(NamedTuple):
    """One record of the preview with its changes in words, or the reason why it stays as it is."""

    record: Record
    differences: tuple[DifferenceInWords, ...]
    refusal: str


@admin.action(description=gettext_lazy("Change together…"), permissions=["change"])
def change_together(model_admin: Any, request: HttpRequest, records: QuerySet[Record]) -> HttpResponse:
    """From the list: what is ticked, or all that it is narrowed to."""
    if request.POST.get("select_across") == "1":
        chosen = {name: value for name, value in request.GET.items() if name in FILTERS or name == "under"}
    else:
        chosen = {"ids": ",".join(request.POST.getlist("_selected_action"))}
    return redirect(f"{reverse(BULK)}?{urlencode(chosen)}")


@needs(CHANGE)
def bulk(request: HttpRequest, author: Author) -> HttpResponse:
    """What is done, its form, and the preview; ``?what=set:language`` and the list's own filters choose."""
    selection, what = _selection(request), request.GET.get("what", "")
    form = form_for(what, author.rank, posted(request)[0])
    told: dict[str, Any] = {"selection": selection, "what": what, "offered": offered(), "form": form}
    told["kept"] = [(name, value) for name, value in request.GET.items() if name != "what"]
    told["total"] = selected(selection, author.rank).count()
    if form is not None and form.is_valid():
        try:
            operation = form.operation()
        except Refused as refusal:
            return _shown(request, 400, **told, problem={"sentence": str(refusal)})
        if "go" in request.POST:
            return _ordered(request, selection, operation, form)
        told |= _preview(request, author, selection, operation)
    return _shown(request, 400 if form is not None and form.errors else 200, **told)


@needs(CHANGE)
def bulk_job(request: HttpRequest, author: Author, pk: int) -> HttpResponse:
    """How far a bulk edit is, what became of it, and what can be done about it."""
    job = get_object_or_404(Job.objects.select_related("created_by"), pk=pk, kind__in=UNDONE)
    hidden = pk in withheld_jobs([job], author.rank)
    refusals = [] if hidden else _refusals(job, author.rank)
    told = {
        "job": job,
        "title_words": _("Closed material") if hidden else job.title,
        "refusals": refusals,
        "error": "" if hidden else job.error,
        "is_open": job.state in (Job.State.WAITING, Job.State.RUNNING),
        "may_go_on": job.state in (Job.State.STOPPED, Job.State.FAILED, Job.State.ATTENTION),
        "may_undo": job.ended_at is not None and job.revisions.exists(),
        "changed": job.report.get("changed", job.progress if job.kind != UNDO else 0),
    }
    return page(request, "desk/bulk_job.html", _("Bulk edit"), **told)


@require_POST
@needs(CHANGE)
def act_on_bulk(request: HttpRequest, author: Author, pk: int, act: str) -> HttpResponse:
    """Stops a bulk edit, lets it go on, or undoes it."""
    job = get_object_or_404(Job, pk=pk, kind__in=UNDONE)
    match act:
        case "stop":
            stop(pk)
        case "go-on":
            retry(pk)
        case _:
            try:
                return redirect(JOB, undo(job, signed_in(request)).pk)
            except Refused as refusal:
                messages.error(request, str(refusal))
    return redirect(JOB, pk)


def _selection(request: HttpRequest) -> Selection:
    ids = request.GET.get("ids", "")
    if ids:
        if not all(one.isdecimal() and len(one) < 19 for one in ids.split(",")):
            raise Http404(_("There is no such selection."))
        return Selection(ids=tuple(int(one) for one in ids.split(",")))
    given = request.GET.items()
    filters = {name: str(value) for name, value in given if name in FILTERS or name == "under"}
    return Selection(filters=filters)


def _preview(
    request: HttpRequest, author: Author, selection: Selection, operation: Operation
) -> dict[str, Any]:
    """The next records after the last one seen, with every change."""
    after = number_of(request.POST.get("after", ""))
    records = selected(selection, author.rank).order_by("pk")
    rows = list(records.filter(pk__gt=after)[: AT_ONCE + 1])
    shown = rows[:AT_ONCE]
    lines = tuple(_line(one) for one in propose(shown, operation, author))
    return {
        "lines": lines,
        "changing": sum(bool(one.differences) for one in lines),
        "refused": sum(bool(one.refusal) for one in lines),
        "next": shown[-1].pk if len(rows) > AT_ONCE else None,
        "asked_at": request.POST.get("asked_at") or timezone.now().isoformat(),
    }


def _line(one: Proposal) -> Line:
    if one.edit is None:
        return Line(one.record, (), one.refusal)
    before, after = one.edit.before, one.edit.after
    said = in_words(difference(before, after)) + properties_in_words(property_difference(before, after))
    return Line(one.record, said, one.refusal)


def _ordered(
    request: HttpRequest, selection: Selection, operation: Operation, form: BulkForm
) -> HttpResponse:
    asked = Order(
        selection=selection,
        operation=operation,
        reason=reason_of(form),
        asked_at=_asked_at(request) or timezone.now(),
    )
    return redirect(JOB, order(asked, signed_in(request), form.title).pk)


def _asked_at(request: HttpRequest) -> datetime | None:
    """When the preview was first shown; what cannot be read, or lies ahead, is left out."""
    try:
        found = parse_datetime(request.POST.get("asked_at", ""))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo and found <= timezone.now() else None


def _refusals(job: Job, rank: int) -> list[tuple[Record | None, str, str]]:
    """(record, its name in the report, why) for those that this person sees and rows that were never made."""
    told = job.report.get("refusals", [])
    rows = visible_to(rank).filter(public_id__in=[one["id"] for one in told])
    known = {one.public_id: one for one in rows.only("public_id", "title")}
    return list(_seen(told, known))


def _seen(told: list[dict[str, str]], known: dict[str, Record]) -> Iterator[tuple[Record | None, str, str]]:
    for one in told:
        if one["id"] in known or one["id"].startswith("new"):
            yield known.get(one["id"]), one["id"], one["reason"]


def _shown(request: HttpRequest, status: int, **told: Any) -> HttpResponse:
    return page(request, "desk/bulk.html", _("Change together"), status=status, **told)
