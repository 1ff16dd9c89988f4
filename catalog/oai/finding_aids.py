"""Finding aids in EAD: of the tops of trees alone, each with its whole public tree, written piece by piece.

The datestamp of one is the latest of its tree: of all rows in the set of that collection, so that what was
withdrawn and what was moved elsewhere counts too.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from catalog.domain.disclosure import PUBLIC
from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.interchange import ead
from catalog.models import HarvestSet, Institution, Record, SetMember
from catalog.models.path import below
from catalog.oai.pages import Found, Page, behind, page_of, within
from catalog.oai.tokens import Listing
from catalog.records.harvested import record_addresses, surroundings
from catalog.records.public_view import COLUMNS, PublicView, Row, public_views

PAGE = 10
BATCH = 200
"""Components that are read at once: a tree of any size takes the same memory for their descriptions."""


def tree_page(listing: Listing) -> Page:
    """The next page of finding aids. Raises OaiError (noRecordsMatch) where there are none at all."""
    rows = trees().filter(within(listing, "stamp"))
    if listing.set_spec:
        inside = SetMember.objects.filter(record=OuterRef("record"), harvest_set__spec=listing.set_spec)
        rows = rows.filter(Exists(inside if listing.start is not None else inside.filter(left=False)))
    return page_of(
        listing,
        rows.count,
        PAGE,
        lambda size: [_found(one) for one in behind(rows, listing.after, _NAMES, size)],
    )


def trees() -> QuerySet[Any]:
    """The sets of whole trees, with the latest datestamp of each as ``stamp``."""
    latest = SetMember.objects.filter(harvest_set=OuterRef("pk")).order_by("-datestamp")
    return HarvestSet.objects.filter(
        record__isnull=False, spec=Concat(Value("collection:"), F("record__public_id"))
    ).annotate(stamp=Subquery(latest.values("datestamp")[:1]))


def one_tree(pk: int) -> Found | None:
    """The finding aid of one record; None where it never was the top of a public tree."""
    found = trees().filter(record=pk).values_list(*_NAMES).first()
    return None if found is None else _found(found)


_NAMES = ("stamp", "record_id", *(f"record__{one}" for one in ("public_id", "seen_from", "path", "level")))


def _found(values: tuple[Any, ...]) -> Found:
    """Gone is also what no longer stands at the top."""
    stamp, pk, public_id, seen_from, path, level = values
    is_top = path == f"{pk}/" and level in AGGREGATE_LEVELS
    return Found(stamp, pk, public_id, seen_from > 0 or not is_top)


def finding_aid(pk: int) -> Iterator[str]:
    """The EAD document of a public tree, in pieces; none where the public sees it no more."""
    address = record_addresses()
    top = Row._make(Record.objects.values_list(*COLUMNS).get(pk=pk))
    if top.seen_from > PUBLIC:
        return
    institution = Institution.objects.get(pk=top.institution_id)
    agency = ead.Agency(institution.name, institution.isil, institution.country)
    whole = public_views([top])[top.pk]
    yield ead.opening(whole.description, surroundings(whole, address), agency)
    order, depth = _order(top)
    open_at: list[int] = []
    ending = ead.END
    for view in _views(order):
        if ending == ead.END:
            ending = ead.COMPONENTS_END + ead.END
            yield ead.COMPONENTS
        while open_at and open_at[-1] >= depth[view.row.pk]:
            open_at.pop()
            yield ead.COMPONENT_END
        yield ead.component(view.description, surroundings(view, address))
        open_at.append(depth[view.row.pk])
    yield ead.COMPONENT_END * len(open_at) + ending


def _order(top: Row) -> tuple[list[int], dict[int, int]]:
    """The ids of all below, as a finding aid lists them: each record before what stands under it. And how
    deep each stands. Parts are told with their document.
    """
    rows = Record.objects.filter(below(top.path), seen_from=0, document__isnull=True)
    children: dict[int, list[int]] = {}
    for pk, parent in rows.order_by("-position", "-pk").values_list("pk", "parent_id"):
        children.setdefault(parent or 0, []).append(pk)
    order: list[int] = []
    depth: dict[int, int] = {}
    waiting = [(one, 1) for one in children.get(top.pk, ())]
    while waiting:
        pk, level = waiting.pop()
        order.append(pk)
        depth[pk] = level
        waiting += [(one, level + 1) for one in children.get(pk, ())]
    return order, depth


def _views(order: Sequence[int]) -> Iterator[PublicView]:
    """What the public sees of each, in this order; what was hidden in the meantime is left out."""
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        rows = Record.objects.filter(pk__in=chosen).values_list(*COLUMNS)
        views = public_views(Row._make(one) for one in rows)
        yield from (views[one] for one in chosen if one in views)
