"""The home page and the list of collections."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalog.domain.disclosure import STAFF
from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.models import Authority
from catalog.records.queries import views, visible_to
from catalog.web.collections import top_collections
from catalog.web.facts import Summary, summary
from catalog.web.rank import request_rank

LATEST = 6
COLLECTIONS_AT_HOME = 6
COLLECTIONS_LISTED = 500


def home(request: HttpRequest) -> HttpResponse:
    """What the catalogue holds, as far as this reader may know."""
    rank = request_rank(request)
    seen = visible_to(rank).exclude(level="part")
    shown = {
        "institution": settings.INSTITUTION_NAME,
        "documents": seen.exclude(level__in=AGGREGATE_LEVELS).count(),
        "authorities": Authority.objects.filter(seen_from__lte=rank).count(),
        "collections": top_collections(rank, COLLECTIONS_AT_HOME),
        "latest": latest(rank),
    }
    return render(request, "home.html", shown)


def collections(request: HttpRequest) -> HttpResponse:
    """Every collection at the top of the tree."""
    shown = {"collections": top_collections(request_rank(request), COLLECTIONS_LISTED)}
    return render(request, "collections.html", shown)


def latest(rank: int) -> list[Summary]:
    """The documents published or changed last: for readers, those whose public view did, since what staff do
    behind it moves nothing here.
    """
    rows = visible_to(rank).filter(status="published", level="item").order_by("-updated_at", "-pk")
    if rank < STAFF:
        rows = rows.filter(oai_datestamp__isnull=False, document__isnull=True)
        rows = rows.order_by("-oai_datestamp", "-pk")
    chosen = list(rows.values_list("pk", flat=True)[:LATEST])
    seen = views(chosen, rank)
    return [summary(seen[one]) for one in chosen if one in seen]
