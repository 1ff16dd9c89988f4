"""Workers and commands are killed with their work in hand; every file still becomes one record, once."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from celery import Celery

from config.broker import broker_settings

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").glob("0*.txt"))
WORKER = "celery --app config worker --queues long --loglevel WARNING --without-mingle --without-gossip"
LEASE = 1.0
PATIENCE = 180.0
OPEN = "SELECT id FROM catalog_job WHERE ended_at IS NULL"
RUNNING = "SELECT attempts FROM catalog_job WHERE state = 'running'"
FILL = "import django; django.setup(); from benchmarks.search.catalogue import fill; fill(1200)"
FILLED = "SELECT place, filled_to FROM catalog_indexstate WHERE engine LIKE '%+' AND filled_to > 0"
SEARCHED = "SELECT place FROM catalog_indexstate WHERE engine NOT LIKE '%+'"
RECORDS = "SELECT source_sha256 FROM catalog_record WHERE level = 'item'"


class Site:
    """A site of its own in a folder: its processes, the messages to them, and what its database says."""

    def __init__(self, home: Path, address: str) -> None:
        self.home = home
        self.environment = {
            **os.environ,
            "REGESTA_HOME": str(home),
            "DATABASE_URL": address or f"sqlite:///{home / 'regesta.sqlite3'}",
            "JOB_LEASE": str(LEASE),
        }
        self.broker = Celery(set_as_current=False)
        self.broker.conf.update(broker_settings(home / "broker"))
        self.started: list[subprocess.Popen[bytes]] = []
        self.database: Any = (
            psycopg.connect(address, autocommit=True)
            if address
            else sqlite3.connect(home / "regesta.sqlite3", timeout=20, isolation_level=None)
        )

    def start(self, command: str, *paths: Path) -> subprocess.Popen[bytes]:
        module = [] if command.startswith("manage.py") else ["-m"]
        with (self.home / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *module, *command.split(), *map(str, paths)],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def run(self, command: str, *paths: Path) -> None:
        code = self.start(command, *paths).wait(PATIENCE)
        assert code == 0, (self.home / "log").read_text()[-4000:]

    def ask(self, query: str) -> list[Any]:
        """The first column of what a query gives."""
        return [row[0] for row in self.database.execute(query).fetchall()]

    def wait_for(self, what: Callable[[], object], every: float = 0.002) -> None:
        until = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < until, (self.home / "log").read_text()[-4000:]
            time.sleep(every)

    def wake(self) -> None:
        """The message that the clock sends."""
        self.broker.send_task("long", queue="long")

    def work_until_all_ended(self) -> None:
        self.start(WORKER)

        def all_ended() -> bool:
            self.wake()
            return not self.ask(OPEN)

        self.wait_for(all_ended, every=0.5)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9, and the worker's child with it."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


@contextmanager
def database(server: str, name: str, template: str) -> Iterator[str]:
    """The address of a database of PostgreSQL, made as a copy of another and dropped at the end."""
    with psycopg.connect(server, dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def migrate(home: Path, address: str) -> None:
    environment = {**os.environ, "REGESTA_HOME": str(home), "DATABASE_URL": address}
    command = [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of tables alone, which each site copies: a file, or the name of one of PostgreSQL."""
    home = tmp_path_factory.mktemp("tables")
    if os.environ.get("TEST_DATABASE") != "postgres":
        file = home / "regesta.sqlite3"
        migrate(home, f"sqlite:///{file}")
        yield str(file)
        return
    name = f"regesta_kill_{os.getpid()}_tables"
    with database(request.getfixturevalue("postgres_url"), name, "template1") as address:
        migrate(home, address)
        yield name


@pytest.fixture
def site(tmp_path: Path, tables: str, request: pytest.FixtureRequest) -> Iterator[Site]:
    with ExitStack() as open_until_the_end:
        address = ""
        if os.environ.get("TEST_DATABASE") != "postgres":
            shutil.copy(tables, tmp_path / "regesta.sqlite3")
        else:
            server = request.getfixturevalue("postgres_url")
            made = database(server, f"regesta_kill_{os.getpid()}", tables)
            address = open_until_the_end.enter_context(made)
        here = Site(tmp_path, address)
        yield here
        here.database.close()
        for process in here.started:
            kill(process)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Six documents that take a while to describe, each of its own bytes."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(6):
        text = SEEDS[number % len(SEEDS)].read_text(encoding="utf-8")
        (folder / f"{number}.txt").write_text(f"{text}\n\n" * 8 + f"Copy {number}.\n", encoding="utf-8")
    return folder


