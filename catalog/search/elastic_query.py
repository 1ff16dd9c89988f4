"""A request as an Elasticsearch search, and its answer as what was found."""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.aggs import Filter, Histogram, Terms
from elasticsearch.dsl.query import (
    Bool,
    ConstantScore,
    MatchAll,
    MatchNone,
    MatchPhrase,
    MultiMatch,
    Query,
    Range,
    Term,
)
from elasticsearch.dsl.query import Terms as TermsQuery

from catalog.search.entry import FACETS, FIELDS, WORD_FIELDS, YES
from catalog.search.query import Counts, Found, Hit, Request
from catalog.search.syntax import All, AnyOf, Node, Not, Words
from catalog.search.values import folded

BUCKETS = 20
TIE_BREAKER = 0.1
"""How much matches in further fields add to the best field's."""
LONGEST_MARKED = 160
FARTHEST_MARKED = 1_000_000
"""Characters of a text in which matched words are looked for."""
_WEIGHTED = [f"{one.name}^{one.weight:g}" for one in WORD_FIELDS]
_WEIGHTS = {one.name: one.weight for one in WORD_FIELDS}
_HIGHLIGHTED = [one.name for one in FIELDS if one.kind == "words" and one.shown]
_SORTS: dict[str, list[Any]] = {
    "relevance": [{"_score": "desc"}, {"record": "asc"}],
    "date": ["date_up"],
    "-date": [{"date_down": "desc"}],
    "title": ["title_order"],
}


def rendered(tree: Node) -> Query:
    """The tree as a query of ours in Elasticsearch's words."""
    match tree:
        case Words(text=text, field=""):
            return MultiMatch(query=folded(text), fields=_WEIGHTED, type="phrase", tie_breaker=TIE_BREAKER)
        case Words(text=text, field=field):
            return MatchPhrase(**{field: {"query": folded(text), "boost": _WEIGHTS[field]}})
        case All(parts=()):
            return MatchAll()
        case AnyOf(parts=()):
            return MatchNone()
        case All(parts=parts):
            refused = [rendered(one.part) for one in parts if isinstance(one, Not)]
            return Bool(must=[rendered(one) for one in parts if not isinstance(one, Not)], must_not=refused)
        case AnyOf(parts=parts):
            return Bool(should=[rendered(one) for one in parts], minimum_should_match=1)
        case Not(part=part):
            return ConstantScore(filter=Bool(must_not=[rendered(part)]))


def search_of(request: Request, search: Search) -> Search:
    """The whole page in one request: hits, facets, years, undated, marked words."""
    query, chosen = request.query, _chosen(request)
    allowed: list[Query] = [Term(seen_by=request.rank)]
    hidden: list[Query] = [TermsQuery(lineage=list(request.excluded))] if request.excluded else []
    search = search.query(Bool(must=[rendered(request.tree)], filter=allowed, must_not=hidden))
    if chosen:
        search = search.post_filter(Bool(filter=list(chosen.values())))
    for name in FACETS:
        others = [one for facet, one in chosen.items() if facet != name]
        counted = search.aggs.bucket(name, Filter(Bool(filter=others)))
        counted.bucket("values", Terms(field=name, size=BUCKETS))
        if name in chosen:
            counted.bucket(
                "chosen", Terms(field=name, size=len(query.filters[name]), include=list(query.filters[name]))
            )
    others = [one for facet, one in chosen.items() if facet != "years"]
    dated = search.aggs.bucket("years", Filter(Bool(filter=others)))
    dated.bucket("values", Histogram(field="years", interval=1, min_doc_count=1))
    dated.bucket("undated", Filter(Term(undated=YES)))
    search = search.sort(*_SORTS[query.sort])[request.offset : request.offset + query.page_size]
    search = search.source(False).extra(
        docvalue_fields=["record", "public_id"], track_total_hits=True, track_scores=False
    )
    return _highlighted(search, request)


def found_of(request: Request, answer: Mapping[str, Any]) -> Found:
    """Elasticsearch's answer to ``search_of`` in our terms."""
    counts = answer["aggregations"]
    return Found(
        count=answer["hits"]["total"]["value"],
        hits=tuple(
            Hit(
                record=int(one["fields"]["record"][0]),
                public_id=one["fields"]["public_id"][0],
                highlights={name: tuple(marked) for name, marked in one.get("highlight", {}).items()},
            )
            for one in answer["hits"]["hits"]
        ),
        facets={
            name: Counts(
                tuple((one["key"], one["doc_count"]) for one in counts[name]["values"]["buckets"]),
                {one["key"]: one["doc_count"] for one in counts[name].get("chosen", {}).get("buckets", ())},
            )
            for name in FACETS
        },
        years=tuple(
            (int(one["key"]), one["doc_count"]) for one in counts["years"]["values"]["buckets"]
        ),
        undated=counts["years"]["undated"]["doc_count"],
    )


def _chosen(request: Request) -> dict[str, Query]:
    """The filters that the reader chose, by facet; the years are one more."""
    query = request.query
    chosen: dict[str, Query] = {
        name: _any_of(name, values) for name, values in query.filters.items() if values
    }
    bounds = {"gte": query.first_year, "lte": query.last_year}
    given = {name: year for name, year in bounds.items() if year is not None}
    if given:
        chosen["years"] = Range(years=given)
    return chosen


def _any_of(name: str, values: Sequence[str]) -> Query:
    fields: dict[str, Any] = {name: list(values)}
    return TermsQuery(**fields)


def _highlighted(search: Search, request: Request) -> Search:
    if not request.query.words.strip():
        return search
    marked = search.highlight_options(
        encoder="html",
        pre_tags=["<mark>"],
        post_tags=["</mark>"],
        order="score",
        max_analyzed_offset=FARTHEST_MARKED,
    )
    return marked.highlight(*_HIGHLIGHTED, number_of_fragments=2, fragment_size=LONGEST_MARKED)
