"""The rows of one page of a harvest, asked for in SQL by hand: building the same query from models takes
longer than the database and the writing of the page together.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection

from catalog.domain.disclosure import PUBLIC
from catalog.oai.tokens import Listing
from catalog.records.harvested import WRITTEN, record_addresses
from catalog.records.seen_rows import time_given

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RECORDS = (
    "catalog_record r",
    "r.oai_datestamp",
    "r.id",
    "r.oai_datestamp IS NOT NULL AND r.document_id IS NULL",
)
# The set is looked up by itself: rows joined to it would have to be sorted by PostgreSQL, all of the set.
_MEMBERS = (
    "catalog_setmember m JOIN catalog_record r ON r.id = m.record_id",
    "m.datestamp",
    "m.record_id",
    "m.harvest_set_id = (SELECT id FROM catalog_harvestset WHERE spec = %s)",
)
# What was written down is taken as it is only while it is what the public sees, at the site's address.
_WRITTEN = (
    "catalog_writtenrecord w "
    f"ON w.record_id = r.id AND r.seen_from = {PUBLIC} AND w.digest = r.public_digest AND w.address = %s"
)


def rows_behind(listing: Listing, size: int) -> Sequence[tuple[Any, ...]]:
    """At most ``size`` rows of a list that come after the last one given, in the order of (datestamp, id).

    (datestamp as this database gives it, id, public id, seen from, then of what was written down: sets, and
    metadata where its format is wanted; both None where they are not what the public sees now).
    """
    # Datestamps are whole seconds. What is implied is left out: SQLite would sort by it.
    last = listing.bound if listing.before is None else min(listing.bound, listing.before - 1)
    up_to = ("{stamp} <= %s", _given(last))
    if listing.after is None:
        begun = [] if listing.start is None else [("{stamp} >= %s", _given(listing.start))]
        return _select(listing, [*begun, up_to], size)
    second, pk = listing.after
    if connection.vendor == "postgresql":
        return _select(listing, [("({stamp}, {pk}) > (%s, %s)", _given(second), pk), up_to], size)
    # Thousands may bear the second of the last one, and SQLite would pass over all of them to compare pairs.
    found = _select(listing, [("{stamp} = %s AND {pk} > %s", _given(second), pk)], size)
    if len(found) < size:
        found += _select(listing, [("{stamp} > %s", _given(second)), up_to], size - len(found))
    return found


def _select(
    listing: Listing, conditions: Sequence[tuple[str, *tuple[Any, ...]]], size: int
) -> list[tuple[Any, ...]]:
    """Rows of the list under ``conditions``, each in SQL with its values."""
    tables, stamp, pk, chosen = _MEMBERS if listing.set_spec else _RECORDS
    where, values = [chosen], [listing.set_spec] if listing.set_spec else []
    # Who asks from a date may know a record in this set that has left it; who begins, knows none.
    if listing.set_spec and listing.start is None:
        where.append("NOT m.left")
    for condition, *given in conditions:
        where.append(condition.format(stamp=stamp, pk=pk))
        values += given
    written = listing.verb == "ListRecords" and listing.prefix in WRITTEN
    metadata = f"w.{listing.prefix}" if written else "NULL"
    # As text, or SQLite's driver would parse each: nearly all of a page are of the same few seconds.
    shown = stamp if connection.vendor == "postgresql" else f"{stamp} || ''"
    query = (
        f"SELECT {shown}, r.id, r.public_id, r.seen_from, w.sets, {metadata} "
        f"FROM {tables} LEFT JOIN {_WRITTEN} "
        f"WHERE {' AND '.join(where)} ORDER BY {stamp}, {pk} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, (record_addresses(), *values, size))
        return list(cursor.fetchall())


@lru_cache(maxsize=10_000)
def _given(number: int) -> Any:
    """A time as this database compares it."""
    return connection.ops.adapt_datetimefield_value(time_of(number))


@lru_cache(maxsize=10_000)
def stamp_of(value: datetime | str) -> datetime:
    """The datestamp of a row, read once of the thousands that bear it."""
    stamp: datetime = time_given(value)
    return stamp


def seconds(time: datetime) -> int:
    """Whole seconds since 1970, of any year of the calendar."""
    return (time - EPOCH) // timedelta(seconds=1)


def time_of(number: int) -> datetime:
    """The time so many seconds after the beginning of 1970."""
    return EPOCH + timedelta(seconds=number)
