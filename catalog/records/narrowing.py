"""What a change of one record means for what stands under it and for the index."""

from django.db.models import Q

from catalog.domain.description import AnyStatement, Description
from catalog.domain.disclosure import CLOSED, PUBLIC, READING_ROOM, STAFF, Effective, disclose
from catalog.models import Record
from catalog.models.path import below
from catalog.records.harvested import forget
from catalog.records.propagate import propagate_below
from catalog.records.tree import exclude_from_index, narrow_below, refresh_authorities


def follow(
    record: Record, before: Description, after: Description, old: Effective, old_title: str, *, redacts: bool
) -> None:
    """Narrows what is under the record now, and leaves widening and new titles to a job.

    What readers no longer see is left out of search until the index has caught up; so are words that a
    person took back, but not those that a job put in other words (``redacts`` is false).
    """
    new = Effective(record.seen_from, record.text_from)
    if new != old:
        if new.seen_from > old.seen_from or new.text_from > old.text_from:
            narrow_below(record)
        refresh_authorities(below(record.path))
    hidden_below = rank_that_lost(before, after, old, new) if redacts or new != old else PUBLIC
    if hidden_below:
        exclude_from_index(record, hidden_below)
    if record.title != old_title:
        # Its old title is told below it no more, though the datestamps there follow by a job.
        forget(below(record.path) & ~Q(pk=record.pk))
    if new.seen_from < old.seen_from or new.text_from < old.text_from or record.title != old_title:
        propagate_below(record)


def rank_that_lost(before: Description, after: Description, old: Effective, new: Effective) -> int:
    """The lowest rank at and above which nobody lost sight of anything; 0 where nobody at all did.

    Staff see what was rejected or removed in the history; only what access hides counts for them.
    """
    lost = PUBLIC
    for rank, above in ((PUBLIC, READING_ROOM), (READING_ROOM, STAFF), (STAFF, CLOSED)):
        seen, seen_now = disclose(before, old, rank), disclose(after, new, rank)
        if seen is None:
            continue
        # An aggregate has no text of its own, but what is below it closes with it.
        closed = old.text_from <= rank < new.text_from
        if seen_now is None or closed or (rank < STAFF and _lost(seen, seen_now)):
            lost = above
    return lost


def _lost(seen: Description, seen_now: Description) -> bool:
    """Whether words of a statement or lines of the text, which the index has, are no longer there."""
    now = {one.id: one for one in seen_now.statements}
    kept = all(one.id in now and _holds(now[one.id], one) for one in seen.statements)
    return not kept or seen.text not in (None, seen_now.text)


def _holds(now: AnyStatement, before: AnyStatement) -> bool:
    return type(now) is type(before) and all(
        getattr(before, name) in ("", None, getattr(now, name)) for name in before.__struct_fields__
    )
