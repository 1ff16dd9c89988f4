"""manage.py read_again: read what is catalogued with the recognisers of today."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.domain.identifiers import normal_public_id
from catalog.ingest.again import KIND, Order, ask
from catalog.ingest.indexing import index_saved
from catalog.ingest.report import sentence_again
from catalog.jobs.run import drain
from catalog.models import Job, Record
from catalog.records.author import command
from catalog.records.queries import resolve
from catalog.records.relating import relate_saved


class Command(BaseCommand):
    help = "Reads documents again; what is new is proposed, and what was decided stays."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "references",
            nargs="*",
            metavar="REFERENCE",
            help=_(
                "codes or identifiers of records, each read with all below it; without any, all that older"
                " recognisers have read"
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        named = [_found(one) for one in options["references"]]
        orders = [(Order(under=one.public_id), one.title) for one in named]
        last = Job.objects.order_by("pk").values_list("pk", flat=True).last() or 0
        for order, title in orders or [(Order(older=True), _("Read by older recognisers"))]:
            ask(order, title)
        drain((KIND,))
        relate_saved()
        index_saved()
        for job in Job.objects.filter(kind=KIND, pk__gt=last).order_by("pk"):
            self.stdout.write(f"{job.title}: {sentence_again(job)}")


def _found(reference: str) -> Record:
    rank = command(KIND).rank
    public_id = resolve(reference, rank) or normal_public_id(reference)
    found = Record.objects.filter(public_id=public_id, seen_from__lte=rank).first()
    if found is None:
        raise CommandError(
            _("No record has the code or identifier “%(reference)s”.") % {"reference": reference}
        )
    return found
