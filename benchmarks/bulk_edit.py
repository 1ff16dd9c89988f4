"""One statement set in many records at once, beside a bare UPDATE of the same rows in the same run.

    python benchmarks/bulk_edit.py [--records 20000]

The records are of benchmarks/search/catalogue.py. On SQLite, and on PostgreSQL where DATABASE_URL is set;
the aim is 500 records/s on PostgreSQL, and 50 ms for the longest transaction on SQLite; judged by the time
of the processor, ours and the database's, so that other work of the machine counts for nothing.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.own_database import own_database  # noqa: E402  # found by the line above

AIM, LONGEST = 500.0, 0.05


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        sys.exit(0 if _measure(asked.records) else 1)
    postgres = os.environ.pop("DATABASE_URL", "")
    good = [_run("", asked.records)]
    if postgres.startswith("postgres"):
        with own_database(postgres) as own:
            good.append(_run(own, asked.records))
    sys.exit(0 if all(good) else 1)


def _run(address: str, records: int) -> bool:
    """Each database in a process of its own: settings are read once."""
    home = Path(tempfile.mkdtemp(prefix="regesta-bench-"))
    environment = {**os.environ, "REGESTA_HOME": str(home), "LOG_LEVEL": "ERROR", "PYTHONPATH": str(ROOT)}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": address}
    environment = {name: value for name, value in environment.items() if value}
    command = [sys.executable, __file__, "--one", "--records", str(records)]
    try:
        return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode == 0
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _measure(records: int) -> bool:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.database_time import server_time
    from benchmarks.search.catalogue import fill

    call_command("migrate", verbosity=0)
    fill(records, with_rows=True)
    bare = _bare_update()
    begun, worked, served = time.perf_counter(), time.process_time(), server_time()
    wall, longest = _set_language()
    rate = records / (time.perf_counter() - begun)
    own, server = time.process_time() - worked, server_time() - served
    fast = records / (own + server)
    good = longest <= LONGEST if connection.vendor == "sqlite" else fast >= AIM
    print(
        f"{connection.vendor}: {records} records set at {rate:.0f} records/s by the clock, {fast:.0f} a "
        f"second of the processor ({own / records * 1000:.2f} ms ours and {server / records * 1000:.2f} ms "
        f"the database's for each); bare UPDATE {records / bare:.0f} records/s; longest transaction "
        f"{wall * 1000:.0f} ms by the clock, {longest * 1000:.0f} ms of our processor time: "
        f"{'good' if good else 'NOT REACHED'}",
        flush=True,
    )
    return good


def _bare_update() -> float:
    from django.db.models import F

    from catalog.models import Record

    begun = time.perf_counter()
    Record.objects.filter(level="item").update(version=F("version") + 1)
    return time.perf_counter() - begun


def _set_language() -> tuple[float, float]:
    """Seconds of the longest transactions: by the clock, and of our own processor time."""
    from django.utils import timezone

    from catalog.domain.bulk import SetStatement
    from catalog.domain.description import Language
    from catalog.jobs.run import drain
    from catalog.models import Job, Revision, User
    from catalog.records.bulk import KIND, Order, order
    from catalog.records.chosen import Selection
    from catalog.records.pace import Pace

    walls, owns, writing = [], [], Pace.writing

    @contextmanager
    def watched(pace: Pace, records: int) -> Iterator[None]:
        begun = time.process_time()
        with writing(pace, records):
            yield
        owns.append(time.process_time() - begun)
        walls.append(pace.longest)

    Pace.writing = watched  # type: ignore[method-assign, assignment]
    user = User.objects.create_superuser("archivist", rank=30)
    selection = Selection(filters={"level": "item"})
    operation = SetStatement(statement=Language(code="deu"))
    asked = Order(selection=selection, operation=operation, reason="Set", asked_at=timezone.now())
    job = order(asked, user, "Language set")
    drain((KIND,))
    job = Job.objects.get(pk=job.pk)
    if job.state != "done" or job.report["changed"] != Revision.objects.filter(job=job).count():
        sys.exit(f"{job.state}: {job.error} {job.report}")
    return max(walls), max(owns)


if __name__ == "__main__":
    main()
