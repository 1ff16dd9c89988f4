"""Datestamps of what is public, and up to when a harvest may look (OAI-PMH 2.0, 2.5 and 2.7).

Stamps are the database's time in whole seconds, taken after the row is locked, so in a transaction that the
bound of a harvest knows of; none is below the largest given.
"""

from datetime import UTC, datetime, timedelta

from django.db import OperationalError, connection
from django.db.models import Max

from catalog.models import Record

SETTLED = timedelta(seconds=2)
"""What was stamped longer ago than this, with no transaction open since, is all committed."""
BEFORE_A_WRITER = timedelta(seconds=1)


def next_stamp() -> datetime:
    """The database's time in whole seconds, never below the largest stamp given.

    To be called after the row is locked: the bound of a harvest relies on it.
    """
    largest = largest_stamp()
    now = _whole_seconds(_now())
    return max(now, largest) if largest else now


def largest_stamp() -> datetime | None:
    """The latest datestamp of what is harvested; None where nothing was ever public."""
    stamped = Record.objects.filter(oai_datestamp__isnull=False, document__isnull=True)
    largest: datetime | None = stamped.aggregate(largest=Max("oai_datestamp"))["largest"]
    return largest


def harvest_bound() -> datetime:
    """The second up to which everything that has a datestamp is committed; what a harvest answers with as its
    date, so that the next one from that date misses nothing.

    It is two seconds ago, and one second before the oldest transaction that writes.
    """
    bound = _now() - SETTLED
    writer = _oldest_writer()
    return _whole_seconds(min(bound, writer - BEFORE_A_WRITER) if writer else bound)


def _now() -> datetime:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            now: datetime = cursor.fetchone()[0].astimezone(UTC)
            return now
        cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
        return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)


def _oldest_writer() -> datetime | None:
    """When the oldest transaction began that writes into this database just now; None where none does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() "
                "AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
            )
            oldest: datetime | None = cursor.fetchone()[0]
        return oldest
    # SQLite has one writer at a time and does not say since when. Its stamps are not below the largest that
    # is committed, so nothing that it holds back is older than that.
    return largest_stamp() if _somebody_writes() else None


def _somebody_writes() -> bool:
    """Whether SQLite's one lock for writing is held. Takes it for a moment, and never waits for it."""
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        patience = cursor.fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("ROLLBACK")
        except OperationalError:
            return True
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
    return False


def _whole_seconds(time: datetime) -> datetime:
    return time.replace(microsecond=0)
