"""Filters of the list of records that are kept under a name, for oneself or for everybody at the desk."""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.admin.opened import VIEW, needs, signed_in
from catalog.domain.text import clean
from catalog.models import SavedFilter, User
from catalog.records.author import Author
from catalog.records.chosen import FILTERS

LIST = "admin:catalog_record_changelist"
KEPT = (*FILTERS, "under", "o")
"""What of an address is kept: filters, and the order of the list."""


def offered_to(user: User) -> list[SavedFilter]:
    """One's own filters and those that others share. One query."""
    mine = Q(owner=user) | Q(shared=True)
    return list(SavedFilter.objects.filter(mine).select_related("owner").order_by("name", "pk"))


@require_POST
@needs(VIEW)
def save_filter(request: HttpRequest, author: Author) -> HttpResponse:
    """Keeps what the list is narrowed to; a name that one has used already gets the new filter."""
    name = clean(request.POST.get("name", "")).strip()[:100]
    pairs = parse_qsl(request.POST.get("query", "").lstrip("?"))
    query = urlencode([(key, value) for key, value in pairs if key in KEPT and value])
    if not name or not query:
        messages.error(request, _("Narrow the list first, and give the filter a name."))
    else:
        values = {"query": query, "shared": "shared" in request.POST}
        SavedFilter.objects.update_or_create(owner=signed_in(request), name=name, defaults=values)
        messages.success(request, _("The filter “%(name)s” is kept.") % {"name": name})
    return redirect(f"{reverse(LIST)}?{query}")


@require_POST
@needs(VIEW)
def remove_filter(request: HttpRequest, author: Author, pk: int) -> HttpResponse:
    """Removes one of one's own filters."""
    get_object_or_404(SavedFilter, pk=pk, owner=signed_in(request)).delete()
    messages.success(request, _("The filter is removed."))
    return redirect(LIST)
