"""manage.py oai_check: harvests the provider from within, and counts what aggregators would refuse."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.interchange.requirements import PROFILES, REQUIREMENTS
from catalog.oai.describe import set_name
from catalog.oai.formats import EAD, FLAT
from catalog.oai.identifiers import namespace
from catalog.oai.walk import walk
from catalog.records.refusals import Refusals, refusals


class Command(BaseCommand):
    help = "Walks through every list of the OAI-PMH provider; with --profile, counts what would be refused."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=[*FLAT, EAD], help="this format alone")
        parser.add_argument("--profile", choices=list(PROFILES), help="what this aggregator would refuse")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["profile"]:
            for one in refusals(options["profile"]):
                self.stdout.write(_line(one))
            return
        self._say_namespace()
        wrong = 0
        for prefix in [options["format"]] if options["format"] else [*FLAT, EAD]:
            found = walk(prefix)
            line = _("%(prefix)s: %(records)d records, %(deleted)d of them deleted, on %(pages)d pages.")
            self.stdout.write(line % {"prefix": prefix, **found._asdict()})
            for sentence in found.wrong:
                self.stderr.write(sentence)
            wrong += len(found.wrong)
        if wrong:
            raise CommandError(_("%(count)d things are wrong.") % {"count": wrong})

    def _say_namespace(self) -> None:
        space = namespace()
        self.stdout.write(_("Identifiers begin with oai:%(namespace)s:") % {"namespace": space})
        if settings.OAI_NAMESPACE and space != settings.OAI_NAMESPACE:
            self.stderr.write(
                _("OAI_NAMESPACE says otherwise. It was fixed with the first identifier and is not changed.")
            )


def _line(one: Refusals) -> str:
    name = f"{set_name(one.harvest_set)} ({one.harvest_set.spec})" if one.harvest_set else _("All records")
    why = "; ".join(f"{_(REQUIREMENTS[key])}: {count}" for key, count in one.reasons.items() if count)
    told = {"name": name, "refused": one.refused, "records": one.records, "why": f" ({why})" if why else ""}
    return _("%(name)s: %(refused)d of %(records)d refused%(why)s") % told
