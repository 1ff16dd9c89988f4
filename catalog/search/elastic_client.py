"""The client of Elasticsearch, and what it raises in our own words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.serializer import JsonSerializer

from catalog.search.query import SearchAway

logger = logging.getLogger(__name__)


class _Json(JsonSerializer):
    """A third of the client's own time goes into JSON; this one is several times as fast."""

    def json_dumps(self, data: Any) -> bytes:
        return msgspec.json.encode(data)

    def json_loads(self, data: bytes) -> Any:
        return msgspec.json.decode(data)


@cache
def client() -> Elasticsearch:
    """The client of this process; it asks nothing of the server until it is used."""
    known = {"api_key": settings.ELASTICSEARCH_API_KEY, "ca_certs": settings.ELASTICSEARCH_CA_FILE}
    given: dict[str, Any] = {name: value for name, value in known.items() if value}
    if settings.ELASTICSEARCH_USER:
        given["basic_auth"] = (settings.ELASTICSEARCH_USER, settings.ELASTICSEARCH_PASSWORD)
    return Elasticsearch(
        settings.ELASTICSEARCH_URL.split(","),
        request_timeout=settings.ELASTICSEARCH_TIMEOUT,
        max_retries=1,
        serializer=_Json(),
        **given,
    )


class NoIndex(SearchAway):
    """Elasticsearch answers and has no such index."""


@contextmanager
def answering() -> Iterator[None]:
    """Turns what the client raises into a sentence: nothing of an engine is shown raw."""
    try:
        yield
    except NotFoundError as error:
        raise NoIndex(_("There is no search index yet.")) from error
    except (ApiError, TransportError) as error:
        raise away(error) from error


def away(error: object) -> SearchAway:
    logger.warning("Elasticsearch does not answer: %s", error)
    return SearchAway(
        _(
            "The search is away for the moment. Records can be opened and edited meanwhile; "
            "try again in a minute."
        )
    )
