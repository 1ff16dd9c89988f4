"""The catalogue's index in Elasticsearch."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from elasticsearch import ApiError, TransportError
from elasticsearch.dsl import Index, Search

from catalog.models import IndexState
from catalog.search.elastic_client import NoIndex, answering, away, client
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
from catalog.search.elastic_writer import ElasticWriter, unless_gone, writing_alias
from catalog.search.query import Found, Position, Request, SearchAway
from catalog.search.state import refuse_other_declaration

STORED = 5000


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
            with answering():
                answer = client().search(index=settings.ELASTICSEARCH_INDEX, body=search.to_dict())
        except NoIndex:
            return self._nothing()
        return _whole(answer.body)

    def _each_asked(self, searches: Sequence[Search]) -> list[Mapping[str, Any]]:
        """The answers to several searches in one request."""
        self._refuse_other_declaration()
        lines = [line for one in searches for line in ({}, one.to_dict())]
        with answering():
            answers = client().msearch(index=settings.ELASTICSEARCH_INDEX, searches=lines)["responses"]
        return [self._nothing() if one["status"] == HTTPStatus.NOT_FOUND else _whole(one) for one in answers]

    def _nothing(self) -> Mapping[str, Any]:
        """The empty answer before the first index; one that was made and is gone is away."""
        if IndexState.objects.filter(engine=self.name).exclude(place="").exists():
            raise away("the index is gone, or its alias")
        return {}

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
        with answering():
            answer = client().search(index=place, body=search.to_dict())
        fields = (one["fields"] for one in answer["hits"]["hits"])
        return [(int(one["record"][0]), int(one["version"][0])) for one in fields]

    def exists(self, place: str) -> bool:
        with answering():
            return bool(place) and bool(client().indices.exists(index=place))

    def create(self, place: str) -> None:
        _refuse_index_named_as_alias()
        index = Index(place, using=client())
        index.settings(
            number_of_shards=settings.ELASTICSEARCH_SHARDS,
            refresh_interval=settings.ELASTICSEARCH_REFRESH,
            **_copies(settings.ELASTICSEARCH_REPLICAS),
        )
        index.mapping(mapping())
        index.aliases(**{writing_alias(place): {}})
        index.analyzer(WORDS)
        index.analyzer(PLAIN)
        with answering():
            index.create()

    def show(self, place: str) -> None:
        _refuse_index_named_as_alias()
        alias = settings.ELASTICSEARCH_INDEX
        with answering():
            known = client().indices.exists_alias(name=alias)
            old = client().indices.get_alias(name=alias).body if known else {}
            actions: list[dict[str, Any]] = [{"add": {"index": place, "aliases": _aliases(place)}}]
            actions += ({"remove": {"index": one, "alias": alias}} for one in old if one != place)
            client().indices.update_aliases(actions=actions)

    def shown(self, place: str) -> bool:
        with answering():
            return bool(place) and bool(client().indices.exists_alias(index=place, name=_aliases(place)))

    def drop(self, place: str) -> None:
        if place:
            with answering():
                client().indices.delete(index=place, ignore_unavailable=True)

    @contextmanager
    def writing(self, place: str) -> Iterator["ElasticWriter"]:
        with answering(), unless_gone():
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
        with answering(), unless_gone():
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
        raise away(answer.get("error", "not all of the index answered"))
    return answer


def _aliases(place: str) -> list[str]:
    return [settings.ELASTICSEARCH_INDEX, writing_alias(place)]


def _refuse_index_named_as_alias() -> None:
    """Elasticsearch makes such an index by itself when a program writes to a name that is none yet."""
    name = settings.ELASTICSEARCH_INDEX
    with answering():
        taken = client().indices.exists(index=name) and not client().indices.exists_alias(name=name)
    if taken:
        words = _(
            "An index of Elasticsearch is named “%(name)s”, and by this name searches find theirs: remove it "
            "if it is not needed, or set ELASTICSEARCH_INDEX to another name. Then run rebuild_index."
        )
        raise SearchAway(words % {"name": name})


def _copies(replicas: str) -> dict[str, Any]:
    """A number of copies, or a range of which the server chooses by its nodes."""
    return {"number_of_replicas": int(replicas)} if replicas.isdigit() else {"auto_expand_replicas": replicas}
