"""Histories: what a record said after each revision, and going back to one."""

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.domain.disclosure import hides_nothing
from catalog.domain.upgrades import read
from catalog.models import Record, Revision
from catalog.records.author import Author
from catalog.records.lock import lock_tree, locked, refuse_stale
from catalog.records.merge_authorities import follow_merges
from catalog.records.refusal import Refused
from catalog.records.save import write
from catalog.records.tree import effective_of, strict_parts_of


def revisions(record: Record, rank: int) -> list[Revision]:
    """The history, newest first; empty for those who may not read all of the record's text."""
    if not hides_nothing(effective_of(record, strict_parts_of(record)), rank):
        return []
    return list(record.revisions.all())


def restore(public_id: str, number: int, *, expected_revision: int, author: Author) -> Record:
    """Saves what the record said at a revision as a new one; whether it is published stays as it is."""
    with transaction.atomic():
        lock_tree()
        record = locked(public_id, author)
        refuse_stale(record, expected_revision, author)
        chosen = next((one for one in revisions(record, author.rank) if one.number == number), None)
        if chosen is None:
            raise Refused(
                _("There is no revision %(number)s of this record that you may see. Choose another.")
                % {"number": number}
            )
        before = read(bytes(record.snapshot))
        after = follow_merges(msgspec.structs.replace(read(bytes(chosen.snapshot)), status=before.status))
        write(record, before, after, author, f"Restored revision {number}")
    return record
