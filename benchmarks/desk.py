"""Pages of the desk over many records, beside a bare query and template in the same run.

    python benchmarks/desk.py [--records 500000] [--rounds 20]

Each page is asked for as a browser does it, through all of the site's layers in one process, by a
signed-in archivist; the median is given. The records are of benchmarks/search/catalogue.py with their
statement rows; one has 200 statements, and one folder 500 records. On the database of DATABASE_URL, or
SQLite. Aims: list 150 ms, editing page 250 ms, saving one change 60 ms more than its bare write; judged
by the time of the processor, ours and the database's, so that other work of the machine counts for nothing.
"""

import argparse
import itertools
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.database_time import server_time  # noqa: E402  # found by the line above
from benchmarks.own_database import own_database  # noqa: E402

LIST, EDIT, SAVE = 0.150, 0.250, 0.060
STATEMENTS, ROWS = 200, 500
FILLED = 2_000
"""Records that are made one by one; the others are copies of them with places of their own."""


class Times(NamedTuple):
    """Seconds by the clock, and of the processor: in our own process, and in the database's for it."""

    wall: float
    own: float
    server: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="regesta-bench-"))
    os.environ |= {
        "REGESTA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "ERROR",
    }
    os.environ["ALLOWED_HOSTS"] = "testserver"
    postgres = os.environ.pop("DATABASE_URL", "")
    os.chdir(ROOT)
    try:
        good = _on_postgres(postgres, asked) if postgres.startswith("postgres") else _measure(asked)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(0 if good else 1)


def _on_postgres(address: str, asked: argparse.Namespace) -> bool:
    with own_database(address) as os.environ["DATABASE_URL"]:
        return _measure(asked)


