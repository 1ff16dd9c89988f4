"""Finding aids as readers get them: a page, and a PDF of the same."""

from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalog.domain.wording import title_of
from catalog.exports.finding_aids import finding_aid, page_of, pdf_of
from catalog.models import FindingAid
from catalog.records.queries import RecordView, view
from catalog.web.rank import request_rank

_CONTENT = "<!-- content -->"


def finding_aid_page(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The finding aid within the site's frame, sent piece by piece: it may be of fifty thousand records."""
    record, aid = _found(request, public_id)
    told = {
        "record": record,
        "title": title_of(record.description),
        "has_pdf": pdf_of(aid).exists(),
        "aid": aid,
    }
    before, after = render_to_string("finding_aid.html", {**told, "content": _CONTENT}, request).split(
        _CONTENT
    )
    response = StreamingHttpResponse(_pieces(before, page_of(aid), after))
    response["Cache-Control"] = "private, no-cache"
    return response


def finding_aid_pdf(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The finding aid to print and to keep."""
    record, aid = _found(request, public_id)
    path = pdf_of(aid)
    if not path.exists():
        raise Http404(_("There is no PDF of this finding aid. Its page can be printed."))
    name = f"{slugify(title_of(record.description))[:60] or record.public_id}.pdf"
    response = FileResponse(path.open("rb"), filename=name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-cache"
    return response


def _found(request: HttpRequest, public_id: str) -> tuple[RecordView, FindingAid]:
    rank = request_rank(request)
    record = view(public_id, rank)
    aid = finding_aid(record, rank) if record else None
    if record is None or aid is None or not page_of(aid).exists():
        raise Http404(_("There is no finding aid here, or it is being made anew after a change."))
    return record, aid


def _pieces(before: str, content: Path, after: str) -> Iterator[bytes]:
    yield before.encode()
    with content.open("rb") as file:
        while piece := file.read(65536):
            yield piece
    yield after.encode()
