"""What records cite and the catalogue does not hold, for those who look for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from catalog.admin.opened import VIEW, needs
from catalog.admin.page import page
from catalog.domain.identifiers import matching_number
from catalog.records.author import Author
from catalog.records.pointing import cited_not_held


@needs(VIEW)
def cited(request: HttpRequest, author: Author) -> HttpResponse:
    """The numbers and titles, what most cite first; ``?q=`` is the beginning of a number."""
    words = request.GET.get("q", "").strip()[:200]
    pages, found = cited_not_held(author.rank, matching_number(words), request.GET.get("page"))
    told: dict[str, Any] = {"pages": pages, "cited": found, "sought": words}
    return page(request, "desk/cited.html", _("Cited and not held"), **told)
