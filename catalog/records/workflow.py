"""The way of a record from draft to publication: sent to review, approved or sent back, given to people.

A stage is a column of the row and no part of the description: a step makes no revision, and neither
index nor datestamp moves. Who may take which step is asked at the door.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.domain.disclosure import STAFF
from catalog.domain.text import clean
from catalog.models import Record, Step, User
from catalog.records.author import Author
from catalog.records.lock import locked
from catalog.records.queries import visible_to
from catalog.records.refusal import Refused
from catalog.records.steps import log, step_of

Stage, Kind = Record.Stage, Step.Kind
TOGETHER = 1000
"""Records that one step is taken with at once."""


class Way(NamedTuple):
    """From which stages a step leads to which."""

    before: frozenset[str]
    after: str
    refusal: Promise


WAYS: dict[str, Way] = {
    Kind.SENT: Way(
        frozenset({Stage.IN_WORK}),
        Stage.IN_REVIEW,
        gettext_lazy("This record was sent to review already. Open it again to see how far it is."),
    ),
    Kind.APPROVED: Way(
        frozenset({Stage.IN_REVIEW}),
        Stage.APPROVED,
        gettext_lazy("Only what is in review can be approved. Open the record again to see how far it is."),
    ),
    Kind.SENT_BACK: Way(
        frozenset({Stage.IN_REVIEW, Stage.APPROVED}),
        Stage.IN_WORK,
        gettext_lazy("Only what is in review or approved can be sent back. Open the record again."),
    ),
}


def take_step(
    public_id: str, kind: str, *, author: Author, words: str = "", to: User | None = None
) -> Record:
    """Takes one step of WAYS with a record that is not published; ``to`` is who works on it next.

    Raises Refused where the record is not at that stage, or is sent back without a word.
    """
    way, words = WAYS[kind], clean(words)
    if kind == Kind.SENT_BACK and not words.strip():
        raise Refused(_("Say what is to be changed: whoever gets the record back reads it."))
    with transaction.atomic():
        record = _unpublished(public_id, author)
        if record.stage not in way.before:
            raise Refused(str(way.refusal))
        _refuse_blind(record, to)
        record.stage = way.after
        record.assigned_to = to or _next_hand(record, kind, author)
        if way.after != Stage.APPROVED:
            record.publish_at = None
        record.save(update_fields=["stage", "assigned_to", "publish_at"])
        log(record, kind, author, words, to)
    return record


def take_steps(record_ids: Collection[int], kind: str, *, author: Author) -> int:
    """Takes one step with those of the records that are at its stage; how many those were.

    At most TOGETHER records. Nothing is said with it, so it sends none back.
    """
    way = WAYS[kind]
    if len(record_ids) > TOGETHER or kind == Kind.SENT_BACK:
        raise Refused(_("Choose at most %(count)d records.") % {"count": TOGETHER})
    with transaction.atomic():
        chosen = visible_to(author.rank).filter(pk__in=record_ids, stage__in=way.before)
        chosen = chosen.exclude(status=Record.Status.PUBLISHED).exclude(level="part")
        rows = list(chosen.select_for_update().order_by("pk").only("pk"))
        taken = Record.objects.filter(pk__in=[one.pk for one in rows])
        taken.update(stage=way.after, assigned_to=author.user_id if kind == Kind.APPROVED else None)
        Step.objects.bulk_create(step_of(one, kind, author) for one in rows)
    return len(rows)


def assign(public_id: str, to: User | None, *, author: Author, words: str = "") -> Record:
    """Gives a record to somebody, or to nobody. Raises Refused where that person does not see it."""
    with transaction.atomic():
        record = _unpublished(public_id, author)
        _refuse_blind(record, to)
        record.assigned_to = to
        record.save(update_fields=["assigned_to"])
        log(record, Kind.ASSIGNED, author, clean(words), to)
    return record


def comment(public_id: str, words: str, *, author: Author) -> Step:
    """Says something about a record to all staff who see it. Raises Refused where nothing is said."""
    if not clean(words).strip():
        raise Refused(_("Write what you want to say."))
    with transaction.atomic():
        return log(locked(public_id, author), Kind.COMMENT, author, clean(words))


def plan_publication(public_id: str, at: datetime | None, *, author: Author, now: datetime) -> Record:
    """Has an approved record published at a time, or takes the plan off where ``at`` is None.

    Who may publish without approval approves with it. Raises Refused where nobody has approved the record,
    the time has passed, or the author may not see what would be published.
    """
    with transaction.atomic():
        record = _unpublished(public_id, author)
        if at is not None:
            _refuse_plan(record, at, author, now)
            record.stage = Stage.APPROVED
        record.publish_at = at
        record.save(update_fields=["stage", "publish_at"])
        said = at.isoformat(timespec="minutes") if at else ""
        log(record, Kind.PLANNED if at else Kind.UNPLANNED, author, said)
    return record


def assignable(rank: int = STAFF) -> QuerySet[User]:
    """The people who can be given a record that is seen from this rank."""
    return User.objects.filter(is_active=True, is_staff=True, rank__gte=max(rank, STAFF)).order_by("username")


def work_of(user_id: int, rank: int) -> QuerySet[Record]:
    """What was given to a person and is not published: what is in work, then in review, then approved."""
    given = visible_to(rank).filter(assigned_to=user_id).exclude(status=Record.Status.PUBLISHED)
    return given.order_by("-stage", "updated_at", "pk")


def _unpublished(public_id: str, author: Author) -> Record:
    record = locked(public_id, author)
    if record.level == "part":
        raise Refused(_("A part goes with its document. Take the step with the document."))
    if record.status == Record.Status.PUBLISHED:
        raise Refused(_("This record is published: there is no further step. It can be withdrawn."))
    return record


def _next_hand(record: Record, kind: str, author: Author) -> User | None:
    """Who approves publishes next; what is sent back goes to whoever sent it; anybody may review."""
    chosen = author.user_id if kind == Kind.APPROVED else None
    if kind == Kind.SENT_BACK:
        chosen = record.steps.filter(kind=Kind.SENT).values_list("author", flat=True).first()
    return assignable(record.seen_from).filter(pk=chosen).first() if chosen else None


def _refuse_blind(record: Record, to: User | None) -> None:
    if to is not None and not assignable(record.seen_from).filter(pk=to.pk).exists():
        raise Refused(
            _("%(name)s does not see this record or does not work at the desk. Choose somebody else.")
            % {"name": to.get_username()}
        )


def _refuse_plan(record: Record, at: datetime, author: Author, now: datetime) -> None:
    if record.stage != Stage.APPROVED and not author.publishes_unapproved:
        raise Refused(_("Nobody has approved this record. Send it to review first."))
    if at <= now:
        raise Refused(_("That time has passed. Choose a later one, or publish the record now."))
    if author.rank < record.text_from:
        raise Refused(_("This material is closed to you. Ask somebody with leave for it to publish it."))
