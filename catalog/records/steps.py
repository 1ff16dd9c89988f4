"""The log of the work on a record. It is for staff alone, and touches neither description nor index."""

from django.utils import timezone

from catalog.models import Record, Step, User
from catalog.records.author import Author


def log(record: Record, kind: str, author: Author, words: str = "", to: User | None = None) -> Step:
    """Writes one step down."""
    step = step_of(record, kind, author, words, to)
    step.save()
    return step


def step_of(record: Record, kind: str, author: Author, words: str = "", to: User | None = None) -> Step:
    """A step that is not yet saved."""
    return Step(
        record=record,
        kind=kind,
        words=words.strip(),
        author_id=author.user_id,
        author_name=author.name,
        to_name=to.get_username() if to else "",
        at=timezone.now(),
    )


def lapse(record: Record, author: Author) -> None:
    """What follows for the work on a record when its description changed; the row is not yet saved.

    An approval is of what was approved: what is changed after it is in review again, and a planned
    publication is off. What is published is no longer worked on.
    """
    if record.status == Record.Status.PUBLISHED:
        record.stage, record.assigned_to, record.publish_at = Record.Stage.IN_WORK, None, None
    elif record.stage == Record.Stage.APPROVED:
        record.stage, record.publish_at = Record.Stage.IN_REVIEW, None
        log(record, Step.Kind.LAPSED, author)
