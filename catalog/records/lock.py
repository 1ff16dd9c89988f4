"""Locks for writing, and the refusal of those who saw an older revision.

The order is always: the tree, then a document, then its parts.
"""

from django.db import connection
from django.utils.translation import gettext as _

from catalog.domain.description import Description
from catalog.domain.difference import Difference, difference
from catalog.domain.disclosure import disclose
from catalog.domain.upgrades import read
from catalog.models import Record, Revision
from catalog.records.author import Author
from catalog.records.refusal import Conflict, NoSuchRecord
from catalog.records.tree import effective_of, strict_parts_of

_TREE = 7465_6565


def lock_tree(*, shared: bool = False) -> None:
    """Held to the end of the transaction by whoever changes access or places (exclusively) and by whoever
    adds a record (shared): without it a record widened here could miss a narrowing above it there.

    SQLite has one writer at a time and needs no lock.
    """
    if connection.vendor == "postgresql":
        function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_TREE])


def locked(public_id: str, author: Author) -> Record:
    """The row of a record for writing; raises NoSuchRecord where the author's rank sees none."""
    documents = Record.objects.filter(parts__public_id=public_id)
    list(documents.select_for_update().values_list("pk"))
    try:
        return (
            Record.objects.select_for_update(of=("self",))
            .select_related("institution", "document")
            .get(public_id=public_id, seen_from__lte=author.rank)
        )
    except Record.DoesNotExist:
        raise NoSuchRecord(
            _("There is no record %(id)s. Search for it: it may have been deleted.") % {"id": public_id}
        ) from None


def refuse_stale(record: Record, expected_revision: int, author: Author) -> None:
    """Raises Conflict, with what others changed since, where the author saw an older revision."""
    if record.revision == expected_revision:
        return
    raise Conflict(
        _(
            "Somebody saved this record while you worked on it: you saw revision %(seen)d, it is "
            "now %(now)d. "
            "Nothing of yours was saved; look at the changes and save again."
        )
        % {"seen": expected_revision, "now": record.revision},
        _differences_since(record, expected_revision, author.rank),
    )


def _differences_since(record: Record, number: int, rank: int) -> tuple[Difference, ...]:
    seen = record.revisions.filter(number=number).first()
    if seen is None:
        return ()
    effective = effective_of(record, strict_parts_of(record))

    def as_seen(row: Record | Revision) -> Description | None:
        return disclose(read(bytes(row.snapshot)), effective, rank)

    before, after = as_seen(seen), as_seen(record)
    return difference(before, after) if before and after else ()
