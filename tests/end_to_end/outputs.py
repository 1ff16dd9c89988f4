"""Every address of the site, by its route, as it is asked for in a vault of secrets."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.end_to_end.outputs_of_the_desk import DESK
from tests.end_to_end.outputs_of_the_site import SITE
from tests.end_to_end.vault_addresses import Addresses, known

OUTPUTS: dict[str, Addresses] = {**SITE, **DESK}
"""By route, so that an address that is added to the site without a row here makes the test fail."""

ASKING_THE_INDEX = {
    "",
    "search/",
    "search/facet/<str:facet>/",
    "suggest/",
    "collections/",
    "people-and-places/",
    "people-and-places/<str:public_id>/",
    "api/v1/records/",
    "api/v1/facets/<str:facet>/",
    "records/<str:public_id>/alike/",
    "api/v1/suggestions/",
    "search/export/",
    "search/feed/",
    "feeds/<str:key>/",
    "admin/",
    "admin/search/",
}
"""Routes whose answers may come from the index; all others are read from the database alone."""


def routes() -> set[str]:
    """Every route of the site as Django resolves it."""
    return set(_routes(get_resolver(), ""))


def addresses(*, of_index_alone: bool) -> list[str]:
    """Every address that OUTPUTS makes of what is in the database, or those alone that ask the index."""
    everything = known()
    chosen = [made for route, made in OUTPUTS.items() if route in ASKING_THE_INDEX or not of_index_alone]
    return [address for made in chosen for address in made(everything)]


def _routes(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one, route)
        elif isinstance(one, URLPattern):
            yield route
