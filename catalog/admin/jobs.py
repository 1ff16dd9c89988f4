"""Jobs: what runs, what is done, what went wrong; retry and stop. The page renews itself while one runs."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.opened import is_at_desk, needs
from catalog.admin.page import page
from catalog.admin.spoken import KINDS
from catalog.admin.withheld import withheld_jobs
from catalog.ingest.again import KIND as AGAIN
from catalog.ingest.pipeline import KIND as INGEST
from catalog.ingest.report import sentence, sentence_again
from catalog.jobs.queue import retry, stop
from catalog.models import Job, Record
from catalog.records.author import Author

JOBS_AT_ONCE = 50
LIST = "admin:catalog_job_changelist"
SENTENCES = {INGEST: sentence, AGAIN: sentence_again}
OPEN = (Job.State.WAITING, Job.State.RUNNING)
FAMILIES = {"inbox": Q(kind=INGEST), "other": ~Q(kind=INGEST)}
"""What came in as files, and all other long work."""
_RETRIED = (Job.State.FAILED, Job.State.ATTENTION, Job.State.STOPPED)


class JobRow(NamedTuple):
    """A job as this person may know of it; ``record`` is the id of the record that came of it, or None."""

    job: Job
    title: str
    kind: str
    sentence: str
    record: int | None
    may_retry: bool
    may_stop: bool


@needs("view_job")
def job_list(request: HttpRequest, author: Author) -> HttpResponse:
    """The jobs, newest first; ``?batch=``, ``?state=`` and ``?family=`` choose some."""
    batch, state = request.GET.get("batch", ""), request.GET.get("state", "")
    family = request.GET.get("family", "")
    chosen = Job.objects.filter(
        FAMILIES.get(family, Q()), **({"batch": batch} if batch else {})
    ).select_related("created_by")
    shown = chosen.filter(state=state) if state in Job.State.values else chosen
    jobs = Paginator(shown, JOBS_AT_ONCE).get_page(request.GET.get("page"))
    rows = rows_of(jobs, author.rank)
    told: dict[str, Any] = {"rows": rows, "jobs": jobs, "batch": batch, "state": state}
    told |= {
        "first": next((one.record for one in rows if one.record), None) if batch else None,
        "family": family if family in FAMILIES else "",
        "counts": _counts(chosen),
        "is_open": any(one.state in OPEN for one in jobs),
    }
    return page(request, "desk/jobs.html", _("Jobs"), **told, opts=Job._meta)


def rows_of(jobs: Page[Job], rank: int) -> tuple[JobRow, ...]:
    """The jobs of one page: three queries for any number of them."""
    hidden = withheld_jobs(jobs, rank)
    records = _records([one.report.get("record", "") for one in jobs], rank)
    return tuple(_row(one, one.pk in hidden, records.get(one.report.get("record", ""))) for one in jobs)


@require_POST
@needs("change_job")
def act_on_job(request: HttpRequest, author: Author, pk: int, act: str) -> HttpResponse:
    """Retries or stops one job."""
    if not Job.objects.filter(pk=pk).exists():
        raise Http404(_("There is no such job."))
    if not (retry(pk) if act == "retry" else stop(pk)):
        messages.warning(request, _("The job had changed in the meantime; look at its state."))
    batch = request.POST.get("batch", "")
    return redirect(f"{reverse(LIST)}?batch={batch}" if batch.isalnum() else reverse(LIST))


def _row(job: Job, hidden: bool, record: int | None) -> JobRow:
    kind = str(KINDS.get(job.kind, job.kind))
    said = SENTENCES[job.kind](job) if job.kind in SENTENCES else job.error
    return JobRow(
        job=job,
        title=_("Closed material") if hidden else job.title or kind,
        kind=kind,
        sentence="" if hidden else said,
        record=record,
        may_retry=job.state in _RETRIED,
        may_stop=job.state in OPEN,
    )


def _records(public_ids: Collection[str], rank: int) -> dict[str, int]:
    found = Record.objects.filter(public_id__in={one for one in public_ids if one}, seen_from__lte=rank)
    return dict(found.values_list("public_id", "pk"))


def _counts(jobs: QuerySet[Job]) -> list[tuple[str, str, int]]:
    """(state, its words, how many) for the states that there are."""
    counted = dict(jobs.order_by().values_list("state").annotate(Count("pk")))
    return [(str(state), str(state.label), counted[state]) for state in Job.State if state in counted]


@admin.register(Job)
class JobAdmin(DeskAdmin):
    """Jobs are asked for by what makes them; here they are looked at."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("", view(job_list), name="catalog_job_changelist"),
            path("<int:pk>/retry/", view(act_on_job), {"act": "retry"}, name="catalog_job_retry"),
            path("<int:pk>/stop/", view(act_on_job), {"act": "stop"}, name="catalog_job_stop"),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_at_desk(request.user) and bool(super().has_module_permission(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
