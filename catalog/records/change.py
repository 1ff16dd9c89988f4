"""Changes of a record, as people and REST save them: by statement, against the revision they saw."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain.change import Accept, Change, ChangeRefused, SetAccess, apply
from catalog.domain.description import Description, Relation, Title, accepted
from catalog.domain.disclosure import disclose
from catalog.domain.upgrades import read
from catalog.models import Job, Record
from catalog.records.author import Author
from catalog.records.lock import lock_tree, locked, refuse_stale
from catalog.records.refusal import NoSuchRecord, Refused
from catalog.records.save import write
from catalog.records.tree import effective_of, strict_parts_of


def change(
    public_id: str,
    changes: Sequence[Change],
    *,
    expected_revision: int,
    author: Author,
    reason: str = "",
    job: Job | None = None,
) -> Record:
    """Saves all of the changes or none. Only statements that the author's rank sees can be named.

    Raises NoSuchRecord, Conflict (with what others changed), or Refused.
    """
    with transaction.atomic():
        if any(isinstance(one, SetAccess) for one in changes):
            lock_tree()
        record = locked(public_id, author)
        refuse_stale(record, expected_revision, author)
        before = read(bytes(record.snapshot))
        after = changed(before, changes, _seen(record, before, author), author)
        _refuse_level(record, after.level)
        if after != before:
            write(record, before, after, author, reason, job)
    return record


def changed(before: Description, changes: Sequence[Change], seen: Description, author: Author) -> Description:
    """The description after the changes, ``seen`` being what the author sees of it. Raises Refused."""
    now = timezone.now().isoformat(timespec="seconds")
    try:
        after = apply(
            before, changes, author=author.name, at=now, visible={one.id for one in seen.statements}
        )
    except ChangeRefused as error:
        raise Refused(str(error)) from error
    if after.status == "published" and not accepted(after.of(Title)):
        raise Refused(_("A published record keeps an accepted title. Write or accept another one first."))
    return after


def accept_stated(public_id: str, *, author: Author, with_derived: bool = False, reason: str = "") -> Record:
    """Accepts every proposed statement that stands in the source's own words; never a relation.

    ``with_derived`` also takes what was computed from stated data, as commands do. What was inferred
    stays proposed until a person looks at it, and so does what the author does not see, and what would
    take the place of something accepted.
    """
    bases = ("stated", "derived") if with_derived else ("stated",)
    with transaction.atomic():
        record = locked(public_id, author)
        seen = _seen(record, read(bytes(record.snapshot)), author)
        proposed = [
            Accept(id=one.id)
            for one in seen.statements
            if one.state == "proposed"
            and one.evidence is not None
            and one.evidence.basis in bases
            and not isinstance(one, Relation)
            and not one.replaces
        ]
        if not proposed:
            return record
        return change(public_id, proposed, expected_revision=record.revision, author=author, reason=reason)


def _seen(record: Record, description: Description, author: Author) -> Description:
    seen = disclose(description, effective_of(record, strict_parts_of(record)), author.rank)
    if seen is None:
        raise NoSuchRecord(
            _("There is no record %(id)s. Search for it: it may have been deleted.")
            % {"id": record.public_id}
        )
    return seen


def _refuse_level(record: Record, level: str) -> None:
    if level == record.level:
        return
    if level == "item" and record.children.exclude(level="part").exists():
        raise Refused(_("Other records stand under this one, so it cannot be an item. Move them first."))
    if record.level == "item" and record.parts.exists():
        raise Refused(_("This record has parts, so it stays an item."))
