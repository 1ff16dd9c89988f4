"""unAPI (version 1): which formats a record has, and the record in one of them.

RIS alone is offered: of what reference managers take by unAPI it is the one in which a body and a family
name spoken first stay whole.
"""

from http import HTTPStatus
from xml.sax.saxutils import quoteattr

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalog.domain.identifiers import normal_public_id
from catalog.interchange.formats import FORMATS
from catalog.records.queries import view
from catalog.web.format_views import in_format
from catalog.web.rank import request_rank

_DOCS = "http://www.refman.com/support/risformat_intro.asp"


@require_safe
def unapi(request: HttpRequest) -> HttpResponse:
    """The formats of the site, of a record (300), or a record in a format; 406 for any other format."""
    name, wanted = request.GET.get("id", ""), request.GET.get("format", "")
    if not name:
        return _formats("", HTTPStatus.OK)
    found = view(normal_public_id(name), request_rank(request))
    if found is None:
        raise Http404
    if not wanted:
        return _formats(name, HTTPStatus.MULTIPLE_CHOICES)
    if wanted != "ris":
        return HttpResponse(status=HTTPStatus.NOT_ACCEPTABLE)
    return in_format(request, found, wanted)


def _formats(name: str, status: HTTPStatus) -> HttpResponse:
    of = f" id={quoteattr(name)}" if name else ""
    kind = FORMATS["ris"].media_type
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<formats{of}>'
        f'<format name="ris" type="{kind}" docs="{_DOCS}"/></formats>\n'
    )
    return HttpResponse(body, status=status, content_type="application/xml")
