"""The default broker: messages as files in a folder, so that a site runs without a server.

kombu's filesystem transport writes a message under its final name, so a consumer may take it half
written or empty, and what cannot be decoded ends the worker. Here every file is written aside and
renamed, a message is taken by whoever unlinks it, and a file that is no message is set aside.
In production CELERY_BROKER_URL names Redis or RabbitMQ and nothing here is used.
"""

import fcntl
import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem
from kombu.transport.filesystem import exchange_queue_t
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)

POLLING_SECONDS = 0.1


def broker_settings(folder: Path) -> dict[str, Any]:
    """Celery's settings for a broker that keeps its messages in ``folder``, which is made if absent."""
    messages, control = folder / "messages", folder / "control"
    for part in (messages, control):
        part.mkdir(parents=True, exist_ok=True)
    return {
        "broker_url": "filesystem://localhost",
        "broker_transport": "config.broker:Transport",
        "broker_transport_options": {
            "data_folder_in": str(messages),
            "data_folder_out": str(messages),
            "control_folder": str(control),
        },
    }


class Channel(filesystem.Channel):
    """kombu's filesystem channel with whole files only."""

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override]
        # Wall-clock time in equal width: names sort as sent, also after the machine was started anew.
        name = f"{time.time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg"
        _write_whole(Path(self.data_folder_out) / name, dumps(payload))

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        for path in self._waiting(queue):
            try:
                content = path.read_bytes()
                path.unlink()
            except FileNotFoundError:
                continue  # another worker took it
            message = _decoded(content)
            if message is not None:
                return message
            path.with_suffix(".unreadable").write_bytes(content)
            logger.error("%s is not a whole message and was set aside", path)
        raise Empty

    def _waiting(self, queue: str) -> list[Path]:
        files = Path(self.data_folder_in).iterdir()
        return sorted(path for path in files if path.name.partition(".")[2] == f"{queue}.msg")

    def _queue_bind(
        self, exchange: str, routing_key: str | None, pattern: str | None, queue: str | None
    ) -> None:
        binding = exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._bindings_locked():
            bindings = self.get_table(exchange)
            if binding not in bindings:
                _write_whole(self._table(exchange), dumps([binding, *bindings]))

    def _delete(self, queue: str, *args: Any, **kwargs: Any) -> None:
        exchange, routing_key, pattern = args[:3]
        self._purge(queue)
        binding = exchange_queue_t(routing_key or "", pattern or "", queue)
        with self._bindings_locked():
            bindings = self.get_table(exchange)
            if binding in bindings:
                rest = [kept for kept in bindings if kept != binding]
                _write_whole(self._table(exchange), dumps(rest))

    def get_table(self, exchange: str) -> list[exchange_queue_t]:  # type: ignore[override]
        try:
            return [exchange_queue_t(*binding) for binding in loads(self._table(exchange).read_bytes())]
        except FileNotFoundError:
            return []
        except (TypeError, ValueError):
            logger.error("The bindings of exchange %s are not readable and are written anew", exchange)
            return []

    def _table(self, exchange: str) -> Path:
        return Path(self.control_folder) / f"{exchange}.exchange"

    @contextmanager
    def _bindings_locked(self) -> Iterator[None]:
        """One process at a time reads and replaces a table of bindings."""
        with (Path(self.control_folder) / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class Transport(filesystem.Transport):
    """Looks for messages every 0.1 s; kombu's own second would be felt after every save."""

    Channel = Channel
    polling_interval = POLLING_SECONDS


def _write_whole(path: Path, content: str) -> None:
    """Write beside ``path`` and rename, so that nobody sees a part of it."""
    aside = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    aside.write_text(content)
    aside.replace(path)


def _decoded(content: bytes) -> dict[str, Any] | None:
    """The message in ``content``, or None where it is none."""
    try:
        message = loads(content)
    except ValueError:
        return None
    match message:
        case {"body": str(), "properties": {"delivery_tag": str()}}:
            return dict(message)
    return None
