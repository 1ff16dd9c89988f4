"""A record made of what was sent: its statements are checked as in a change, and are the sender's own."""

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.api.sent import NewRecord
from catalog.domain.change import Add, Change, ChangeRefused, SetAccess, SetLevel, apply
from catalog.domain.description import Description
from catalog.domain.identifiers import normal_public_id
from catalog.models import Record
from catalog.records.author import Author
from catalog.records.institutions import own_institution
from catalog.records.queries import visible_to
from catalog.records.refusal import Refused
from catalog.records.save import create


def create_record(sent: NewRecord, author: Author) -> Record:
    """A draft. Raises Refused where a statement, the level or the place cannot be."""
    now = timezone.now().isoformat(timespec="seconds")
    changes: list[Change] = [
        SetLevel(level=sent.level, label=sent.level_label),
        SetAccess(access=sent.access),
        *(Add(statement=one) for one in sent.statements),
    ]
    try:
        description = apply(
            Description(level=sent.level), changes, author=author.name, at=now, visible=frozenset()
        )
    except ChangeRefused as error:
        raise Refused(str(error)) from error
    parent = _parent(sent.parent, author)
    return create(
        description, institution=own_institution(), author=author, parent=parent, reason=sent.reason
    )


def _parent(public_id: str, author: Author) -> Record | None:
    if not public_id:
        return None
    found = visible_to(author.rank).filter(public_id=normal_public_id(public_id)).first()
    if found is None:
        raise Refused(_("There is no record %(id)s to put it under.") % {"id": public_id[:20]})
    return found
