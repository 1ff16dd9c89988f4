"""The catalogue's index in Elasticsearch."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from typing import Any

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.dsl import Index, Search
from elasticsearch.helpers import streaming_bulk
from elasticsearch.serializer import JsonSerializer

from catalog.models import IndexState
from catalog.search.elastic_mapping import PLAIN, WORDS, mapping
from catalog.search.elastic_query import (
    found_hits,
    found_of,
    hits_of,
    positions_of,
    search_of,
    total,
    values_of,
)
from catalog.search.engine import Busy
from catalog.search.entry import Entry
from catalog.search.query import Found, Position, Request, SearchAway
from catalog.search.state import refuse_other_declaration

logger = logging.getLogger(__name__)

LARGEST_REQUEST = 10 * 1024 * 1024
MOST_ENTRIES = 1000
WRITE_TIMEOUT = 60.0
STORED = 5000
RETRIES = 5
FIRST_WAIT = 1.0
"""Seconds before what the server refuses as too much at once (429) is sent again; each time twice as many."""


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


class Elastic:
    """Readers search the alias ELASTICSEARCH_INDEX; writers write to the index by its own name."""

    name = "elasticsearch"

    def __init__(self) -> None:
        self._declared = False

    def search(self, request: Request) -> Found:
        answer = self._asked(search_of(request, Search()))
        return found_of(request, answer) if answer else Found()

    def hits(self, request: Request) -> Found:
        return _hits(request, self._asked(hits_of(request, Search())))

    def each_hits(self, requests: Sequence[Request]) -> tuple[Found, ...]:
        answers = self._each_asked([hits_of(one, Search()) for one in requests])
        return tuple(_hits(*one) for one in zip(requests, answers, strict=True))

    def positions(self, request: Request, size: int) -> tuple[Position, ...]:
        answer = self._asked(positions_of(request, size, Search()))
        return tuple(one["sort"][0] for one in answer["hits"]["hits"]) if answer else ()

    def values(self, request: Request, facet: str) -> tuple[tuple[str, int], ...]:
        answer = self._asked(values_of(request, facet, Search()))
        buckets = answer["aggregations"][facet]["values"]["buckets"] if answer else ()
        return tuple((one["key"], one["doc_count"]) for one in buckets)

    def _asked(self, search: Search) -> Mapping[str, Any]:
        """The answer of the whole index; empty where there is none yet."""
        self._refuse_other_declaration()
        try:
            with _answering():
                answer = client().search(index=settings.ELASTICSEARCH_INDEX, body=search.to_dict())
        except _NoIndex:
            return {}
        return _whole(answer.body)

    def _each_asked(self, searches: Sequence[Search]) -> list[Mapping[str, Any]]:
        """The answers to several searches in one request."""
        self._refuse_other_declaration()
        lines = [line for one in searches for line in ({}, one.to_dict())]
        with _answering():
            answers = client().msearch(index=settings.ELASTICSEARCH_INDEX, searches=lines)["responses"]
        return [{} if one["status"] == HTTPStatus.NOT_FOUND else _whole(one) for one in answers]

    def _refuse_other_declaration(self) -> None:
        """Once a process: what its version of the fields is changes with a new start alone."""
        if not self._declared:
            state = IndexState.objects.filter(engine=self.name).first()
            if state:
                refuse_other_declaration(state)
                self._declared = True

    def stored(self, place: str, after: int) -> list[tuple[int, int]]:
        search = Search().filter("exists", field="seen_by").filter("range", record={"gt": after})
        search = search.sort("record").source(False).extra(docvalue_fields=["record", "version"])[:STORED]
        with _answering():
            answer = client().search(index=place, body=search.to_dict())
        fields = (one["fields"] for one in answer["hits"]["hits"])
        return [(int(one["record"][0]), int(one["version"][0])) for one in fields]

    def exists(self, place: str) -> bool:
        with _answering():
            return bool(place) and bool(client().indices.exists(index=place))

    def create(self, place: str) -> None:
        index = Index(place, using=client())
        index.settings(
            number_of_shards=settings.ELASTICSEARCH_SHARDS,
            refresh_interval=settings.ELASTICSEARCH_REFRESH,
            **_copies(settings.ELASTICSEARCH_REPLICAS),
        )
        index.mapping(mapping())
        index.aliases(**{_writing_alias(place): {}})
        index.analyzer(WORDS)
        index.analyzer(PLAIN)
        with _answering():
            index.create()

    def show(self, place: str) -> None:
        alias = settings.ELASTICSEARCH_INDEX
        with _answering():
            known = client().indices.exists_alias(name=alias)
            old = client().indices.get_alias(name=alias).body if known else {}
            actions: list[dict[str, Any]] = [{"add": {"index": place, "alias": alias}}]
            actions += ({"remove": {"index": one, "alias": alias}} for one in old if one != place)
            client().indices.update_aliases(actions=actions)

    def drop(self, place: str) -> None:
        if place:
            with _answering():
                client().indices.delete(index=place, ignore_unavailable=True)

    @contextmanager
    def writing(self, place: str) -> Iterator["ElasticWriter"]:
        with _answering(), _unless_gone():
            yield ElasticWriter(place)

    @contextmanager
    def filling(self, place: str) -> Iterator["ElasticWriter"]:
        with self.writing(place) as writer:
            client().indices.put_settings(index=place, settings={"refresh_interval": "-1"})
            yield writer
            client().indices.put_settings(
                index=place, settings={"refresh_interval": settings.ELASTICSEARCH_REFRESH}
            )
            self.refresh(place)

    def refresh(self, place: str) -> None:
        with _answering(), _unless_gone():
            client().indices.refresh(index=place)

    def healthy(self) -> bool:
        try:
            return bool(client().cluster.health()["status"] in ("green", "yellow"))
        except (ApiError, TransportError):
            return False


def _hits(request: Request, answer: Mapping[str, Any]) -> Found:
    return Found(total(answer), found_hits(request, answer)) if answer else Found()


def _whole(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer, where all of the index gave it: counts over a part of it would be wrong, and look right."""
    if answer.get("error") or answer["timed_out"] or answer["_shards"]["failed"]:
        raise _away(answer.get("error", "not all of the index answered"))
    return answer


