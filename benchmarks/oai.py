"""How fast a harvest is, beside a bare keyset query over stored XML in a view of the same site.

    python benchmarks/oai.py [--records 500000]

The whole list is harvested in oai_dc and in MODS, 100 records a page, from one gunicorn worker, a page of
each in turn with a page of the reference: XML stored beforehand, read by the same keyset and sent through
the same middleware. Rates are of the worker's processor time, so that other work of the machine is not
measured; with PostgreSQL the server's own is in the clock's alone. Aims: oai_dc at least half as fast as the
reference, MODS half as fast as oai_dc, the last pages at most 1.2 times the first, 200 MB of memory. Measured
on SQLite; on PostgreSQL too where DATABASE_URL names a server: in a database of its own.
"""

import argparse
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.memory import highest_memory  # noqa: E402
from benchmarks.own_database import own_database  # noqa: E402

ENDS = 50
"""Pages at either end that are compared with each other."""
BATCH = 1000


def _in_a_site(name: str, records: int, database: str) -> bool:
    """Everything in a process and a data folder of its own; whether the aims were met."""
    home = tempfile.mkdtemp(prefix="regesta-bench-")
    environment = {
        **os.environ,
        "REGESTA_HOME": home,
        "DJANGO_SETTINGS_MODULE": "benchmarks.harvest.settings",
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
        **({"DATABASE_URL": database} if database else {}),
    }
    print(f"{name}, {records} records, load {os.getloadavg()[0]:.1f}", flush=True)
    command = [sys.executable, __file__, "--records", str(records), "--home", home]
    try:
        return subprocess.run(command, env=environment, cwd=ROOT).returncode == 0
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _measure(records: int) -> None:
    import django

    django.setup()
    begun = time.perf_counter()
    _generate(records)
    print(f"generated and announced in {time.perf_counter() - begun:.0f} s", flush=True)
    time.sleep(3)  # a harvest does not look at the last two seconds
    with _worker() as worker:
        good = _walk(worker, records)
        held = worker.memory()
    print(f"memory of the worker: {held:.0f} MB")
    sys.exit(0 if good and held <= 200 else 1)


def _generate(count: int) -> None:
    """The records, announced as the job does it, and the reference's table of the same."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from benchmarks.harvest import stored
    from benchmarks.search.catalogue import fill
    from catalog.models import Record
    from catalog.records.announce import announce_and_save

    call_command("migrate", verbosity=0)
    fill(count)
    stored.prepare()
    last = 0
    rows = Record.objects.select_related("institution").order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        with transaction.atomic():
            announce_and_save(batch)
            stored.store(_as_xml([one.pk for one in batch]))
    stored.index()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _as_xml(ids: list[int]) -> list[tuple[int, int, str]]:
    from catalog.models import Record
    from catalog.oai.pages import Found
    from catalog.oai.records import records
    from catalog.oai.rows import EPOCH, seconds

    rows = Record.objects.filter(pk__in=ids, oai_datestamp__isnull=False).order_by("pk")
    found = [Found(one.oai_datestamp or EPOCH, one.pk, one.public_id, False) for one in rows]
    texts = records(found, "regesta.invalid", "oai_dc")
    return [(one.pk, seconds(one.stamp), text) for one, text in zip(found, texts, strict=True)]


class Worker(NamedTuple):
    """The port of the site's one worker, and its process."""

    port: int
    pid: int

    def memory(self) -> float:
        """The most that it has held, in MB."""
        return highest_memory(self.pid)

    def seconds(self) -> float:
        """Processor time of all its threads: what else the machine does is not in it."""
        times = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(one.read_text().split()[0]) for one in times) / 1e9


@contextmanager
def _worker() -> Iterator[Worker]:
    """One gunicorn worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    bind = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "1", "--worker-class", "gthread"]
    site = subprocess.Popen([sys.executable, "-m", "gunicorn", "config.wsgi", "--no-control-socket", *bind])

    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        children = Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()
        yield Worker(port, int(children[0]))
    finally:
        site.terminate()
        site.wait()


class Walk:
    """A list that is fetched page by page; ``times`` are the worker's processor seconds a page."""

    def __init__(self, worker: Worker, first: str, following: str, token: str) -> None:
        self.worker = worker
        self.first = self.path = first
        self.following, self.token = following, re.compile(token)
        self.times: list[float] = []
        self.records = 0
        self.elapsed = 0.0

    def step(self) -> bool:
        """Fetches a page; whether there is another. On a kept connection the answer's second packet may wait
        40 ms for the first to be acknowledged, so each page has its own.
        """
        begun, clock = self.worker.seconds(), time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.worker.port)
        connection.request("GET", self.path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        self.elapsed += time.perf_counter() - clock
        self.times.append(self.worker.seconds() - begun)
        if answer.status != 200:
            sys.exit(f"{self.path} answered {answer.status}")
        self.records += body.count(b"<record>")
        found = self.token.search(body.decode())
        if not found:
            return False
        self.path = self.following.format(*(quote(one) for one in found.groups()))
        return True

    def again(self) -> "Walk":
        """The same list from its first page."""
        return Walk(self.worker, self.first, self.following, self.token.pattern)

    @property
    def rate(self) -> float:
        return self.records / sum(self.times)


def _walk(worker: Worker, count: int) -> bool:
    token = r"<resumptionToken[^>]*>([^<]+)<"
    first = "/oai?verb=ListRecords&metadataPrefix="
    following = "/oai?verb=ListRecords&resumptionToken={}"
    walks = {
        "stored XML": Walk(worker, "/stored", "/stored?stamp={}&id={}", r"<!-- (\d+),(\d+) -->"),
        "oai_dc": Walk(worker, f"{first}oai_dc", following, token),
        "mods": Walk(worker, f"{first}mods", following, token),
    }
    for walk in walks.values():
        walk.step()
    # What a new worker imports and looks up for the first time is not what a page takes.
    walks = {name: walk.again() for name, walk in walks.items()}
    going = list(walks)
    while going:
        going = [name for name in going if walks[name].step()]
    for name, walk in walks.items():
        start, end = (statistics.median(one) * 1000 for one in (walk.times[1:ENDS], walk.times[-ENDS:-1]))
        print(
            f"{name}: {walk.records} records, {walk.rate:.0f}/s of processor time, "
            f"{walk.records / walk.elapsed:.0f}/s on the clock; page {start:.1f} ms first, {end:.1f} ms last"
        )
    bare, dublin, mods = (walks[name] for name in walks)
    ends = statistics.median(dublin.times[-ENDS:-1]) / statistics.median(dublin.times[1:ENDS])
    print(
        f"oai_dc / stored XML {dublin.rate / bare.rate:.2f} (aim 0.5), mods / oai_dc "
        f"{mods.rate / dublin.rate:.2f} (aim 0.5), last / first {ends:.2f} (aim 1.2)"
    )
    complete = all(walk.records == dublin.records > count for walk in walks.values())
    fast = dublin.rate >= 0.5 * bare.rate and mods.rate >= 0.5 * dublin.rate and ends <= 1.2
    return complete and fast


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=500_000)
    parser.add_argument("--home", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.home:
        _measure(asked.records)
        return
    database = os.environ.pop("DATABASE_URL", "")
    good = [_in_a_site("SQLite", asked.records, "")]
    if database:
        with own_database(database) as own:
            good.append(_in_a_site("PostgreSQL", asked.records, own))
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
