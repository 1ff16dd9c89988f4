"""`manage.py check_rows`: lists the records whose rows differ from their snapshot."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from catalog.records.check import mend, records_whose_rows_differ


class Command(BaseCommand):
    help = "Lists the records whose rows say something else than their snapshot."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="write those rows again from the snapshot")

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for record in records_whose_rows_differ():
            found += 1
            self.stdout.write(f"{record.public_id} {record.title}")
            if options["mend"]:
                mend(record)
        if found and not options["mend"]:
            differ = ngettext(
                "%(count)d record differs: run this again with --mend.",
                "%(count)d records differ: run this again with --mend.",
                found,
            )
            raise CommandError(differ % {"count": found})
        differed = ngettext("%(count)d record differed.", "%(count)d records differed.", found)
        self.stdout.write(differed % {"count": found})
