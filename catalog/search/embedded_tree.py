"""The tree of a search as a tantivy query."""

from collections.abc import Callable
from functools import cache

from tantivy import FieldType, Index, Occur, Query

from catalog.search.embedded_schema import plain, schema, words
from catalog.search.fields import Field, searched
from catalog.search.tree import All, AnyOf, Beginning, Between, Like, Node, Not, Valued, Words, letters_apart
from catalog.search.values import folded

TIE_BREAKER = 0.1
RARITY = 4.0


def rendered(tree: Node) -> Query:
    """The tree as a query of ours in tantivy's words."""
    match tree:
        case Words(text=text, field=field):
            tokens = words().analyze(folded(text))
            return _in_fields(field, lambda one: _side_by_side(one.name, tokens))
        case Beginning(text=text, field=field):
            tokens = plain().analyze(folded(text))
            return _in_fields(field, lambda one: _beginning(one.plain, tokens))
        case Like(text=text, field=field):
            tokens = plain().analyze(folded(text))
            return _in_fields(field, lambda one: all_of([_like(one.plain, token) for token in tokens]))
        case Valued(field=field, values=values, by_rarity=True):
            rare = any_of([Query.term_query(schema(), field, one, index_option="basic") for one in values])
            return Query.boost_query(rare, RARITY)
        case Valued(field=field, values=values):
            return Query.const_score_query(Query.term_set_query(schema(), field, list(values)), 1.0)
        case Between(field=field, ranges=ranges):
            return Query.const_score_query(any_of([between(field, *one) for one in ranges]), 1.0)
        case All(parts=parts):
            return all_of([rendered(one) for one in parts]) if parts else Query.all_query()
        case AnyOf(parts=parts):
            return any_of([rendered(one) for one in parts])
        case Not(part=part):
            everything = Query.const_score_query(Query.all_query(), 1.0)
            return Query.boolean_query([(Occur.Must, everything), (Occur.MustNot, rendered(part))])


def all_of(queries: list[Query]) -> Query:
    """Nothing where there are no queries."""
    return Query.boolean_query([(Occur.Must, one) for one in queries]) if queries else Query.empty_query()


def any_of(queries: list[Query]) -> Query:
    """Nothing where there are no queries."""
    return Query.boolean_query([(Occur.Should, one) for one in queries]) if queries else Query.empty_query()


def between(field: str, low: int | None, high: int | None) -> Query:
    """A number from low to high, both inclusive; None is an open end."""
    return Query.range_query(schema(), field, FieldType.Integer, low, high)


def later(field: str, word: str) -> Query:
    """What stands behind a word in the order of a field of values. The word has no blanks and no signs.

    tantivy makes ranges of words from typed text alone.
    """
    return _reader().parse_query(f"{field}:{{{word} TO *}}", [field])


@cache
def _reader() -> Index:
    """Of no entries: it knows the fields."""
    return Index(schema())


def _in_fields(field: str, query: Callable[[Field], Query]) -> Query:
    """The best of the fields of words, each by its weight; or the one that is named."""
    found = [Query.boost_query(query(one), one.weight) for one in searched(field)]
    return found[0] if len(found) == 1 else Query.disjunction_max_query(found, tie_breaker=TIE_BREAKER)


def _side_by_side(name: str, tokens: list[str]) -> Query:
    if not tokens:
        return Query.empty_query()
    if len(tokens) == 1:
        return Query.term_query(schema(), name, tokens[0], index_option="freq")
    return Query.phrase_query(schema(), name, list(tokens))


def _beginning(name: str, tokens: list[str]) -> Query:
    if not tokens:
        return Query.empty_query()
    before = [Query.term_query(schema(), name, one, index_option="basic") for one in tokens[:-1]]
    last = Query.fuzzy_term_query(schema(), name, tokens[-1], distance=0, prefix=True)
    return all_of([*before, last])


def _like(name: str, token: str) -> Query:
    apart = letters_apart(token)
    if not apart:
        return Query.term_query(schema(), name, token, index_option="basic")
    return Query.fuzzy_term_query(schema(), name, token, distance=apart)
