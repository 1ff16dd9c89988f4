"""Making the index of all records beside the bare engine taking in entries that were made before."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from tantivy import Document, Index

from catalog.search.embedded import FILLING_MEMORY, Embedded
from catalog.search.embedded_schema import PLAIN, WORDS, plain, schema, words
from catalog.search.entry import Entry, entries
from catalog.search.fields import WORD_FIELDS
from catalog.search.gather import sources

SHARE, MEGABYTES = 0.5, 400
SAMPLE = 10_000
"""Records whose entries the bare engine takes in."""
AT_ONCE = 500
LOOKED_AFTER = 0.05
"""Seconds between two looks at the memory that the rebuild takes."""


def measured(engine: str, address: str, records: int, environment: dict[str, str]) -> bool:
    """Runs rebuild_index in a process of its own, and then the bare engine."""
    begun = time.perf_counter()
    command = [sys.executable, "manage.py", "rebuild_index"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    memory, mapped = _most_memory(process)
    if process.returncode:
        sys.exit(f"rebuild_index ended with {process.returncode}")
    seconds = time.perf_counter() - begun
    prepared, of_records = _prepared(records)
    rate = records * len(prepared) / of_records / seconds
    bare = len(prepared) / (_elasticsearch(address, prepared) if address else _embedded(prepared))
    good = rate >= SHARE * bare and memory <= MEGABYTES
    print(
        f"{engine}: index made at {records / seconds:.0f} records/s, {rate:.0f} entries/s, the engine alone "
        f"{bare:.0f}/s, share {rate / bare:.2f} (at least {SHARE}), {memory} MB at most "
        f"and {mapped} MB of files of the index that it reads: "
        f"{'good' if good else 'NOT REACHED'}",
        flush=True,
    )
    return good


def _most_memory(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """Megabytes, at the end of the process: its own, and of files that the system can take back at any time.

    What wait4 says of a child is never less than what its parent takes.
    """
    own = mapped = 0
    while process.poll() is None:
        said = Path(f"/proc/{process.pid}/status").read_text()
        found = dict(line.split(":", 1) for line in said.splitlines() if line.startswith("Rss"))
        own = max(own, int(found.get("RssAnon", "0").split()[0]))
        mapped = max(mapped, int(found.get("RssFile", "0").split()[0]))
        time.sleep(LOOKED_AFTER)
    return own // 1024, mapped // 1024


def _prepared(records: int) -> tuple[list[Entry], int]:
    """The entries of some records from the middle, and how many records these are."""
    from catalog.models import Record

    rows = Record.objects.filter(pk__gt=records // 2).select_related("institution").order_by("pk")
    chosen = list(rows[:SAMPLE])
    made = [one for group in sources(chosen) for source in group for one in entries(source)]
    return made, len(chosen)


def _embedded(prepared: Sequence[Entry]) -> float:
    """Seconds."""
    place = f"{os.environ['ELASTICSEARCH_INDEX']}-bare"
    Embedded().create(place)
    index = Index(schema(), path=str(Path(os.environ["REGESTA_HOME"]) / "index" / place))
    index.register_tokenizer(WORDS, words())
    index.register_tokenizer(PLAIN, plain())
    # What is taken in is all of an entry, the words beside each other stemmed and plain.
    documents = [
        {**one.values, **{field.plain: one.values.get(field.name, []) for field in WORD_FIELDS}}
        for one in prepared
    ]
    begun = time.perf_counter()
    writer = index.writer(heap_size=FILLING_MEMORY, num_threads=1)
    for values in documents:
        writer.add_document(Document.from_dict(values, schema()))
    writer.commit()
    writer.wait_merging_threads()
    return time.perf_counter() - begun


def _elasticsearch(address: str, prepared: Sequence[Entry]) -> float:
    """Seconds, the refresh at the end included."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
    place = f"{os.environ['ELASTICSEARCH_INDEX']}-bare"

    def ask(method: str, path: str, body: bytes = b"", kind: str = "application/json") -> bytes:
        connection.request(method, path, body, {"Content-Type": kind})
        return connection.getresponse().read()

    made = json.loads(ask("GET", f"/{os.environ['ELASTICSEARCH_INDEX']}"))
    alike = next(iter(made.values()))
    settings = {"analysis": alike["settings"]["index"]["analysis"], "number_of_replicas": 0}
    settings["refresh_interval"] = "-1"
    ask("PUT", f"/{place}", json.dumps({"settings": settings, "mappings": alike["mappings"]}).encode())
    lines = [
        json.dumps({"index": {"_id": one.key}}).encode()
        + b"\n"
        + json.dumps(dict(one.values)).encode()
        + b"\n"
        for one in prepared
    ]
    begun = time.perf_counter()
    for start in range(0, len(lines), AT_ONCE):
        batch = lines[start : start + AT_ONCE]
        if json.loads(ask("POST", f"/{place}/_bulk", b"".join(batch), "application/x-ndjson"))["errors"]:
            sys.exit("The bare engine refused entries.")
    ask("POST", f"/{place}/_refresh")
    return time.perf_counter() - begun
