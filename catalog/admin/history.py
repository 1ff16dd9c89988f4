"""The history of a record: who did what, the difference of two revisions, and going back to one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.admin.conflict import in_words, problem_of, properties_in_words
from catalog.admin.opened import CHANGE, VIEW, on_record
from catalog.admin.page import number_of, page
from catalog.admin.record_page import head_of
from catalog.admin.spoken import who
from catalog.domain.difference import difference, property_difference
from catalog.domain.upgrades import read
from catalog.models import Record, Revision
from catalog.records.author import Author
from catalog.records.queries import RecordView
from catalog.records.refusal import Refused
from catalog.records.restore import restore, revisions


@on_record(VIEW)
def history(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
    """Every revision, newest first; ``?before=&after=`` shows the difference of two."""
    return _shown(request, author, record)


@require_POST
@on_record(CHANGE)
def restore_revision(request: HttpRequest, author: Author, record: RecordView, number: int) -> HttpResponse:
    """Saves what the record said at a revision as a new one."""
    seen_revision = number_of(request.POST.get("expected_revision", ""))
    try:
        restore(record.public_id, number, expected_revision=seen_revision, author=author)
    except Refused as refusal:
        return _shown(request, author, record, status=409, problem=problem_of(refusal))
    messages.success(request, _("Revision %(number)s is restored.") % {"number": number})
    return redirect("admin:catalog_record_change", record.pk)


def _shown(
    request: HttpRequest, author: Author, record: RecordView, *, status: int = 200, **context: Any
) -> HttpResponse:
    rows = revisions(Record.objects.get(pk=record.pk), author.rank)
    before, after = (_chosen(request, rows, name) for name in ("before", "after"))
    told = {**head_of(request, record), "before": before, "after": after, **context}
    told["revisions"] = [(one, who(one)) for one in rows]
    if before is not None and after is not None:
        old, new = read(bytes(before.snapshot)), read(bytes(after.snapshot))
        said = in_words(difference(old, new)) + properties_in_words(property_difference(old, new))
        told["differences"] = said
    return page(request, "desk/history.html", _("History"), status=status, **told)


def _chosen(request: HttpRequest, rows: list[Revision], name: str) -> Revision | None:
    number = request.GET.get(name, "")
    if not number:
        return None
    found = next((one for one in rows if str(one.number) == number), None)
    if found is None:
        raise Http404(_("There is no such revision."))
    return found
