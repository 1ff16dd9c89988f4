"""A harvest while records change, come, go and move, a transaction stays open, and the server is killed.

What the harvester holds in the end is compared with what the database says is public.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction
from lxml import etree

from benchmarks.search.catalogue import COLLECTIONS, fill
from catalog.domain.change import Change, Replace, SetAccess
from catalog.domain.description import Access, Title
from catalog.jobs.run import drain
from catalog.models import Record, SetMember
from catalog.records.announce import announce_and_save
from catalog.records.author import Author
from catalog.records.change import change
from catalog.records.move import move
from catalog.records.publish import publish, withdraw
from catalog.records.stamp import harvest_bound, largest_stamp

ROOT = Path(__file__).parents[2]
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
WRITER = Author("writer", None, 30)
CHANGED_EACH_PAGE = 20
PAUSE = 0.05
"""Between the changes of a writer, in seconds: without it the harvest hardly has its turn."""


class Known(NamedTuple):
    """What a harvester knows of a record: its title, or nothing where it is deleted, and its sets."""

    title: str
    sets: frozenset[str]


class Harvester:
    """Keeps what it was told last of each record, and takes up a harvest where it stopped."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.known: dict[str, Known] = {}
        self.date = ""

    def harvest(self, since: str = "") -> Iterator[list[str]]:
        """The ids on each page of a harvest; its first date is kept in ``date``."""
        arguments = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
        if since:
            arguments["from"] = since
        first = True
        while arguments:
            root = self._ask(arguments)
            if first:
                self.date, first = root.findtext(f"{OAI}responseDate") or "", False
            yield [self._keep(one) for one in root.iter(f"{OAI}record")]
            token = root.findtext(f".//{OAI}resumptionToken")
            arguments = {"verb": "ListRecords", "resumptionToken": token} if token else {}

    def _ask(self, arguments: dict[str, str]) -> etree._Element:
        """Asks again while the server is away, as harvesters do."""
        address = f"{self.address}/oai?{urllib.parse.urlencode(arguments)}"
        for _ in range(200):
            try:
                with urllib.request.urlopen(address, timeout=30) as answer:
                    return etree.fromstring(answer.read())
            except (ConnectionError, urllib.error.URLError):
                time.sleep(0.1)
        raise TimeoutError(address)

    def _keep(self, record: etree._Element) -> str:
        public_id = (record.findtext(f".//{OAI}identifier") or "").rpartition(":")[2]
        sets = frozenset(one.text or "" for one in record.iter(f"{OAI}setSpec"))
        self.known[public_id] = Known(record.findtext(f".//{DC}title") or "", sets)
        return public_id


class Server:
    """One gunicorn worker on the database of this process, that can be killed and started again."""

    def __init__(self, environment: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.environment = {**os.environ, "LOG_LEVEL": "WARNING", **environment}
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--no-control-socket", "--workers", "1"]
        self.process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
        )

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def prepare(count: int) -> None:
    """``count`` public records and their collections, announced."""
    fill(count)
    rows = Record.objects.select_related("institution").order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:1000]):
        last = batch[-1].pk
        with transaction.atomic():
            announce_and_save(batch)
    # A harvest does not look at the last two seconds, and this one is to be of several pages.
    while (largest_stamp() or harvest_bound()) > harvest_bound():
        time.sleep(0.1)


def save(public_id: str, one: Change) -> None:
    now = Record.objects.get(public_id=public_id)
    change(public_id, [one], expected_revision=now.revision, author=WRITER)


def rename(public_id: str, title: str) -> None:
    save(public_id, Replace(id="t", statement=Title(value=title, state="accepted")))


def writers() -> Iterator[Callable[[str], object]]:
    """What is done to one harvested record after another, without end: titles above all."""
    tops = list(Record.objects.filter(parent=None).order_by("pk").values_list("public_id", flat=True))
    places = cycle(tops[:COLLECTIONS])
    number = 0
    while True:
        for kind in ("title",) * 7 + ("withdraw", "embargo", "move"):
            number += 1
            match kind:
                case "title":
                    yield partial(rename, title=f"Changed {number}")
                case "withdraw":
                    yield partial(withdraw, author=WRITER, reason="Mistake")
                case "embargo":
                    yield partial(save, one=SetAccess(access=Access(description="staff")))
                case _:
                    yield partial(move, new_parent=next(places), author=WRITER)


