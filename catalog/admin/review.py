"""Review of one record: its text beside what is proposed of it, what is doubtful first."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalog.admin.areas import Row, areas_of
from catalog.admin.conflict import Problem, problem_of
from catalog.admin.opened import CHANGE, PUBLISH, UNAPPROVED, VIEW, may, on_record, seen
from catalog.admin.page import number_of, page
from catalog.admin.record_page import asked_text, head_of
from catalog.admin.selection import words_can_be
from catalog.domain.wording import title_of
from catalog.models import Record, Step
from catalog.records.author import Author
from catalog.records.publish import publish
from catalog.records.queries import RecordView
from catalog.records.refusal import Refused
from catalog.records.together import accept_together, offered_together
from catalog.records.waiting import next_waiting
from catalog.records.workflow import take_step
from catalog.web.beside import beside

REVIEW = "admin:catalog_record_review"


class Group(NamedTuple):
    """Statements that are looked at together."""

    key: str
    title: str
    rows: tuple[Row, ...]


@on_record(VIEW)
def review(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
    """The whole page; ``?line=`` says which line of a long text is wanted."""
    return review_page(request, author, record)


def review_page(
    request: HttpRequest, author: Author, record: RecordView, problem: Problem | None = None
) -> HttpResponse:
    """The record as it is reviewed; ``problem`` says why nothing was saved."""
    description = record.description
    rows = [row for area in areas_of(record) for row in area.rows]
    document = _document_of(record)
    told: dict[str, Any] = {
        **head_of(request, record, reviewing=True),
        "groups": groups_of(rows),
        "decided": [row for row in rows if row.state != "proposed"],
        "together": [(field, _(field), count) for field, count in offered_together(description).items()],
        "words_can_be": words_can_be(),
        "text": asked_text(request, record),
        "beside": beside(record, author.rank),
        "following": next_waiting(record.pk, author.rank),
        "publishes": document if _may_publish(request, document) else None,
        "sends": may(request, CHANGE) and document is not None and document.stage == Record.Stage.IN_WORK,
        "is_part": description.level == "part",
        "problem": problem,
    }
    status = 200 if problem is None else 409 if problem.is_conflict else 400
    return page(request, "desk/review.html", _("Review"), status=status, **told)


def groups_of(rows: Iterable[Row]) -> list[Group]:
    """What is proposed: first what would take the place of something accepted, then the doubtful, then what
    was judged, then what was read as it stands.
    """
    waiting = [row for row in rows if row.state == "proposed"]
    otherwise = [row for row in waiting if row.instead_of]
    proposed = [row for row in waiting if not row.instead_of]
    doubtful = [row for row in proposed if row.reading and row.reading.doubt]
    others = [row for row in proposed if row not in doubtful]
    judged = [row for row in others if row.is_inferred]
    plain = [row for row in others if not row.is_inferred]
    groups = [
        Group("otherwise", _("Otherwise than what is accepted"), tuple(otherwise)),
        Group("doubtful", _("Doubtful"), tuple(doubtful)),
        Group("inferred", _("Inferred: judge for yourself"), tuple(judged)),
        Group("plain", _("Read without doubt"), tuple(plain)),
    ]
    return [one for one in groups if one.rows]


@require_POST
@on_record(CHANGE)
def accept_fields(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
    """Accepts what is stated of the fields that were ticked, in this record alone."""
    fields = request.POST.getlist("field")
    before = sum(count for field, count in offered_together(record.description).items() if field in fields)
    reason = _("Accepted together: %(fields)s") % {"fields": ", ".join(_(one) for one in fields)}
    try:
        accept_together(
            record,
            fields,
            expected_revision=number_of(request.POST.get("expected_revision", "")),
            author=author,
            reason=reason[:500],
        )
    except Refused as refusal:
        return review_page(request, author, seen(record.pk, author.rank), problem_of(refusal))
    said = ngettext("%(count)d statement is accepted.", "%(count)d statements are accepted.", before)
    messages.success(request, said % {"count": before})
    return redirect(REVIEW, record.pk)


@require_POST
@on_record(PUBLISH)
def publish_and_next(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
    """Publishes the record, or the document that it is a part of, and opens the next one that waits."""
    document = _document_of(record)
    try:
        if document is not None:
            publish(document.public_id, author=author, reason=_("Reviewed and published"))
    except Refused as refusal:
        return review_page(request, author, record, problem_of(refusal))
    messages.success(request, _("Published: %(title)s") % {"title": title_of(record.description)})
    return _next(record, request, author)


@require_POST
@on_record(CHANGE)
def send_and_next(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
    """Sends the record, or the document that it is a part of, to review, and opens the next that waits."""
    document = _document_of(record)
    try:
        if document is not None:
            take_step(document.public_id, Step.Kind.SENT, author=author)
    except Refused as refusal:
        return review_page(request, author, record, problem_of(refusal))
    messages.success(request, _("Sent to review: %(title)s") % {"title": title_of(record.description)})
    return _next(record, request, author)


def _next(record: RecordView, request: HttpRequest, author: Author) -> HttpResponse:
    following = next_waiting(record.pk, author.rank)
    if following is None:
        messages.info(request, _("Nothing else waits for a decision."))
        return redirect("admin:catalog_record_change", record.pk)
    return redirect(REVIEW, following)


def _may_publish(request: HttpRequest, document: Record | None) -> bool:
    """Whether this person may publish the document as far as it has come."""
    ready = document is not None and document.stage == Record.Stage.APPROVED
    return may(request, PUBLISH) and (ready or may(request, UNAPPROVED))


def _document_of(record: RecordView) -> Record | None:
    """The record that is published with this one, where either is not public yet: a part may have been found
    after its document was published.
    """
    rows = Record.objects.only("public_id", "title", "status", "stage", "document")
    row = rows.select_related("document").get(pk=record.pk)
    document = row.document or row
    return document if {document.status, row.status} != {Record.Status.PUBLISHED} else None
