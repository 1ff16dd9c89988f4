"""Datestamps of what is public: they move exactly when the public view does (OAI-PMH 2.0 §2.5)."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import connection
from django.db.models import Max

from catalog.domain.description import Description, encode
from catalog.domain.disclosure import PUBLIC, Effective, disclose
from catalog.models import Record

MAPPING_VERSION = 1
"""Raised when the crosswalk changes what harvesters get."""


def public_digest(description: Description, effective: Effective, others: Sequence[str]) -> str:
    """The digest of what the public sees, ``others`` being the titles of other records that it shows.

    Empty where the public sees nothing.
    """
    public = disclose(description, effective, PUBLIC)
    if public is None:
        return ""
    digest = hashlib.sha256(f"{MAPPING_VERSION}\n".encode())
    digest.update(encode(public))
    for other in others:
        digest.update(b"\x00" + other.encode())
    return digest.hexdigest()


def next_stamp() -> datetime:
    """The database's time in whole seconds, never below the largest stamp given.

    To be called after the row is locked: the bound of a harvest relies on it.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT date_trunc('second', clock_timestamp())")
            now: datetime = cursor.fetchone()[0].astimezone(UTC)
        else:
            cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%S', 'now')")
            now = datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
    largest: datetime | None = Record.objects.filter(oai_datestamp__isnull=False).aggregate(
        largest=Max("oai_datestamp")
    )["largest"]
    return max(now, largest) if largest else now


def stamp(record: Record, digest: str, at: datetime | None = None) -> None:
    """Moves the datestamp where the public view changed, was made or is gone; the row is not yet saved.

    ``at`` is next_stamp() where many rows are locked and stamped together.
    """
    if digest == record.public_digest:
        return
    record.public_digest = digest
    record.was_public = record.was_public or bool(digest)
    if record.was_public:
        record.oai_datestamp = at or next_stamp()
