"""Authorities offered while a name is typed, by any of their names."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from catalog.admin.opened import VIEW, needs
from catalog.admin.page import is_fragment
from catalog.domain.names import direct, matching_key
from catalog.models import AuthorityName
from catalog.records.author import Author

OFFERED = 12
_LOOKED_AT = 100
_LAST = "\U0010ffff"


class Offer(NamedTuple):
    """An authority by its heading; ``name`` is the name by which it was found where that is another."""

    heading: str
    name: str
    kind: str
    dates: str
    public_id: str


@needs(VIEW)
def suggest(request: HttpRequest, author: Author) -> HttpResponse:
    """The authorities with a name or a word of one that begins as typed: options for htmx, else JSON.

    ``?kind=`` (any number of them) says which kinds; the typed words are whatever else was sent.
    """
    kinds = request.GET.getlist("kind")
    typed = str(next((value for name, value in request.GET.items() if name != "kind"), "")).strip()
    offers = offered(typed, kinds, author.rank)
    if is_fragment(request):
        return render(request, "desk/offers.html", {"offers": offers, "typed": typed})
    return JsonResponse({"authorities": [one._asdict() for one in offers]})


def offered(typed: str, kinds: list[str], rank: int) -> list[Offer]:
    """The authorities that this rank sees, each once, those first whose name begins as typed."""
    key = matching_key(direct(typed))
    if not key:
        return []
    names = AuthorityName.objects.filter(authority__seen_from__lte=rank).select_related("authority")
    if kinds:
        names = names.filter(authority__kind__in=kinds)
    found: dict[str, Offer] = {}
    # The second asks for a word within a name, which no index serves, and is spared where it can be.
    for chosen in (names.filter(key__gte=key, key__lt=key + _LAST), names.filter(key__contains=f" {key}")):
        for row in chosen.order_by("key", "pk")[:_LOOKED_AT]:
            found.setdefault(row.authority.public_id, _offer(row))
        if len(found) >= OFFERED:
            break
    return list(found.values())[:OFFERED]


def _offer(row: AuthorityName) -> Offer:
    authority = row.authority
    other = row.form if row.form != authority.heading else ""
    return Offer(authority.heading, other, authority.get_kind_display(), authority.dates, authority.public_id)
