"""Whether a harvest loses anything, in full:

    python benchmarks/oai_loss.py [--records 20000] [--held 10] [--writers 3]

While the records are harvested, twenty of those already taken change after every page: titles above all, and
some are withdrawn, closed or moved. WRITERS others change records all the time, a transaction stays open for
HELD seconds, and the server is killed and started again. Then what has changed since the first date is
harvested, and compared with the database. On SQLite, and on PostgreSQL where DATABASE_URL names a server: in
a database of its own.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.own_database import own_database  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--held", type=float, default=10)
    parser.add_argument("--writers", type=int, default=3)
    parser.add_argument("--home", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.home:
        sys.exit(_run(asked))
    address = os.environ.pop("DATABASE_URL", "")
    good = [_in_a_site("SQLite", "")]
    if address:
        with own_database(address) as own:
            good.append(_in_a_site("PostgreSQL", own))
    sys.exit(0 if all(good) else 1)


def _in_a_site(name: str, database: str) -> bool:
    """Everything in a process and a data folder of its own; whether nothing was lost."""
    home = tempfile.mkdtemp(prefix="regesta-bench-")
    environment = {
        **os.environ,
        "REGESTA_HOME": home,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "WARNING",
        "ALLOWED_HOSTS": "*",
        "PYTHONPATH": str(ROOT),
        **({"DATABASE_URL": database} if database else {}),
    }
    print(f"{name}, load {os.getloadavg()[0]:.1f}", flush=True)
    command = [sys.executable, __file__, *sys.argv[1:], "--home", home]
    try:
        return subprocess.run(command, env=environment, cwd=ROOT).returncode == 0
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(asked: argparse.Namespace) -> int:
    """0 where nothing was lost and nothing haunts."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.oai.loss import Server, harvest_under_change, prepare

    call_command("migrate", verbosity=0)
    prepare(asked.records)
    time.sleep(3)  # a harvest does not look at the last two seconds
    server = Server({})
    begun = time.perf_counter()
    try:
        result = harvest_under_change(server, asked.held, asked.writers)
    finally:
        server.kill()
    took = time.perf_counter() - begun
    print(
        f"{result.held} records held after {took:.0f} s, {result.written} changes by {asked.writers} writers "
        f"meanwhile: {result.lost} lost, {result.ghosts} ghosts",
        flush=True,
    )
    return 1 if result.lost or result.ghosts or not result.held else 0


if __name__ == "__main__":
    main()
