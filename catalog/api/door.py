"""What every address of the API has in common: who asks, how often, and how errors are told."""

import hashlib
from http import HTTPStatus
from typing import Any, TypeVar

import msgspec
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import APIException, NotAuthenticated, Throttled, UnsupportedMediaType
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from catalog.api.problems import Problem, differences_shown
from catalog.api.rate import Rate, counted
from catalog.api.who import TokenAuthentication
from catalog.records.refusal import Conflict, NoSuchRecord, Refused
from catalog.search.query import InvalidQuery, SearchAway

PROBLEM_TYPE = "application/problem+json"
Shape = TypeVar("Shape")
_READING = "GET, HEAD, OPTIONS"
_EXPOSED = "ETag, Link, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"


@method_decorator(gzip_page, name="dispatch")
class JsonView(APIView):
    """A view whose every answer, errors too, is JSON that no cache gives to somebody else.

    ``parameters`` are the names that an address may hold behind the question mark; None: the view looks.
    """

    authentication_classes = (TokenAuthentication, SessionAuthentication)
    permission_classes = (AllowAny,)
    parameters: tuple[str, ...] | None = ()
    rate: Rate | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.rate = counted(request)
        if self.rate is not None and self.rate.is_exceeded:
            raise Throttled(detail=_("You ask too often. Wait as many seconds as Retry-After says."))
        if self.parameters is not None:
            _refuse_unknown(request, self.parameters)

    def handle_exception(self, exc: Exception) -> HttpResponse:  # type: ignore[override]  # any is taken
        response = _refused(exc)
        if response is None:
            raise exc
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response["Allow"] = ", ".join(self.allowed_methods)
        if isinstance(exc, APIException) and response.status_code == HTTPStatus.UNAUTHORIZED:
            response["WWW-Authenticate"] = "Bearer"
        return response

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Authorization", "Cookie", "Accept-Language"])
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = _EXPOSED
        for name, value in (self.rate.headers() if self.rate else {}).items():
            response[name] = value
        return response

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """What scripts of other sites may do: read."""
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response["Allow"] = ", ".join(self.allowed_methods)
        response["Access-Control-Allow-Methods"] = _READING
        response["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
        return response


def json(value: object, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """The value as a response."""
    return HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json")


def problem(status: HTTPStatus, sentence: str, **further: Any) -> HttpResponse:
    """What is wrong, in a sentence, as problem details (RFC 9457)."""
    told = Problem(title=status.phrase, status=status, detail=sentence, **further)
    response = json(told, status)
    response["Content-Type"] = PROBLEM_TYPE
    return response


def unless_known(request: HttpRequest | Request, response: HttpResponse, begins: str = "") -> HttpResponse:
    """The answer, or 304 where the client has it. The tag is made of what is said: titles of others too.

    ``begins`` stands at the head of the tag, for those who may know it. An answer to what was written is
    the record as it is now, whatever tag was sent along.
    """
    etag = f'"{begins}{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    if request.method not in ("GET", "HEAD"):
        return response
    known = get_conditional_response(request, etag=etag, response=response)
    return known if isinstance(known, HttpResponse) else response


def body(request: Request, shape: type[Shape]) -> Shape:
    """What was sent, as a value. Raises msgspec.DecodeError, which names the field that is wrong."""
    if (request.content_type or "").partition(";")[0].strip() != "application/json":
        sentence = _("Send JSON: Content-Type: application/json.")
        raise UnsupportedMediaType(request.content_type or "", sentence)
    return msgspec.json.decode(request.body, type=shape)


def _refuse_unknown(request: Request, known: tuple[str, ...]) -> None:
    for name in request.GET:
        if name not in known:
            raise InvalidQuery(
                _("There is no parameter “%(name)s” here. Use: %(names)s.")
                % {"name": name[:40], "names": ", ".join(known) or _("none")}
            )


def _refused(error: Exception) -> HttpResponse | None:
    """The problem that an error is, None for one that nobody foresaw."""
    match error:
        case InvalidQuery():
            return problem(HTTPStatus.BAD_REQUEST, str(error))
        case msgspec.DecodeError() | UnicodeDecodeError():
            sentence = _("What was sent cannot be read: %(reason)s. See /api/schema/.")
            return problem(HTTPStatus.BAD_REQUEST, sentence % {"reason": str(error)[:300]})
        case RequestDataTooBig():
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("What was sent is too large: send less."))
        case TooManyFieldsSent():
            return problem(HTTPStatus.BAD_REQUEST, _("The address has too many parameters: send fewer."))
        case SearchAway():
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
        case Http404() | NoSuchRecord():
            return problem(HTTPStatus.NOT_FOUND, str(error) or _("There is nothing here that you may see."))
        case Conflict():
            shown = differences_shown(error.differences)
            return problem(HTTPStatus.PRECONDITION_FAILED, str(error), differences=shown)
        case Refused():
            return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        case NotAuthenticated():
            return problem(HTTPStatus.UNAUTHORIZED, str(error.detail))
        case APIException():
            return problem(HTTPStatus(error.status_code), str(error.detail))
    return None
