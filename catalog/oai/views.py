"""/oai: the door for harvesters, and a page for people who open it without a verb."""

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from catalog.oai.arguments import OaiError, read_arguments
from catalog.oai.envelope import answered
from catalog.oai.page import page
from catalog.oai.records import error_element
from catalog.oai.verbs import VERBS, XML, Asked
from catalog.records.stamp import harvest_bound


@csrf_exempt  # nothing is changed here, and harvesters post their arguments
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def oai(request: HttpRequest) -> HttpResponseBase:
    """One request of the protocol; a browser that asks for nothing gets the page."""
    if request.method != "POST" and not request.GET and "text/html" in request.headers.get("Accept", ""):
        return page(request)
    try:
        arguments = read_arguments(_given(request))
    except OaiError as error:
        return _refused(error, {})
    try:
        return VERBS[arguments["verb"]](Asked(arguments, base_address()))
    except OaiError as error:
        # What was no argument is not repeated (3.2).
        return _refused(error, {} if error.code in ("badVerb", "badArgument") else arguments)


def _given(request: HttpRequest) -> QueryDict:
    """The arguments as sent; what cannot be read as such is the protocol's error too."""
    try:
        return request.POST if request.method == "POST" else request.GET
    except (SuspiciousOperation, BadRequest) as error:
        raise OaiError("badArgument", _("The arguments cannot be read. Send them as a form does.")) from error


def base_address() -> str:
    """The base URL of the provider."""
    return f"{settings.SITE_URL}{reverse('oai')}"


def _refused(error: OaiError, arguments: Mapping[str, str]) -> HttpResponse:
    content = [error_element(error.code, str(error))]
    return HttpResponse(answered(base_address(), arguments, harvest_bound(), content), content_type=XML)
