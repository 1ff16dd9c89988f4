"""What the API says of a record's place and past: what stands under it, and its revisions."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from catalog.api.representation import InverseRelation, Reference, links_of
from catalog.domain.description import Description
from catalog.domain.upgrades import read
from catalog.domain.wording import title_of
from catalog.models import Revision
from catalog.records.queries import RecordView


class References(msgspec.Struct):
    """Other records that this reader may know of."""

    results: tuple[Reference, ...]


class Relations(msgspec.Struct):
    """The records that this one names as related, and a hundred of what others say of it at a time.

    ``next`` is the address of what others say beyond these, or null.
    """

    results: tuple[Reference, ...]
    inverse: tuple[InverseRelation, ...]
    next: str | None


class Children(msgspec.Struct):
    """What stands right under a record, in its order; ``next`` is the address of what follows, or null."""

    results: tuple[Reference, ...]
    next: str | None


class RevisionShown(msgspec.Struct):
    """What somebody did to a record, and why."""

    number: int
    author: str
    reason: str
    at: datetime


class Revisions(msgspec.Struct):
    """The history, newest first; empty for those from whom something of the record is hidden."""

    results: tuple[RevisionShown, ...]


class RevisionWhole(msgspec.Struct):
    """What a record said after a revision."""

    number: int
    author: str
    reason: str
    at: datetime
    description: Description


def child_references(rows: Iterable[RecordView]) -> tuple[Reference, ...]:
    """Records under another as they are encoded."""
    return tuple(
        Reference(one.public_id, title_of(one.description), one.description.level, links_of(one.public_id))
        for one in rows
    )


def revisions_shown(rows: Iterable[Revision]) -> Revisions:
    """The rows as they are encoded."""
    return Revisions(tuple(RevisionShown(one.number, one.author_name, one.reason, one.at) for one in rows))


def revision_whole(row: Revision) -> RevisionWhole:
    """One of them with the description."""
    description = read(bytes(row.snapshot))
    return RevisionWhole(row.number, row.author_name, row.reason, row.at, description)
