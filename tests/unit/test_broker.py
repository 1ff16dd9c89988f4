"""The filesystem broker with real workers and writers, each a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kombu import Connection

from config.broker import broker_settings

ROOT = Path(__file__).parents[2]
WRITERS = 4
MESSAGES_EACH = 150

APPLICATION = """
from pathlib import Path
from celery import Celery
from config.broker import broker_settings

here = Path(__file__).parent
app = Celery("notes")
app.conf.update(broker_settings(here / "broker"), worker_prefetch_multiplier=1)

@app.task(name="note", ignore_result=True)
def note(text):
    with (here / "notes").open("a") as notes:
        notes.write(text + "\\n")
"""

WRITER = """
import sys
from notes import note
for number in range(int(sys.argv[2])):
    note.delay(f"{sys.argv[1]}-{number}")
"""


class Post:
    """A folder with a small Celery application, its writers and its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
        self.workers: list[subprocess.Popen[bytes]] = []
        (folder / "notes.py").write_text(APPLICATION)
        (folder / "writer.py").write_text(WRITER)

    def start_worker(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "notes", "worker", "--pool", "solo"]
        log = (self.folder / "worker.log").open("ab")
        self.workers.append(
            subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=log, stderr=log)
        )

    def start_writer(self, name: str, messages: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "writer.py", name, str(messages)]
        return subprocess.Popen(command, cwd=self.folder, env=self.environment)

    def put_file(self, name: str, content: bytes) -> None:
        folder = self.folder / "broker" / "messages"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    def set_aside(self, name: str, seconds: float = 60) -> bytes:
        """The content of a file of the broker as soon as it is there: others may be looked at first."""
        path = self.folder / "broker" / "messages" / name
        until = time.monotonic() + seconds
        while not path.exists() and time.monotonic() < until:
            time.sleep(0.1)
        return path.read_bytes()

    def received(self, expected: int, seconds: float = 60) -> list[str]:
        """What the workers wrote down, as soon as there are ``expected`` notes or the time is over."""
        notes = self.folder / "notes"
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if notes.exists() and len(lines := notes.read_text().splitlines()) >= expected:
                return lines
            time.sleep(0.1)
        return notes.read_text().splitlines() if notes.exists() else []


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    office = Post(tmp_path)
    yield office
    for worker in office.workers:
        worker.kill()
        worker.wait()


def test_no_message_of_several_writers_is_lost_or_doubled(post: Post) -> None:
    for _ in range(2):
        post.start_worker()
    writers = [post.start_writer(f"writer{number}", MESSAGES_EACH) for number in range(WRITERS)]
    assert [writer.wait(60) for writer in writers] == [0] * WRITERS
    sent = {f"writer{writer}-{number}" for writer in range(WRITERS) for number in range(MESSAGES_EACH)}
    received = post.received(len(sent))
    assert sorted(received) == sorted(sent)


@pytest.mark.parametrize(
    "content", [b"", b'{"body": "W1tdLCB7fSwg', b"\xff\xfe", b"[]"], ids=["empty", "half", "bytes", "list"]
)
def test_a_file_that_is_no_message_is_set_aside_and_the_worker_goes_on(post: Post, content: bytes) -> None:
    post.put_file("0_0.celery.msg", content)
    post.start_worker()
    assert post.start_writer("after", 1).wait(60) == 0
    assert post.received(1) == ["after-0"]
    assert post.workers[0].poll() is None
    assert post.set_aside("0_0.celery.unreadable") == content


def test_unreadable_bindings_are_written_anew(post: Post) -> None:
    control = post.folder / "broker" / "control"
    control.mkdir(parents=True)
    (control / "celery.exchange").write_bytes(b"")
    post.start_worker()
    assert post.start_writer("after", 1).wait(60) == 0
    assert post.received(1) == ["after-0"]


def test_a_deleted_queue_takes_its_messages_and_bindings_with_it(tmp_path: Path) -> None:
    settings = broker_settings(tmp_path)
    with Connection(
        settings["broker_url"],
        transport=settings["broker_transport"],
        transport_options=settings["broker_transport_options"],
    ) as connection:
        kept, gone = (connection.SimpleQueue(name) for name in ("kept", "gone"))
        for queue in (kept, gone):
            queue.put("hello")
        gone.queue.delete()
        assert list((tmp_path / "messages").glob("*.gone.msg")) == []
        assert "gone" not in (tmp_path / "control" / "gone.exchange").read_text()
        assert kept.get(timeout=5).payload == "hello"
