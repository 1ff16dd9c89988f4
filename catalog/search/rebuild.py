"""A fresh index beside the one that is searched, filled from the database and then put in its place.

Readers see the old index until the new one is whole and answers. What is saved meanwhile goes to the old one,
and is dirty again for the new one when that takes over. A rebuild that was killed is gone on with: how far
its entries are safe stands in the row of the index that is being filled.
"""

import logging
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Exclusion, IndexState, Job, Record
from catalog.models.path import below
from catalog.search.engine import Busy, Engine, Writer, engine
from catalog.search.fields import DECLARATION
from catalog.search.forget import KIND as FORGET
from catalog.search.gather import sources
from catalog.search.mark import mark
from catalog.search.query import SearchAway
from catalog.search.state import filling_name, new_place, switch
from catalog.search.write import Prepared, prepared, write_prepared

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Told how many of how many records are done."""

AT_ONCE = 500
MARGIN = timedelta(minutes=10)
"""For clocks that differ, and for transactions that were open when the filling began."""
GONE_ON_WITH = timedelta(days=1)
"""An index whose filling began earlier is begun anew: most of it would have to be indexed again."""


PATIENCE = (1, 2, 4, 8, 15, 30, 30, 30)
"""Seconds to wait, one after the other, for an engine that does not answer in the midst of the filling."""


class Overtaken(Exception):
    """Another rebuild goes on with this one, or began anew; the text says so."""


class _Versions:
    """Versions of records, for very many of them."""

    def __init__(self) -> None:
        self._records = array("Q")
        self._versions = array("Q")

    def add(self, rows: Iterable[Record]) -> None:
        for row in rows:
            self._records.append(row.pk)
            self._versions.append(row.version)

    def batches(self) -> Iterator[list[tuple[int, int]]]:
        for start in range(0, len(self._records), AT_ONCE):
            end = start + AT_ONCE
            yield list(zip(self._records[start:end], self._versions[start:end], strict=True))


def rebuild(progress: Progress) -> int:
    """Fills a new index and lets searches go to it; gives the number of its records.

    Raises SearchAway where the engine does not answer for two minutes, and then the next call goes on, and
    Overtaken where another rebuild began.
    """
    using = engine()
    filling = _begun(using)
    try:
        done, saved_lately = _fill(using, filling, progress)
    except Busy:
        # Another rebuild took this one for an orphan.
        _refuse_overtaken(filling)
        raise
    if done and not using.stored(filling.place, 0):
        raise SearchAway(_("The new index does not answer, so the old one stays: run rebuild_index again."))
    # Before the database follows: until then every exclusion stands, so that nothing stale can be found.
    using.show(filling.place)
    state, old = _take_over(using, filling)
    _mark(state, filling, saved_lately)
    _remove(using, old, "The old index %s is still written to and was left: remove it by hand.")
    return done


def _begun(using: Engine) -> IndexState:
    """The row of the index to fill: one that a rebuild left behind which was killed, or a new one."""
    left = IndexState.objects.filter(engine=filling_name(using)).first()
    goes_on = left is not None and _can_go_on(using, left)
    with transaction.atomic():
        IndexState.objects.get_or_create(engine=filling_name(using))
        filling = IndexState.objects.select_for_update().get(engine=filling_name(using))
        filling.generation += 1
        if not goes_on:
            filling.place, filling.declaration = new_place(settings.ELASTICSEARCH_INDEX), DECLARATION
            filling.began_at, filling.filled_to, filling.left_out = timezone.now(), 0, []
        filling.save()
    if not goes_on:
        if left is not None:
            _remove(using, left.place, "The index %s is still being filled by another rebuild.")
        using.create(filling.place)
    return filling


def _can_go_on(using: Engine, left: IndexState) -> bool:
    """Whether it has our fields, is there and, as far as the engine knows, no living rebuild fills it."""
    began = left.began_at
    if left.declaration != DECLARATION or began is None or began < timezone.now() - GONE_ON_WITH:
        return False
    if Job.objects.filter(kind=FORGET, created_at__gte=began - MARGIN).exists():
        return False  # what is expunged must not stand in the files of an index either
    try:
        with using.writing(left.place):
            return using.exists(left.place)
    except Busy:
        return False


def _remove(using: Engine, place: str, unless: str) -> None:
    try:
        using.drop(place)
    except Busy:
        logger.warning(unless, place)


def _fill(using: Engine, filling: IndexState, progress: Progress) -> tuple[int, _Versions]:
    """Fills the index from where it is filled to; gives the number of all its records, and which versions
    stand in it of those that were saved shortly before or meanwhile.
    """
    documents = Record.objects.exclude(level="part")
    done, total = documents.filter(pk__lte=filling.filled_to).count(), documents.count()
    last, left_out, saved_lately = filling.filled_to, list(filling.left_out), _Versions()
    progress(done, total)
    with using.filling(filling.place) as writer, ThreadPoolExecutor(1) as sender:
        for rows, written in _sent(writer, sender, _batches(documents, last)):
            last = rows[-1].pk
            missing = {row.pk for row in rows} - {row.pk for row in written}
            left_out += missing
            saved_lately.add(
                row for row in rows if row.updated_at >= _since(filling) and row.pk not in missing
            )
            _note(filling, **({"filled_to": last, "left_out": left_out} if writer.is_safe() else {}))
            done += len(rows)
            progress(done, max(done, total))
    _note(filling, filled_to=last, left_out=left_out)
    return done, saved_lately


def _batches(documents: QuerySet[Record], last: int) -> Iterator[tuple[list[Record], list[Prepared]]]:
    """The records behind this number in their order, and what is to be written of them."""
    while rows := list(documents.filter(pk__gt=last).select_related("institution").order_by("pk")[:AT_ONCE]):
        last = rows[-1].pk
        for group in sources(rows):
            yield [one.record for one in group], prepared(group)


def _sent(
    writer: Writer, sender: Executor, batches: Iterable[tuple[list[Record], list[Prepared]]]
) -> Iterator[tuple[list[Record], list[Record]]]:
    """Each batch when it is written, and what was written of it. While one is sent the next is made ready,
    and no more than these two are held.
    """
    before: tuple[list[Record], Future[list[Record]]] | None = None
    for rows, made in batches:
        done = before and (before[0], before[1].result())
        before = rows, sender.submit(_write_patiently, writer, made)
        if done:
            yield done
    if before:
        yield before[0], before[1].result()


def _write_patiently(writer: Writer, made: Sequence[Prepared]) -> list[Record]:
    for seconds in PATIENCE:
        try:
            return write_prepared(writer, made)
        except SearchAway:
            time.sleep(seconds)
    return write_prepared(writer, made)


def _note(filling: IndexState, **fields: object) -> None:
    """Writes down how far the filling is. Raises Overtaken where another has taken it up."""
    if not _ours(filling).update(changed_at=timezone.now(), **fields):
        _refuse_overtaken(filling)
    for name, value in fields.items():
        setattr(filling, name, value)


def _ours(filling: IndexState) -> QuerySet[IndexState]:
    return IndexState.objects.filter(
        engine=filling.engine, generation=filling.generation, place=filling.place
    )


def _refuse_overtaken(filling: IndexState) -> None:
    if not _ours(filling).exists():
        raise Overtaken(_("Another rebuild of the index began meanwhile and takes the place of this one."))


def _take_over(using: Engine, filling: IndexState) -> tuple[IndexState, str]:
    """In one transaction the new index is the one that is written to, and all that it may lack is dirty."""
    since = _since(filling)
    with transaction.atomic():
        IndexState.objects.get_or_create(engine=using.name)
        state = IndexState.objects.select_for_update().get(engine=using.name)
        _refuse_overtaken(filling)
        old = state.place
        switch(state, filling.place)
        clean = Record.objects.filter(indexed_version__gt=0)
        clean.filter(updated_at__gte=since).update(indexed_version=0)
        for path in Exclusion.objects.values_list("record__path", flat=True).distinct():
            clean.filter(below(path), indexed_version=F("version")).update(indexed_version=0)
        for start in range(0, len(filling.left_out), AT_ONCE):
            clean.filter(pk__in=filling.left_out[start : start + AT_ONCE]).update(indexed_version=0)
        Job.objects.filter(kind=FORGET, ended_at__gte=since).update(state=Job.State.WAITING, ended_at=None)
        IndexState.objects.filter(engine=filling.engine).delete()
    return state, old


def _mark(state: IndexState, filling: IndexState, saved_lately: _Versions) -> None:
    """Says what stands in the new index as it is: what was written, and all that nobody saved since."""
    for batch in saved_lately.batches():
        mark(state, batch)
    left_out, last = set(filling.left_out), 0
    dirty = Record.objects.filter(indexed_version__lt=F("version"), updated_at__lt=_since(filling))
    while versions := list(dirty.filter(pk__gt=last).order_by("pk").values_list("pk", "version")[:AT_ONCE]):
        last = versions[-1][0]
        mark(state, [one for one in versions if one[0] not in left_out])


def _since(filling: IndexState) -> datetime:
    return (filling.began_at or timezone.now()) - MARGIN
