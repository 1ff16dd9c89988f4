"""A bulk edit whose worker is killed with the work in hand is gone on with, and changes nothing twice."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from catalog.domain.bulk import ReplaceWords
from catalog.domain.description import Note, decode
from catalog.jobs.run import drain
from catalog.models import Job, Record, Revision
from catalog.records.bulk import Order, order
from catalog.records.chosen import Selection
from tests.database.records import item
from tests.database.test_bulk import keeper

pytestmark = pytest.mark.django_db(transaction=True)
LETTERS = 80
PATIENCE = 120.0
WORKER = """
import django
django.setup()
from catalog.jobs.run import drain
from catalog.records import pace
pace.LARGEST = pace.FIRST
drain()
"""


def address() -> str:
    """Of the test's own database, for another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def test_a_worker_that_is_killed_leaves_whole_records_and_the_next_one_goes_on() -> None:
    note = Note(note_kind="general", value="a", state="accepted")
    for number in range(LETTERS):
        item(f"Letter {number}", note)
    words = ReplaceWords(kind="note", find="a", by="aa")
    selection = Selection(filters={"level": "item"})
    asked = Order(selection=selection, operation=words, reason="Test", asked_at=timezone.now())
    job = order(asked, keeper(), "Bulk")
    root = Path(settings.BASE_DIR)
    environment = {**os.environ, "DATABASE_URL": address(), "PYTHONPATH": str(root)}
    worker = subprocess.Popen([sys.executable, "-c", WORKER], cwd=root, env=environment)
    until = time.monotonic() + PATIENCE
    while not Revision.objects.filter(job=job).exists():
        assert time.monotonic() < until
        time.sleep(0.002)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    half = Revision.objects.filter(job=job).count()
    assert 0 < half < LETTERS
    Job.objects.filter(pk=job.pk).update(claimed_until=timezone.now())
    drain()
    job.refresh_from_db()
    assert (job.state, job.report["changed"], job.report["refused"]) == ("done", LETTERS, 0)
    assert Revision.objects.filter(job=job).count() == LETTERS
    said = [decode(bytes(one.snapshot)).of(Note)[0].value for one in Record.objects.all()]
    assert said == ["aa"] * LETTERS
