"""Whole results as files beside the bare reference: reading and decoding the same snapshots.

    python benchmarks/exports.py [--records 20000]

One process, the index left out: the ids come from the database. Times are of the processor, so that what else
the machine does counts for nothing. CSV may take 2.5 times as long as the reference and MODS 4 times; memory
stays flat, the first byte comes within 200 ms, and a record as JSON takes 3 ms of our own time at most.
"""

import argparse
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARES = {"csv": 0.4, "mods.xml": 0.25}
MEMORY, FIRST_BYTE, ONE_RECORD = 150, 0.2, 0.003
ROUNDS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="regesta-bench-"))
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("ELASTICSEARCH_URL", None)
    os.environ |= {
        "REGESTA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "WARNING",
        "API_RATE_LIMIT": "0",
        "ALLOWED_HOSTS": "testserver",
    }
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    try:
        good = _measured(asked.records)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(0 if good else 1)


def _measured(count: int) -> bool:
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.search.catalogue import fill

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    fill(count)
    bare = _bare()
    print(f"bare reference: {bare:,.0f} records a second", flush=True)
    good = [_told(suffix, share, bare) for suffix, share in SHARES.items()]
    return all([*good, _one_record()])


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
    from catalog.exports.records import described
    from catalog.exports.whole import pieces
    from catalog.interchange.formats import written
    from catalog.models import Record

    count = Record.objects.count()
    before = _memory()
    begun, asked = time.process_time(), time.perf_counter()
    ids: Iterable[int] = Record.objects.order_by("pk").values_list("pk", flat=True).iterator()
    first, size = 0.0, 0
    for piece in pieces(written(suffix, described(ids, 0))):
        first = first or time.perf_counter() - asked
        size += len(piece)
    speed = count / (time.process_time() - begun)
    grown = _memory() - before
    print(
        f"{suffix}: {speed:,.0f} records a second, {speed / bare:.2f} of the reference (≥ {share});"
        f" first byte {first * 1000:.0f} ms; {size / 1e6:.0f} MB written, memory grown by {grown:.0f} MB",
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


def _memory() -> float:
    """The largest that this process was, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
