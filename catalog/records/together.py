"""Accepting many statements at once at the desk: narrower than what commands accept.

What opens or closes a record, says who owns it, or ties it to an authority or another record is for a
person to look at one by one, and so is what was not read in the source's own words.
"""

from collections import Counter
from collections.abc import Collection

from catalog.domain.change import Accept
from catalog.domain.description import (
    AnyStatement,
    Classification,
    ClassificationEvent,
    Date,
    Description,
    Marking,
    Note,
    Relation,
    Rights,
)
from catalog.domain.wording import label
from catalog.models import Record
from catalog.records.author import Author
from catalog.records.change import change
from catalog.records.queries import RecordView

SURE = 0.8
"""Below this confidence a reading is looked at by itself."""
_ONE_BY_ONE = (Classification, ClassificationEvent, Marking, Rights, Relation)
_RELEASE_DATES = ("released", "reviewed", "declassified", "downgraded")
_ACCESS_NOTES = ("access", "use")


def may_accept_together(one: AnyStatement) -> bool:
    """Whether a statement may be accepted with others: proposed, stated, without doubt, instead of
    nothing that is accepted, and of no access, classification, release, rights, authority link or relation.
    """
    read = one.evidence
    if one.state != "proposed" or one.replaces or read is None or read.basis != "stated":
        return False
    if read.doubt or read.confidence < SURE or isinstance(one, _ONE_BY_ONE) or getattr(one, "authority", ""):
        return False
    if isinstance(one, Date):
        return one.role not in _RELEASE_DATES
    return not (isinstance(one, Note) and one.note_kind in _ACCESS_NOTES)


def offered_together(description: Description) -> dict[str, int]:
    """How many statements of each field, by domain.wording.label, may be accepted together."""
    return dict(Counter(label(one) for one in description.statements if may_accept_together(one)))


def accept_together(
    record: RecordView, fields: Collection[str], *, expected_revision: int, author: Author, reason: str
) -> Record | None:
    """Accepts what may be accepted together of these fields; None where there is nothing to accept.

    ``record`` is as the author sees it. Raises Conflict where it was saved since ``expected_revision``.
    """
    chosen = [
        Accept(id=one.id)
        for one in record.description.statements
        if may_accept_together(one) and label(one) in fields
    ]
    if not chosen:
        return None
    return change(record.public_id, chosen, expected_revision=expected_revision, author=author, reason=reason)
