"""Feeds of searches, and what tells search engines and browsers how to find things here."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.domain.disclosure import PUBLIC
from catalog.exports.addresses import record_address
from catalog.exports.feed import atom, newest
from catalog.models import SavedSearch
from catalog.records.queries import visible_to
from catalog.search.query import InvalidQuery, Query, SearchAway
from catalog.web.search_address import address, read_query

ATOM = "application/atom+xml"
IN_A_SITEMAP = 50_000
"""Most addresses that a sitemap may have (sitemaps.org)."""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def search_feed(request: HttpRequest) -> HttpResponseBase:
    """What is new of any search, for everybody: a feed tells what the public sees, whoever asks."""
    try:
        query = read_query(request.GET)
        return _feed(request, query, query.words or _("New and changed records"))
    except InvalidQuery as refusal:
        shown = {"sentence": str(refusal), "words": request.GET.get("q", "")}
        return render(request, "search_refused.html", shown, status=400)


@require_safe
def saved_feed(request: HttpRequest, key: str) -> HttpResponseBase:
    """The feed of a search that a reader keeps; its address is the reader's own."""
    saved = get_object_or_404(SavedSearch, key=key)
    try:
        return _feed(request, read_query(QueryDict(saved.query)), saved.name)
    except InvalidQuery as refusal:
        # What could be asked when it was kept may be no question any more.
        raise Http404(str(refusal)) from refusal


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """A sitemap for each so many numbers, to the last that the public sees: none is counted."""
    last = visible_to(PUBLIC).order_by("-pk").values_list("pk", flat=True).first() or 0
    pages = range(last // IN_A_SITEMAP + 1)
    told = (
        f"<sitemap><loc>{settings.SITE_URL}{reverse('sitemap', args=[one])}</loc></sitemap>" for one in pages
    )
    body = f'{_XML}<sitemapindex xmlns="{_SITEMAPS}">{"".join(told)}</sitemapindex>\n'
    return HttpResponse(body, content_type="application/xml")


@require_safe
def sitemap(request: HttpRequest, number: int) -> HttpResponseBase:
    """The public records of one range of numbers, streamed."""
    first = number * IN_A_SITEMAP
    rows = visible_to(PUBLIC).filter(pk__gt=first - 1, pk__lt=first + IN_A_SITEMAP).order_by("pk")
    if number and not visible_to(PUBLIC).filter(pk__gte=first).exists():
        raise Http404
    found = rows.values_list("public_id", "oai_datestamp").iterator(chunk_size=2000)
    return StreamingHttpResponse(_urls(found), content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may walk through; the sitemap leads to every record without a search."""
    closed = "".join(f"Disallow: {one}\n" for one in ("/admin/", "/account/", "/exports/", "/search/"))
    body = f"User-agent: *\n{closed}Sitemap: {settings.SITE_URL}{reverse('sitemap-index')}\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How browsers search here (OpenSearch 1.1)."""
    site = settings.SITE_URL
    page = f"{site}{reverse('search')}?q={{searchTerms}}"
    feed = f"{site}{reverse('search-feed')}?q={{searchTerms}}"
    name = escape(settings.INSTITUTION_NAME)
    body = (
        f'{_XML}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{name[:16]}</ShortName><LongName>{name[:48]}</LongName>"
        f"<Description>{escape(_('Search the catalogue'))}</Description><InputEncoding>UTF-8</InputEncoding>"
        f'<Url type="text/html" template="{page}"/><Url type="{ATOM}" template="{feed}"/>'
        "</OpenSearchDescription>\n"
    )
    return HttpResponse(body, content_type="application/opensearchdescription+xml")


def _feed(request: HttpRequest, query: Query, title: str) -> HttpResponseBase:
    own = settings.SITE_URL + request.get_full_path()
    try:
        body = atom(title, settings.SITE_URL + address(query), own, newest(_any_order(query)))
    except SearchAway as refusal:
        return HttpResponse(str(refusal), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(body, content_type=f"{ATOM}; charset=utf-8")
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def _any_order(query: Query) -> Query:
    return replace(query, sort="-date", page=1)


def _urls(found: Iterator[tuple[str, object]]) -> Iterator[str]:
    yield f'{_XML}<urlset xmlns="{_SITEMAPS}">'
    start, end = record_address("-").split("/-/")[0] + "/", "/"
    for public_id, stamp in found:
        changed = f"<lastmod>{str(stamp)[:10]}</lastmod>" if stamp else ""
        yield f"<url><loc>{start}{public_id}{end}</loc>{changed}</url>"
    yield "</urlset>\n"
