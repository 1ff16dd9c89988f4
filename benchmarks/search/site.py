"""A site of one gunicorn worker, asked through HTTP."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from benchmarks.memory import highest_memory


class Site(NamedTuple):
    connection: http.client.HTTPConnection
    process: int

    def ask(self, path: str, given: Mapping[str, str]) -> int:
        """The size of the answer in bytes; another status than 200 ends the benchmark."""
        self.connection.request("GET", f"{path}?{urlencode(given)}")
        answer = self.connection.getresponse()
        page = answer.read()
        if answer.status != 200:
            sys.exit(f"{path}?{urlencode(given)} answered {answer.status}")
        return len(page)

    def memory(self) -> int:
        """Megabytes that the worker took at most."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        return round(max(map(highest_memory, children)))


@contextmanager
def site(environment: dict[str, str]) -> Iterator[Site]:
    """Runs on a free port until the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    bind = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "1", "--worker-class", "gthread"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--no-control-socket", *bind],
        env=environment,
        stderr=None if os.environ.get("LOG_LEVEL") == "INFO" else subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Site(http.client.HTTPConnection("127.0.0.1", port), process.pid)
    finally:
        process.terminate()
        process.wait()