class ElasticWriter:
    """Bulk requests bounded by their bytes. The version is the record's: a late writer never wins."""

    def __init__(self, place: str) -> None:
        self.place = place

    def write(self, batch: Iterable[Entry]) -> frozenset[int]:
        """Raises SearchAway besides, where the server does not answer or refuses too long."""
        with _answering(), _unless_gone():
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
            "_index": _writing_alias(self.place),
            "_id": entry.key,
            "routing": str(entry.record),
            "version": entry.version,
            "version_type": "external_gte",
            "_source": dict(entry.values),
        }


def _copies(replicas: str) -> dict[str, Any]:
    """A number of copies, or a range of which the server chooses by its nodes."""
    return {"number_of_replicas": int(replicas)} if replicas.isdigit() else {"auto_expand_replicas": replicas}


def _writing_alias(place: str) -> str:
    """Writers name an index by an alias of its own: by its name, one that is gone would be made anew."""
    return f"{place}-written"


@contextmanager
def _unless_gone() -> Iterator[None]:
    """A rebuild has just taken the index away: what is to be written stays dirty, for the new one."""
    try:
        yield
    except NotFoundError as error:
        raise Busy from error


class _NoIndex(SearchAway):
    """Elasticsearch answers and has no such index."""


@contextmanager
def _answering() -> Iterator[None]:
    """Turns what the client raises into a sentence: nothing of an engine is shown raw."""
    try:
        yield
    except NotFoundError as error:
        raise _NoIndex(_("There is no search index yet.")) from error
    except (ApiError, TransportError) as error:
        raise _away(error) from error


def _away(error: object) -> SearchAway:
    logger.warning("Elasticsearch does not answer: %s", error)
    return SearchAway(
        _(
            "The search is away for the moment. Records can be opened and edited meanwhile; "
            "try again in a minute."
        )
    )
