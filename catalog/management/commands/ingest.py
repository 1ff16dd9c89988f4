"""manage.py ingest: catalogue files from a folder."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from catalog.ingest import intake, pipeline
from catalog.ingest.indexing import index_saved
from catalog.ingest.report import ended_badly, sentence
from catalog.jobs import queue
from catalog.jobs.queue import WorkRefused
from catalog.jobs.run import drain
from catalog.jobs.wake import gathered
from catalog.models import Job
from catalog.records.author import command
from catalog.records.relating import relate_saved


class Command(BaseCommand):
    help = "Catalogues files: each becomes a draft record with all that was read in it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help=_("files, and folders with all below")
        )
        parser.add_argument(
            "--under", default="", metavar="REFERENCE", help=_("the code or identifier of their place")
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help=_("accept what is stated or derived, and publish the records"),
        )
        parser.add_argument(
            "--by-worker", action="store_true", help=_("leave the work to the workers, and wait")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(
                _("There is no %(paths)s. Nothing was taken in.") % {"paths": ", ".join(missing)}
            )
        files = list(intake.files_in(options["paths"]))
        batch, under = queue.new_batch(), _place(options["under"])
        with _progress() as progress, gathered():
            task = progress.add_task(_("Keeping"), total=len(files))
            for path in files:
                intake.take_in_path(path, under=under, publish=options["publish"], batch=batch)
                progress.advance(task)
        _work(batch, len(files), by_worker=options["by_worker"])
        self._report(batch)

    def _report(self, batch: str) -> None:
        jobs = list(Job.objects.filter(batch=batch).order_by("pk"))
        for job in jobs:
            self.stdout.write(f"{job.title}: {sentence(job)}")
        failed = sum(ended_badly(job) for job in jobs)
        said = _("%(done)s of %(all)s files catalogued.")
        self.stdout.write(said % {"done": len(jobs) - failed, "all": len(jobs)})
        if failed:
            raise CommandError(_("Some files could not be catalogued; they are kept. Each line says why."))


def _place(reference: str) -> str:
    """The public id of the place that was named, empty where none was."""
    if not reference:
        return ""
    try:
        return pipeline.place_for(reference, command("ingest")).public_id
    except WorkRefused as refusal:
        raise CommandError(str(refusal)) from refusal


def _work(batch: str, total: int, *, by_worker: bool) -> None:
    """Until every job of the batch has ended; without --by-worker it is done, and indexed, here."""
    with _progress() as progress, gathered():
        task = progress.add_task(_("Cataloguing"), total=total)
        while left := Job.objects.filter(batch=batch, ended_at=None).count():
            progress.update(task, completed=total - left)
            if by_worker or not drain((pipeline.KIND,), batch, seconds=0):
                queue.give_up_lost()
                time.sleep(0.2)
        progress.update(task, completed=total)
    if not by_worker:
        relate_saved()
        index_saved()


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, disable=not console.is_terminal)
