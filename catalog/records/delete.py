"""Deletion, which is for drafts alone: what was ever public leaves a tombstone instead."""

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.models import StatementRow
from catalog.records.author import Author
from catalog.records.lock import locked
from catalog.records.refusal import Refused
from catalog.search.sync import forget


def delete(public_id: str, *, author: Author) -> None:
    """Deletes a draft that was never published, with its parts. Raises Refused for anything else."""
    with transaction.atomic():
        record = locked(public_id, author)
        if record.status != "draft":
            raise Refused(
                _("Only a draft that was never published can be deleted. Withdraw the record instead.")
            )
        if record.was_public:
            raise Refused(_("This record was public once. Withdraw it instead: harvesters must be told."))
        if record.children.exclude(level="part").exists():
            raise Refused(_("Other records stand under this one. Move or delete them first."))
        ids = [record.pk, *record.parts.values_list("pk", flat=True)]
        if StatementRow.objects.filter(target__in=ids).exclude(record__in=ids).exists():
            raise Refused(_("Another record names this one in a relation. Remove the relation first."))
        if record.level == "part" and record.document is not None:
            raise Refused(_("A part is deleted with its document."))
        for part in record.parts.order_by("-path"):
            part.delete()
        record.delete()
        forget(ids)
