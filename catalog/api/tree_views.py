"""A record's place and past over HTTP: ancestors, children, relations, revisions."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from catalog.api import schema
from catalog.api.door import JsonView, json, unless_known
from catalog.api.representation import inverse_relations, reference
from catalog.api.tree import (
    Children,
    References,
    Relations,
    Revisions,
    RevisionWhole,
    child_references,
    revision_whole,
    revisions_shown,
)
from catalog.api.views import not_here
from catalog.api.who import signed_in
from catalog.domain.identifiers import normal_public_id
from catalog.models import Record
from catalog.records.pointing import MOST_SHOWN, pointing_at
from catalog.records.queries import RecordView, children, visible_to
from catalog.records.restore import revisions
from catalog.search.query import InvalidQuery
from catalog.web.asked import asked_record
from catalog.web.rank import request_rank

AFTER = "after"
CHILDREN = 100
_LONGEST = 9
_NUMBER = {"type": "integer", "minimum": 0, "maximum": 10**_LONGEST - 1}


class AncestorsView(JsonView):
    @extend_schema(
        operation_id="get_ancestors",
        summary="What a record stands in, from the whole down",
        responses=schema.responses(References, HTTPStatus.NOT_FOUND),
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        found = seen(request, public_id)
        return unless_known(request, json(References(tuple(reference(one) for one in found.ancestors))))


class RelationsView(JsonView):
    parameters = (AFTER,)

    @extend_schema(
        operation_id="get_relations",
        summary="The records that a record is related to, and those that are related to it",
        parameters=[OpenApiParameter(AFTER, _NUMBER, description="How many inverse relations came before.")],
        responses=schema.responses(Relations, HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND),
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """What others say comes a hundred at a time, oldest first; what the record says comes whole."""
        skip, found = max(_after(request), 0), seen(request, public_id)
        pointing = pointing_at(found.pk, request_rank(request), skip=skip, limit=MOST_SHOWN + 1)
        more = len(pointing) > MOST_SHOWN
        related = tuple(reference(one) for one in found.others.values())
        inverse = inverse_relations(pointing[:MOST_SHOWN])
        following = _address("api-relations", found, skip + MOST_SHOWN) if more else None
        return unless_known(request, json(Relations(related, inverse, following)))


class ChildrenView(JsonView):
    parameters = (AFTER,)

    @extend_schema(
        operation_id="get_children",
        summary="What stands right under a record, in its order",
        parameters=[OpenApiParameter(AFTER, _NUMBER, description="Where the page before ended; see next.")],
        responses=schema.responses(Children, HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND),
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """A hundred at a time, parts of documents left out; the Link header leads on as ``next`` does."""
        after, rank = _after(request), request_rank(request)
        found = seen(request, public_id)
        rows = children(found, rank, after=after, limit=CHILDREN + 1)
        following = _next(found, rows[CHILDREN - 1]) if len(rows) > CHILDREN else None
        response = json(Children(child_references(rows[:CHILDREN]), following))
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return unless_known(request, response)


class RevisionsView(JsonView):
    @extend_schema(
        operation_id="get_revisions",
        summary="The history of a record, for staff",
        responses=schema.responses(Revisions, HTTPStatus.NOT_FOUND),
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        signed_in(request)
        found, rank = seen(request, public_id), request_rank(request)
        return json(revisions_shown(revisions(Record.objects.get(pk=found.pk), rank)))


class RevisionView(JsonView):
    @extend_schema(
        operation_id="get_revision",
        summary="What a record said after a revision, for staff",
        responses=schema.responses(RevisionWhole, HTTPStatus.NOT_FOUND),
    )
    def get(self, request: Request, public_id: str, number: int) -> HttpResponse:
        signed_in(request)
        found, rank = seen(request, public_id), request_rank(request)
        rows = revisions(Record.objects.get(pk=found.pk), rank)
        chosen = next((one for one in rows if one.number == number), None)
        if chosen is None:
            raise Http404(_("There is no such revision that you may see."))
        return json(revision_whole(chosen))


def seen(request: Request, public_id: str) -> RecordView:
    """The record that is asked for. Raises Http404, of what is hidden as of what never was."""
    public_id = normal_public_id(public_id)
    found = asked_record(request, public_id)
    if found is None:
        raise Http404(not_here(public_id))
    return found


def _after(request: Request) -> int:
    given = request.GET.get(AFTER, "")
    if given and not (given.isdecimal() and given.isascii() and len(given) <= _LONGEST):
        raise InvalidQuery(_("after is a number that next gave you. Begin without it."))
    return int(given) if given else -1


def _next(found: RecordView, last: RecordView) -> str:
    position = visible_to(last.seen_from).values_list("position", flat=True).get(pk=last.pk)
    return _address("api-children", found, position)


def _address(name: str, found: RecordView, after: int) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[found.public_id])}?{AFTER}={after}"
