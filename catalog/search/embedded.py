"""The catalogue's index inside this process: tantivy, in a directory under REGESTA_HOME.

A place is a directory, and a link beside the directories says which one is searched, as an alias does in
Elasticsearch. Every process reads the link, and what others committed, anew with every search.
"""

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.utils.translation import gettext as _
from tantivy import Document, Index, Searcher

from catalog.models import IndexState
from catalog.search.embedded_query import answer, hits, positions, stored, values
from catalog.search.embedded_schema import PLAIN, WORDS, plain, schema, words
from catalog.search.engine import Busy
from catalog.search.entry import Entry
from catalog.search.fields import WORD_FIELDS
from catalog.search.query import Found, Position, Request, SearchAway
from catalog.search.state import refuse_other_declaration

logger = logging.getLogger(__name__)

MEMORY = 64 * 1024 * 1024
FILLING_MEMORY = 96 * 1024 * 1024
FILLING_COMMITS = 20
"""So many commits asked for are made one while an index is filled: each costs as much as 100 records.
At the beginning they are fewer, so that a small archive has some, too."""
LOCK_SECONDS = 10.0
Answer = TypeVar("Answer")


class Embedded:
    """One writer at a time, under the lock of the directory; any number of readers."""

    name = "embedded"

    def __init__(self) -> None:
        self._opening = threading.Lock()
        self._opened: tuple[str, Index] | None = None
        self._declared = False

    def search(self, request: Request) -> Found:
        return self._asked(lambda searcher: answer(request, searcher), Found())

    def hits(self, request: Request) -> Found:
        return self._asked(lambda searcher: hits(request, searcher), Found())

    def each_hits(self, requests: Sequence[Request]) -> tuple[Found, ...]:
        def question(searcher: Searcher) -> tuple[Found, ...]:
            return tuple(hits(one, searcher) for one in requests)

        return self._asked(question, (Found(),) * len(requests))

    def positions(self, request: Request, size: int) -> tuple[Position, ...]:
        return self._asked(lambda searcher: positions(request, size, searcher), ())

    def values(self, request: Request, facet: str) -> tuple[tuple[str, int], ...]:
        return self._asked(lambda searcher: values(request, facet, searcher), ())

    def _asked(self, question: Callable[[Searcher], Answer], nothing: Answer) -> Answer:
        """Asked again where a rebuild has just taken the index away; ``nothing`` before the first index. One
        that was made and is gone cannot be read.
        """
        self._refuse_other_declaration()
        place = ""
        while (now := _searched()) != place:
            place = now
            try:
                if self.exists(place):
                    return question(self._searcher(place))
            except (ValueError, OSError) as error:
                # A rebuild may have put another index in the place of the one that was just named.
                logger.warning("The index %s could not be searched: %s", place, error)
        if place or IndexState.objects.filter(engine=self.name).exclude(place="").exists():
            raise SearchAway(
                _("The search index cannot be read. Records can be opened; to search, run rebuild_index.")
            )
        return nothing

    def stored(self, place: str, after: int) -> list[tuple[int, int]]:
        return stored(after, self._searcher(place))

    def exists(self, place: str) -> bool:
        return bool(place) and (_directory(place) / "meta.json").is_file()

    def create(self, place: str) -> None:
        directory = _directory(place)
        directory.mkdir(parents=True)
        _opened(directory)

    def show(self, place: str) -> None:
        fresh = _directory(f"{settings.ELASTICSEARCH_INDEX}-shown-next")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(place)
        fresh.replace(_link())

    def shown(self, place: str) -> bool:
        return _searched() == place and self.exists(place)

    def drop(self, place: str) -> None:
        if self.exists(place):
            # As it was made: it may be one with other fields.
            with _writer(place, MEMORY, opened=lambda directory: Index.open(str(directory))):
                # Out of the way at once: a writer that waits for the lock must not find half of an index.
                gone = _directory(place).rename(_directory(f"{place}-gone"))
                shutil.rmtree(gone)

    @contextmanager
    def writing(self, place: str) -> Iterator["EmbeddedWriter"]:
        with _writer(place, MEMORY) as writer:
            yield writer

    @contextmanager
    def filling(self, place: str) -> Iterator["EmbeddedWriter"]:
        with _writer(place, FILLING_MEMORY, FILLING_COMMITS) as writer:
            yield writer
            writer.finish()

    def refresh(self, place: str) -> None:
        """Every search reads what is committed when it begins."""

    def healthy(self) -> bool:
        state = IndexState.objects.filter(engine=self.name).first()
        return state is None or self.exists(state.place)

    def _refuse_other_declaration(self) -> None:
        """Once a process: what its version of the fields is changes with a new start alone."""
        if not self._declared:
            state = IndexState.objects.filter(engine=self.name).first()
            if state:
                refuse_other_declaration(state)
                self._declared = True

    def _searcher(self, place: str) -> Searcher:
        with self._opening:
            if self._opened is None or self._opened[0] != place:
                self._opened = (place, _opened(_directory(place)))
            index = self._opened[1]
        # Another process may have committed, and a forked process never sees that by itself.
        index.reload()
        return index.searcher()


