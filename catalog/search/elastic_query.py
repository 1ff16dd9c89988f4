"""A request as an Elasticsearch search, and its answer as what was found."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.aggs import AggBase, Filter, Histogram, Terms
from elasticsearch.dsl.query import Bool, Term
from elasticsearch.dsl.query import Query as Clause
from elasticsearch.dsl.query import Terms as TermsQuery

from catalog.search.branch import MOST, branches, opened
from catalog.search.chosen import DATES, chosen_of
from catalog.search.elastic_tree import rendered
from catalog.search.fields import FACETS, SHOWN_WORDS, UNKNOWN, YES, of_parts, of_whole
from catalog.search.passages import Passage, passage
from catalog.search.query import Counts, Found, Hit, Query, Request
from catalog.search.tree import Node, asks_parts, unstemmed

BUCKETS = 20
MOST_VALUES = 20_000
"""Values of a facet among which is searched: the most frequent ones."""
LONGEST_MARKED = 160
FARTHEST_MARKED = 1_000_000
"""Characters of a text in which matched words are looked for."""
FURTHER_PASSAGES = 2
"""Some are the rest of a sentence behind another passage, too short to say on which line they stand."""
_SORTS: dict[str, list[Any]] = {
    "relevance": [{"_score": "desc"}, {"record": "asc"}],
    "date": ["date_up"],
    "-date": [{"date_down": "desc"}],
    "title": ["title_order"],
}


def search_of(request: Request, search: Search) -> Search:
    """The whole page in one request: hits, facets, years, undated, marked words.

    What has no filter of its own is counted together: a filter for each facet would be asked of every hit.
    """
    chosen = _chosen(request)
    search = hits_of(request, search)
    page = search.aggs.bucket("page", _all_but(chosen, "")) if chosen else search.aggs
    for name in (*FACETS, DATES):
        counted = search.aggs.bucket(f"but {name}", _all_but(chosen, name)) if name in chosen else page
        if name == DATES:
            counted.bucket("years", Histogram(field="years", interval=1, min_doc_count=1))
            counted.bucket("undated", Filter(Term(undated=YES)))
        else:
            counted.bucket(name, Terms(field=name, size=BUCKETS))
            if name in chosen:
                _count_chosen(request.query, name, counted)
    page.bucket("unknown", Terms(field="unknown", size=BUCKETS))
    return search


def _count_chosen(query: Query, name: str, counted: AggBase[Any]) -> None:
    """The chosen values, perhaps not among the most frequent, and what can be chosen below a collection."""
    picked = [one for one in query.filters[name] if one != UNKNOWN]
    counted.bucket("chosen", Terms(field=name, size=max(1, len(picked)), include=picked))
    counted.bucket("unknown", Filter(Term(unknown=name)))
    if name == "collection":
        counted.bucket("branches", Terms(field="branch", size=MOST, include=opened(query.filters[name])))


def hits_of(request: Request, search: Search) -> Search:
    """The hits alone with their marked words. The filters come after the words, for counts without them."""
    query, chosen = request.query, _chosen(request)
    search = search.query(_wanted(request))
    if chosen:
        search = search.post_filter(Bool(filter=list(chosen.values())))
    search = _behind(search.sort(*_SORTS[query.sort]), request)[
        request.offset : request.offset + query.page_size
    ]
    search = search.source(False).extra(
        docvalue_fields=["record", "public_id"], track_total_hits=request.after is None, track_scores=False
    )
    return _highlighted(search, request)


def positions_of(request: Request, size: int, search: Search) -> Search:
    """The next positions in the order of the search, and nothing else."""
    filters = [_wanted(request), *_chosen(request).values()]
    search = search.query(Bool(filter=filters)).sort(*_SORTS[request.query.sort])
    return _behind(search, request).source(False).extra(track_total_hits=False)[:size]


def _behind(search: Search, request: Request) -> Search:
    return search if request.after is None else search.extra(search_after=[request.after])


def values_of(request: Request, facet: str, search: Search) -> Search:
    """The values of one facet alone, counted without its own filter."""
    search = search.query(_wanted(request)).extra(size=0)
    counted = search.aggs.bucket(facet, _all_but(_chosen(request), facet))
    counted.bucket("values", Terms(field=facet, size=MOST_VALUES))
    return search


def _wanted(request: Request) -> Clause:
    """What the words find of what this reader may find."""
    hidden: list[Clause] = [TermsQuery(lineage=list(request.excluded))] if request.excluded else []
    return Bool(must=[rendered(request.tree)], filter=[Term(seen_by=request.rank)], must_not=hidden)


def _all_but(chosen: Mapping[str, Clause], facet: str) -> Filter:
    return Filter(Bool(filter=[one for name, one in chosen.items() if name != facet]))


def found_of(request: Request, answer: Mapping[str, Any]) -> Found:
    """Elasticsearch's answer to ``search_of`` in our terms."""
    counts = answer["aggregations"]
    dated = counts.get(f"but {DATES}", counts.get("page", counts))
    within = counts.get("but collection", {}).get("branches", {"buckets": ()})
    return Found(
        count=total(answer),
        hits=found_hits(request, answer),
        facets={name: _counts(counts, name) for name in FACETS},
        years=tuple((int(one["key"]), one["doc_count"]) for one in dated["years"]["buckets"]),
        undated=dated["undated"]["doc_count"],
        branches=branches((one["key"], one["doc_count"]) for one in within["buckets"]),
    )