def assert_each_is_one_record(site: Site, documents: Path) -> None:
    wanted = {path.name for path in documents.iterdir()}
    assert set(site.ask("SELECT title FROM catalog_job WHERE state = 'done'")) == wanted
    assert not site.ask("SELECT error FROM catalog_job WHERE state <> 'done'")
    records = site.ask(RECORDS)
    assert len(records) == len(set(records)) == len(wanted)
    assert site.ask("SELECT count(*) FROM catalog_revision WHERE number = 1") == site.ask(
        "SELECT count(*) FROM catalog_record"
    )


def test_a_worker_killed_at_any_point_loses_nothing_and_makes_nothing_twice(
    site: Site, documents: Path
) -> None:
    waiting = site.start("manage.py ingest --by-worker", documents)
    site.wait_for(lambda: len(site.ask(OPEN)) == len(list(documents.iterdir())))
    kill(waiting)

    def killed_when(what: Callable[[], object], after: float = 0.0) -> None:
        worker = site.start(WORKER)
        site.wake()
        site.wait_for(what)
        time.sleep(after)
        kill(worker)

    killed_when(lambda: 1 in site.ask(RUNNING))
    made = len(site.ask(RECORDS))
    killed_when(lambda: len(site.ask(RECORDS)) > made)
    killed_when(lambda: site.ask(RUNNING), random.uniform(0, 0.5))
    site.work_until_all_ended()
    assert_each_is_one_record(site, documents)


def test_a_command_killed_at_random_is_given_again_and_each_file_is_one_record(
    site: Site, documents: Path
) -> None:
    for _ in range(3):
        command = site.start("manage.py ingest", documents)
        time.sleep(random.uniform(0.8, 2.5))
        kill(command)
    site.run("manage.py ingest", documents)

    def all_ended() -> bool:
        site.run("manage.py sweep")
        return not site.ask(OPEN)

    site.wait_for(all_ended, every=0.5)
    assert_each_is_one_record(site, documents)


def test_a_job_whose_worker_is_killed_three_times_waits_for_a_person(site: Site, documents: Path) -> None:
    for path in sorted(documents.iterdir())[1:]:
        path.unlink()
    only = next(documents.iterdir())
    # So long that the work is seen to run, however busy the machine is.
    only.write_text(only.read_text(encoding="utf-8") * 600, encoding="utf-8")
    for attempt, command in enumerate(("manage.py ingest", "manage.py sweep", "manage.py sweep"), start=1):
        process = site.start(command, *([only] if attempt == 1 else []))
        while site.ask(RUNNING) != [attempt]:
            assert process.poll() is None
            time.sleep(0.01)
        kill(process)
        time.sleep(LEASE)
    site.run("manage.py sweep")
    assert site.ask("SELECT state FROM catalog_job") == ["needs attention"]
    assert "retry" in site.ask("SELECT error FROM catalog_job")[0]
    assert not site.ask(RECORDS)
    assert site.ask("SELECT state FROM catalog_storedfile") == ["kept"]


@pytest.mark.parametrize(
    "engine", ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def test_a_rebuild_of_the_index_that_was_killed_is_gone_on_with(
    site: Site, engine: str, request: pytest.FixtureRequest, settings: Any
) -> None:
    site.environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    if engine == "elasticsearch":
        site.environment["ELASTICSEARCH_URL"] = request.getfixturevalue("elasticsearch_url")
        site.environment["ELASTICSEARCH_INDEX"] = f"{settings.ELASTICSEARCH_INDEX}_killed"
    subprocess.run([sys.executable, "-c", FILL], cwd=ROOT, env=site.environment, check=True)
    killed = site.start("manage.py rebuild_index")
    site.wait_for(lambda: site.ask(FILLED))
    kill(killed)
    place, filled_to = site.database.execute(FILLED).fetchone()
    assert filled_to < 1220
    again = site.start("manage.py rebuild_index")
    site.wait_for(lambda: site.ask(SEARCHED))
    assert again.wait(PATIENCE) == 0
    # An index that was begun anew would have another name.
    assert site.ask(SEARCHED) == [place]
    assert site.ask("SELECT count(*) FROM catalog_record WHERE indexed_version < version") == [0]
    site.run("manage.py check_index")
