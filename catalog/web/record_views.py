"""The record page, its files, and the addresses that lead to it."""

import hashlib
import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.domain.identifiers import is_public_id, normal_public_id
from catalog.files.store import FileIsMissing, file_name, open_file
from catalog.records.queries import resolve, was_public
from catalog.web.asked import asked_record
from catalog.web.format_views import accepted_suffix, in_format
from catalog.web.rank import request_rank
from catalog.web.record_page import RecordPage, record_page

logger = logging.getLogger(__name__)


def record(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The page of a record. An id as people type it (O for 0, capitals) leads to the right address."""
    if public_id != normal_public_id(public_id) and is_public_id(public_id):
        return redirect("record", normal_public_id(public_id), permanent=True)
    rank = request_rank(request)
    found = asked_record(request, public_id)
    if found is None:
        return _gone(request, public_id)
    suffix = accepted_suffix(request)
    if suffix:
        return in_format(request, found, suffix)
    page = record_page(found, rank, request.GET.get("after", ""), request.GET.get("cite", ""))
    return _unless_known(request, page, rank)


def by_code(request: HttpRequest, code: str = "") -> HttpResponse:
    """The record that bears a reference code, or bore it once; a code may hold slashes and blanks."""
    code = code.strip() or request.GET.get("code", "").strip()
    public_id = resolve(code, request_rank(request)) if code else None
    if public_id is None:
        raise Http404(_("No record here has the reference code “%(code)s”.") % {"code": code[:100]})
    return redirect("record", public_id)


def file(request: HttpRequest, public_id: str, sha256: str) -> HttpResponseBase:
    """A file that disclosure leaves to this reader, always as a download and never as a page."""
    found = asked_record(request, public_id)
    named = next((one for one in found.description.files if one.sha256 == sha256), None) if found else None
    if named is None:
        raise Http404
    try:
        content = open_file(sha256)
    except FileIsMissing as missing:
        logger.error("Record %s: %s", public_id, missing)
        raise Http404(
            _("The file cannot be delivered at present. Those who keep it have been told.")
        ) from missing
    kind = named.media_type or "application/octet-stream"
    return FileResponse(content, as_attachment=True, filename=file_name(named.name), content_type=kind)


def _unless_known(request: HttpRequest, page: RecordPage, rank: int) -> HttpResponseBase:
    """The page, or 304 where the browser has it as it is."""
    who = request.user.get_username()
    seen = (page.stamp, rank, who, get_language(), static("regesta.css"))
    etag = f'W/"{hashlib.sha256(repr(seen).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag) or render(request, "record.html", {"page": page})
    response["ETag"] = etag
    response["Link"] = page.link_header
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Accept", "Cookie", "Accept-Language"])
    return response


def _gone(request: HttpRequest, public_id: str) -> HttpResponse:
    """410 for what the public once saw; what it never saw is as unknown as what never was."""
    if was_public(public_id):
        return render(request, "410.html", status=410)
    raise Http404
