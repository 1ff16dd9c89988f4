"""Waking the workers: a message that names no work, sent when the transaction is through.

What is to be done stands in the database. A message that is lost costs seconds, until the next sweep,
and a broker that hangs costs a save half a second, once.
"""

import functools
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from config.celery import app, publishing_connection

logger = logging.getLogger(__name__)

INDEXING = "indexing"
LONG = "long"

QUIET_SECONDS = 10.0
"""After a broker did not answer, none is asked for this long: the sweep does without."""
GATHERED_SECONDS = 1.0

_gathering = threading.local()
_quiet_until = 0.0


def wake(queue: str) -> None:
    """Wake the workers of a queue, INDEXING or LONG, once when the present transaction is committed."""
    send = _sender(queue)
    # Found again by identity: a transaction that saves a thousand records sends one message.
    if all(hook[1] is not send for hook in transaction.get_connection().run_on_commit):
        transaction.on_commit(send, robust=True)


@contextmanager
def gathered() -> Iterator[None]:
    """Within, each queue is woken at most once a second, and once more at the end if it was asked for."""
    outermost = not hasattr(_gathering, "asked")
    if outermost:
        _gathering.asked, _gathering.sent = set(), {}
    try:
        yield
    finally:
        if outermost:
            asked = _gathering.asked
            del _gathering.asked, _gathering.sent
            for queue in sorted(asked):
                _send(queue)


@functools.cache
def _sender(queue: str) -> Callable[[], None]:
    def send() -> None:
        if not hasattr(_gathering, "asked"):
            _send(queue)
        elif time.monotonic() - _gathering.sent.get(queue, -GATHERED_SECONDS) >= GATHERED_SECONDS:
            _gathering.sent[queue] = time.monotonic()
            _gathering.asked.discard(queue)
            _send(queue)
        else:
            _gathering.asked.add(queue)

    return send


def _send(queue: str) -> None:
    """Send now, or say once in the log that the broker does not answer."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        with publishing_connection() as connection:
            app.send_task(queue, queue=queue, connection=connection, retry=False)
    except Exception as error:  # noqa: BLE001  # every transport raises its own, and the save stands
        if not _quiet_until:
            logger.warning("The broker does not answer (%s): work waits until it does.", error)
        _quiet_until = time.monotonic() + QUIET_SECONDS
    else:
        if _quiet_until:
            logger.warning("The broker answers again.")
        _quiet_until = 0.0
