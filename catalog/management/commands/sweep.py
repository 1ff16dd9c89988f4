"""manage.py sweep: do now what workers would be woken for."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.files import store
from catalog.ingest.indexing import index_saved
from catalog.jobs.run import drain
from catalog.records.announce import announce_mapping
from catalog.records.due import ask_for_due
from catalog.records.relating import relate_saved


class Command(BaseCommand):
    help = "Does what is due, the open jobs and those whose worker was lost, and indexes what was saved."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        ask_for_due(timezone.now())
        announce_mapping()
        jobs = drain()
        relate_saved()
        entries = index_saved()
        store.clear_aside()
        self.stdout.write(
            _("%(jobs)s jobs done, %(records)s records indexed.") % {"jobs": jobs, "records": entries}
        )
