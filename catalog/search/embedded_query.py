"""A request as tantivy queries and aggregations, and what they answer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tantivy import Occur, Order, Query, Searcher

from catalog.search.branch import MOST, branches, opened
from catalog.search.chosen import DATES, chosen_of
from catalog.search.embedded_marks import Marks
from catalog.search.embedded_schema import schema
from catalog.search.embedded_tree import between, later, rendered
from catalog.search.fields import FACETS, UNKNOWN, YES
from catalog.search.query import Counts, Found, Hit, Position, Request

BUCKETS = 20
STORED = 5000
MOST_BUCKETS = 65_000
_FIRST_BUCKETS = 60
_SORTS = {
    "relevance": (None, Order.Desc),
    "date": ("date_up", Order.Asc),
    "-date": ("date_down", Order.Desc),
    "title": ("title_order", Order.Asc),
}
Clauses = Mapping[str, Query]


def answer(request: Request, searcher: Searcher) -> Found:
    """The whole page: hits, facets, years, undated, marked words."""
    wanted = _wanted(request)
    chosen = _chosen(request)
    page = _all_of(wanted, chosen)
    found = _page(request, searcher, page)
    counts = searcher.aggregate(page, {name: _terms(name) for name in FACETS} | _unknown("") | _dated())
    for name in chosen:
        # A facet's own filter must not empty its other values: they are counted without it.
        own = _dated() if name == DATES else {name: _terms(name)} | _unknown(name) | _picked(request, name)
        if name == "collection":
            own |= _opened(request)
        counts |= searcher.aggregate(_all_but(wanted, chosen, name), own)
    return replace(
        found,
        facets={name: _counts(counts, searcher, _all_but(wanted, chosen, name), name) for name in FACETS},
        years=tuple((int(one["key"]), one["doc_count"]) for one in counts["years"]["buckets"]),
        undated=sum(one["doc_count"] for one in counts["undated"]["buckets"] if one["key"] == YES),
        branches=branches((one["key"], one["doc_count"]) for one in counts.get("branches", _NONE)["buckets"]),
    )


def hits(request: Request, searcher: Searcher) -> Found:
    """The hits alone with their marked words."""
    return _page(request, searcher, _all_of(_wanted(request), _chosen(request)))


def positions(request: Request, size: int, searcher: Searcher) -> tuple[Position, ...]:
    """The next positions in the order of the search, and nothing else."""
    page = _behind(request, _all_of(_wanted(request), _chosen(request)))
    field, order = _SORTS[request.query.sort]
    found = searcher.search(page, limit=size, order_by_field=field, order=order, count=False)
    return tuple(position for position, _address in found.hits)


def _behind(request: Request, page: Query) -> Query:
    """What of a page stands behind the position that the request goes on from."""
    if request.after is None:
        return page
    match request.query.sort, request.after:
        case "date", int(day):
            rest = between("date_up", day + 1, None)
        case "-date", int(day):
            rest = between("date_down", None, day - 1)
        case "title", str(title):
            rest = later("title_order", title)
        case sort, after:
            raise ValueError(f"{after!r} is no position by {sort}")
    return _all_of(page, {DATES: rest})


def values(request: Request, facet: str, searcher: Searcher) -> tuple[tuple[str, int], ...]:
    """The values of one facet, counted without its own filter."""
    query = _all_but(_wanted(request), _chosen(request), facet)
    return _ordered(searcher.aggregate(query, {facet: _terms(facet, MOST_BUCKETS)})[facet]["buckets"])


_NONE: Mapping[str, Any] = {"buckets": ()}


def stored(after: int, searcher: Searcher) -> list[tuple[int, int]]:
    """The next records with entries and their versions, in the order of their numbers."""
    found = searcher.search(
        between("record", after + 1, None), limit=STORED, order_by_field="record", order=Order.Asc
    )
    documents = (searcher.doc(address) for _value, address in found.hits)
    return [(document["record"][0], document["version"][0]) for document in documents]


def _wanted(request: Request) -> Query:
    """What the words find of what this reader may find."""
    seen = Query.const_score_query(Query.term_query(schema(), "seen_by", request.rank), 0.0)
    clauses = [(Occur.Must, rendered(request.tree)), (Occur.Must, seen)]
    if request.excluded:
        hidden = Query.term_set_query(schema(), "lineage", list(request.excluded))
        clauses.append((Occur.MustNot, hidden))
    return Query.boolean_query(clauses)


def _chosen(request: Request) -> dict[str, Query]:
    return {name: rendered(tree) for name, tree in chosen_of(request.query).items()}


def _all_but(wanted: Query, chosen: Clauses, facet: str) -> Query:
    return _all_of(wanted, {name: one for name, one in chosen.items() if name != facet})


def _all_of(wanted: Query, filters: Clauses) -> Query:
    if not filters:
        return wanted
    clauses = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in filters.values()]
    return Query.boolean_query([(Occur.Must, wanted), *clauses])


def _page(request: Request, searcher: Searcher, page: Query) -> Found:
    field, order = _SORTS[request.query.sort]
    found = searcher.search(
        _behind(request, page),
        limit=request.query.page_size,
        offset=request.offset,
        order_by_field=field,
        order=order,
    )
    marks = Marks(request.marked or request.tree, request.passages) if request.query.words.strip() else None
    marked = []
    for position, address in found.hits:
        document = searcher.doc(address)
        highlights = marks.of(document) if marks else {}
        place = position if field else 0
        marked.append(Hit(document["record"][0], document["public_id"][0], highlights, place))
    # The count is there, and missing in the library's declaration of types.
    count: int = found.count  # type: ignore[attr-defined]
    return Found(count=count, hits=tuple(marked))


def _terms(name: str, size: int = _FIRST_BUCKETS) -> dict[str, Any]:
    return {"terms": {"field": name, "size": size, "segment_size": MOST_BUCKETS}}


def _dated() -> dict[str, Any]:
    years = {"histogram": {"field": "years", "interval": 1, "min_doc_count": 1}}
    return {"years": years, "undated": {"terms": {"field": "undated", "size": 2}}}


def _unknown(name: str) -> dict[str, Any]:
    """Under a name of its own for the facet whose own filter is left out."""
    return {f"unknown {name}": {"terms": {"field": "unknown", "size": len(FACETS)}}}


def _opened(request: Request) -> dict[str, Any]:
    pattern = opened(request.query.filters["collection"])
    return {"branches": {"terms": {"field": "branch", "size": MOST, "include": pattern}}}


def _picked(request: Request, name: str) -> dict[str, Any]:
    picked = [one for one in request.query.filters[name] if one != UNKNOWN]
    if not picked:
        return {}
    return {f"picked {name}": {"terms": {"field": name, "size": len(picked), "include": picked}}}


def _counts(counts: Mapping[str, Any], searcher: Searcher, query: Query, name: str) -> Counts:
    without = counts.get(f"unknown {name}", counts["unknown "])["buckets"]
    return Counts(
        _most(counts[name], searcher, query, name),
        {one["key"]: one["doc_count"] for one in counts.get(f"picked {name}", _NONE)["buckets"]},
        sum(one["doc_count"] for one in without if one["key"] == name),
    )


def _most(
    counted: Mapping[str, Any], searcher: Searcher, query: Query, name: str
) -> tuple[tuple[str, int], ...]:
    """The most frequent values, equal counts in the order of the values, as Elasticsearch gives them."""
    buckets = counted["buckets"]
    if len(buckets) == _FIRST_BUCKETS and buckets[BUCKETS - 1]["doc_count"] == buckets[-1]["doc_count"]:
        # Values of equal count may be missing: which of them stand first is known only from all of them.
        buckets = searcher.aggregate(query, {name: _terms(name, MOST_BUCKETS)})[name]["buckets"]
    return _ordered(buckets)[:BUCKETS]


def _ordered(buckets: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    counted = ((one["key"], one["doc_count"]) for one in buckets)
    return tuple(sorted(counted, key=lambda one: (-one[1], one[0])))
