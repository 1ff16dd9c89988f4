"""Whole results as files: at once where they are short, by a job with a link where they are long."""

from base64 import b64encode
from dataclasses import replace
from http import HTTPStatus

import msgspec
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.exports import whole
from catalog.exports.whole import Order, ask_for, check_format, is_over, may_be_given, path_of, stream
from catalog.interchange.formats import FORMATS
from catalog.models import Job, User
from catalog.search.find import find
from catalog.search.query import InvalidQuery, Query, SearchAway
from catalog.search.walk import in_order
from catalog.web.rank import request_rank
from catalog.web.search_address import address, read_query

COUNT = "Regesta-Count"


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponseBase:
    """The result of a search in a format; where it is long, a page that asks for a job, and the job."""
    suffix, rank = request.GET.get("format", ""), request_rank(request)
    try:
        check_format(suffix)
        query = replace(in_order(read_query(request.GET)), page=1)
        count = find(_short(query), rank).count
        if count > whole.STREAMED or request.GET.get("file") or request.method == "POST":
            return _by_job(request, query, rank, suffix, count)
        return _streamed(query, rank, suffix, count)
    except InvalidQuery as refusal:
        return _refused(request, str(refusal), HTTPStatus.BAD_REQUEST)
    except SearchAway as refusal:
        return _refused(request, str(refusal), HTTPStatus.SERVICE_UNAVAILABLE)


@require_safe
def exported(request: HttpRequest, key: str) -> HttpResponseBase:
    """How far an export is, or its file with ``?file=1``. Who has the link of a public one may fetch it; what
    is seen by rank, the person alone who asked for it.
    """
    job = Job.objects.filter(kind=whole.KIND, batch=key[:32], payload__key=key).first()
    order = msgspec.convert(job.payload, Order) if job else None
    if job is None or order is None or not _may_fetch(request, job, order) or is_over(job):
        raise Http404(_("There is no such file any more: a file is kept for a day. Search again."))
    if not request.GET.get("file"):
        label = FORMATS[order.suffix].label
        return render(request, "export.html", {"job": job, "order": order, "label": label})
    if not may_be_given(job) or not path_of(order).exists():
        raise Http404(_("This file is not given any more: search again, and ask for it as it is now."))
    response = FileResponse(path_of(order).open("rb"), as_attachment=True, filename=_name(order.suffix))
    response["Content-Type"] = FORMATS[order.suffix].content_type
    digest = b64encode(bytes.fromhex(job.report["sha256"])).decode()
    response["Repr-Digest"] = f"sha-256=:{digest}:"
    return response


def _streamed(query: Query, rank: int, suffix: str, count: int) -> HttpResponseBase:
    pieces = stream(query, rank, suffix)
    response = StreamingHttpResponse(pieces, content_type=FORMATS[suffix].content_type)
    response["Content-Disposition"] = f'attachment; filename="{_name(suffix)}"'
    response["Cache-Control"] = "private, no-store"
    response[COUNT] = str(count)
    return response


def _by_job(request: HttpRequest, query: Query, rank: int, suffix: str, count: int) -> HttpResponse:
    if request.method == "POST":
        user = request.user if isinstance(request.user, User) else None
        # A network gives a rank to nobody in particular: its job is the public's.
        own = rank if user is not None and user.rank >= rank else 0
        job = ask_for(query, own, suffix, user, query.words or _("All records"))
        return redirect("exported", job.payload["key"])
    shown = {"count": count, "label": FORMATS[suffix].label, "search": address(query)}
    return render(request, "export_asked.html", shown)


def _may_fetch(request: HttpRequest, job: Job, order: Order) -> bool:
    return order.rank == 0 or (job.created_by_id == request.user.pk and request_rank(request) >= order.rank)


def _short(query: Query) -> Query:
    return replace(query, page=1, page_size=1)


def _name(suffix: str) -> str:
    return f"regesta.{suffix}"


def _refused(request: HttpRequest, sentence: str, status: HTTPStatus) -> HttpResponse:
    shown = {"sentence": sentence, "words": request.GET.get("q", "")}
    return render(request, "search_refused.html", shown, status=status)
