"""manage.py rebuild_index: a fresh search index from the database, while the old one is searched."""

import gc
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from catalog.search.query import SearchAway
from catalog.search.rebuild import Overtaken, rebuild


class _Rate(ProgressColumn):
    """Records a second."""

    def render(self, task: Task) -> Text:
        return Text(_("%(rate)d/s") % {"rate": task.speed or 0})


class Command(BaseCommand):
    help = "Fills a fresh search index from the database and puts it in the place of the present one."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        columns = (
            TextColumn(_("Indexing")),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
        )
        # Millions of values come and go; the collector need not look through the program each time.
        gc.freeze()
        with Progress(*columns) as bar:
            task = bar.add_task("index")
            try:
                done = rebuild(lambda ready, total: bar.update(task, completed=ready, total=total))
            except (SearchAway, Overtaken) as error:
                raise CommandError(str(error)) from error
        self.stdout.write(_("%(count)s records are in the new index.") % {"count": done})
