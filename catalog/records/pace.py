"""How many records a bulk work writes in one transaction."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

FIRST = 10
LARGEST = 400
_AIMED = {"sqlite": 0.03, "postgresql": 0.4}
"""Seconds of one transaction: SQLite has one lock for all, PostgreSQL one for each record."""
_SMALLEST = {"sqlite": 10, "postgresql": 100}
"""Records of one transaction, however long they take: each has some twenty statements of its own."""


class Pace:
    """Batches grow or shrink to what can be written in the time aimed at.

    On SQLite the lock is then left for as long as it was held, so that a person who saves waits for one
    batch at most. ``longest`` is the longest transaction so far, in seconds.
    """

    def __init__(self) -> None:
        self.size = FIRST
        self.longest = 0.0
        self._leaves_free = connection.vendor == "sqlite"
        self._aimed = _AIMED[connection.vendor]
        self._smallest = _SMALLEST[connection.vendor]
        self._free_until = 0.0

    @contextmanager
    def writing(self, records: int) -> Iterator[None]:
        """Around a transaction that writes ``records``; waits before it where the lock must be left free."""
        time.sleep(max(0.0, self._free_until - time.monotonic()))
        begun = time.monotonic()
        yield
        ended = time.monotonic()
        took = ended - begun
        self.longest = max(self.longest, took)
        if self._leaves_free:
            self._free_until = ended + took
        if records:
            fitting = round(records * self._aimed / max(took, 0.001))
            self.size = max(self._smallest, min(LARGEST, 2 * self.size, fitting))
