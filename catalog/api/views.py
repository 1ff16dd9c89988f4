"""Records over HTTP, as JSON. Who is signed in sees what their rank sees; everybody else is the public."""

import hashlib
from http import HTTPStatus
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import APIException
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from catalog.api import representation, schema
from catalog.domain.identifiers import normal_public_id
from catalog.records.queries import view, was_public
from catalog.search.query import InvalidQuery, SearchAway
from catalog.web.rank import request_rank


class JsonView(APIView):
    """A view whose every answer, errors too, is JSON that no cache gives to somebody else."""

    authentication_classes = (SessionAuthentication,)
    permission_classes = (AllowAny,)

    def handle_exception(self, exc: Exception) -> HttpResponse:  # type: ignore[override]  # any is taken
        match exc:
            case InvalidQuery():
                return problem(HTTPStatus.BAD_REQUEST, str(exc))
            case SearchAway():
                return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(exc))
            case Http404():
                return problem(HTTPStatus.NOT_FOUND, str(exc))
            case APIException():
                return problem(HTTPStatus(exc.status_code), str(exc.detail))
        raise exc

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response


class RecordDetailView(JsonView):
    @extend_schema(
        operation_id="get_record",
        summary="One record",
        responses=schema.responses(representation.Record, HTTPStatus.NOT_FOUND, HTTPStatus.GONE),
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """With its ETag in If-None-Match the answer is 304 while what you may see has not changed."""
        public_id = normal_public_id(public_id)
        found = view(public_id, request_rank(request))
        if found is not None:
            return _unless_known(request, json(representation.record(found)))
        if was_public(public_id):
            return problem(HTTPStatus.GONE, _("This record was withdrawn. Ask the archive about it."))
        raise Http404(
            _("There is no record %(id)s that you may see. Search for it, or sign in.")
            % {"id": public_id[:20]}
        )


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any other address under api/."""
    return problem(HTTPStatus.NOT_FOUND, _("There is nothing at this address. See /api/schema/."))


def json(value: msgspec.Struct, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """The value as a response."""
    return HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json")


def problem(status: HTTPStatus, sentence: str) -> HttpResponse:
    """What is wrong, in a sentence, as a response."""
    return json(representation.Problem(sentence), status)


def _unless_known(request: Request, response: HttpResponse) -> HttpResponse:
    """The answer, or 304 where the client has it. The tag is made of what is said: titles of others too."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    known = get_conditional_response(request, etag=etag, response=response)
    return known if isinstance(known, HttpResponse) else response
