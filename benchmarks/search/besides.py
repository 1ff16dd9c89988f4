"""What is done beside a page of results: suggestions, whole results, edits that become findable."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.search.catalogue import vocabulary
from benchmarks.search.site import Site

SUGGESTION, VISIBLE = 0.030, 2.0
PAGES = 10
EDITS = 12
FLAT = 1.5
"""A page at the end of a whole result may take so many times as long as one at its beginning."""


def suggestions(engine: str, here: Site, rounds: int) -> bool:
    """Three letters typed, through HTTP."""
    took = []
    for word in vocabulary()[100 : 100 + 5 * rounds : 5]:
        begun = time.perf_counter()
        here.ask("/suggest/", {"q": word[:3]})
        took.append(time.perf_counter() - begun)
    median = statistics.median(took)
    print(f"{engine}: suggestion {median * 1000:.1f} ms: {_said(median <= SUGGESTION)}", flush=True)
    return median <= SUGGESTION


def walk(engine: str, address: str) -> bool:
    """All records, STEP positions at a time."""
    from catalog.search.query import Query
    from catalog.search.walk import STEP, walk

    _choose(address)
    took, begun, count = [], time.perf_counter(), 0
    for count, _number in enumerate(walk(Query(), 0), 1):
        if count % STEP == 0:
            took.append(time.perf_counter() - begun)
            begun = time.perf_counter()
    first, last = statistics.median(took[1 : PAGES + 1]), statistics.median(took[-PAGES:])
    print(
        f"{engine}: walking {count} records, {first * 1000:.0f} ms for {STEP} at the beginning, "
        f"{last * 1000:.0f} ms at the end: {_said(last <= FLAT * first)}",
        flush=True,
    )
    return last <= FLAT * first


def edit(engine: str, address: str) -> bool:
    """A title added to a record, indexed beside the searches as by a worker that was just woken, and searched
    for; and so one record after the other, the next while the index may still be put in order.
    """
    from catalog.domain.change import Add
    from catalog.domain.description import Title
    from catalog.models import Record
    from catalog.records.author import command
    from catalog.records.change import change
    from catalog.search.find import find
    from catalog.search.query import Query
    from catalog.search.sync import sync_pending

    _choose(address)
    took = []
    worker = ThreadPoolExecutor(1)
    for number in range(EDITS):
        record = Record.objects.filter(level="item").order_by("pk")[number]
        title = Title(value=f"Quixotic{engine}{number}", title_kind="supplied", state="accepted")
        begun = time.perf_counter()
        author = command("benchmark")
        change(record.public_id, [Add(statement=title)], expected_revision=record.revision, author=author)
        done = worker.submit(sync_pending)
        while not find(Query(words=title.value), 30).count:
            time.sleep(0.02)
        took.append(time.perf_counter() - begun)
    done.result()
    worker.shutdown()
    print(
        f"{engine}: an edit is found after {statistics.median(took):.2f} s, at most {max(took):.2f} s: "
        f"{_said(max(took) <= VISIBLE)}",
        flush=True,
    )
    return max(took) <= VISIBLE


def _choose(address: str) -> None:
    """Lets this process search with the engine that is measured."""
    from django.conf import settings

    from catalog.search.elastic_client import client
    from catalog.search.engine import engine

    settings.ELASTICSEARCH_URL = address
    engine.cache_clear()
    client.cache_clear()


def _said(good: bool) -> str:
    return "good" if good else "NOT REACHED"
