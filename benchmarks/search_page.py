"""The search beside the bare engine's answer to the same work, on both engines.

    python benchmarks/search_page.py [--records 100000] [--rounds 60]

A page of results through HTTP is the query, nine facets, the histogram of years, twenty hits with marked
words, rendered for the public by one gunicorn worker: at the median 1.5 times the engine alone, plus 12 ms.
Making the index goes at half the engine's own rate at least, in 400 MB. A suggestion takes 30 ms, an edit is
found within 2 s, and a page of a whole result costs the same at its end as at its beginning. Elasticsearch is
measured where ELASTICSEARCH_URL is set.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.search.site import Site, site  # noqa: E402  # once it can be found

RATIO, ALLOWANCE = 1.5, 0.012
PREFIX = f"regesta_bench_{os.getpid()}"
Page = tuple[tuple[str, ...], dict[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60)
    asked = parser.parse_args()
    elasticsearch = os.environ.pop("ELASTICSEARCH_URL", "")
    home = Path(tempfile.mkdtemp(prefix="regesta-bench-"))
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "REGESTA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ELASTICSEARCH_INDEX": PREFIX,
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
    }
    os.chdir(ROOT)
    try:
        begun = time.perf_counter()
        _generate(asked.records)
        print(f"{asked.records} records generated in {time.perf_counter() - begun:.0f} s", flush=True)
        good = [_measured("embedded", "", asked.records, asked.rounds)]
        if elasticsearch:
            good.append(_measured("elasticsearch", elasticsearch, asked.records, asked.rounds))
    finally:
        shutil.rmtree(home, ignore_errors=True)
        if elasticsearch:
            _remove_indexes(elasticsearch)
    sys.exit(0 if all(good) else 1)


def _generate(count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.search.authorities import fill_authorities
    from benchmarks.search.catalogue import fill

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    fill(count)
    fill_authorities(count)


def _measured(engine: str, address: str, records: int, rounds: int) -> bool:
    from benchmarks.search import besides, filling

    environment = {**os.environ, "ELASTICSEARCH_URL": address}
    good = [filling.measured(engine, address, records, environment)]
    ask = _bare(engine, address)
    with site(environment) as here:
        good += [_compare(engine, kind, pages, ask, here) for kind, pages in _pages(rounds).items()]
        good.append(besides.suggestions(engine, here, rounds))
        print(f"{engine}: the web process took {here.memory()} MB at most", flush=True)
    good += [besides.walk(engine, address), besides.edit(engine, address)]
    return all(good)


def _bare(engine: str, address: str) -> Callable[..., int]:
    from benchmarks.search import bare
    from catalog.models import IndexState

    if engine == "embedded":
        place = IndexState.objects.get(engine="embedded").place
        return bare.embedded(Path(os.environ["REGESTA_HOME"]) / "index" / place)
    return bare.elasticsearch(address, PREFIX)


def _pages(rounds: int) -> dict[str, list[Page]]:
    """Searches by kind, no two of a kind alike: middling words of the Zipf text."""
    from benchmarks.search.catalogue import vocabulary

    words = vocabulary()
    chosen = {"form": "Cable", "language": "eng"}
    return {
        "all records": [((), {}) for _ in range(rounds)],
        "one word": [((words[100 + 7 * number],), {}) for number in range(rounds)],
        "two words": [((words[50 + 3 * number], words[60 + 5 * number]), {}) for number in range(rounds)],
        "one word, two filters": [((words[100 + 7 * number],), chosen) for number in range(rounds)],
    }


def _compare(engine: str, kind: str, pages: list[Page], ask: Callable[..., int], here: Site) -> bool:
    for words, filters in pages[:5]:
        ask(words, filters)
        here.ask("/search/", {"q": " ".join(words), **filters})
    bare, through, sizes = [], [], []
    for words, filters in pages:
        begun = time.perf_counter()
        ask(words, filters)
        between = time.perf_counter()
        sizes.append(here.ask("/search/", {"q": " ".join(words), **filters}))
        bare.append(between - begun)
        through.append(time.perf_counter() - between)
    alone, page = statistics.median(bare), statistics.median(through)
    allowed = RATIO * alone + ALLOWANCE
    print(
        f"{engine}, {kind}: page {page * 1000:.1f} ms, engine alone {alone * 1000:.1f} ms, "
        f"ratio {page / alone:.2f}, allowed {allowed * 1000:.1f} ms: "
        f"{'good' if page <= allowed else 'TOO SLOW'} ({statistics.median(sizes) / 1024:.0f} KB)",
        flush=True,
    )
    return page <= allowed


def _remove_indexes(address: str) -> None:
    from elasticsearch import Elasticsearch

    client = Elasticsearch(address)
    for place in client.indices.get(index=f"{PREFIX}-*"):
        client.indices.delete(index=place)


if __name__ == "__main__":
    main()
