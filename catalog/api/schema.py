"""The OpenAPI schema: made from the values that the API encodes, so that it cannot say anything else."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse
from drf_spectacular.views import SpectacularAPIView

from catalog.api.authorities import AuthorityList, AuthorityShown
from catalog.api.found import FacetValues, RecordList, Suggestions
from catalog.api.jobs import JobList, JobShown
from catalog.api.problems import Problem
from catalog.api.representation import Record
from catalog.api.sent import Changes, NewRecord, Publication, Withdrawal
from catalog.api.tree import Children, References, Relations, Revisions, RevisionWhole

AWAY = HTTPStatus.SERVICE_UNAVAILABLE
WRITING = (
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
PRECONDITIONS = (HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED)
SHAPES = (
    Record,
    RecordList,
    FacetValues,
    Suggestions,
    Children,
    References,
    Relations,
    Revisions,
    RevisionWhole,
    AuthorityShown,
    AuthorityList,
    JobShown,
    JobList,
    NewRecord,
    Changes,
    Publication,
    Withdrawal,
    Problem,
)
_REFERENCE = "#/components/schemas/{name}"
_MEANINGS = {
    HTTPStatus.BAD_REQUEST: _("What was asked cannot be answered; the sentence says what to do."),
    HTTPStatus.NOT_FOUND: _("There is no record of this id that you may see."),
    HTTPStatus.GONE: _("The public saw this record once; it was withdrawn."),
    HTTPStatus.UNAUTHORIZED: _("Sign in, or send a token that is known and has not ended."),
    HTTPStatus.FORBIDDEN: _("You, or your token, may not do this."),
    HTTPStatus.PRECONDITION_FAILED: _("Somebody saved the record meanwhile; the differences are told."),
    HTTPStatus.PRECONDITION_REQUIRED: _("The ETag of the record has to be sent as If-Match."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("What was sent is too large."),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: _("What was sent is of a type that is not taken here."),
    HTTPStatus.UNPROCESSABLE_ENTITY: _("It cannot be done; the sentence says why and what to do."),
    HTTPStatus.TOO_MANY_REQUESTS: _("You ask too often; Retry-After says when to ask again."),
    HTTPStatus.SERVICE_UNAVAILABLE: _("The search engine does not answer; records can be read meanwhile."),
}


def responses(
    shape: type[msgspec.Struct], *refusals: HTTPStatus, status: HTTPStatus = HTTPStatus.OK
) -> dict[Any, OpenApiResponse]:
    """What an operation answers: the shape, or one of the problems in a sentence."""
    answer = OpenApiResponse(_reference_to(shape), description=status.phrase)
    return {(int(status), "application/json"): answer, **problems(*refusals)}


def problems(*refusals: HTTPStatus) -> dict[Any, OpenApiResponse]:
    """The problems that an operation may answer with; every one may be asked too often or in a wrong way."""
    always = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS)
    return {
        (int(status), "application/problem+json"): OpenApiResponse(
            _reference_to(Problem), description=str(_MEANINGS[status])
        )
        for status in dict.fromkeys((*always, *refusals))
    }


def sent(shape: type[msgspec.Struct]) -> dict[str, Any]:
    """What an operation takes."""
    return {"application/json": _reference_to(shape)}


def add_shapes(result: dict[str, Any], **_rest: object) -> dict[str, Any]:
    """Puts the shapes that operations refer to into the schema; called by drf-spectacular."""
    _, shapes = msgspec.json.schema_components(SHAPES, ref_template=_REFERENCE)
    result.setdefault("components", {}).setdefault("schemas", {}).update(shapes)
    return result


class SchemaView(SpectacularAPIView):
    """The OpenAPI 3.1 schema, as YAML or JSON by what is asked for."""

    authentication_classes = ()
    custom_settings = {
        "TITLE": "Regesta",
        "DESCRIPTION": "The records of an archive catalogue: search, read, change. See docs/api.md.",
        "VERSION": "1",
        "OAS_VERSION": "3.1.1",
        "SCHEMA_PATH_PREFIX": "/api/v1",
        "POSTPROCESSING_HOOKS": ["catalog.api.schema.add_shapes"],
    }


def _reference_to(shape: type[msgspec.Struct]) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(name=shape.__name__)}
