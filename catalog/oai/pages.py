"""Pages of a harvest, by keyset over (datestamp, id): the last costs what the first does.

What changes while a harvest runs moves behind its bound: it leaves the pages to come and is found by the
next harvest, which begins at the bound.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from catalog.domain.disclosure import PUBLIC
from catalog.models import HarvestSet, Record, SetMember
from catalog.oai.arguments import OaiError
from catalog.oai.rows import rows_behind, seconds, stamp_of, time_of
from catalog.oai.tokens import Listing

PAGE = 100


class Found(NamedTuple):
    """A record in a list with the datestamp that it is listed by; ``gone`` where it is listed as deleted.

    ``sets`` are the setSpec elements and ``metadata`` the element as they were written down; None where they
    were not, or are of an earlier view.
    """

    stamp: datetime
    pk: int
    public_id: str
    gone: bool
    sets: str | None = None
    metadata: str | None = None


class Page(NamedTuple):
    """``listing`` is the list up to this page, ``rest`` what is behind it: None on the last."""

    found: Sequence[Found]
    listing: Listing
    rest: Listing | None


def flat_page(listing: Listing) -> Page:
    """The next page of records. Raises OaiError (noRecordsMatch) where the list has none at all."""
    return page_of(
        listing,
        lambda: _listed(listing).count(),
        PAGE,
        lambda size: [
            Found(stamp_of(stamp), pk, public_id, seen_from > PUBLIC, sets, metadata)
            for stamp, pk, public_id, seen_from, sets, metadata in rows_behind(listing, size)
        ],
    )


def page_of(
    listing: Listing, count: Callable[[], int], size: int, behind: Callable[[int], Sequence[Found]]
) -> Page:
    """A page of at most ``size``; ``behind`` gives so many of those that come next, ``count`` the whole
    list's number: it is asked for on the first page alone.
    """
    found = behind(size + 1)
    if not found and listing.after is None:
        raise OaiError("noRecordsMatch", _("No record has a datestamp in that time, or is in that set."))
    if len(found) <= size:
        return Page(found, listing, None)
    if listing.after is None:
        listing = msgspec.structs.replace(listing, total=count())
    found = found[:size]
    last = (seconds(found[-1].stamp), found[-1].pk)
    return Page(found, listing, msgspec.structs.replace(listing, after=last, cursor=listing.cursor + size))


def behind(
    rows: QuerySet[Any], after: tuple[int, int] | None, names: Sequence[str], size: int
) -> list[tuple[Any, ...]]:
    """The next of ``rows`` in order; ``names`` are their columns, the datestamp and the id first.

    Those of the same second are asked for by themselves: thousands may bear it, and for a comparison of
    pairs that ends in its row number SQLite would pass over all of them.
    """
    stamp, pk = names[:2]
    ordered = rows.order_by(stamp, pk).values_list(*names)
    if after is None:
        return list(ordered[:size])
    second = time_of(after[0])
    found = list(ordered.filter(**{stamp: second, f"{pk}__gt": after[1]})[:size])
    if len(found) < size:
        found += ordered.filter(**{f"{stamp}__gt": second})[: size - len(found)]
    return found


def _listed(listing: Listing) -> QuerySet[Any]:
    """The rows of the list from its first record: records, or members of its set."""
    if not listing.set_spec:
        rows = Record.objects.filter(oai_datestamp__isnull=False, document__isnull=True)
        return rows.filter(within(listing, "oai_datestamp"))
    harvest_set = HarvestSet.objects.filter(spec=listing.set_spec).first()
    members = SetMember.objects.filter(within(listing, "datestamp"), harvest_set=harvest_set)
    # Who asks from a date may know a record in this set that has left it; who begins, knows none.
    return members if listing.start is not None else members.filter(left=False)


def within(listing: Listing, name: str) -> Q:
    """That a datestamp lies in the time that is asked for, up to the bound."""
    chosen = Q(**{f"{name}__lte": time_of(listing.bound)})
    if listing.start is not None:
        chosen &= Q(**{f"{name}__gte": time_of(listing.start)})
    if listing.before is not None:
        chosen &= Q(**{f"{name}__lt": time_of(listing.before)})
    return chosen
