"""`manage.py run`: the whole site on one machine, with the documents of seeds/ catalogued."""

import signal
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.domain.text import sha256_of
from catalog.management.prepare import (
    ADMINISTRATOR,
    CIA_RECORDS,
    VICTOR_HOO,
    prepare_administrator,
    prepare_database,
)
from catalog.management.processes import port_is_free, running, wait_until_answering
from catalog.models import Record
from catalog.search.state import what_is_wrong

START_SECONDS = 60.0
SEEDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("000_02b63002aa3a3b0e.txt", "001_ef90cd5e9c4b3fda.txt", "003_7c852c27abd1f4aa.txt")),
    (CIA_RECORDS, ("002_c29854a78c438a36.txt",)),
    (VICTOR_HOO, ("004_b1e7a3337e05c9ef.txt",)),
)
"""The place in the tree, by reference code ("": at the top), and the documents that belong there."""


class Command(BaseCommand):
    help = "Serves the site with its workers, and catalogues the documents of seeds/ the first time."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not port_is_free(port):
            sentence = _("Port %(port)s is in use. Choose another: make run PORT=8001")
            raise CommandError(sentence % {"port": port})
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        try:
            self._serve(port)
        except KeyboardInterrupt:
            self.stdout.write(_("Stopped."))

    def _serve(self, port: int) -> None:
        self.stdout.write(_("Preparing the catalogue ..."))
        prepare_database()
        password = prepare_administrator()
        logs = settings.REGESTA_HOME / "logs"
        with running(_commands(port), logs, self.stdout.write):
            self._catalogue_seeds()
            if not wait_until_answering(port, START_SECONDS):
                raise CommandError(_("The site did not start. Its log: %(log)s") % {"log": logs / "web.log"})
            if wrong := what_is_wrong():
                self.stdout.write(wrong)
            self._say_addresses(port, password)
            self._wait()

    def _wait(self) -> None:
        try:
            while True:
                signal.pause()
        except KeyboardInterrupt:
            self.stdout.write(_("Stopping ..."))
            raise

    def _catalogue_seeds(self) -> None:
        for reference, names in SEEDS:
            paths = [str(path) for path in _not_yet_catalogued(names)]
            if paths:
                call_command("ingest", *paths, under=reference, publish=True, by_worker=True)

    def _say_addresses(self, port: int, password: str) -> None:
        address = f"http://127.0.0.1:{port}"
        shown = password or _("the one you chose")
        self.stdout.write(
            "\n"
            + _("Search  %(address)s/\n") % {"address": address}
            + _("REST    %(address)s/api/v1/records/\n") % {"address": address}
            + _("Admin   %(address)s/admin/   user %(user)s   password %(password)s\n")
            % {"address": address, "user": ADMINISTRATOR, "password": shown}
            + _("Data    %(folder)s\n") % {"folder": settings.REGESTA_HOME}
            + _("Ctrl-C stops it.")
        )
        self.stdout.flush()


def _commands(port: int) -> dict[str, Sequence[str]]:
    """The web server, one worker for indexing, one for long jobs, and the clock."""
    celery = (sys.executable, "-m", "celery", "--app", "config")
    worker = (*celery, "worker", "--loglevel", "INFO", "--without-gossip", "--without-mingle")
    web = (sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "config.wsgi")
    return {
        "web": (*web, "--bind", f"127.0.0.1:{port}", "--graceful-timeout", "5"),
        "indexing": (*worker, "--queues", "indexing", "--hostname", "indexing@%h"),
        "long": (*worker, "--queues", "long", "--hostname", "long@%h"),
        "beat": (*celery, "beat", "--pidfile", ""),
    }


def _not_yet_catalogued(names: Sequence[str]) -> list[Path]:
    by_digest = {
        sha256_of(path.read_bytes()): path for path in (settings.BASE_DIR / "seeds" / name for name in names)
    }
    held = Record.objects.filter(source_sha256__in=by_digest).values_list("source_sha256", flat=True)
    return [path for digest, path in by_digest.items() if digest not in set(held)]


def _interrupt(number: int, frame: FrameType | None) -> None:
    """The first Ctrl-C or SIGTERM stops the site; a second does not keep it from stopping in order."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt
