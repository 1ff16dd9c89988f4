"""What the records of the catalogue cite and the catalogue does not hold."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalog.domain.identifiers import matching_number
from catalog.records.pointing import cited_not_held
from catalog.web.rank import request_rank


def cited(request: HttpRequest) -> HttpResponse:
    """Numbers and titles that are cited and not held, with the records that cite them."""
    words = request.GET.get("q", "").strip()[:200]
    pages, found = cited_not_held(request_rank(request), matching_number(words), request.GET.get("page"))
    return render(request, "cited.html", {"page": pages, "cited": found, "sought": words})
