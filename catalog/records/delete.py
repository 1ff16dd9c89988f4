"""Deletion, which is for drafts alone: what was ever public leaves a tombstone instead."""

from collections.abc import Collection
from functools import partial

import msgspec
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.domain.description import AnyStatement, Description, Relation
from catalog.models import Record, StatementRow
from catalog.records.author import Author
from catalog.records.lock import locked
from catalog.records.proposing import propose
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
        named = StatementRow.objects.filter(target__in=ids).exclude(record__in=ids)
        if named.filter(state="accepted").exists():
            raise Refused(_("Another record names this one in a relation. Remove the relation first."))
        if record.level == "part" and record.document is not None:
            raise Refused(_("A part is deleted with its document."))
        _let_go(named, author)
        for part in record.parts.order_by("-path"):
            part.delete()
        record.delete()
        forget(ids)


def _let_go(named: QuerySet[StatementRow], author: Author) -> None:
    """Takes back what nobody accepted: a citation is one of something not held again."""
    gone = set(named.values_list("target__public_id", flat=True))
    for record in Record.objects.filter(pk__in=named.values("record")).order_by("pk"):
        propose(record, partial(_without, gone), author=author, reason=_("The record named was deleted"))


def _without(gone: Collection[str], before: Description) -> Description:
    kept: list[AnyStatement] = []
    for one in before.statements:
        if not isinstance(one, Relation) or one.target not in gone:
            kept.append(one)
        elif one.cited and not one.replaces:
            kept.append(msgspec.structs.replace(one, target=""))
    return msgspec.structs.replace(before, statements=tuple(kept))
