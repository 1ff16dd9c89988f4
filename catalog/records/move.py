"""Moving a record, with all under it, to another place in the tree."""

from django.db import transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain.upgrades import read
from catalog.models import Record
from catalog.models.path import below
from catalog.records.author import Author
from catalog.records.lock import lock_tree, locked
from catalog.records.propagate import propagate_below
from catalog.records.refusal import Refused
from catalog.records.save import last_position, write


def move(public_id: str, new_parent: str | None, *, author: Author, reason: str = "") -> Record:
    """Puts a record at the end of another record's children, or at the top where ``new_parent`` is None.

    Raises Refused where the place is under the record itself, under a document, or not published
    while the record is.
    """
    with transaction.atomic():
        lock_tree()
        record = locked(public_id, author)
        parent = locked(new_parent, author) if new_parent else None
        _refuse(record, parent)
        old_path = record.path
        record.parent = parent
        record.position = last_position(parent) + 1
        record.path = f"{parent.path if parent else ''}{record.pk}/"
        _move_paths(record, old_path)
        if parent is not None and parent.institution_id != record.institution_id:
            record.institution = parent.institution
            Record.objects.filter(below(record.path)).update(institution=parent.institution)
        description = read(bytes(record.snapshot))
        write(record, description, description, author, reason or "Moved")
        propagate_below(record)
    return record


def _refuse(record: Record, parent: Record | None) -> None:
    if record.level == "part":
        raise Refused(_("A part stays with its document."))
    if parent is None:
        return
    if parent.path.startswith(record.path):
        raise Refused(_("A record cannot stand under itself. Choose another place."))
    if parent.level in ("item", "part"):
        raise Refused(_("Only parts can stand under a document. Choose a collection, series or file."))
    if record.status == "published" and parent.status != "published":
        raise Refused(
            _("“%(title)s” is not published, and this record is. Publish it first.") % {"title": parent.title}
        )


def _move_paths(record: Record, old_path: str) -> None:
    under = Record.objects.filter(below(old_path)).exclude(pk=record.pk)
    under.update(
        path=Concat(Value(record.path), Substr("path", len(old_path) + 1), output_field=TextField()),
        version=F("version") + 1,
        updated_at=timezone.now(),
    )
