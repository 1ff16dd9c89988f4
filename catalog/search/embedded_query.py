"""A request as tantivy queries and aggregations, and what they answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tantivy import FieldType, Occur, Order, Query, Searcher

from catalog.search.embedded_marks import Marks
from catalog.search.embedded_schema import schema, words
from catalog.search.entry import FACETS, WORD_FIELDS, YES
from catalog.search.query import Counts, Found, Hit, Request
from catalog.search.syntax import All, AnyOf, Node, Not, Words
from catalog.search.values import folded

BUCKETS = 20
MOST_BUCKETS = 65_000
TIE_BREAKER = 0.1
_FIRST_BUCKETS = 60
_WEIGHTS = {one.name: one.weight for one in WORD_FIELDS}
_SORTS = {
    "relevance": (None, Order.Desc),
    "date": ("date_up", Order.Asc),
    "-date": ("date_down", Order.Desc),
    "title": ("title_order", Order.Asc),
}
Clauses = Mapping[str, Query]


def rendered(tree: Node) -> Query:
    """The tree as a query of ours in tantivy's words."""
    match tree:
        case Words(text=text, field=field):
            tokens = words().analyze(folded(text))
            found = [_in_field(name, tokens) for name in _WEIGHTS if field in ("", name)]
            return found[0] if field else Query.disjunction_max_query(found, tie_breaker=TIE_BREAKER)
        case All(parts=()):
            return Query.all_query()
        case AnyOf(parts=()):
            return Query.empty_query()
        case All(parts=parts):
            return Query.boolean_query([(Occur.Must, rendered(one)) for one in parts])
        case AnyOf(parts=parts):
            return Query.boolean_query([(Occur.Should, rendered(one)) for one in parts])
        case Not(part=part):
            everything = Query.const_score_query(Query.all_query(), 1.0)
            return Query.boolean_query([(Occur.Must, everything), (Occur.MustNot, rendered(part))])


def _in_field(name: str, tokens: list[str]) -> Query:
    if not tokens:
        return Query.empty_query()
    if len(tokens) == 1:
        found = Query.term_query(schema(), name, tokens[0], index_option="freq")
    else:
        found = Query.phrase_query(schema(), name, list(tokens))
    return Query.boost_query(found, _WEIGHTS[name])


def answer(request: Request, searcher: Searcher) -> Found:
    """The whole page: hits, facets, years, undated, marked words."""
    wanted = _wanted(request)
    chosen = _chosen(request)
    page = _all_of(wanted, chosen)
    found = _hits(request, searcher, page)
    counts = searcher.aggregate(page, {name: _terms(name) for name in FACETS} | _dated())
    for name in chosen:
        # A facet's own filter must not empty its other values: they are counted without it.
        own = _dated() if name == "years" else {name: _terms(name)}
        others = {facet: one for facet, one in chosen.items() if facet != name}
        counts |= searcher.aggregate(_all_of(wanted, others), own | _picked(request, name))
    facets = {}
    for name in FACETS:
        others = {facet: one for facet, one in chosen.items() if facet != name}
        facets[name] = Counts(
            _most(counts[name], searcher, _all_of(wanted, others), name),
            {one["key"]: one["doc_count"] for one in counts.get(f"picked {name}", _NONE)["buckets"]},
        )
    return replace(
        found,
        facets=facets,
        years=tuple((int(one["key"]), one["doc_count"]) for one in counts["years"]["buckets"]),
        undated=sum(one["doc_count"] for one in counts["undated"]["buckets"] if one["key"] == YES),
    )


_NONE: Mapping[str, Any] = {"buckets": ()}


def _wanted(request: Request) -> Query:
    """What the words find of what this reader may find."""
    seen = Query.const_score_query(Query.term_query(schema(), "seen_by", request.rank), 0.0)
    clauses = [(Occur.Must, rendered(request.tree)), (Occur.Must, seen)]
    if request.excluded:
        hidden = Query.term_set_query(schema(), "lineage", list(request.excluded))
        clauses.append((Occur.MustNot, hidden))
    return Query.boolean_query(clauses)


def _chosen(request: Request) -> dict[str, Query]:
    """The filters that the reader chose, by facet; the years are one more."""
    query = request.query
    chosen = {
        name: Query.term_set_query(schema(), name, list(values))
        for name, values in query.filters.items()
        if values
    }
    if query.first_year is not None or query.last_year is not None:
        chosen["years"] = Query.range_query(
            schema(), "years", FieldType.Integer, query.first_year, query.last_year
        )
    return chosen


def _all_of(wanted: Query, filters: Clauses) -> Query:
    if not filters:
        return wanted
    clauses = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in filters.values()]
    return Query.boolean_query([(Occur.Must, wanted), *clauses])


def _hits(request: Request, searcher: Searcher, page: Query) -> Found:
    field, order = _SORTS[request.query.sort]
    found = searcher.search(
        page, limit=request.query.page_size, offset=request.offset, order_by_field=field, order=order
    )
    words = request.query.words.strip()
    marks = Marks(searcher, rendered(request.tree), words) if words else None
    hits = []
    for _score, address in found.hits:
        document = searcher.doc(address)
        marked = marks.of(document) if marks else {}
        hits.append(Hit(document["record"][0], document["public_id"][0], marked))
    # The count is there, and missing in the library's declaration of types.
    count: int = found.count  # type: ignore[attr-defined]
    return Found(count=count, hits=tuple(hits))


def _terms(name: str, size: int = _FIRST_BUCKETS) -> dict[str, Any]:
    return {"terms": {"field": name, "size": size, "segment_size": MOST_BUCKETS}}


def _dated() -> dict[str, Any]:
    years = {"histogram": {"field": "years", "interval": 1, "min_doc_count": 1}}
    return {"years": years, "undated": {"terms": {"field": "undated", "size": 2}}}


def _picked(request: Request, name: str) -> dict[str, Any]:
    if name == "years":
        return {}
    values = list(request.query.filters[name])
    return {f"picked {name}": {"terms": {"field": name, "size": len(values), "include": values}}}


def _most(
    counted: Mapping[str, Any], searcher: Searcher, query: Query, name: str
) -> tuple[tuple[str, int], ...]:
    """The most frequent values, equal counts in the order of the values, as Elasticsearch gives them."""
    buckets = counted["buckets"]
    if len(buckets) == _FIRST_BUCKETS and buckets[BUCKETS - 1]["doc_count"] == buckets[-1]["doc_count"]:
        # Values of equal count may be missing: which of them stand first is known only from all of them.
        buckets = searcher.aggregate(query, {name: _terms(name, MOST_BUCKETS)})[name]["buckets"]
    ordered = sorted(((one["key"], one["doc_count"]) for one in buckets), key=lambda one: (-one[1], one[0]))
    return tuple(ordered[:BUCKETS])
