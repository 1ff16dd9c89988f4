"""The OpenAPI schema: made from the values that the API encodes, so that it cannot say anything else."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse
from drf_spectacular.views import SpectacularAPIView

from catalog.api.found import FacetValues, RecordList, Suggestions
from catalog.api.representation import Problem, Record

AWAY = HTTPStatus.SERVICE_UNAVAILABLE
_REFERENCE = "#/components/schemas/{name}"
_MEANINGS = {
    HTTPStatus.BAD_REQUEST: _("What was asked cannot be answered; the sentence says what to do."),
    HTTPStatus.NOT_FOUND: _("There is no record of this id that you may see."),
    HTTPStatus.GONE: _("The public saw this record once; it was withdrawn."),
    HTTPStatus.SERVICE_UNAVAILABLE: _("The search engine does not answer; records can be read meanwhile."),
}


def responses(shape: type[msgspec.Struct], *problems: HTTPStatus) -> dict[int, OpenApiResponse]:
    """What an operation answers: the shape, or one of the problems in a sentence."""
    refused = {
        int(status): OpenApiResponse(_reference_to(Problem), description=str(_MEANINGS[status]))
        for status in problems
    }
    return {int(HTTPStatus.OK): OpenApiResponse(_reference_to(shape)), **refused}


def add_shapes(result: dict[str, Any], **_rest: object) -> dict[str, Any]:
    """Puts the shapes that responses refer to into the schema; called by drf-spectacular."""
    answers = (Record, RecordList, FacetValues, Suggestions, Problem)
    _, shapes = msgspec.json.schema_components(answers, ref_template=_REFERENCE)
    result.setdefault("components", {}).setdefault("schemas", {}).update(shapes)
    return result


class SchemaView(SpectacularAPIView):
    """The OpenAPI 3.1 schema, as YAML or JSON by what is asked for."""

    authentication_classes = ()
    custom_settings = {
        "TITLE": "Regesta",
        "DESCRIPTION": "Search and read the records of an archive catalogue. See docs/api.md.",
        "VERSION": "1",
        "OAS_VERSION": "3.1.1",
        "SCHEMA_PATH_PREFIX": "/api/v1",
        "POSTPROCESSING_HOOKS": ["catalog.api.schema.add_shapes"],
    }


def _reference_to(shape: type[msgspec.Struct]) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(name=shape.__name__)}
