"""A site as `make run` starts it: its process, what it printed, and where it answers."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""How Chromium is started: it calls nobody on its own."""
DESK, PHONE, SMALL = 1280, 375, 320
"""Widths of a window, in CSS pixels."""


@dataclass
class Site:
    process: subprocess.Popen[str]
    printed: str
    address: str

    @property
    def user(self) -> str:
        return self._told(r"user (\S+)")

    @property
    def password(self) -> str:
        return self._told(r"password (\S+)")

    def _told(self, pattern: str) -> str:
        found = re.search(pattern, self.printed)
        return found.group(1) if found else ""

    def children(self) -> dict[int, str]:
        """Command lines of the processes below, by process id."""
        found, waiting = {}, [self.process.pid]
        while waiting:
            with suppress(FileNotFoundError, ProcessLookupError):
                for thread in Path(f"/proc/{waiting.pop()}/task").iterdir():
                    for child in map(int, (thread / "children").read_text().split()):
                        found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
                        waiting.append(child)
        return found

    def stop(self) -> str:
        """Ctrl-C, and what was printed after it."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=60)[0]


def start_site(environment: Mapping[str, str]) -> Site:
    """Starts a site on a free port and waits until it says how it is stopped; fails where it ends before."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run", "--port", str(port)],
        cwd=ROOT,
        env={**environment, "SITE_URL": address, "PYTHONUNBUFFERED": "1"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return Site(process, _printed_until_ready(process), address)


def own_environment(home: Path) -> dict[str, str]:
    """This environment with a data folder of its own."""
    return {**os.environ, "REGESTA_HOME": str(home)}


def _printed_until_ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if "Ctrl-C" in line:
            return printed
    pytest.fail("The site ended before it was ready:\n" + printed)