def _measure(asked: argparse.Namespace) -> bool:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from benchmarks.search.catalogue import fill, multiply
    from catalog.models import User

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    begun = time.perf_counter()
    fill(min(asked.records, FILLED), with_rows=True)
    _leave_open()
    multiply(max(1, asked.records // FILLED))
    large, folder = _large_record(), _folder()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(
        f"{connection.vendor}: {asked.records} records made in {time.perf_counter() - begun:.0f} s",
        flush=True,
    )
    client = Client()
    client.force_login(User.objects.create_superuser("archivist", rank=30))
    return all(_figures(client, large, folder, asked.rounds))


def _figures(client: Any, large: int, folder: int, rounds: int) -> list[bool]:
    records = "/admin/catalog/record/"
    bare_list, bare_edit = _median(_bare_list, rounds), _median(lambda: _bare_edit(large), rounds)
    lists = {
        "list": "",
        "list, drafts": "?status__exact=draft",
        "list, one form": "?form=Cable",
        "list, dates": "?from=1950&to=1952",
        "list, under a collection": "?under=b00000003",
        "list, what waits": "?proposed=yes",
        "list, number": "?q=1976BELGRA05540",
        "list, one form under a collection": "?form=Cable&under=b00000003",
        "list, one form of a year": "?form=Cable&from=1950&to=1950",
        "list, lacks a title": "?missing=title",
    }
    good = [
        _told(name, _page(client, records + query, rounds), bare_list, LIST) for name, query in lists.items()
    ]
    good.append(_told("first page", _page(client, "/admin/", rounds), bare_list, LIST))
    good.append(
        _told(f"{STATEMENTS} statements", _page(client, f"{records}{large}/change/", rounds), bare_edit, EDIT)
    )
    good.append(
        _told(f"sheet of {ROWS}", _page(client, f"{records}{folder}/sheet/", rounds // 4), bare_edit, 1.0)
    )
    good.append(
        _told(
            "saving one change",
            _saving(client, large, rounds),
            _median(lambda: _bare_save(large), rounds),
            SAVE,
        )
    )
    return good


def _told(what: str, took: Times, bare: Times, aim: float) -> bool:
    good = took.own + took.server - bare.own - bare.server <= aim
    told = " and ".join(
        f"{one.wall * 1000:.0f} ms ({one.own * 1000:.0f} ms of our processor time, "
        f"{one.server * 1000:.0f} ms of the database's)"
        for one in (took, bare)
    )
    print(f"{what} and bare: {told}; aim {aim * 1000:.0f} ms: {'good' if good else 'TOO SLOW'}", flush=True)
    return good


def _median(act: Callable[[], object], rounds: int) -> Times:
    took = []
    for _ in range(max(3, rounds)):
        begun, worked, served = time.perf_counter(), time.process_time(), server_time()
        act()
        ended, done = time.perf_counter(), time.process_time()
        took.append(Times(ended - begun, done - worked, server_time() - served))
    return Times(*(statistics.median(one) for one in zip(*took, strict=True)))


def _page(client: Any, address: str, rounds: int) -> Times:
    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}")
        answer.content  # noqa: B018  # rendered

    ask()
    return _median(ask, rounds)


def _saving(client: Any, pk: int, rounds: int) -> Times:
    from catalog.models import Record

    note, number = f"/admin/catalog/record/{pk}/statement/n1/", itertools.count()

    def save() -> None:
        said = {"note_kind": "general", "value": f"Saved {next(number)}", "label": "", "as_given": ""}
        said["expected_revision"] = str(Record.objects.values_list("revision", flat=True).get(pk=pk))
        answer = client.post(note, said, headers={"HX-Request": "true"})
        if answer.status_code != 200 or said["value"] not in answer.content.decode():
            sys.exit(f"{note} answered {answer.status_code}: {answer.content[:300]!r}")

    return _median(save, rounds)


def _bare_list() -> str:
    from django.template import Context, Template

    from catalog.models import Record

    rows = Record.objects.order_by("-updated_at", "-id").values("title", "level", "status", "earliest")[:50]
    row = "<tr><td>{{ one.title }}<td>{{ one.level }}<td>{{ one.earliest }}</tr>"
    table = f"{{% for one in rows %}}{row}{{% endfor %}}"
    return str(Template(table).render(Context({"rows": rows})))


def _bare_edit(pk: int) -> str:
    from django.template import Context, Template

    from catalog.models import StatementRow

    rows = StatementRow.objects.filter(record=pk).order_by("position").values("kind", "value", "state")
    table = "{% for one in rows %}<li>{{ one.kind }} {{ one.value }} {{ one.state }}</li>{% endfor %}"
    return str(Template(table).render(Context({"rows": rows})))


def _bare_save(pk: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from catalog.models import Record

    with transaction.atomic():
        row = Record.objects.select_for_update().get(pk=pk)
        Record.objects.filter(pk=row.pk).update(updated_at=timezone.now())


def _leave_open() -> None:
    """Makes one item in twenty a draft, and has one in ten wait for a decision."""
    from django.db.models import F
    from django.db.models.functions import Mod

    from catalog.models import Record

    items = Record.objects.filter(level="item").alias(twentieth=Mod(F("pk"), 20))
    staff = dict.fromkeys(("own_seen_from", "own_text_from", "seen_from", "text_from"), 20)
    items.filter(twentieth=0).update(status="draft", public_digest="", was_public=False, **staff)
    items.filter(twentieth__in=(0, 7)).update(proposed=1)


def _large_record() -> int:
    from catalog.domain.description import Description, Note, Title
    from catalog.models import Institution, Record
    from catalog.records.author import command
    from catalog.records.save import create

    notes = tuple(
        Note(
            id=f"n{number}", note_kind="general", value=f"The note of number {number} " * 5, state="accepted"
        )
        for number in range(1, STATEMENTS)
    )
    title = Title(id="t", value="A record of many statements", state="accepted")
    made = create(
        Description(level="item", statements=(title, *notes)),
        institution=Institution.objects.get(),
        author=command("benchmark"),
        parent=Record.objects.order_by("pk").first(),
    )
    return made.pk


def _folder() -> int:
    from catalog.domain.description import Container, Description, Title
    from catalog.models import Institution, Record
    from catalog.records.author import command
    from catalog.records.save import create

    def make(level: str, words: str, parent: Record | None) -> Record:
        said = (
            Title(value=words, state="accepted"),
            Container(container_kind="box", number="6", state="accepted"),
        )
        return create(
            Description(level=level, statements=said),
            institution=Institution.objects.get(),
            author=command("benchmark"),
            parent=parent,
        )

    folder = make("file", "A folder", Record.objects.order_by("pk").first())
    for number in range(ROWS):
        make("item", f"Letter {number}", folder)
    return folder.pk


if __name__ == "__main__":
    main()
