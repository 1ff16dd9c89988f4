"""1,000 small files through a real worker, database and index included, beside a bare reference.

The reference reads the same files and inserts one row a file, each in a transaction of its own: what
any catalogue must do at the least. Start-up is counted in neither.

    python benchmarks/ingest.py [--files 1000]

Where DATABASE_URL, ELASTICSEARCH_URL and CELERY_BROKER_URL are set, those servers are used: give them
a database and an index of their own.
"""

import argparse
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = 30.0
WORKER = "celery --app config worker --loglevel WARNING --without-mingle --without-gossip --queues"
PLACES = ("Nanking", "Moscow", "Port Arthur", "Dairen", "Peking", "Washington", "London", "Geneva")
PEOPLE = ("Victor Hoo", "T. V. Soong", "V. M. Molotov", "Chou En-lai", "Anastas Mikoyan", "Wellington Koo")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="regesta-bench-"))
    os.environ |= {"REGESTA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    try:
        files = small_files(home / "files to ingest", asked.files)
        bare = asked.files / bare_seconds(files, home / "bare.sqlite3")
        through = asked.files / worker_seconds(files)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(f"{machine()}; load {os.getloadavg()[0]:.1f} when it began")
    print(f"{asked.files} files through a worker: {through:.1f} files/s (target {TARGET:.0f})")
    print(f"bare reading and inserting: {bare:.0f} files/s; ratio {bare / through:.1f}")
    sys.exit(0 if through >= TARGET else 1)


def machine() -> str:
    model = next(
        (line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ": ?"
    )
    return f"{os.cpu_count()} cores, {model.split(':')[1].strip()}, Python {sys.version.split()[0]}"


def small_files(folder: Path, count: int) -> list[Path]:
    """Letters of about 2 KB, no two alike."""
    folder.mkdir(parents=True)
    paths = [folder / f"letter {number:04d}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(letter(number))
    return paths


def letter(number: int) -> str:
    year, day = 1946 + number % 9, number % 28 + 1
    place, writer = PLACES[number % len(PLACES)], PEOPLE[number % len(PEOPLE)]
    reader = PEOPLE[(number // 7) % len(PEOPLE)]
    points = "\n\n".join(
        f"{point + 1}. As to point {number * 10 + point} the Committee, meeting at {place}, resolved "
        f"that the railway and its stations be open to both parties from {point + 1} May {year}, and the "
        f"costs be shared as {reader} proposed in his letter of {day} April."
        for point in range(6)
    )
    heading = f"LETTER FROM {writer.upper()} TO {reader.upper()}"
    return f"{heading}\n\n{place}, {day} March {year}\n\nSir,\n\n{points}\n\n{writer}\n"


def bare_seconds(files: list[Path], database: Path) -> float:
    """Each file read and inserted in a transaction of its own, into SQLite as a site has it."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("CREATE TABLE text (id INTEGER PRIMARY KEY, name TEXT, content TEXT)")
    begun = time.perf_counter()
    for path in files:
        connection.execute("INSERT INTO text (name, content) VALUES (?, ?)", (path.name, path.read_text()))
    return time.perf_counter() - begun


def worker_seconds(files: list[Path]) -> float:
    """From the first file kept to the last record indexed, by two workers that are up and warm."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    workers = [start(queue) for queue in ("long", "indexing")]
    try:
        warmed = files[0].with_name("first.txt")
        warmed.write_text("A letter of 3 May 1950 that wakes the workers.\n")
        until_indexed([warmed])
        begun = time.perf_counter()
        until_indexed(files)
        return time.perf_counter() - begun
    finally:
        for worker in workers:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


def start(queue: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *WORKER.split(), queue, "--hostname", f"{queue}@bench"]
    return subprocess.Popen(command, start_new_session=True)


def until_indexed(files: list[Path]) -> None:
    from django.db.models import F

    from catalog.ingest.intake import take_in_path
    from catalog.jobs.wake import gathered
    from catalog.models import Job, Record

    with gathered():
        for path in files:
            take_in_path(path)
    dirty = Record.objects.filter(indexed_version__lt=F("version"))
    while Job.objects.filter(ended_at=None).exists() or dirty.exists():
        time.sleep(0.05)
    assert not Job.objects.exclude(state="done").exists()


if __name__ == "__main__":
    main()
