"""The chosen collections as a tree: the way down to each, and what stands right below it."""

from collections.abc import Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from catalog.records.queries import Reference
from catalog.search.branch import Branch
from catalog.search.query import Query
from catalog.web.choices import Choice, linked
from catalog.web.search_address import address, with_values, without_value

FACET = "collection"
_ITEM = '<li><div class="{}">{}</div>{}</li>'
Path = tuple[str, ...]
Nodes = Mapping[Path, Choice]


def tree(
    branches: Sequence[Branch], query: Query, counts: Mapping[str, int], seen: Mapping[str, Reference]
) -> SafeString:
    """Nested lists of links, or "" where no collection is chosen. ``counts`` are those of the facet.

    What this reader does not see is left out with all that stands below it.
    """
    known = {one.path: one.records for one in branches if all(public_id in seen for public_id in one.path)}
    ways = {path[:depth] for path in known for depth in range(1, len(path) + 1)}
    chosen = [one for one in ways if one[-1] in query.filters.get(FACET, ())]
    nodes = {one: _choice(one, known.get(one, counts.get(one[-1], 0)), chosen, query, seen) for one in ways}
    return _level((), nodes)


def _level(above: Path, nodes: Nodes) -> SafeString:
    here = [one for one in nodes if one[:-1] == above]
    here.sort(key=lambda one: (-nodes[one].count, nodes[one].label))
    items = [
        format_html(
            _ITEM,
            "on" if nodes[one].selected else "",
            linked(nodes[one], f"at-{one[-1]}"),
            _level(one, nodes),
        )
        for one in here
    ]
    return mark_safe(f"<ul class='tree'>{''.join(items)}</ul>") if items else SafeString("")


def _choice(
    path: Path, count: int, chosen: Sequence[Path], query: Query, seen: Mapping[str, Reference]
) -> Choice:
    """What stands above or below a chosen one is chosen in its place."""
    title = seen[path[-1]].title
    if path in chosen:
        return Choice(title, address(without_value(query, FACET, path[-1])), count, selected=True)
    in_place_of = {one[-1] for one in chosen if one[: len(path)] == path or path[: len(one)] == one}
    others = [one for one in query.filters.get(FACET, ()) if one not in in_place_of]
    return Choice(title, address(with_values(query, FACET, (*others, path[-1]))), count)
