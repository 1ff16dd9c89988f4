"""What is written into an index in Elasticsearch."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from elasticsearch import NotFoundError
from elasticsearch.helpers import streaming_bulk

from catalog.search.elastic_client import answering, away, client
from catalog.search.engine import Busy
from catalog.search.entry import Entry

logger = logging.getLogger(__name__)

LARGEST_REQUEST = 10 * 1024 * 1024
MOST_ENTRIES = 1000
WRITE_TIMEOUT = 60.0
RETRIES = 5
FIRST_WAIT = 1.0
"""Seconds before what the server refuses as too much at once (429) is sent again; each time twice as many."""


class ElasticWriter:
    """Bulk requests bounded by their bytes. The version is the record's: a late writer never wins."""

    def __init__(self, place: str) -> None:
        self.place = place

    def write(self, batch: Iterable[Entry]) -> frozenset[int]:
        """Raises SearchAway besides, where the server does not answer or refuses too long."""
        with answering(), unless_gone():
            return self._written(batch)

    def _written(self, batch: Iterable[Entry]) -> frozenset[int]:
        failed: set[int] = set()
        answers = streaming_bulk(
            # A refusal as too much is waited out below; another node may be asked for all else.
            client().options(request_timeout=WRITE_TIMEOUT, retry_on_status=(502, 503, 504)),
            (self._action(one) for one in batch),
            chunk_size=MOST_ENTRIES,
            max_chunk_bytes=LARGEST_REQUEST,
            max_retries=RETRIES,
            initial_backoff=FIRST_WAIT,
            max_backoff=30,
            raise_on_error=False,
            require_alias=True,
        )
        for written, answer in answers:
            result = answer["index"]
            if not written and result["status"] == HTTPStatus.NOT_FOUND:
                raise Busy
            # Its disk is full, or it is overloaded still: so it is for all that would follow.
            if not written and result["status"] == HTTPStatus.TOO_MANY_REQUESTS:
                raise away(result["error"]["reason"])
            # A conflict: a later version stands there already, which is what we want.
            if not written and result["status"] != HTTPStatus.CONFLICT:
                logger.warning("Entry %s could not be indexed: %s", result["_id"], result.get("error"))
                failed.add(int(result["_id"].partition(":")[0]))
        return frozenset(failed)

    def commit(self) -> None:
        """Elasticsearch has written its log before it answered."""

    def is_safe(self) -> bool:
        return True

    def _action(self, entry: Entry) -> dict[str, Any]:
        return {
            "_op_type": "index",
            "_index": writing_alias(self.place),
            "_id": entry.key,
            "routing": str(entry.record),
            "version": entry.version,
            "version_type": "external_gte",
            "_source": dict(entry.values),
        }


def writing_alias(place: str) -> str:
    """Writers name an index by an alias of its own: by its name, one that is gone would be made anew."""
    return f"{place}-written"


@contextmanager
def unless_gone() -> Iterator[None]:
    """A rebuild has just taken the index away: what is to be written stays dirty, for the new one."""
    try:
        yield
    except NotFoundError as error:
        raise Busy from error
