"""What a results page asks of an engine, asked of it directly: no Django, none of the catalogue's search."""

import http.client
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tantivy import Filter, Index, Occur, Query, SnippetGenerator, TextAnalyzerBuilder, Tokenizer

from catalog.search.embedded_schema import WORD

FACETS = (
    "form",
    "agent",
    "place",
    "subject",
    "language",
    "repository",
    "collection",
    "classification",
    "release",
)
WEIGHTS = {
    "title": 4,
    "agents": 2,
    "places": 2,
    "subjects": 2,
    "numbers": 3,
    "notes": 1,
    "containers": 1,
    "text": 1,
}
MARKED = ("title", "notes", "text")
Filters = dict[str, str]
Ask = Callable[[Sequence[str], Filters], int]
"""Words and filters to the number of records found, all of a page's work being done."""


def embedded(directory: Path) -> Ask:
    """Asks tantivy, with its index open and read."""
    index = Index.open(str(directory))
    # The words that the index was made of: marking the hits cuts their texts again.
    tokenizer = Tokenizer.regex(WORD)
    folding = TextAnalyzerBuilder(tokenizer).filter(Filter.lowercase()).filter(Filter.ascii_fold())
    analyzer = folding.filter(Filter.stemmer("english")).build()
    index.register_tokenizer("words", analyzer)
    schema = index.schema

    def word(one: str) -> Query:
        token = analyzer.analyze(one)[0]
        fields = [
            Query.boost_query(Query.term_query(schema, name, token, index_option="freq"), weight)
            for name, weight in WEIGHTS.items()
        ]
        return Query.disjunction_max_query(fields, tie_breaker=0.1)

    def ask(words: Sequence[str], filters: Filters) -> int:
        searcher = index.searcher()
        seen = Query.const_score_query(Query.term_query(schema, "seen_by", 0), 0.0)
        base = [(Occur.Must, word(one)) for one in words] + [(Occur.Must, seen)]
        chosen = {
            name: (Occur.Must, Query.const_score_query(Query.term_query(schema, name, value), 0.0))
            for name, value in filters.items()
        }
        query = Query.boolean_query([*base, *chosen.values()])
        found = searcher.search(query, limit=20)
        searcher.aggregate(query, {name: _terms(name) for name in FACETS} | _dated())
        for name in filters:
            others = [one for facet, one in chosen.items() if facet != name]
            searcher.aggregate(Query.boolean_query([*base, *others]), {name: _terms(name)})
        marking = [SnippetGenerator.create(searcher, query, schema, name) for name in MARKED]
        for _score, address in found.hits:
            document = searcher.doc(address)
            for one in marking:
                one.snippet_from_doc(document).to_html()
        return int(found.count)  # type: ignore[attr-defined]

    return ask


def elasticsearch(address: str, index: str) -> Ask:
    """Asks Elasticsearch over one kept connection."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port)

    def ask(words: Sequence[str], filters: Filters) -> int:
        body = json.dumps(_body(words, filters))
        connection.request("POST", f"/{index}/_search", body, {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        return int(answer["hits"]["total"]["value"])

    return ask


def _body(words: Sequence[str], filters: Filters) -> dict[str, Any]:
    fields = [f"{name}^{weight}" for name, weight in WEIGHTS.items()]
    chosen = {name: {"term": {name: value}} for name, value in filters.items()}
    dated = _dated() | {"undated": {"filter": {"term": {"undated": "yes"}}}}
    page = {name: _terms(name) for name in (*FACETS, "unknown") if name not in chosen} | dated
    counted: dict[str, Any] = page
    if chosen:
        all_but = {
            name: [one for facet, one in chosen.items() if facet != name] for name in ("page", *chosen)
        }
        counted = {
            name: {
                "filter": {"bool": {"filter": others}},
                "aggs": page if name == "page" else {name: _terms(name)},
            }
            for name, others in all_but.items()
        }
    return {
        "query": {
            "bool": {
                "must": [
                    {"multi_match": {"query": one, "fields": fields, "type": "phrase", "tie_breaker": 0.1}}
                    for one in words
                ],
                "filter": [{"term": {"seen_by": 0}}],
            }
        },
        "post_filter": {"bool": {"filter": list(chosen.values())}},
        "aggs": counted,
        "size": 20,
        "track_total_hits": True,
        "_source": False,
        "docvalue_fields": ["record", "public_id"],
        "track_scores": False,
        "highlight": {
            "encoder": "html",
            "order": "score",
            "number_of_fragments": 3,
            "fragment_size": 160,
            "fields": {name: {} for name in MARKED},
        },
    }


def _terms(name: str) -> dict[str, Any]:
    return {"terms": {"field": name, "size": 20}}


def _dated() -> dict[str, Any]:
    return {"years": {"histogram": {"field": "years", "interval": 1, "min_doc_count": 1}}}
