"""Statements one at a time: a row opens as a form, is saved alone as one change, or is decided on."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from catalog.admin.areas import area_of, row_of
from catalog.admin.conflict import Problem, problem_of
from catalog.admin.form_fields import no_date
from catalog.admin.opened import CHANGE, VIEW, may, needs, on_record, seen
from catalog.admin.page import is_fragment, number_of, page
from catalog.admin.record_page import head_of, is_reviewing, row_fragment, whole_page
from catalog.admin.review import REVIEW, review_page
from catalog.admin.selection import kind_and_role, starting_from
from catalog.admin.statement_fields import KIND_LABELS, KINDS, tag_of
from catalog.admin.statement_form import StatementForm
from catalog.domain.change import Accept, Add, Change, Reject, Remove, Replace
from catalog.domain.dates import in_words as date_in_words
from catalog.domain.dates import read_date
from catalog.domain.description import AnyStatement
from catalog.domain.text import clean
from catalog.domain.wording import label
from catalog.records.author import Author
from catalog.records.change import change
from catalog.records.queries import RecordView
from catalog.records.refusal import Refused

RECORD = "admin:catalog_record_change"
_CHANGED, _ADDED = gettext_lazy("Changed: %(what)s"), gettext_lazy("Added: %(what)s")
DECISIONS: dict[str, tuple[type[Accept | Reject | Remove], Promise]] = {
    "accept": (Accept, gettext_lazy("Accepted: %(what)s")),
    "reject": (Reject, gettext_lazy("Rejected: %(what)s")),
    "remove": (Remove, gettext_lazy("Removed: %(what)s")),
}


def try_change(
    request: HttpRequest, record: RecordView, one: Change, author: Author, reason: str
) -> Problem | None:
    """Saves one change against the revision that the page showed; what was wrong, or None."""
    try:
        _save(request, record, one, author, reason)
    except Refused as refusal:
        return problem_of(refusal)
    return None


def try_statement(
    request: HttpRequest,
    record: RecordView,
    form: StatementForm,
    author: Author,
    make: Callable[[AnyStatement], Change],
    said: Promise,
) -> Problem | None:
    """Saves what was typed, and makes the authority that was asked for, both or neither."""
    try:
        with transaction.atomic():
            new = form.statement()
            _save(request, record, make(new), author, str(said) % {"what": _(label(new))})
    except Refused as refusal:
        return problem_of(refusal)
    return None


def _save(request: HttpRequest, record: RecordView, one: Change, author: Author, reason: str) -> None:
    change(
        record.public_id,
        [one],
        expected_revision=number_of(request.POST.get("expected_revision", "")),
        author=author,
        reason=reason,
    )


@on_record(CHANGE)
def edit_statement(
    request: HttpRequest, author: Author, record: RecordView, statement_id: str
) -> HttpResponse:
    """The form of one statement, and its saving."""
    held = _held(record, statement_id)
    kind = type(held) if held else KINDS.get(request.POST.get("kind", ""))
    if kind is None:
        raise Http404(_("There is no such statement in this record."))
    form = _form_of(request, author, kind, held)
    problem = None
    if form.is_valid():

        def replaced(new: AnyStatement) -> Change:
            return Replace(id=statement_id, statement=new)

        problem = try_statement(request, record, form, author, replaced, _CHANGED)
        if problem is None:
            return _saved(request, record, author, statement_id)
    return _form(request, seen(record.pk, author.rank), form, statement_id, problem)


@on_record(CHANGE)
def add_statement(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
    """The form of a new statement of the kind that was chosen, and its saving; ``?kind=date:signed&words=``
    fills it with words of the text.
    """
    kind, role = kind_and_role(request.POST.get("kind") or request.GET.get("kind", ""))
    if kind is None:
        raise Http404(_("There is no such kind of statement."))
    start = starting_from(kind, role, clean(request.GET.get("words", "")).strip())
    form = _form_of(request, author, kind, start=start)
    problem = None
    if form.is_valid():
        problem = try_statement(request, record, form, author, lambda new: Add(statement=new), _ADDED)
        if problem is None:
            return _added(request, record, author)
    return _form(request, seen(record.pk, author.rank), form, "", problem)


@require_POST
@on_record(CHANGE)
def decide(
    request: HttpRequest, author: Author, record: RecordView, statement_id: str, act: str
) -> HttpResponse:
    """Accepts, rejects or removes one statement."""
    (kind, said), held = DECISIONS[act], _held(record, statement_id)
    reason = str(said) % {"what": _(label(held)) if held else statement_id}
    problem = try_change(request, record, kind(id=statement_id), author, reason)
    now = seen(record.pk, author.rank)
    if not is_fragment(request):
        if problem is None:
            return redirect(f"{_page_url(request, record)}#statement-{statement_id}")
        if is_reviewing(request):
            return review_page(request, author, now, problem)
        return whole_page(request, now, status=409, problem=problem)
    return row_fragment(request, now, statement_id, problem)


@on_record(VIEW)
def statement_row(
    request: HttpRequest, author: Author, record: RecordView, statement_id: str
) -> HttpResponse:
    """The row as it is, for one who closes its form without saving."""
    return row_fragment(request, record, statement_id)


@needs(VIEW)
def date_reading(request: HttpRequest, author: Author) -> HttpResponse:
    """What a date that is being typed says, in words."""
    typed = str(next(iter(request.GET.values()), "")).strip()
    reading = read_date(typed) if typed else None
    problem = no_date(typed) if typed and reading is None else ""
    told = {"reading": reading, "words": date_in_words(reading.edtf) if reading else "", "problem": problem}
    return render(request, "desk/date_reading.html", told)


def _form_of(
    request: HttpRequest,
    author: Author,
    kind: type[AnyStatement],
    held: AnyStatement | None = None,
    start: Mapping[str, str] | None = None,
) -> StatementForm:
    data = request.POST if request.method == "POST" else None
    return StatementForm(kind, author.rank, data, held, start, may_make=may(request, "add_authority"))


def _page_url(request: HttpRequest, record: RecordView) -> str:
    return reverse(REVIEW if is_reviewing(request) else RECORD, args=[record.pk])


def _held(record: RecordView, statement_id: str) -> AnyStatement | None:
    return next((one for one in record.description.statements if one.id == statement_id), None)


def _saved(request: HttpRequest, record: RecordView, author: Author, statement_id: str) -> HttpResponse:
    if is_fragment(request):
        return row_fragment(request, seen(record.pk, author.rank), statement_id)
    messages.success(request, _("Saved."))
    return redirect(_page_url(request, record))


def _added(request: HttpRequest, record: RecordView, author: Author) -> HttpResponse:
    """The new row at the end of its area; other rows that are open stay as they are."""
    if is_fragment(request):
        now = seen(record.pk, author.rank)
        new = now.description.statements[-1]
        goes_to = "decided-rows" if is_reviewing(request) else f"area-{area_of(new)}-rows"
        told = {"row": row_of(new, now), "goes_to": goes_to, "is_new": True}
        return render(request, "desk/added_row.html", {**head_of(request, now), **told})
    messages.success(request, _("Added."))
    return redirect(_page_url(request, record))


def _form(
    request: HttpRequest, record: RecordView, form: StatementForm, statement_id: str, problem: Problem | None
) -> HttpResponse:
    told = {
        **head_of(request, record),
        "form": form,
        "statement_id": statement_id,
        "kind": tag_of(form.kind),
        "kind_label": KIND_LABELS[form.kind],
        "problem": problem,
    }
    if is_fragment(request):
        return render(request, "desk/statement_form.html", told)
    status = 409 if problem and problem.is_conflict else 400 if form.errors or problem else 200
    return page(request, "desk/statement_page.html", str(KIND_LABELS[form.kind]), status=status, **told)
