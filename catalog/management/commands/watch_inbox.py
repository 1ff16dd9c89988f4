"""manage.py watch_inbox: catalogue what is put into the inbox."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.ingest import inbox, pipeline
from catalog.ingest.indexing import index_saved
from catalog.jobs.run import drain

SECONDS_BETWEEN = 2.0


class Command(BaseCommand):
    help = (
        "Watches REGESTA_INBOX: files that have come to rest are catalogued and moved to done/ or attention/."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help=_("look once, and end"))

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.REGESTA_INBOX or not Path(settings.REGESTA_INBOX).is_dir():
            raise CommandError(_("Set REGESTA_INBOX to the folder that files are put into."))
        while True:
            look(Path(settings.REGESTA_INBOX))
            if options["once"]:
                break
            time.sleep(SECONDS_BETWEEN)


def look(folder: Path, rest: float = inbox.REST_SECONDS) -> None:
    """One visit, the work that it asks for, and a second visit that puts the files away."""
    if not inbox.visit(folder, rest):
        return
    drain((pipeline.KIND,))
    inbox.visit(folder, rest)
    index_saved()