class Held(threading.Thread):
    """A transaction that changes records, then stays open for some seconds before it is committed."""

    def __init__(self, ids: Sequence[str], seconds: float) -> None:
        super().__init__()
        self.ids, self.seconds = ids, seconds
        self.written = threading.Event()

    def run(self) -> None:
        try:
            with transaction.atomic():
                for one in self.ids:
                    rename(one, f"Held {one}")
                self.written.set()
                time.sleep(self.seconds)
        finally:
            connection.close()


class Writing(threading.Thread):
    """Changes the titles of its records one after the other, each in its transaction, until it is stopped."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__()
        self.ids = ids
        self.stopped = threading.Event()
        self.done = 0

    def run(self) -> None:
        try:
            for one in cycle(self.ids):
                if self.stopped.wait(PAUSE):
                    return
                rename(one, f"Written {self.done}")
                self.done += 1
        finally:
            connection.close()


class Result(NamedTuple):
    """``held`` are records that the harvester knows; ``written`` changes that writers made meanwhile.

    Lost is what is public and not held as it is, a ghost is held and gone.
    """

    held: int
    lost: int
    ghosts: int
    written: int = 0


def harvest_under_change(server: Server, held_seconds: float, writing: int) -> Result:
    """Harvests, disturbs, and harvests what has changed since, while ``writing`` others change records.

    One incremental harvest is done while the transaction is still open: it must not answer with a date
    behind which that transaction's records would be looked for in vain.
    """
    harvester = Harvester(server.address)
    kept = list(Record.objects.filter(level="item").order_by("-pk").values_list("public_id", flat=True))
    held = Held(kept[:25], held_seconds)
    others = [Writing(kept[25 + number :: writing][:50]) for number in range(writing)]
    left_alone = {*held.ids, *(one for other in others for one in other.ids)}
    for other in others:
        other.start()
    try:
        first, changed = _harvest_and_disturb(harvester, server, held, left_alone)
        for _ in harvester.harvest(first):
            pass
        between = harvester.date or first
        held.join()
    finally:
        for other in others:
            other.stopped.set()
            other.join()
    withdrawn = Record.objects.filter(public_id__in=changed, status="withdrawn").order_by("pk")
    for one in list(withdrawn.values_list("public_id", flat=True)[:5]):
        publish(one, author=WRITER)
    drain()
    time.sleep(3.5)  # the bound of a harvest is two seconds back
    for _ in harvester.harvest(between):
        pass
    return compared(harvester)._replace(written=sum(other.done for other in others))


def _harvest_and_disturb(
    harvester: Harvester, server: Server, held: Held, left_alone: Set[str]
) -> tuple[str, Set[str]]:
    """A whole harvest; its first date, and the records that were changed behind it, some after each page."""
    done, changed, first = writers(), set[str](), ""
    for number, ids in enumerate(harvester.harvest()):
        first = first or harvester.date
        if number == 1:
            held.start()
            held.written.wait()
        if number == 2:
            server.kill()
            server.start()
        documents = Record.objects.filter(public_id__in=set(ids) - left_alone, level="item")
        chosen = sorted(set(documents.values_list("public_id", flat=True)) - changed)
        for one, act in zip(islice(chosen, CHANGED_EACH_PAGE), done, strict=False):
            changed.add(one)
            act(one)
    return first, changed


def compared(harvester: Harvester) -> Result:
    """What the harvester holds beside what the database says is public."""
    sets: dict[int, set[str]] = {}
    rows = SetMember.objects.filter(left=False).values_list("record_id", "harvest_set__spec")
    for record, spec in rows:
        sets.setdefault(record, set()).add(spec)
    lost = ghosts = 0
    public = Record.objects.filter(was_public=True, document=None)
    for pk, public_id, title, seen_from in public.values_list("pk", "public_id", "title", "seen_from"):
        held = harvester.known.get(public_id)
        alive = Known(title, frozenset(sets.get(pk, ())))
        lost += seen_from == 0 and held != alive
        ghosts += seen_from > 0 and held is not None and held.title != ""
    return Result(len(harvester.known), lost, ghosts)
