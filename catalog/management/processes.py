"""The processes of a running site: started together, started again when one ends, stopped together."""

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

LOOK_SECONDS = 0.5
STOP_SECONDS = 10.0
PAUSE_SECONDS = 1.0
"""Between the end of a process and its next start, so that one that cannot start does not spin."""

Say = Callable[[str], object]
Processes = dict[str, subprocess.Popen[bytes]]


@contextmanager
def running(commands: Mapping[str, Sequence[str]], logs: Path, say: Say) -> Iterator[None]:
    """Keeps one process a command running while the block runs; each writes to ``logs``/NAME.log."""
    logs.mkdir(parents=True, exist_ok=True)
    over = threading.Event()
    processes: Processes = {}
    watcher = threading.Thread(target=_watch, args=(processes, commands, logs, over, say))
    try:
        for name, command in commands.items():
            processes[name] = _start(command, logs / f"{name}.log", "wb")
        watcher.start()
        yield
    finally:
        over.set()
        if watcher.ident is not None:
            watcher.join()
        _stop(processes)


def port_is_free(port: int) -> bool:
    """Whether nothing listens on the port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def wait_until_answering(port: int, seconds: float) -> bool:
    """Whether something accepted a connection on the port within ``seconds``."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.1)
    return False


def _start(command: Sequence[str], log: Path, mode: str) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches the supervisor alone, which stops the others in order.
    with log.open(mode) as output:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )


def _watch(
    processes: Processes,
    commands: Mapping[str, Sequence[str]],
    logs: Path,
    over: threading.Event,
    say: Say,
) -> None:
    while not over.wait(LOOK_SECONDS):
        for name, process in list(processes.items()):
            if process.poll() is None:
                continue
            _kill_rest(process)
            log = logs / f"{name}.log"
            say(f"{name} ended ({process.returncode}) and is started again; its log is {log}")
            if over.wait(PAUSE_SECONDS):
                return
            processes[name] = _start(commands[name], log, "ab")


def _stop(processes: Processes) -> None:
    for process in processes.values():
        with suppress(ProcessLookupError):
            process.terminate()
    until = time.monotonic() + STOP_SECONDS
    for process in processes.values():
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, until - time.monotonic()))
        _kill_rest(process)
        process.wait()


def _kill_rest(process: subprocess.Popen[bytes]) -> None:
    """Ends what is left of the process's group: children that outlive their parent hold its work."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
