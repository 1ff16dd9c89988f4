"""The rows of one page of a harvest, asked for in SQL by hand: building the same query from models takes
longer than the database and the writing of the page together.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection

from catalog.oai.tokens import Listing
from catalog.records.harvested import WRITTEN

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RECORDS = ("catalog_record r", "r.oai_datestamp", "r.oai_datestamp IS NOT NULL AND r.document_id IS NULL")
_MEMBERS = (
    "catalog_harvestset s JOIN catalog_setmember m ON m.harvest_set_id = s.id "
    "JOIN catalog_record r ON r.id = m.record_id",
    "m.datestamp",
    "s.spec = %s",
)
_COLUMNS = "r.id, r.public_id, r.seen_from, r.public_digest, w.digest, w.address, w.sets"


def rows_behind(listing: Listing, size: int) -> Iterator[tuple[Any, ...]]:
    """At most ``size`` rows of a list that come after the last one given, in the order of (datestamp, id).

    (datestamp, id, public id, seen from, public digest, then of what was written down: digest, address, sets
    and the metadata of the format, None where none is wanted). Those of the second of the last one are asked
    for by themselves: thousands may bear it, and SQLite would pass over all of them to compare pairs.
    """
    rows = _asked(listing, size)
    for stamp, *values in rows:
        yield _time(stamp), *values


def _asked(listing: Listing, size: int) -> Sequence[tuple[Any, ...]]:
    if listing.after is None:
        return _select(listing, "", (), size)
    second, pk = listing.after
    found = _select(listing, "{stamp} = %s AND {pk} > %s", (_given(second), pk), size)
    if len(found) < size:
        found += _select(listing, "{stamp} > %s", (_given(second),), size - len(found))
    return found


def _select(listing: Listing, after: str, given: tuple[Any, ...], size: int) -> list[tuple[Any, ...]]:
    tables, stamp, chosen = _MEMBERS if listing.set_spec else _RECORDS
    pk = "m.record_id" if listing.set_spec else "r.id"
    where, values = [chosen], [listing.set_spec] if listing.set_spec else []
    # Who asks from a date may know a record in this set that has left it; who begins, knows none.
    if listing.set_spec and listing.start is None:
        where.append("NOT m.left")
    for sign, time in ((">=", listing.start), ("<", listing.before), ("<=", listing.bound)):
        if time is not None:
            where.append(f"{stamp} {sign} %s")
            values.append(_given(time))
    if after:
        where.append(after.format(stamp=stamp, pk=pk))
    written = listing.verb == "ListRecords" and listing.prefix in WRITTEN
    metadata = f"w.{listing.prefix}" if written else "NULL"
    query = (
        f"SELECT {stamp}, {_COLUMNS}, {metadata} FROM {tables} "
        "LEFT JOIN catalog_writtenrecord w ON w.record_id = r.id "
        f"WHERE {' AND '.join(where)} ORDER BY {stamp}, {pk} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, (*values, *given, size))
        return list(cursor.fetchall())


def _given(number: int) -> Any:
    """A time as this database compares it."""
    return connection.ops.adapt_datetimefield_value(time_of(number))


@lru_cache(maxsize=10_000)
def _time(value: datetime | str) -> datetime:
    """SQLite gives the text that it holds, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value.astimezone(UTC)


def seconds(time: datetime) -> int:
    """Whole seconds since 1970, of any year of the calendar."""
    return (time - EPOCH) // timedelta(seconds=1)


def time_of(number: int) -> datetime:
    """The time so many seconds after the beginning of 1970."""
    return EPOCH + timedelta(seconds=number)
