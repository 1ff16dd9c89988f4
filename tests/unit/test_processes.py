"""The supervisor behind `make run`, with small processes of the real system."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from catalog.management.processes import port_is_free, running, wait_until_answering

WITH_A_CHILD = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(f"{os.getpid()} {child.pid}")
time.sleep(600)
"""


def alive(pid: int) -> bool:
    """Whether the process runs; one that ended and was not yet collected does not."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def eventually(holds: Callable[[], bool], seconds: float = 15) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return False


def pids(note: Path) -> list[int]:
    return [int(word) for word in note.read_text().split()] if note.exists() else []


def test_a_process_that_ends_is_started_again_and_leaves_no_child_behind(tmp_path: Path) -> None:
    note, said = tmp_path / "pids", list[str]()
    command = {"worker": [sys.executable, "-c", WITH_A_CHILD, str(note)]}
    with running(command, tmp_path / "logs", said.append):
        assert eventually(lambda: len(pids(note)) == 2)
        first = pids(note)
        os.kill(first[0], signal.SIGKILL)
        assert eventually(lambda: len(pids(note)) == 2 and pids(note) != first)
        assert eventually(lambda: not any(alive(pid) for pid in first))
        second = pids(note)
        assert all(alive(pid) for pid in second)
    assert eventually(lambda: not any(alive(pid) for pid in second))
    assert len(said) == 1
    assert "worker" in said[0]


def test_all_are_stopped_when_the_block_is_left_by_an_error(tmp_path: Path) -> None:
    notes = [tmp_path / "one", tmp_path / "two"]
    commands = {note.name: [sys.executable, "-c", WITH_A_CHILD, str(note)] for note in notes}
    with suppress(KeyboardInterrupt), running(commands, tmp_path / "logs", print):
        assert eventually(lambda: all(len(pids(note)) == 2 for note in notes))
        raise KeyboardInterrupt
    assert eventually(lambda: not any(alive(pid) for note in notes for pid in pids(note)))


def test_what_a_process_says_is_in_its_log(tmp_path: Path) -> None:
    command = {"speaker": [sys.executable, "-uc", "import time; print('ready'); time.sleep(600)"]}
    with running(command, tmp_path, print):
        assert eventually(lambda: (tmp_path / "speaker.log").read_text() == "ready\n")


def test_a_port_in_use_is_seen() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert not port_is_free(port)
        assert wait_until_answering(port, 5)
    assert port_is_free(port)
    assert not wait_until_answering(port, 0.3)
