"""Which index is written to: one row an engine, and one more while another index is being filled."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import IndexState, Record
from catalog.search.engine import Engine, engine
from catalog.search.fields import DECLARATION
from catalog.search.query import SearchAway

logger = logging.getLogger(__name__)


def new_place(prefix: str) -> str:
    """A name that no index has had: 20260131-235959-1a2b behind the prefix."""
    return f"{prefix}-{timezone.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def filling_name(engine: Engine) -> str:
    """The row that stands while an index is filled aside; with it, no exclusion may be taken back."""
    return f"{engine.name} +"


def being_filled(engine: Engine) -> bool:
    """Whether another index is being filled, or was when its process ended."""
    return IndexState.objects.filter(engine=filling_name(engine)).exists()


def ready(engine: Engine, prefix: str) -> IndexState:
    """The row of the index to write to; a first, empty one is made where there is none, and all is dirty.

    Searches that somebody led elsewhere are led back to it.
    Raises SearchAway where the index was made with other fields than this version has.
    """
    state = IndexState.objects.filter(engine=engine.name).first()
    if state is None or not engine.shown(state.place):
        state = _first(engine, prefix)
    refuse_other_declaration(state)
    return state


def what_is_wrong() -> str:
    """A sentence where the index has to be made anew before it can be searched; else "". One query."""
    state = IndexState.objects.filter(engine=engine().name).first()
    try:
        if state:
            refuse_other_declaration(state)
    except SearchAway as away:
        return str(away)
    return ""


def is_searched() -> bool:
    """Whether searches go to the index that is written to, or there is none yet. Raises SearchAway."""
    state = IndexState.objects.filter(engine=engine().name).first()
    return state is None or engine().shown(state.place)


def say_what_is_wrong() -> None:
    """In the log of a process that begins; it begins without its database, too."""
    try:
        if sentence := what_is_wrong():
            logger.warning(sentence)
    except DatabaseError as error:
        logger.warning("The database does not answer: %s", type(error).__name__)
    finally:
        connection.close()


def refuse_other_declaration(state: IndexState) -> None:
    """Raises SearchAway where the index was made with other fields than this version has."""
    if state.declaration != DECLARATION:
        raise SearchAway(
            _(
                "The search index was made by another version of Regesta. Search is there again once "
                "“manage.py rebuild_index” has run."
            )
        )


def _first(engine: Engine, prefix: str) -> IndexState:
    with transaction.atomic():
        IndexState.objects.get_or_create(engine=engine.name)
        state = IndexState.objects.select_for_update().get(engine=engine.name)
        if engine.exists(state.place):
            # A rebuild leads them to its own just before the database follows.
            if not being_filled(engine):
                engine.show(state.place)
            return state
        place = new_place(prefix)
        engine.create(place)
        engine.show(place)
        switch(state, place)
        Record.objects.filter(indexed_version__gt=0).update(indexed_version=0)
    return state


def switch(state: IndexState, place: str) -> None:
    """Makes ``place`` the index that is written to; marks of the one before are refused from now on."""
    state.generation += 1
    state.place, state.declaration = place, DECLARATION
    state.save()


def is_current(state: IndexState) -> bool:
    """Whether this is still the index that is written to."""
    return IndexState.objects.filter(engine=state.engine, generation=state.generation).exists()


@contextmanager
def still_written_to(state: IndexState) -> Iterator[bool]:
    """A transaction in which this is, or is not, still the index that counts; a switch waits for its end."""
    with transaction.atomic():
        now = IndexState.objects.select_for_update().get(engine=state.engine)
        yield now.generation == state.generation
