"""A record in a format that others read: by the suffix of its address, or by what a client accepts."""

import hashlib
from http import HTTPStatus

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.domain.identifiers import normal_public_id
from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.exports import ead_tree
from catalog.exports.addresses import surroundings
from catalog.interchange.csl_style import NoSuchStyle
from catalog.interchange.formats import ACCEPTED, FORMATS, write_one
from catalog.records.queries import RecordView, was_public
from catalog.web.asked import asked_record
from catalog.web.cite import citation_in
from catalog.web.rank import request_rank
from catalog.web.signposts import LINKSET, link_header, linkset, signposts

_SUFFIX_OF = {"text/html": "", **ACCEPTED}


@require_safe
def record_as(request: HttpRequest, public_id: str, suffix: str) -> HttpResponseBase:
    """The record in one format; 404 for a format that there is none of, and 410 as its page has it."""
    found = asked_record(request, normal_public_id(public_id))
    if found is None and was_public(normal_public_id(public_id)):
        return render(request, "410.html", status=HTTPStatus.GONE)
    if found is not None and suffix in ead_tree.LABELS and found.description.level in AGGREGATE_LEVELS:
        pieces = ead_tree.ead_tree(found, request_rank(request), suffix)
        return StreamingHttpResponse(pieces, content_type=f"{ead_tree.MEDIA_TYPE}; charset=utf-8")
    if found is None or suffix not in FORMATS:
        raise Http404(_("There is no such record here, or none in this format."))
    return in_format(request, found, suffix)


def in_format(request: HttpRequest, found: RecordView, suffix: str) -> HttpResponse:
    """The record in a format that it has, or 304 where the client has it."""
    around = surroundings(found)
    content = write_one(suffix, found.description, around)
    response = HttpResponse(content, content_type=FORMATS[suffix].content_type)
    response["Link"] = link_header(signposts(found, around))
    response["Content-Disposition"] = f'inline; filename="{found.public_id}.{suffix}"'
    return _for_machines(request, response)


@require_safe
def record_linkset(request: HttpRequest, public_id: str) -> HttpResponse:
    """The links of a record for machines."""
    found = _seen(request, public_id)
    around = surroundings(found)
    content = msgspec.json.encode(linkset(around, signposts(found, around)))
    return _for_machines(request, HttpResponse(content, content_type=LINKSET))


@require_safe
def record_citation(request: HttpRequest, public_id: str) -> HttpResponse:
    """The citation as plain text in a style: ours, or the name of any in the CSL repository."""
    found = _seen(request, public_id)
    style = request.GET.get("style", "chicago-note")
    try:
        text = citation_in(found.description, surroundings(found), style)
    except NoSuchStyle:
        sentence = _("There is no citation in the style “%(style)s”. Try chicago-note, or apa.")
        raise Http404(sentence % {"style": style[:60]}) from None
    return _for_machines(request, HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8"))


def accepted_suffix(request: HttpRequest) -> str:
    """The suffix of the format that the client would rather have than a page, "" where it takes the page."""
    wanted = request.get_preferred_type([*_SUFFIX_OF])
    return _SUFFIX_OF.get(wanted or "text/html", "")


def _seen(request: HttpRequest, public_id: str) -> RecordView:
    found = asked_record(request, normal_public_id(public_id))
    if found is None:
        raise Http404
    return found


def _for_machines(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With a tag of what is said, and open to scripts of other sites, which see what the public sees."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Accept", "Cookie"])
    known = get_conditional_response(request, etag=etag, response=response)
    return known if isinstance(known, HttpResponse) else response
