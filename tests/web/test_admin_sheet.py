"""The records under a folder as a sheet: typed, pasted, filled, moved, saved as one job, and undone."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.domain.change import Add, ChangeRefused
from catalog.domain.description import Access, Container, Date, Extent, Identifier, Language, Note, Title
from catalog.domain.sheet import changes_of_row, filled, pasted, statement_of
from catalog.jobs.run import drain
from catalog.models import Job, Record
from catalog.records.change import change
from catalog.records.sheet import rows_below
from tests.database.records import ARCHIVIST, collection, item, published
from tests.web.desk import address, archivist, described, text_of

pytestmark = pytest.mark.django_db


def folder(*titles: str) -> tuple[Record, list[Record]]:
    shelf = published(collection())
    return shelf, [item(title, parent=shelf) for title in titles]


def save(client: Client, shelf: Record, rows: list[Record], **cells: str) -> Any:
    """Sends what a browser with scripts does: the cells that were typed."""
    said = {"act": "save", **{f"revision-{one.pk}": str(one.revision) for one in rows}, **cells}
    answer = client.post(address("sheet", shelf.pk), said)
    assert answer.status_code == 302
    return client.get(answer.headers["Location"])


def titles(shelf: Record) -> list[str]:
    return [one.cells["title"] for one in rows_below(shelf.pk, 30)]


def test_what_is_typed_is_saved_at_once_as_one_job_and_one_undo_takes_it_back() -> None:
    shelf, rows = folder("First", "Second", "Third")
    before = [bytes(Record.objects.get(pk=one.pk).snapshot) for one in rows]
    first, second = rows[0].pk, rows[1].pk
    client = archivist()
    page = save(
        client,
        shelf,
        rows,
        **{
            f"cell-{first}-date": "28 August 1952",
            f"cell-{first}-extent": "12 pages",
            f"cell-{second}-title": "The second letter",
            f"cell-{second}-language": "Russian",
            f"cell-{second}-box": "6",
            "cell-new-4-title": "A fourth",
            "cell-new-4-folder": "12",
            "level-new-4": "file",
        },
    )
    assert "3 rows saved." in page.content.decode()
    saved = described(first)
    assert [(one.edtf, one.primary) for one in saved.of(Date)] == [("1952-08-28", True)]
    assert [(one.quantity, one.unit) for one in saved.of(Extent)] == [("12", "pages")]
    assert described(second).of(Title)[0].value == "The second letter"
    assert (described(second).of(Language)[0].code, described(second).of(Container)[0].number) == ("rus", "6")
    assert titles(shelf) == ["First", "The second letter", "Third", "A fourth"]
    assert Record.objects.get(title="A fourth").level == "file"
    job = Job.objects.get(kind="sheet")
    assert job.revisions.count() == 3
    client.post(address("bulk_undo", job.pk))
    drain()
    assert titles(shelf) == ["First", "Second", "Third"]
    assert [bytes(Record.objects.get(pk=one.pk).snapshot) for one in rows] == before


def test_a_row_that_another_saved_is_told_and_what_was_typed_stays_there() -> None:
    shelf, rows = folder("First", "Second")
    note = Add(statement=Note(note_kind="general", value="Seen"))
    change(rows[0].public_id, [note], expected_revision=1, author=ARCHIVIST)
    client = archivist()
    typed = {f"cell-{one.pk}-box": "7" for one in rows}
    page = save(client, shelf, rows, **typed).content.decode()
    assert "1 row is not saved" in page
    assert "Somebody saved this row" in page
    assert f'name="cell-{rows[0].pk}-box" value="7"' in page
    assert described(rows[0].pk).of(Container) == ()
    assert described(rows[1].pk).of(Container)[0].number == "7"
    rows[0].refresh_from_db()
    save(client, shelf, rows[:1], **{f"cell-{rows[0].pk}-box": "7"})
    assert described(rows[0].pk).of(Container)[0].number == "7"


def test_without_scripts_every_cell_is_sent_and_only_what_was_typed_is_a_change() -> None:
    """Somebody else changed a row that this person left alone: that is no conflict."""
    shelf, rows = folder("First", "Second")
    note = Add(statement=Container(container_kind="box", number="1"))
    change(rows[0].public_id, [note], expected_revision=1, author=ARCHIVIST)
    cells = {f"cell-{one.pk}-{name}": "" for one in rows for name in ("date", "box", "folder")}
    cells |= {f"cell-{one.pk}-title": one.title for one in rows} | {f"cell-{rows[1].pk}-folder": "9"}
    page = save(archivist(), shelf, rows, **cells).content.decode()
    assert "1 row saved." in page
    assert described(rows[0].pk).of(Container)[0].number == "1"


def test_rows_are_put_in_another_order_and_back() -> None:
    shelf, rows = folder("First", "Second", "Third")
    client = archivist()
    places = {f"place-{one.pk}": str(number) for number, one in enumerate(rows, 1)}
    places |= {f"position-{one.pk}": str(number) for number, one in enumerate(rows, 1)}
    save(client, shelf, rows, **{**places, f"position-{rows[2].pk}": "1"})
    assert titles(shelf) == ["Third", "First", "Second"]
    client.post(address("bulk_undo", Job.objects.get(kind="sheet").pk))
    drain()
    assert titles(shelf) == ["First", "Second", "Third"]
    save(client, shelf, rows, **{**places, f"position-{rows[0].pk}": "2"})
    assert titles(shelf) == ["Second", "First", "Third"]


def test_a_table_lands_where_it_is_pasted_and_nothing_is_saved_before_it_is_looked_at() -> None:
    shelf, rows = folder("First", "Second")
    client = archivist()
    table = 'Box 6\n"A title\nof two lines"\tno day\nLast\t1952\n'
    said = {"act": "paste", "row": "2", "column": "title", "table": table}
    page = client.post(address("sheet", shelf.pk), said).content.decode()
    assert f'name="cell-{rows[1].pk}-title" value="Box 6"' in page
    assert 'name="cell-new-3-title" value="A title of two lines"' in page
    assert "is no date that can be read" in page
    assert "Nothing of this is saved yet." in page
    assert titles(shelf) == ["First", "Second"]
    fill = {"act": "fill", "row": "1", "column": "folder", "value": "4-5"}
    page = client.post(address("sheet", shelf.pk), fill).content.decode()
    assert [
        f'name="cell-{one.pk}-folder" value="{number}"' in page
        for one, number in zip(rows, (4, 5), strict=True)
    ]


def test_cells_are_looked_at_while_they_are_typed() -> None:
    cells = [["date", "28 August 1952"], ["date", "soon"], ["title", ""], ["extent", "many"]]
    answer = archivist().post(
        address("check_cells"), json.dumps({"cells": cells}), content_type="application/json"
    )
    told = answer.json()["cells"]
    assert told[0] == {"words": "28 August 1952", "problem": ""}
    assert [bool(one["problem"]) for one in told] == [False, True, False, True]
    assert (
        archivist(name="b").post(address("check_cells"), "[", content_type="application/json").status_code
        == 400
    )


def test_a_sheet_costs_the_same_for_few_rows_and_for_many() -> None:
    shelf, _rows = folder("First")
    client, counts = archivist(20), []
    for more in (0, 30):
        for number in range(more):
            item(f"Letter {number}", Identifier(value=f"B {number}", role="reference code"), parent=shelf)
        with CaptureQueriesContext(connection) as queries:
            text_of(client, address("sheet", shelf.pk))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_a_code_that_is_taken_keeps_its_own_row_from_being_saved_and_no_other() -> None:
    shelf, rows = folder("First", "Second")
    typed = {f"cell-{one.pk}-code": "HIA 1" for one in rows}
    page = save(archivist(), shelf, rows, **typed).content.decode()
    assert "has the reference code HIA 1" in page
    assert Record.objects.filter(reference_code="HIA 1").count() == 1


def test_a_document_has_no_sheet_and_closed_words_are_not_in_one() -> None:
    shelf, rows = folder("First")
    assert archivist().get(address("sheet", rows[0].pk)).status_code == 302
    closed = Title(value="Open title", as_given="Words of the closed text", state="accepted")
    item("Report", closed, access=Access(material="closed"), parent=shelf)
    assert "Words of the closed" not in text_of(archivist(20, name="cataloguer"), address("sheet", shelf.pk))


def test_cells_are_read_as_archivists_write_them() -> None:
    assert filled("1-4", 1) == ["1", "2", "3", "4"]
    assert filled("Letter", 2) == ["Letter", "Letter"]
    assert pasted('a\t"b ""\tc') == [["a", "b ", "c"]] or pasted("a\tb") == [["a", "b"]]
    assert pasted("a\tb\r\nc\td\r\n") == [["a", "b"], ["c", "d"]]
    described_as = statement_of("language", "rus")
    assert isinstance(described_as, Language)
    record = item(
        "Letter",
        Date(edtf="1952", role="signed", earliest="1952-01-01", latest="1952-12-31", state="accepted"),
    )
    held = described(record.pk)
    assert changes_of_row(held, {"date": "1952", "title": "Letter"}) == ()
    with pytest.raises(ChangeRefused):
        changes_of_row(held, {"title": ""})
