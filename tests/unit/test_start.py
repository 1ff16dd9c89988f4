"""What a process of the site loads when it starts, and what it is told of its settings."""

import subprocess
import sys
from pathlib import Path

from django.contrib import admin
from django.core.checks import run_checks

ROOT = Path(__file__).resolve().parents[2]
LOADED = "import sys, django; django.setup(); import catalog.ingest.tasks; print(*sys.modules, sep='\\n')"


def test_workers_and_commands_start_without_the_pages() -> None:
    command = [sys.executable, "-c", LOADED]
    told = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    loaded = set(told.stdout.split())
    assert "catalog.records.save" in loaded
    assert not loaded & {"config.urls", "catalog.admin.record_list", "catalog.web.record_views", "weasyprint"}


def test_the_checks_of_the_site_and_of_its_desk_find_nothing() -> None:
    admin.autodiscover()
    assert run_checks() == []
