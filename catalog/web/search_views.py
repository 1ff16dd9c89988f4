"""The search page."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalog.records.queries import views_and_references
from catalog.search.find import find
from catalog.search.query import InvalidQuery, Query, SearchAway
from catalog.web.downloads import downloads
from catalog.web.rank import request_rank
from catalog.web.results import Page, page_of
from catalog.web.search_address import read_query


def search(request: HttpRequest) -> HttpResponse:
    """Results with facets; a search that cannot be answered keeps its words in the box and says why."""
    try:
        page = results_page(read_query(request.GET), request_rank(request))
    except InvalidQuery as refusal:
        return _refused(request, HTTPStatus.BAD_REQUEST, str(refusal))
    except SearchAway as refusal:
        return _refused(request, HTTPStatus.SERVICE_UNAVAILABLE, str(refusal))
    shown = {"page": page, "words": page.query.words, "downloads": downloads(page.query)}
    response = render(request, "results.html", shown)
    response["Vary"] = "Cookie, HX-Request"
    return response


def results_page(query: Query, rank: int) -> Page:
    """A page of what this rank finds; the rows behind the hits are asked again whether it sees them."""
    results = find(query, rank)
    named = {
        *query.filters.get("collection", ()),
        *(one for branch in results.branches for one in branch.path),
    }
    named.update(one.value for one in results.facets.get("collection", ()))
    found = [one.record for one in results.hits]
    seen, collections = views_and_references(found, named, rank)
    return page_of(query, results, seen, collections)


def _refused(request: HttpRequest, status: HTTPStatus, sentence: str) -> HttpResponse:
    shown = {"sentence": sentence, "words": request.GET.get("q", "")}
    return render(request, "search_refused.html", shown, status=status)
