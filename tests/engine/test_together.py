"""Several writers of the index at once, while archivists close and open records."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.models import Exclusion, Record
from catalog.records.change import change
from catalog.search.engine import Engine
from catalog.search.rebuild import rebuild
from catalog.search.sync import sync_pending
from tests.database.records import ARCHIVIST, collection, item, published
from tests.engine.catalogue import STAFF, asked, ids, index

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def workers(number: int) -> Iterator[list[Exception]]:
    """Threads that index whatever is dirty, as workers do, until the end; what they raised is given."""
    ended = threading.Event()
    raised: list[Exception] = []

    def work() -> None:
        try:
            while not ended.is_set():
                if not sync_pending(3):
                    time.sleep(0.01)
        except Exception as error:
            raised.append(error)
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(number)]
    for one in threads:
        one.start()
    try:
        yield raised
    finally:
        ended.set()
        for one in threads:
            one.join()


def set_description(record: Record, access: Access) -> None:
    record.refresh_from_db()
    change(record.public_id, [SetAccess(access=access)], expected_revision=record.revision, author=ARCHIVIST)


def test_what_is_closed_is_never_found_from_that_moment_on(using: Engine) -> None:
    hoo = published(collection("Victor Hoo Collection"))
    letters = [published(item(f"Harbour letter {number}", parent=hoo)) for number in range(6)]
    index()
    closed: set[int] = set()
    with workers(2) as raised:
        for turn in range(18):
            record = letters[turn % len(letters)]
            if record.pk in closed:
                closed.remove(record.pk)
                set_description(record, Access())
            else:
                set_description(record, Access(description="staff"))
                closed.add(record.pk)
            assert closed.isdisjoint(ids(asked("harbour")))
        set_description(hoo, Access(description="reading room"))
        assert ids(asked("harbour")) == set()
    assert raised == []
    index()
    assert not Exclusion.objects.exists()
    assert ids(asked("harbour")) == set()
    assert ids(asked("harbour", 10)) == {one.pk for one in letters} - closed
    assert ids(asked("harbour", STAFF)) == {one.pk for one in letters}


def test_what_is_closed_during_a_rebuild_is_never_found_again(using: Engine) -> None:
    letters = [published(item(f"Harbour letter {number}")) for number in range(6)]
    index()
    closed: set[int] = set()

    def close_one(done: int, total: int) -> None:
        record = letters[len(closed)]
        set_description(record, Access(description="staff"))
        closed.add(record.pk)
        assert closed.isdisjoint(ids(asked("harbour")))

    with workers(2) as raised:
        for _ in range(3):
            rebuild(close_one)
            assert closed.isdisjoint(ids(asked("harbour")))
    assert raised == []
    index()
    assert ids(asked("harbour")) == {one.pk for one in letters} - closed
    assert not Exclusion.objects.exists()
