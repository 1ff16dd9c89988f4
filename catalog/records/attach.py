"""Files that an archivist adds to a record by hand."""

from collections.abc import Sequence

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.domain.description import File
from catalog.domain.upgrades import read
from catalog.models import Record
from catalog.records.author import Author
from catalog.records.lock import locked, refuse_stale
from catalog.records.save import write


def attach(
    public_id: str, files: Sequence[File], *, expected_revision: int, author: Author, reason: str = ""
) -> Record:
    """Adds kept files behind those that the record has; one that it has already is not added again.

    Raises NoSuchRecord, Conflict, or Refused where a file is not in the store.
    """
    with transaction.atomic():
        record = locked(public_id, author)
        refuse_stale(record, expected_revision, author)
        before = read(bytes(record.snapshot))
        held = {one.sha256 for one in before.files}
        new = {one.sha256: one for one in files if one.sha256 not in held}
        if new:
            after = msgspec.structs.replace(before, files=(*before.files, *new.values()))
            write(record, before, after, author, reason or _("Files added"))
    return record
