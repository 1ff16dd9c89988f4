"""What the API says of persons, bodies, places and subjects."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from django.conf import settings
from django.urls import reverse

from catalog.models import Authority
from catalog.web.authority_list import records_query


class NameShown(msgspec.Struct):
    """A name with its script or romanisation, and the dates of its use (EDTF)."""

    form: str
    system: str
    dates_of_use: str


class AuthorityLinks(msgspec.Struct):
    """``self`` is here, ``html`` the page for people, ``records`` the search for what names it."""

    itself: str = msgspec.field(name="self")
    html: str
    records: str


class AuthorityReference(msgspec.Struct):
    id: str
    kind: str
    heading: str
    links: AuthorityLinks


class AuthorityRelationShown(msgspec.Struct):
    """``relation`` is earlier, later, part of or member."""

    relation: str
    authority: AuthorityReference


class AuthorityShown(msgspec.Struct):
    """``dates`` are EDTF; coordinates are degrees (WGS 84) or null."""

    id: str
    kind: str
    heading: str
    dates: str
    family_name_first: bool
    latitude: float | None
    longitude: float | None
    source: str
    names: tuple[NameShown, ...]
    relations: tuple[AuthorityRelationShown, ...]
    links: AuthorityLinks


class AuthorityList(msgspec.Struct):
    """A page of authorities by heading."""

    count: int
    next: str | None
    results: tuple[AuthorityReference, ...]


def authority_reference(one: Authority) -> AuthorityReference:
    """An authority in a list."""
    return AuthorityReference(one.public_id, one.kind, one.heading, _links(one))


def authority_shown(one: Authority, rank: int) -> AuthorityShown:
    """The whole authority, with the related ones that this rank sees."""
    related = one.relations.filter(other__seen_from__lte=rank).select_related("other")
    return AuthorityShown(
        id=one.public_id,
        kind=one.kind,
        heading=one.heading,
        dates=one.dates,
        family_name_first=one.family_name_first,
        latitude=one.latitude,
        longitude=one.longitude,
        source=one.source,
        names=tuple(
            NameShown(name.form, name.system, name.dates_of_use)
            for name in one.names.order_by("system", "form")
        ),
        relations=tuple(
            AuthorityRelationShown(row.relation, authority_reference(row.other)) for row in related
        ),
        links=_links(one),
    )


def _links(one: Authority) -> AuthorityLinks:
    searched: dict[str, Any] = {name: values[0] for name, values in records_query(one).filters.items()}
    return AuthorityLinks(
        itself=settings.SITE_URL + reverse("api-authority", args=[one.public_id]),
        html=settings.SITE_URL + reverse("authority", args=[one.public_id]),
        records=f"{settings.SITE_URL}{reverse('api-records')}?{urlencode(searched)}",
    )
