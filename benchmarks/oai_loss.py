"""Whether a harvest loses anything, in full: python benchmarks/oai_loss.py [--records 20000] [--held 10]

While the records are harvested, twenty of those already taken change after every page: titles above all, and
some are withdrawn, closed or moved; a transaction stays open for HELD seconds, and the server is killed and
started again. Then what has changed since the first date is harvested, and compared with the database.
Takes the database of DATABASE_URL, which must be empty, or SQLite in a folder of its own.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--held", type=float, default=10)
    asked = parser.parse_args()
    home = tempfile.mkdtemp(prefix="regesta-bench-")
    os.environ |= {
        "REGESTA_HOME": home,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "WARNING",
        "ALLOWED_HOSTS": "*",
        "PYTHONPATH": str(ROOT),
    }
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    try:
        lost = _run(asked.records, asked.held)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(1 if lost else 0)


def _run(records: int, held_seconds: float) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from tests.oai.loss import Server, harvest_under_change, prepare

    call_command("migrate", verbosity=0)
    prepare(records)
    time.sleep(3)  # a harvest does not look at the last two seconds
    server = Server({})
    begun = time.perf_counter()
    try:
        held, lost, ghosts = harvest_under_change(server, held_seconds)
    finally:
        server.kill()
    took = time.perf_counter() - begun
    print(f"{held} records held after {took:.0f} s: {lost} lost, {ghosts} ghosts", flush=True)
    return lost + ghosts + (held == 0)


if __name__ == "__main__":
    main()
