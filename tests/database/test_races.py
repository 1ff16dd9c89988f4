"""Two people at once: nothing widened here slips past a narrowing above it there."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from catalog.domain.change import Add, SetAccess
from catalog.domain.description import Access, Note
from catalog.models import Record
from catalog.records.change import change
from catalog.records.refusal import Conflict
from tests.database.records import ARCHIVIST, collection, item, published

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[BaseException]:
    """Runs the acts in threads of their own; gives what they raised."""
    raised: list[BaseException] = []
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        try:
            ready.wait()
            act()
        except Conflict as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def set_access(record: Record, access: Access) -> Callable[[], object]:
    revision = Record.objects.get(pk=record.pk).revision
    return lambda: change(
        record.public_id, [SetAccess(access=access)], expected_revision=revision, author=ARCHIVIST
    )


def test_a_record_widened_while_its_fonds_is_narrowed_stays_hidden() -> None:
    top = published(collection())
    series = published(collection("Series", top))
    document = published(item("Cable", parent=series))
    for _ in range(10):
        set_access(document, Access(description="reading room"))()
        assert not at_once(
            set_access(top, Access(description="staff")), set_access(document, Access(description="public"))
        )
        row = Record.objects.get(pk=document.pk)
        assert (row.own_seen_from, row.seen_from) == (0, 20)
        set_access(top, Access())()
        set_access(series, Access())()


def test_of_two_who_save_at_once_one_is_told_and_nothing_is_lost() -> None:
    record = item("Cable")

    def add(words: str) -> Callable[[], object]:
        note = Add(statement=Note(note_kind="general", value=words))
        return lambda: change(record.public_id, [note], expected_revision=1, author=ARCHIVIST)

    raised = at_once(add("The first note"), add("The second note"))
    assert len(raised) == 1
    assert isinstance(raised[0], Conflict)
    assert Record.objects.get(pk=record.pk).revision == 2
    assert len(raised[0].differences) == 1
