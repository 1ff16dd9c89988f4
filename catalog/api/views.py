"""One record over HTTP: read, changed, published, withdrawn."""

import re
from http import HTTPStatus
from typing import Any

import msgspec
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from catalog.api import representation, schema
from catalog.api.door import JsonView, body, problem, unless_known
from catalog.api.fields import FIELDS, INCLUDE, chosen_fields, included
from catalog.api.sent import Changes, Publication, Withdrawal
from catalog.api.who import PUBLISH, WRITE, acting
from catalog.domain.disclosure import STAFF
from catalog.domain.identifiers import normal_public_id
from catalog.records.change import change
from catalog.records.publish import publish, withdraw
from catalog.records.queries import RecordView, view, was_public
from catalog.web import record_views
from catalog.web.asked import asked_record
from catalog.web.rank import request_rank

_REVISION = re.compile(r'(?:W/)?"r(\d{1,9})\.[0-9a-f]{32}"')
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag under which you read the record: what others saved since then is refused with 412.",
)


class RecordDetailView(JsonView):
    parameters = (FIELDS, INCLUDE)

    @extend_schema(
        operation_id="get_record",
        summary="One record",
        parameters=[
            OpenApiParameter(FIELDS, str, description="Names of fields with commas between: only these."),
            OpenApiParameter(
                INCLUDE, str, description="With commas between: text (its lines), children (the first 100)."
            ),
        ],
        responses=schema.responses(
            representation.Record, HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE
        ),
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """With its ETag in If-None-Match the answer is 304 while what you may see has not changed."""
        public_id = normal_public_id(public_id)
        found, rank = asked_record(request, public_id), request_rank(request)
        if found is None and was_public(public_id):
            return problem(HTTPStatus.GONE, _("This record was withdrawn. Ask the archive about it."))
        if found is None:
            raise Http404(not_here(public_id))
        told = included(request, representation.record(found, rank), found, rank)
        return _answer(request, chosen_fields(request, told), found, rank)

    @extend_schema(
        operation_id="change_record",
        summary="Change a record, statement by statement",
        parameters=[IF_MATCH],
        request=schema.sent(Changes),
        responses=schema.responses(representation.Record, *schema.WRITING, *schema.PRECONDITIONS),
    )
    def patch(self, request: Request, public_id: str) -> HttpResponse:
        """All of the changes are saved or none. What you do not see you cannot name, and it stays."""
        author = acting(request, "change_record", WRITE)
        public_id, seen = normal_public_id(public_id), _seen_revision(request)
        sent = body(request, Changes)
        if not isinstance(seen, int):
            return seen
        change(public_id, sent.changes, expected_revision=seen, author=author, reason=sent.reason)
        return saved(request, public_id, author.rank)


class PublicationView(JsonView):
    @extend_schema(
        operation_id="publish_record",
        summary="Publish a record with its parts",
        request=schema.sent(Publication),
        responses=schema.responses(representation.Record, *schema.WRITING),
    )
    def post(self, request: Request, public_id: str) -> HttpResponse:
        author = acting(request, "publish_record", PUBLISH)
        sent = body(request, Publication)
        public_id = normal_public_id(public_id)
        publish(public_id, author=author, reason=sent.reason, basis=sent.basis)
        return saved(request, public_id, author.rank)


class WithdrawalView(JsonView):
    @extend_schema(
        operation_id="withdraw_record",
        summary="Withdraw a published record with its parts",
        request=schema.sent(Withdrawal),
        responses=schema.responses(representation.Record, *schema.WRITING),
    )
    def post(self, request: Request, public_id: str) -> HttpResponse:
        author = acting(request, "publish_record", PUBLISH)
        sent = body(request, Withdrawal)
        public_id = normal_public_id(public_id)
        withdraw(public_id, author=author, reason=sent.reason)
        return saved(request, public_id, author.rank)


class FileView(JsonView):
    @extend_schema(
        operation_id="get_file",
        summary="A file of a record",
        responses={(200, "application/octet-stream"): bytes, **schema.problems(HTTPStatus.NOT_FOUND)},
    )
    def get(self, request: Request, public_id: str, sha256: str) -> HttpResponseBase:
        return record_views.file(request, normal_public_id(public_id), sha256)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any other address under api/."""
    return problem(HTTPStatus.NOT_FOUND, _("There is nothing at this address. See /api/schema/."))


def saved(request: Request, public_id: str, rank: int, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """The record as it is now, with its address and the tag for the next change."""
    found = view(public_id, rank)
    if found is None:
        raise Http404(not_here(public_id))
    response = _answer(request, representation.record(found, rank), found, rank, status)
    response["Location"] = settings.SITE_URL + reverse("api-record", args=[public_id])
    return response


def not_here(public_id: str) -> str:
    """The same sentence for what is hidden and for what never was."""
    sentence = _("There is no record %(id)s that you may see. Search for it, or sign in.")
    return sentence % {"id": public_id[:20]}


def _answer(
    request: Request, told: Any, found: RecordView, rank: int, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """The revision, which counts hidden changes too, stands in the tag for staff alone."""
    begins = f"r{found.revision}." if rank >= STAFF else ""
    response = HttpResponse(msgspec.json.encode(told), status=status, content_type="application/json")
    return unless_known(request, response, begins)


def _seen_revision(request: Request) -> int | HttpResponse:
    given = request.headers.get("If-Match", "").strip()
    if not given:
        sentence = _("Send the ETag under which you read the record, as If-Match.")
        return problem(HTTPStatus.PRECONDITION_REQUIRED, sentence)
    matched = _REVISION.fullmatch(given)
    if matched is None:
        sentence = _("This is no ETag of the record as staff read it. Read it again, and send its ETag.")
        return problem(HTTPStatus.PRECONDITION_FAILED, sentence)
    return int(matched[1])


