"""`manage.py check_index`: compares the search index with the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.search.check import differences, mend
from catalog.search.query import SearchAway


class Command(BaseCommand):
    help = "Counts the records that the search index lacks, has in another version, or has too much of."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="index those records again")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = differences()
            left = mend(found) if found and options["mend"] else 0
        except SearchAway as error:
            raise CommandError(str(error)) from error
        said = _("%(missing)d missing, %(stale)d stale, %(surplus)d surplus.") % {
            "missing": len(found.missing),
            "stale": len(found.stale),
            "surplus": len(found.surplus),
        }
        if found and not options["mend"]:
            raise CommandError(said + " " + _("Run this again with --mend."))
        if left:
            raise CommandError(
                said + " " + _("%(count)d could not be indexed; the lines above say why.") % {"count": left}
            )
        self.stdout.write(said)
