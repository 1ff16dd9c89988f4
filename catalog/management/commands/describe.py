"""Describes files as ingest would, and writes nothing: one JSON line a file on standard output."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.ingest.describe import describe
from catalog.ingest.document import Unreadable
from catalog.ingest.readers import read
from catalog.ingest.score_lines import as_score_lines


class Command(BaseCommand):
    """One line a file; a file that cannot be read is named on standard error."""

    help = "Describe files: one JSON line a file. Nothing is written, no database is needed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The paths are printed as they are given."""
        parser.add_argument("file", nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        """Goes on after an unreadable file, and ends with an error if there was one."""
        unread = 0
        for name in options["file"]:
            try:
                statements = as_score_lines(describe(read(Path(name))))
            except (Unreadable, OSError) as error:
                unread += 1
                self.stderr.write(f"{name}: {error}")
                continue
            self.stdout.write(json.dumps({"file": name, "statements": statements}, ensure_ascii=False))
        if unread:
            raise CommandError(_("%(count)d of the files could not be read.") % {"count": unread})
