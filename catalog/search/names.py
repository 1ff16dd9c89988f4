"""Other names of the persons, bodies and places that a query names, added as alternatives.

Port Arthur finds Lüshun, Chou En-lai finds Zhou Enlai: the names come from the authorities that the
reader may know of, at query time.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from django.db import connection

from catalog.domain.names import matching_key
from catalog.search.embedded_schema import words as index_words
from catalog.search.query import OtherNames
from catalog.search.tree import All, AnyOf, Beginning, Between, Like, Node, Not, Valued, Words
from catalog.search.values import folded

LONGEST_NAME = 8
"""Words of a name at most; and so many following words of a query are looked at together."""


class Known(NamedTuple):
    """The headings of the authorities that bear a name, and all names of theirs."""

    headings: tuple[str, ...]
    forms: tuple[str, ...]


NamesByKey = Mapping[str, Known]
Added = dict[OtherNames, None]


def with_other_names(tree: Node, rank: int) -> tuple[Node, tuple[OtherNames, ...]]:
    """The tree with alternatives for the names in it, and the names that were added. One query."""
    keys = {key for run in _runs(tree) for key in _keys(run)}
    names = _other_names(keys, rank) if keys else {}
    if not names:
        return tree, ()
    added: Added = {}
    return _expanded(tree, names, added), tuple(added)


def _other_names(keys: set[str], rank: int) -> NamesByKey:
    """By each key that is a name of an authority seen at this rank: all names of those authorities."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for _authority, group in groupby(_named(sorted(keys), rank), key=lambda row: row[0]):
        names = list(group)
        forms = {names[0][1]: None} | {form: None for _id, _heading, form, _key in names}
        for _id, _heading, _form, key in names:
            if key in keys:
                headings, all_forms = found.setdefault(key, ({}, {}))
                headings[names[0][1]] = None
                all_forms.update(forms)
    return {key: Known(tuple(headings), tuple(forms)) for key, (headings, forms) in found.items()}


def _named(keys: Sequence[str], rank: int) -> list[tuple[int, str, str, str]]:
    """The number, heading and each name and key of the authorities that bear one of these names. Asked for by
    hand on every page: made from models, the query takes several times as long as its answer.
    """
    marks = ", ".join(["%s"] * len(keys))
    query = f"""
        SELECT a.id, a.heading, n.form, n.key
        FROM catalog_authorityname n JOIN catalog_authority a ON a.id = n.authority_id
        WHERE a.seen_from <= %s
          AND a.id IN (SELECT authority_id FROM catalog_authorityname WHERE key IN ({marks}))
        ORDER BY a.heading, a.id, n.id"""
    with connection.cursor() as cursor:
        cursor.execute(query, (rank, *keys))
        return list(cursor.fetchall())


def _runs(tree: Node) -> Iterator[Sequence[Words]]:
    """Words that stand side by side, wherever they are in the tree."""
    match tree:
        case Words():
            yield (tree,)
        case Beginning() | Like() | Valued() | Between():
            return
        case Not(part=part):
            yield from _runs(part)
        case AnyOf(parts=parts):
            for part in parts:
                yield from _runs(part)
        case All(parts=parts):
            for (is_words, _field), group in groupby(parts, key=_side_by_side):
                run = list(group)
                if is_words:
                    yield [one for one in run if isinstance(one, Words)]
                else:
                    for part in run:
                        yield from _runs(part)


def _side_by_side(part: Node) -> tuple[bool, str]:
    return (True, part.field) if isinstance(part, Words) else (False, "")


def _keys(run: Sequence[Words]) -> Iterator[str]:
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + LONGEST_NAME) + 1):
            yield from _keys_of(run[start:end])


def _keys_of(run: Sequence[Words]) -> Iterator[str]:
    """The key of the words, and where they may be a Chinese name typed with blanks, as in Chou En lai or Lü
    shun, that of the name.
    """
    first, *others = " ".join(one.text for one in run).split() or [""]
    if key := matching_key(" ".join([first, *others])):
        yield key
    if len(others) == 1:
        yield matching_key(f"{first}-{others[0]}")
    if len(others) == 2:
        yield matching_key(f"{first} {others[0]}-{others[1]}")


def _expanded(tree: Node, names: NamesByKey, added: Added) -> Node:
    match tree:
        case Words():
            return _alternatives((tree,), names, added) or tree
        case Beginning() | Like() | Valued() | Between():
            return tree
        case Not(part=part):
            return Not(_expanded(part, names, added))
        case AnyOf(parts=parts):
            return AnyOf(tuple(_expanded(one, names, added) for one in parts))
        case All(parts=parts):
            expanded: list[Node] = []
            for (is_words, _field), group in groupby(parts, key=_side_by_side):
                run = list(group)
                if is_words:
                    expanded += _expanded_run([one for one in run if isinstance(one, Words)], names, added)
                else:
                    expanded += [_expanded(one, names, added) for one in run]
            return All(tuple(expanded))


def _expanded_run(run: Sequence[Words], names: NamesByKey, added: Added) -> Iterator[Node]:
    """The run with each name in it, the longest first, replaced by its alternatives."""
    start = 0
    while start < len(run):
        for end in range(min(len(run), start + LONGEST_NAME), start, -1):
            found = _alternatives(run[start:end], names, added)
            if found:
                yield found
                start = end
                break
        else:
            yield run[start]
            start += 1


def _cut(name: str) -> list[str]:
    return index_words().analyze(folded(name))


def _alternatives(run: Sequence[Words], names: NamesByKey, added: Added) -> Node | None:
    keys = list(_keys_of(run))
    known = next((names[one] for one in keys if one in names), None)
    typed_as = " ".join(one.text for one in run)
    # Lü-shun and Lüshun have one key, and are not the same words to an engine.
    words = _cut(typed_as)
    others = [one for one in known.forms if _cut(one) != words] if known else []
    if known is None or not others:
        return None
    added[OtherNames(typed_as, known.headings, tuple(others))] = None
    typed: Node = run[0] if len(run) == 1 else All(tuple(run))
    return AnyOf((typed, *(Words(one, run[0].field) for one in others)))
