"""Persons, bodies, places and subjects over HTTP."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from catalog.api import schema
from catalog.api.authorities import AuthorityList, AuthorityShown, authority_reference, authority_shown
from catalog.api.door import JsonView, json, unless_known
from catalog.domain.identifiers import normal_public_id
from catalog.models import Authority
from catalog.search.query import InvalidQuery
from catalog.web.authority_list import found_authorities
from catalog.web.rank import request_rank

PAGE = 100
MOST_PAGES = 1000


class AuthorityListView(JsonView):
    parameters = ("q", "kind", "page")

    @extend_schema(
        operation_id="find_authorities",
        summary="Find persons, bodies, places and subjects by any of their names",
        parameters=[
            OpenApiParameter("q", str, description="Words that all stand in names of it."),
            OpenApiParameter("kind", str, enum=Authority.Kind.values, description="Only of this kind."),
            OpenApiParameter(
                "page",
                {"type": "integer", "minimum": 1, "maximum": MOST_PAGES},
                description=f"From 1; {PAGE} a page.",
            ),
        ],
        responses=schema.responses(AuthorityList, HTTPStatus.BAD_REQUEST),
    )
    def get(self, request: Request) -> HttpResponse:
        words, kind = request.GET.get("q", "").strip()[:200], request.GET.get("kind", "")
        page = _page(request)
        if kind and kind not in Authority.Kind.values:
            kinds = ", ".join(Authority.Kind.values)
            raise InvalidQuery(_("kind is one of: %(kinds)s.") % {"kinds": kinds})
        found = found_authorities(request_rank(request), words, kind)
        count, start = found.count(), (page - 1) * PAGE
        following = _address(words, kind, page + 1) if start + PAGE < count else None
        rows = tuple(authority_reference(one) for one in found[start : start + PAGE])
        response = json(AuthorityList(count, following, rows))
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return response


class AuthorityView(JsonView):
    @extend_schema(
        operation_id="get_authority",
        summary="One person, body, place or subject with its names",
        responses=schema.responses(AuthorityShown, HTTPStatus.NOT_FOUND),
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """Of one that was merged, the one that was kept."""
        rank = request_rank(request)
        named = Authority.objects.select_related("merged_into").filter(public_id=normal_public_id(public_id))
        found = named.first()
        if found is not None and found.merged_into is not None:
            found = found.merged_into
        if found is None or found.seen_from > rank:
            raise Http404(_("There is no authority of this id that you may see."))
        return unless_known(request, json(authority_shown(found, rank)))


def _page(request: Request) -> int:
    given = request.GET.get("page", "1")
    if not (given.isascii() and given.isdecimal() and len(given) < 5 and 1 <= int(given) <= MOST_PAGES):
        raise InvalidQuery(_("page is a number from 1 to %(most)s.") % {"most": MOST_PAGES})
    return int(given)


def _address(words: str, kind: str, page: int) -> str:
    asked = {name: value for name, value in (("q", words), ("kind", kind)) if value}
    return f"{settings.SITE_URL}{reverse('api-authorities')}?{urlencode({**asked, 'page': page})}"
