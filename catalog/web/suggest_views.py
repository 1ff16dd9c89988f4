"""What is offered while a reader types in the search box, and the values of a facet that are looked for."""

from http import HTTPStatus
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from catalog.domain.description import Identifier
from catalog.domain.identifiers import matching_number
from catalog.domain.wording import title_of
from catalog.records.queries import RecordView, views
from catalog.search.find import find_values
from catalog.search.query import InvalidQuery, SearchAway
from catalog.search.suggest import suggest
from catalog.web.rank import request_rank
from catalog.web.results import value_choices
from catalog.web.search_address import FACETS, address, read_query


class Offer(NamedTuple):
    """``value`` is put into the box, ``said`` beside it."""

    value: str
    said: str


def suggestions(request: HttpRequest) -> HttpResponse:
    """Options for the search box; none where the engine is away, for the box works without them."""
    typed, rank = request.GET.get("q", ""), request_rank(request)
    try:
        suggested = suggest(typed, rank)
    except SearchAway:
        return render(request, "suggestions.html", {"offered": ()})
    offered = [Offer(form, heading if heading != form else "") for form, heading in suggested.names]
    seen = views(suggested.records, rank)
    offered += [_offer(seen[one], typed) for one in suggested.records if one in seen]
    response = render(request, "suggestions.html", {"offered": tuple(dict.fromkeys(offered))})
    response["Vary"] = "Cookie"
    return response


def _offer(view: RecordView, typed: str) -> Offer:
    """The number that begins so with the title beside it, or else the title."""
    title, number = title_of(view.description), matching_number(typed)
    numbers = (one.value for one in view.description.of(Identifier)) if number else ()
    found = next((one for one in numbers if number in matching_number(one)), "")
    return Offer(found, title) if found else Offer(title, "")


def facet(request: HttpRequest, facet: str) -> HttpResponse:
    """All values of a facet that a search has, or those in which something stands."""
    if facet not in FACETS or facet == "collection":
        raise Http404
    find = request.GET.get("find", "")[:100]
    try:
        query = read_query(request.GET)
        found = find_values(query, request_rank(request), facet, find)
    except InvalidQuery as refusal:
        return _refused(request, HTTPStatus.BAD_REQUEST, str(refusal))
    except SearchAway as refusal:
        return _refused(request, HTTPStatus.SERVICE_UNAVAILABLE, str(refusal))
    shown = {
        "heading": _(FACETS[facet]),
        "find": find,
        "back": address(query),
        "kept": [(name, one) for name, all_of in request.GET.lists() if name != "find" for one in all_of],
        "choices": value_choices(facet, found, query),
    }
    return render(request, "facet.html", shown)


def _refused(request: HttpRequest, status: HTTPStatus, sentence: str) -> HttpResponse:
    shown = {"sentence": sentence, "words": request.GET.get("q", "")}
    return render(request, "search_refused.html", shown, status=status)
