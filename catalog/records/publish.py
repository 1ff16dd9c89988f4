"""Publication and withdrawal; parts go with their document."""

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.domain.classification import needs_release_basis
from catalog.domain.description import Description, Status, Title, accepted
from catalog.domain.text import clean
from catalog.domain.upgrades import read
from catalog.models import Record
from catalog.records.author import Author
from catalog.records.lock import lock_tree, locked
from catalog.records.refusal import Refused
from catalog.records.save import write


def publish(public_id: str, *, author: Author, reason: str = "", basis: str | None = None) -> Record:
    """Makes a record public as far as its access says, with all of its parts.

    ``basis`` is why a classified document may be shown, where that is stated now. Raises Refused, with
    what is missing in words: an approval, an accepted title, a published parent, or that basis.
    """
    with transaction.atomic():
        lock_tree()
        record = locked(public_id, author)
        if record.level == "part":
            raise Refused(_("A part is published with its document. Publish the document."))
        if record.parent is not None and record.parent.status != "published":
            raise Refused(
                _("“%(title)s”, which this record stands in, is not published. Publish it first.")
                % {"title": record.parent.title}
            )
        _refuse_unapproved(record, author)
        ready = _ready(record, basis)
        _set_status(record, ready, "published", author, reason or "Published")
        for part in _parts(record):
            _set_status(part, _ready(part), "published", author, reason or "Published with its document")
        record.refresh_from_db()
    return record


def withdraw(public_id: str, *, author: Author, reason: str) -> Record:
    """Takes a published record and its parts back; a tombstone stays. Raises Refused without a reason."""
    with transaction.atomic():
        lock_tree()
        record = locked(public_id, author)
        if not reason.strip():
            raise Refused(_("Say why the record is withdrawn: the reason stays in its history."))
        if record.level == "part":
            raise Refused(
                _("A part is withdrawn with its document. Withdraw the document, or close the part.")
            )
        if record.status != "published":
            raise Refused(_("This record is not published, so there is nothing to withdraw."))
        for part in _parts(record):
            _set_status(part, read(bytes(part.snapshot)), "withdrawn", author, reason)
        _set_status(record, read(bytes(record.snapshot)), "withdrawn", author, reason)
        record.refresh_from_db()
    return record


def _parts(record: Record) -> list[Record]:
    return list(record.parts.select_for_update(of=("self",)).select_related("document").order_by("path"))


def _refuse_unapproved(record: Record, author: Author) -> None:
    """What is published already needs no approval to stay so."""
    if author.publishes_unapproved or record.status == Record.Status.PUBLISHED:
        return
    if record.stage != Record.Stage.APPROVED:
        raise Refused(_("“%(title)s” is not approved. Approve it, then publish.") % {"title": record.title})


def _ready(record: Record, basis: str | None = None) -> Description:
    """The description that may be published; raises Refused where something is missing."""
    description = read(bytes(record.snapshot))
    if basis is not None:
        description = msgspec.structs.replace(description, publication_basis=clean(basis))
    if not accepted(description.of(Title)):
        raise Refused(
            _("“%(title)s” has no accepted title. Accept or write one, then publish.")
            % {"title": record.title}
        )
    if needs_release_basis(description):
        raise Refused(
            _(
                "“%(title)s” was classified, and nothing accepted says that it was released or "
                "declassified. Accept the release, or state on what basis it may be shown."
            )
            % {"title": record.title}
        )
    return description


def _set_status(record: Record, said: Description, status: Status, author: Author, reason: str) -> None:
    before = read(bytes(record.snapshot))
    after = msgspec.structs.replace(said, status=status)
    if after != before:
        write(record, before, after, author, reason)
