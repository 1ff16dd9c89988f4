"""Searching over HTTP: results page by page or to the last record, values of facets, suggestions."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from catalog.api import cursor, found, representation, schema
from catalog.api.create import create_record
from catalog.api.door import JsonView, body, json
from catalog.api.fields import chosen_fields
from catalog.api.found import RecordList
from catalog.api.parameters import CURSOR, FIELDS, FIND, described, read_query
from catalog.api.sent import NewRecord
from catalog.api.views import saved
from catalog.api.who import WRITE, acting
from catalog.records.queries import views, views_and_references
from catalog.search.fields import FACETS
from catalog.search.find import find, find_values
from catalog.search.query import InvalidQuery, Query, Results
from catalog.search.suggest import suggest
from catalog.search.walk import find_after, in_order
from catalog.web.rank import request_rank

LONGEST = 100


class RecordListView(JsonView):
    parameters = None

    @extend_schema(
        operation_id="search_records",
        summary="Search the records",
        parameters=described(CURSOR, FIELDS),
        responses=schema.responses(found.RecordList, HTTPStatus.BAD_REQUEST, schema.AWAY),
    )
    def get(self, request: Request) -> HttpResponse:
        query, rank = read_query(request.GET, CURSOR, FIELDS), request_rank(request)
        given = request.GET.get(CURSOR.name, "")
        told = _walked(query, rank, given) if given else _page(query, find(query, rank), rank)
        response = json(chosen_fields(request, told))
        links = (("next", told.next), ("prev", told.previous))
        response["Link"] = ", ".join(f'<{address}>; rel="{name}"' for name, address in links if address)
        return response

    @extend_schema(
        operation_id="create_record",
        summary="Make a record, as a draft",
        request=schema.sent(NewRecord),
        responses=schema.responses(representation.Record, *schema.WRITING, status=HTTPStatus.CREATED),
    )
    def post(self, request: Request) -> HttpResponse:
        author = acting(request, "add_record", WRITE)
        made = create_record(body(request, NewRecord), author)
        return saved(request, made.public_id, author.rank, HTTPStatus.CREATED)


class FacetView(JsonView):
    parameters = None

    @extend_schema(
        operation_id="find_facet_values",
        summary="Find values of a facet",
        parameters=[
            OpenApiParameter(
                "facet", str, OpenApiParameter.PATH, enum=[one for one in FACETS if one != "collection"]
            ),
            *described(FIND),
        ],
        responses=schema.responses(
            found.FacetValues, HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, schema.AWAY
        ),
    )
    def get(self, request: Request, facet: str) -> HttpResponse:
        """The values that a search's result has, or those in which something stands: at most a hundred."""
        if facet not in FACETS or facet == "collection":
            raise Http404(_("There is no facet of this name whose values can be looked for."))
        query = read_query(request.GET, FIND)
        values = find_values(query, request_rank(request), facet, request.GET.get(FIND.name, "")[:LONGEST])
        return json(found.facet_values(facet, values))


class SuggestionsView(JsonView):
    parameters = ("q",)

    @extend_schema(
        operation_id="suggest",
        summary="Suggest names, titles and numbers",
        parameters=[OpenApiParameter("q", str, description="The beginning of a name, a title or a number.")],
        responses=schema.responses(found.Suggestions, schema.AWAY),
    )
    def get(self, request: Request) -> HttpResponse:
        rank = request_rank(request)
        suggested = suggest(request.GET.get("q", ""), rank)
        return json(found.suggestions(suggested, views(suggested.records, rank)))


def _page(query: Query, results: Results, rank: int) -> RecordList:
    named = {one.value for one in results.facets.get("collection", ())}
    named.update(one for branch in results.branches for one in branch.path)
    seen, collections = views_and_references([hit.record for hit in results.hits], named, rank)
    return found.record_list(query, results, seen, collections)


def _walked(query: Query, rank: int, given: str) -> RecordList:
    """The first page of a walk counts the whole, the others take its count with them."""
    if query.page != 1:
        raise InvalidQuery(_("A walk has no page numbers: leave out page, and follow next."))
    query = in_order(query)
    if given == cursor.FIRST:
        results = find(query, rank)
        return found.walked(query, results, _page(query, results, rank), results.count)
    known = cursor.read(given, query)
    results = find_after(query, rank, known.position)
    return found.walked(query, results, _page(query, results, rank), known.found)
