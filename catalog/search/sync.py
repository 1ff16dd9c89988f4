"""Brings the index up to date with the database. The only writer of ``indexed_version`` and ``entry_ranks``.

A record is dirty while ``indexed_version < version``. What is written is the present row, whoever asked;
a mark is set only for the version that was written, and only in the index that was written to.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Concat, Length, Substr
from django.utils import timezone

from catalog.jobs.wake import INDEXING, wake
from catalog.models import Exclusion, IndexState, Record
from catalog.search.engine import Busy, Engine, Writer, engine
from catalog.search.forget import forget, forget_deleted
from catalog.search.gather import sources
from catalog.search.mark import mark
from catalog.search.state import being_filled, is_current, ready
from catalog.search.write import write_entries

__all__ = ["forget", "sync_pending", "wake_indexing"]

FRESH = timedelta(minutes=1)
MOST_EXCLUSIONS = 100
"""Looked at after one batch; the oldest first."""


def wake_indexing() -> None:
    """Wake the worker that indexes, once the present transaction is through."""
    wake(INDEXING)


def sync_pending(limit: int = 500) -> int:
    """Indexes up to ``limit`` dirty records; gives how many were done, 0 where none is left or can be done.

    Raises SearchAway where the engine does not answer: all stays dirty and is taken up by the next call.
    """
    using = engine()
    state = ready(using, settings.ELASTICSEARCH_INDEX)
    done = 0
    try:
        # The right to write comes first: what is read after it cannot be older than what another wrote.
        with using.writing(state.place) as writer:
            if not is_current(state):
                return 0
            forget_deleted(writer, state)
            if rows := _dirty(limit):
                done = _index(writer, state, rows)
        _take_back_exclusions(using, state)
    except Busy:
        return 0
    return done


def _dirty(limit: int) -> list[Record]:
    """What was saved in the last minute first: a person is waiting for it, bulk work is not."""
    dirty = Record.objects.filter(indexed_version__lt=F("version")).select_related("institution")
    just_saved = dirty.filter(updated_at__gte=timezone.now() - FRESH).order_by("-updated_at", "-pk")
    rows = list(just_saved[:limit])
    if len(rows) < limit:
        held = {row.pk for row in rows}
        rows += [row for row in dirty.order_by("pk")[:limit] if row.pk not in held][: limit - len(rows)]
    return rows


def _index(writer: Writer, state: IndexState, rows: Sequence[Record]) -> int:
    # A part has no entry: what it says stands in its document's, whose version rose with its own.
    done = mark(state, [(row.pk, row.version) for row in rows if row.level == "part"])
    for group in sources([row for row in rows if row.level != "part"]):
        done += mark(state, [(row.pk, row.version) for row in write_entries(writer, group)])
    return done


def _take_back_exclusions(using: Engine, state: IndexState) -> None:
    """Removes the exclusions of what is indexed with all that stands under it."""
    if not Exclusion.objects.exists() or being_filled(using):
        return
    indexed = Exclusion.objects.filter(~Exists(_dirty_below(OuterRef("record__path"))))
    done = list(indexed.order_by("pk").values_list("pk", flat=True)[:MOST_EXCLUSIONS])
    if done:
        # Written is not yet found: until it is, the old entries would be.
        using.refresh(state.place)
        indexed.filter(pk__in=done).delete()


def _dirty_below(path: OuterRef) -> QuerySet[Record]:
    behind = Concat(Substr(path, 1, Length(path) - 1), Value("0"))
    return Record.objects.filter(indexed_version__lt=F("version"), path__gte=path, path__lt=behind)
