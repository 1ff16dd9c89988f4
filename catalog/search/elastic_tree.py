"""The tree of a search as an Elasticsearch query."""

from typing import Any

from elasticsearch.dsl.query import (
    Bool,
    ConstantScore,
    MatchAll,
    MatchNone,
    MatchPhrase,
    MultiMatch,
    Query,
    Range,
    Terms,
)

from catalog.search.fields import WORD_FIELDS
from catalog.search.tree import All, AnyOf, Beginning, Between, Like, Node, Not, Valued, Words
from catalog.search.values import folded

TIE_BREAKER = 0.1
"""How much matches in further fields add to the best field's."""
MOST_LIKE = 1000
"""Words of the index that are looked for in place of one that is like them."""
_WEIGHTED = [f"{one.name}^{one.weight:g}" for one in WORD_FIELDS]
_WEIGHTS = {one.name: one.weight for one in WORD_FIELDS}


def rendered(tree: Node) -> Query:
    """The tree as a query of ours in Elasticsearch's words."""
    match tree:
        case Words(text=text, field=""):
            return MultiMatch(query=folded(text), fields=_WEIGHTED, type="phrase", tie_breaker=TIE_BREAKER)
        case Words(text=text, field=field):
            return MatchPhrase(**{field: {"query": folded(text), "boost": _WEIGHTS[field]}})
        case Beginning() | Like():
            return _unstemmed(tree)
        case Valued(field=field, values=values):
            return _constant(Terms(**_named(field, list(values))))
        case Between(field=field, ranges=ranges):
            parts = [Range(**_named(field, {"gte": low, "lte": high})) for low, high in ranges]
            return _constant(Bool(should=parts, minimum_should_match=1))
        case Not(part=part):
            return _constant(Bool(must_not=[rendered(part)]))
    return _joined(tree)


def _joined(tree: All | AnyOf) -> Query:
    match tree:
        case All(parts=()):
            return MatchAll()
        case AnyOf(parts=()):
            return MatchNone()
        case All(parts=parts):
            refused = [rendered(one.part) for one in parts if isinstance(one, Not)]
            return Bool(must=[rendered(one) for one in parts if not isinstance(one, Not)], must_not=refused)
    return Bool(should=[rendered(one) for one in tree.parts], minimum_should_match=1)


def _unstemmed(leaf: Beginning | Like) -> Query:
    fields = [f"{one.plain}^{one.weight:g}" for one in WORD_FIELDS if leaf.field in ("", one.name)]
    how: dict[str, Any] = {"type": "bool_prefix"}
    if isinstance(leaf, Like):
        # The bounds are those of letters_apart.
        how = {"fuzziness": "AUTO:3,6", "max_expansions": MOST_LIKE, "tie_breaker": TIE_BREAKER}
    return MultiMatch(query=folded(leaf.text), fields=fields, operator="and", **how)


def _constant(query: Query) -> Query:
    return ConstantScore(filter=query)


def _named(field: str, value: Any) -> dict[str, Any]:
    return {field: value}
