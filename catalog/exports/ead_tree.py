"""The finding aid of a record in EAD with all that stands under it, as one reader sees it, in pieces."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from catalog.exports.addresses import surroundings
from catalog.interchange import ead, ead3
from catalog.models import Institution
from catalog.models.path import below
from catalog.records.queries import RecordView, views, visible_to

MEDIA_TYPE = "application/xml"
LABELS = {"ead.xml": "EAD 2002", "ead3.xml": "EAD3"}
"""By suffix: the versions that are written."""
BATCH = 200


def ead_tree(whole: RecordView, rank: int, suffix: str) -> Iterator[str]:
    """The document; what this rank does not see is in no component, and nothing stands under it."""
    version: Any = ead3 if suffix == "ead3.xml" else ead
    agency = Institution.objects.filter(name=whole.institution).first()
    told = ead.Agency(agency.name, agency.isil, agency.country) if agency else ead.Agency(whole.institution)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield version.opening(whole.description, surroundings(whole), told)
    open_at: list[int] = []
    ending = version.END
    for depth, view in _below(whole, rank):
        if ending == version.END:
            ending = version.COMPONENTS_END + version.END
            yield version.COMPONENTS
        while open_at and open_at[-1] >= depth:
            open_at.pop()
            yield version.COMPONENT_END
        yield version.component(view.description, surroundings(view))
        open_at.append(depth)
    yield version.COMPONENT_END * len(open_at) + ending


def _below(whole: RecordView, rank: int) -> Iterator[tuple[int, RecordView]]:
    """Each record before what stands under it, with its depth; parts are told with their document."""
    order = _order(whole, rank)
    while batch := list(islice(order, BATCH)):
        seen = views([pk for _, pk in batch], rank)
        yield from ((depth, seen[pk]) for depth, pk in batch if pk in seen)


def _order(whole: RecordView, rank: int) -> Iterator[tuple[int, int]]:
    rows = visible_to(rank).filter(below(whole.path), document__isnull=True).order_by("-position", "-pk")
    children: dict[int, list[int]] = {}
    for pk, parent in rows.values_list("pk", "parent_id"):
        children.setdefault(parent or 0, []).append(pk)
    waiting = [(1, one) for one in children.get(whole.pk, ())]
    while waiting:
        depth, pk = waiting.pop()
        yield depth, pk
        waiting += [(depth + 1, one) for one in children.get(pk, ())]
