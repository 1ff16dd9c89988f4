"""A record's row locked for writing, and the refusal of those who saw an older revision."""

from django.utils.translation import gettext as _

from catalog.domain.description import Description
from catalog.domain.difference import Difference, difference
from catalog.domain.disclosure import disclose
from catalog.domain.upgrades import read
from catalog.models import Record, Revision
from catalog.records.author import Author
from catalog.records.refusal import Conflict, NoSuchRecord
from catalog.records.tree import effective_of, strict_parts_of


def locked(public_id: str, author: Author) -> Record:
    """The row of a record for writing; raises NoSuchRecord where the author's rank sees none."""
    try:
        return (
            Record.objects.select_for_update(of=("self",))
            .select_related("institution", "parent", "document")
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
