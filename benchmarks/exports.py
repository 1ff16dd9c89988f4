"""Whole results as files beside the bare reference: reading and decoding the same snapshots.

    python benchmarks/exports.py [--records 20000]

One process, the index left out: the ids come from the database. The records are announced first, as they are
when they are published. Rates are of the processor's time, so that what else the machine does counts for
nothing; the clock's stand beside them. CSV may take 2.5 times as long as the reference and MODS 4 times;
memory stays flat, the first record comes within 200 ms, and a record as JSON takes 3 ms of our own time.
Measured on SQLite; with PostgreSQL, whose own time is in the clock's alone, where DATABASE_URL names a
database that may be filled.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.memory import highest_memory  # noqa: E402  # found by the line above
from benchmarks.own_database import own_database  # noqa: E402

SHARES = {"csv": 0.4, "mods.xml": 0.25}
MEMORY, FIRST_BYTE, ONE_RECORD = 150, 0.2, 0.003
ROUNDS = 200
BATCH = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=500_000)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        sys.exit(0 if _measured(asked.records) else 1)
    postgres = os.environ.pop("DATABASE_URL", "")
    good = [_in_a_site("SQLite", asked.records, "")]
    if postgres:
        with own_database(postgres) as own:
            good.append(_in_a_site("PostgreSQL", asked.records, own))
    sys.exit(0 if all(good) else 1)


def _in_a_site(name: str, records: int, database: str) -> bool:
    """Everything in a process and a data folder of its own; whether the aims were met."""
    home = tempfile.mkdtemp(prefix="regesta-bench-")
    environment = {
        **os.environ,
        "REGESTA_HOME": home,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "WARNING",
        "API_RATE_LIMIT": "0",
        "ALLOWED_HOSTS": "testserver",
        "ELASTICSEARCH_URL": "",
        **({"DATABASE_URL": database} if database else {}),
    }
    print(f"{name}, {records} records, load {os.getloadavg()[0]:.1f}", flush=True)
    command = [sys.executable, __file__, "--records", str(records), "--measure"]
    try:
        return subprocess.run(command, env=environment, cwd=ROOT).returncode == 0
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _measured(count: int) -> bool:
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.search.catalogue import fill

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    fill(count)
    _announce()
    one_record = _one_record()
    bare = _bare()
    print(f"bare reference: {bare:,.0f} records a second", flush=True)
    return all([*[_told(suffix, share, bare) for suffix, share in SHARES.items()], one_record])


def _announce() -> None:
    """As the job announces them."""
    from django.db import connection, transaction

    from catalog.models import Record
    from catalog.records.announce import announce_and_save

    begun, last = time.process_time(), 0
    rows = Record.objects.select_related("institution").order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        with transaction.atomic():
            announce_and_save(batch)
    speed = last / (time.process_time() - begun)
    print(f"announced: {speed:,.0f} records a second", flush=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _bare() -> float:
    """Snapshots read and decoded a second."""
    from catalog.domain.upgrades import read
    from catalog.models import Record

    begun, done = time.process_time(), 0
    for (snapshot,) in Record.objects.order_by("pk").values_list("snapshot").iterator():
        read(bytes(snapshot))
        done += 1
    return done / (time.process_time() - begun)


def _told(suffix: str, share: float, bare: float) -> bool:
    from catalog.exports.records import texts
    from catalog.exports.whole import encoded
    from catalog.models import Record

    count = Record.objects.count()
    before = highest_memory()
    begun, asked = time.process_time(), time.perf_counter()
    ids: Iterable[int] = Record.objects.order_by("pk").values_list("pk", flat=True).iterator()
    first, size = 0.0, 0
    for piece in encoded(suffix, texts(ids, 0, suffix)):
        # The first piece is what stands before the records.
        first = first or (size and time.perf_counter() - asked)
        size += len(piece)
    speed, clock = count / (time.process_time() - begun), count / (time.perf_counter() - asked)
    grown = highest_memory() - before
    print(
        f"{suffix}: {speed:,.0f} records a second, {speed / bare:.2f} of the reference (≥ {share}),"
        f" {clock:,.0f} by the clock; first record {first * 1000:.0f} ms; {size / 1e6:.0f} MB written,"
        f" memory grown by {grown:.0f} MB",
        flush=True,
    )
    return speed / bare >= share and first < FIRST_BYTE and grown < MEMORY


def _one_record() -> bool:
    """Our own time for a record as JSON, the client's left out as far as the median of many shows it."""
    from django.test import Client

    from catalog.models import Record

    client, times = Client(), []
    found = Record.objects.filter(level="item").order_by("pk")[:ROUNDS]
    for public_id in list(found.values_list("public_id", flat=True)):
        begun = time.process_time()
        assert client.get(f"/api/v1/records/{public_id}/").status_code == 200
        times.append(time.process_time() - begun)
    median = statistics.median(times)
    print(f"a record as JSON: {median * 1000:.1f} ms at the median (≤ {ONE_RECORD * 1000:.0f})", flush=True)
    return median <= ONE_RECORD


if __name__ == "__main__":
    main()