def total(answer: Mapping[str, Any]) -> int:
    """How many records were found; 0 where that was not asked."""
    return int(answer["hits"].get("total", {"value": 0})["value"])


def found_hits(request: Request, answer: Mapping[str, Any]) -> tuple[Hit, ...]:
    """The hits of an answer to ``hits_of`` or ``search_of``."""
    in_order = request.query.sort != "relevance"
    return tuple(
        Hit(
            record=int(one["fields"]["record"][0]),
            public_id=one["fields"]["public_id"][0],
            highlights=_highlights(one.get("highlight", {}), request.passages),
            position=one["sort"][0] if in_order else 0,
        )
        for one in answer["hits"]["hits"]
    )


def _counts(counts: Mapping[str, Any], name: str) -> Counts:
    page = counts.get("page", counts)
    own = counts.get(f"but {name}", {"chosen": {"buckets": ()}})
    without = {one["key"]: one["doc_count"] for one in page["unknown"]["buckets"]}
    return Counts(
        tuple((one["key"], one["doc_count"]) for one in (own if name in own else page)[name]["buckets"]),
        {one["key"]: one["doc_count"] for one in own["chosen"]["buckets"]},
        own["unknown"]["doc_count"] if "unknown" in own else without.get(name, 0),
    )


def _chosen(request: Request) -> dict[str, Clause]:
    return {name: rendered(tree) for name, tree in chosen_of(request.query).items()}


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
    if request.marked:
        marked = marked.highlight_options(highlight_query=rendered(request.marked).to_dict())
    for name, words in _marked_fields(request.marked or request.tree).items():
        marked = marked.highlight(
            name,
            number_of_fragments=request.passages + FURTHER_PASSAGES,
            fragment_size=LONGEST_MARKED,
            **words,
        )
    return marked


def _marked_fields(tree: Node) -> dict[str, dict[str, Any]]:
    """With those of parts, and what matched in the unstemmed words, where the tree asks for such."""
    names = list(SHOWN_WORDS)
    if asks_parts(tree):
        names += map(of_parts, SHOWN_WORDS)
    is_unstemmed = unstemmed(tree)
    return {one: {"matched_fields": [one, f"{one}.plain"]} if is_unstemmed else {} for one in names}


def _highlights(marked: Mapping[str, Sequence[str]], most: int) -> dict[str, tuple[Passage, ...]]:
    """By field, the words of parts behind the others."""
    found: dict[str, tuple[Passage, ...]] = {}
    for name in sorted(marked, key=lambda one: one != of_whole(one)):
        field = of_whole(name)
        found[field] = (*found.get(field, ()), *_telling(field, map(passage, marked[name]))[:most])
    return found


def _telling(field: str, passages: Iterable[Passage]) -> list[Passage]:
    """Of a text, the passages that say where they stand before the others."""
    return sorted(passages, key=lambda one: field == "text" and not one.line)
