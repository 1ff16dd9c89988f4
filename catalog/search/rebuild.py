"""A fresh index beside the one that is searched, filled from the database and then put in its place.

Readers see the old index until the new one is whole. What is saved meanwhile goes to the old one, and is
dirty again for the new one when that takes over.
"""

import logging
from array import array
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
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
from catalog.search.write import write_entries

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Told how many of how many records are done."""

AT_ONCE = 500
MARGIN = timedelta(minutes=10)
"""For clocks that differ, and for transactions that were open when the filling began."""


class Overtaken(Exception):
    """Another rebuild began meanwhile, and its index will be the one that counts; the text says so."""


class _Filled:
    """Which versions stand in the new index, of the records that the database may hold to be dirty."""

    def __init__(self) -> None:
        self.records = array("Q")
        self.versions = array("Q")

    def add(self, row: Record, since: datetime) -> None:
        if row.indexed_version < row.version or row.updated_at >= since:
            self.records.append(row.pk)
            self.versions.append(row.version)

    def batches(self) -> Iterator[list[tuple[int, int]]]:
        for start in range(0, len(self.records), AT_ONCE):
            end = start + AT_ONCE
            yield list(zip(self.records[start:end], self.versions[start:end], strict=True))


def rebuild(progress: Progress) -> int:
    """Fills a new index and lets searches go to it; gives the number of its records.

    Raises SearchAway where the engine does not answer and Overtaken where another rebuild began.
    """
    using = engine()
    place = new_place(settings.ELASTICSEARCH_INDEX)
    since = timezone.now() - MARGIN
    _remove_orphan(using)
    IndexState.objects.update_or_create(
        engine=filling_name(using), defaults={"place": place, "declaration": DECLARATION}
    )
    using.create(place)
    try:
        done, filled = _fill(using, place, since, progress)
    except Busy:
        # Another rebuild took this one for an orphan.
        _refuse_overtaken(using, place)
        raise
    _refuse_overtaken(using, place)
    if done and not using.stored(place, 0):
        raise SearchAway(_("The new index does not answer, so the old one stays: run rebuild_index again."))
    # Before the database follows: until then every exclusion stands, so that nothing stale can be found.
    using.show(place)
    state, old = _take_over(using, place, since)
    for batch in filled.batches():
        mark(state, batch)
    try:
        using.drop(old)
    except Busy:
        logger.warning("The old index %s is still written to and was left: remove it by hand.", old)
    return done


def _fill(using: Engine, place: str, since: datetime, progress: Progress) -> tuple[int, _Filled]:
    filled = _Filled()
    done, total = 0, Record.objects.exclude(level="part").count()
    progress(done, total)
    with using.filling(place) as writer:
        for rows in _written(writer):
            done += len(rows)
            for row in rows:
                filled.add(row, since)
            progress(done, max(done, total))
    return done, filled


def _remove_orphan(using: Engine) -> None:
    """The half of an index that a rebuild left whose process was killed; a living one is overtaken."""
    state = IndexState.objects.filter(engine=filling_name(using)).first()
    if state:
        try:
            using.drop(state.place)
        except Busy:
            logger.warning("The index %s is still being filled by another rebuild.", state.place)


def _written(writer: Writer) -> Iterator[list[Record]]:
    last = 0
    while rows := _next(last):
        last = rows[-1].pk
        for group in sources(rows):
            yield write_entries(writer, group)


def _next(last: int) -> list[Record]:
    rows = Record.objects.exclude(level="part").filter(pk__gt=last)
    return list(rows.select_related("institution").order_by("pk")[:AT_ONCE])


def _refuse_overtaken(using: Engine, place: str) -> None:
    if not IndexState.objects.filter(engine=filling_name(using), place=place).exists():
        raise Overtaken(_("Another rebuild of the index began meanwhile and takes the place of this one."))


def _take_over(using: Engine, place: str, since: datetime) -> tuple[IndexState, str]:
    """In one transaction the new index is the one that is written to, and all that it may lack is dirty."""
    with transaction.atomic():
        IndexState.objects.get_or_create(engine=using.name)
        state = IndexState.objects.select_for_update().get(engine=using.name)
        _refuse_overtaken(using, place)
        old = state.place
        switch(state, place)
        Record.objects.filter(updated_at__gte=since, indexed_version__gt=0).update(indexed_version=0)
        for path in Exclusion.objects.values_list("record__path", flat=True).distinct():
            Record.objects.filter(below(path), indexed_version=F("version")).update(indexed_version=0)
        Job.objects.filter(kind=FORGET, ended_at__gte=since).update(state=Job.State.WAITING, ended_at=None)
        IndexState.objects.filter(engine=filling_name(using)).delete()
    return state, old