class EmbeddedWriter:
    """Takes a record's entries out and puts the new ones in; all of it is found after one commit."""

    def __init__(self, index: Index, memory: int, commits: int) -> None:
        self._writer = index.writer(heap_size=memory, num_threads=1)
        self._commits = commits
        self._asked = self._safe = 0

    def write(self, batch: Iterable[Entry]) -> frozenset[int]:
        for record, views in groupby(batch, key=lambda one: one.record):
            self._writer.delete_documents_by_term("record", record)
            for entry in views:
                if entry.values:
                    # Without the schema a value of a wrong type would end the writer.
                    beside = {one.plain: entry.values.get(one.name, []) for one in WORD_FIELDS}
                    values = {**entry.values, **beside}
                    self._writer.add_document(Document.from_dict(values, schema()))
        return frozenset()

    def commit(self) -> None:
        self._asked += 1
        if self._asked - self._safe >= min(self._commits, self._safe or 1):
            self.finish()

    def is_safe(self) -> bool:
        return self._asked == self._safe

    def finish(self) -> None:
        """Commit at once."""
        self._writer.commit()
        self._safe = self._asked

    def close(self) -> None:
        """Lets merges end, and gives the lock back. What was not committed is forgotten."""
        self._writer.wait_merging_threads()


@contextmanager
def _writer(
    place: str, memory: int, commits: int = 1, opened: Callable[[Path], Index] | None = None
) -> Iterator[EmbeddedWriter]:
    directory = _directory(place)
    writer = _locked(lambda: EmbeddedWriter((opened or _opened)(directory), memory, commits), directory)
    try:
        yield writer
    finally:
        writer.close()


def _locked(make: Callable[[], EmbeddedWriter], directory: Path) -> EmbeddedWriter:
    """Waits for another writer to end. Raises Busy after LOCK_SECONDS, or where the index is gone."""
    ends = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            return make()
        except ValueError as error:
            is_there = (directory / "meta.json").exists()
            if is_there and "LockBusy" not in str(error):
                raise
            if not is_there or time.monotonic() > ends:
                raise Busy from error
        time.sleep(0.05)


def _opened(directory: Path) -> Index:
    index = Index(schema(), path=str(directory))
    index.register_tokenizer(WORDS, words())
    index.register_tokenizer(PLAIN, plain())
    index.config_reader("manual", 0)
    return index


def _link() -> Path:
    return _directory(f"{settings.ELASTICSEARCH_INDEX}-shown")


def _searched() -> str:
    """The place that is searched; "" where there is none yet."""
    try:
        return _link().readlink().name
    except FileNotFoundError:
        return ""


def _directory(place: str) -> Path:
    return Path(settings.REGESTA_HOME) / "index" / place
