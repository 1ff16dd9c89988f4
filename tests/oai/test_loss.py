"""Nothing is lost and nothing haunts, whatever happens while a harvest runs; late writers are waited for."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from catalog.models import Record
from catalog.records.stamp import harvest_bound, next_stamp
from tests.database.records import item, published
from tests.oai.loss import Server, harvest_under_change, prepare

pytestmark = pytest.mark.django_db(transaction=True)
RECORDS = 700


def test_a_harvest_under_change_loses_nothing(server: Server) -> None:
    prepare(RECORDS)
    result = harvest_under_change(server, held_seconds=4, writing=2)
    assert (result.lost, result.ghosts) == (0, 0)
    assert result.written
    assert result.held == Record.objects.filter(was_public=True).count() == RECORDS + 20


def test_the_bound_waits_for_the_oldest_writer() -> None:
    record = published(item("Cable"))
    written, committed = threading.Event(), threading.Event()

    def write() -> None:
        try:
            with transaction.atomic():
                Record.objects.select_for_update().get(pk=record.pk)
                Record.objects.filter(pk=record.pk).update(title="Late", oai_datestamp=next_stamp())
                written.set()
                committed.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    written.wait(20)
    try:
        begun = next_stamp()
        # However long it takes: a harvest of now must not answer with a date behind the open transaction's.
        assert harvest_bound() < begun
        assert harvest_bound() <= begun - timedelta(seconds=1)
    finally:
        committed.set()
        thread.join()
    stamp = Record.objects.get(pk=record.pk).oai_datestamp
    assert stamp is not None
    assert stamp <= begun
