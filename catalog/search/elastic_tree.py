"""The tree of a search as an Elasticsearch query."""

from collections.abc import Sequence
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
    Term,
    Terms,
)

from catalog.search.fields import Field, searched
from catalog.search.tree import All, AnyOf, Beginning, Between, Like, Node, Not, Valued, Words
from catalog.search.values import folded

TIE_BREAKER = 0.1
"""How much matches in further fields add to the best field's."""
RARITY = 4.0
"""What a rare value is worth: as much as a rare word of a title."""
MOST_LIKE = 1000
"""Words of the index that are looked for in place of one that is like them."""


def rendered(tree: Node) -> Query:
    """The tree as a query of ours in Elasticsearch's words."""
    match tree:
        case Words(text=text, field=field):
            return _side_by_side(folded(text), searched(field))
        case Beginning() | Like():
            return _unstemmed(tree)
        case Valued(field=field, values=values, by_rarity=True):
            worth = [Term(**_named(field, {"value": one, "boost": RARITY})) for one in values]
            return Bool(should=worth, minimum_should_match=1)
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


def _side_by_side(text: str, fields: Sequence[Field]) -> Query:
    if len(fields) == 1:
        return MatchPhrase(**_named(fields[0].name, {"query": text, "boost": fields[0].weight}))
    weighted = [f"{one.name}^{one.weight:g}" for one in fields]
    return MultiMatch(query=text, fields=weighted, type="phrase", tie_breaker=TIE_BREAKER)


def _unstemmed(leaf: Beginning | Like) -> Query:
    fields = [f"{one.plain}^{one.weight:g}" for one in searched(leaf.field)]
    how: dict[str, Any] = {"type": "bool_prefix"}
    if isinstance(leaf, Like):
        # The bounds are those of letters_apart.
        how = {"fuzziness": "AUTO:3,6", "max_expansions": MOST_LIKE, "tie_breaker": TIE_BREAKER}
    return MultiMatch(query=folded(leaf.text), fields=fields, operator="and", **how)


def _constant(query: Query) -> Query:
    return ConstantScore(filter=query)


def _named(field: str, value: Any) -> dict[str, Any]:
    return {field: value}
