"""A page of search results through HTTP beside the bare engine's answer to the same work, on both engines.

    python benchmarks/search_page.py [--records 100000] [--rounds 60]

A page is the query, nine facets, the histogram of years, twenty hits with marked words, rendered for the
public by one gunicorn worker. At the median it may take 1.5 times what the engine alone takes, plus 25 ms.
Elasticsearch is measured where ELASTICSEARCH_URL is set.
"""

import argparse
import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
RATIO, ALLOWANCE = 1.5, 0.025
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
    sys.path.insert(0, str(ROOT))
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

    from benchmarks.search.catalogue import fill

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    fill(count)


def _measured(engine: str, address: str, records: int, rounds: int) -> bool:
    environment = {**os.environ, "ELASTICSEARCH_URL": address}
    begun = time.perf_counter()
    rebuild = [sys.executable, "manage.py", "rebuild_index"]
    subprocess.run(rebuild, env=environment, check=True, stdout=subprocess.DEVNULL)
    rate = records / (time.perf_counter() - begun)
    print(f"{engine}: index rebuilt at {rate:.0f} records/s", flush=True)
    ask = _bare(engine, address)
    with _site(environment) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        good = [_compare(engine, kind, pages, ask, connection) for kind, pages in _pages(rounds).items()]
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


def _compare(
    engine: str, kind: str, pages: list[Page], ask: Callable[..., int], connection: http.client.HTTPConnection
) -> bool:
    for words, filters in pages[:5]:
        ask(words, filters)
        _through_http(connection, words, filters)
    bare, through, sizes = [], [], []
    for words, filters in pages:
        begun = time.perf_counter()
        ask(words, filters)
        between = time.perf_counter()
        sizes.append(_through_http(connection, words, filters))
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


def _through_http(
    connection: http.client.HTTPConnection, words: tuple[str, ...], filters: dict[str, str]
) -> int:
    query = urlencode({"q": " ".join(words), **filters})
    connection.request("GET", f"/search/?{query}")
    answer = connection.getresponse()
    page = answer.read()
    if answer.status != 200:
        sys.exit(f"/search/?{query} answered {answer.status}")
    return len(page)


@contextmanager
def _site(environment: dict[str, str]) -> Iterator[int]:
    """One gunicorn worker on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    bind = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "1", "--worker-class", "gthread"]
    site = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--no-control-socket", *bind], env=environment
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        site.terminate()
        site.wait()


def _remove_indexes(address: str) -> None:
    from elasticsearch import Elasticsearch

    client = Elasticsearch(address)
    for place in client.indices.get(index=f"{PREFIX}-*"):
        client.indices.delete(index=place)


if __name__ == "__main__":
    main()
