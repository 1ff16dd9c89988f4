"""People, bodies, families, places and subjects that records name."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from catalog.models import Authority
from catalog.search.query import SearchAway
from catalog.web.authority_list import by_letter, found_authorities, records_query, shown_authority
from catalog.web.rank import request_rank
from catalog.web.search_address import address
from catalog.web.search_views import results_page

LISTED = 200


def authorities(request: HttpRequest) -> HttpResponse:
    """The authorities that this rank sees, A to Z, or those that bear a name."""
    words, kind = request.GET.get("q", "").strip()[:200], request.GET.get("kind", "")
    found = found_authorities(request_rank(request), words, kind)
    page = Paginator(found, LISTED).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "letters": by_letter(page),
        "name": words,
        "kind": kind,
        "kinds": Authority.Kind.choices,
    }
    return render(request, "authorities.html", shown)


def authority(request: HttpRequest, public_id: str) -> HttpResponse:
    """One authority with its names and the records that name it; of a merged one, the one that was kept."""
    rank = request_rank(request)
    found = get_object_or_404(Authority.objects.select_related("merged_into"), public_id=public_id)
    if found.merged_into is not None and found.merged_into.seen_from <= rank:
        return redirect("authority", found.merged_into.public_id, permanent=True)
    if found.seen_from > rank:
        raise Http404
    query = records_query(found)
    shown = {**shown_authority(found, rank), "search": address(query)}
    try:
        return render(request, "authority.html", {**shown, "records": results_page(query, rank)})
    except SearchAway as away:
        return render(request, "authority.html", {**shown, "away": str(away)})
