"""Records like another one, asked for when a reader comes to that place of its page."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from catalog.domain.wording import title_of
from catalog.records.queries import view, views
from catalog.search.alike import alike
from catalog.search.query import SearchAway
from catalog.web.facts import summary
from catalog.web.rank import request_rank


def records_alike(request: HttpRequest, public_id: str) -> HttpResponse:
    """A list for the record's page, or a page of its own where that is not asked for by a script."""
    rank = request_rank(request)
    found = view(public_id, rank)
    if found is None:
        raise Http404
    try:
        ids = alike(found.description, found.public_id, rank)
    except SearchAway as refusal:
        return render(
            request, "search_refused.html", {"sentence": str(refusal)}, status=HTTPStatus.SERVICE_UNAVAILABLE
        )
    seen = views(ids, rank)
    shown = {
        "record": found,
        "title": title_of(found.description),
        "alike": [summary(seen[one]) for one in ids if one in seen],
    }
    name = "alike.html" if request.headers.get("HX-Request") else "alike_page.html"
    response = render(request, name, shown)
    response["Vary"] = "Cookie, HX-Request"
    return response
