"""Finding aids: what they hold for whom, and that none is shown that says more than the records do now."""

from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client

from catalog.domain.change import Add
from catalog.domain.description import Access, Container, Date, Note
from catalog.exports.finding_aid_pdf import write_pdf
from catalog.exports.finding_aids import ask_for_finding_aid, finding_aid, pdf_of, renew_stale
from catalog.jobs.run import drain
from catalog.models import FindingAid, Job, Record
from catalog.records.change import change
from catalog.records.publish import withdraw
from catalog.records.queries import RecordView, view
from catalog.records.refusal import Refused
from tests.database.records import ARCHIVIST, collection, item, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers() -> Record:
    """A public collection with a series of letters in boxes, one of them for staff alone."""
    top = published(collection("Victor Hoo Collection"))
    add = Add(statement=Note(note_kind="scope", value="Diaries & letters\nof a diplomat <1894–1972>"))
    change(top.public_id, [add], expected_revision=2, author=ARCHIVIST)
    series = published(collection("Correspondence", parent=top))
    for number in range(3):
        place = Container(container_kind="box", number=str(number + 1), state="accepted")
        date = Date(edtf=f"194{number}", role="created", earliest=f"194{number}-01-01", state="accepted")
        published(item(f"Letter {number}", place, date, parent=series))
    published(item("Letter about a third person", parent=series, access=Access(description="staff")))
    item("A draft of a description", parent=series)
    return top


def seen(record: Record, rank: int = 0) -> RecordView:
    found = view(record.public_id, rank)
    assert found is not None
    return found


def made(record: Record, rank: int = 0) -> FindingAid:
    ask_for_finding_aid(seen(record, 30), rank, None)
    drain()
    aid = finding_aid(seen(record, rank), rank)
    assert aid is not None, Job.objects.latest("pk").error
    return aid


def page(record: Record, status: int = 200) -> str:
    answer = Client().get(f"/records/{record.public_id}/finding-aid/")
    assert answer.status_code == status
    return unescape(answer.getvalue().decode() if answer.streaming else answer.content.decode())


def test_a_finding_aid_describes_the_whole_and_lists_what_it_holds_in_order(papers: Record) -> None:
    assert made(papers).entries == 4
    told = page(papers)
    wanted = ["Victor Hoo Collection", "Scope and content", "Diaries & letters", "of a diplomat <1894–1972>"]
    wanted += [
        "Correspondence",
        "Box 1",
        "Letter 0",
        "1940",
        "Box 2",
        "Letter 1",
        "Box 3",
        "Letter 2",
        "1942",
    ]
    places = [told.find(one, told.find("<article")) for one in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert "third person" not in told
    assert "draft" not in told


def test_it_is_laid_out_as_pdf_with_the_same_words(papers: Record) -> None:
    pdf = pypdfium2.PdfDocument(pdf_of(made(papers)).read_bytes())
    words = " ".join(one.get_textpage().get_text_range() for one in pdf)
    assert len(pdf) == 2
    assert "Victor Hoo Collection" in words
    assert "Letter 2" in words
    assert "third person" not in words
    answer = Client().get(f"/records/{papers.public_id}/finding-aid.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"


def test_the_pages_of_a_pdf_are_numbered_through_its_volumes(tmp_path: Path) -> None:
    write_pdf(tmp_path / "aid.pdf", ["<h1>Front</h1>", "<p>Letters</p>", "<p>Diaries</p>"], lambda: None)
    pages = pypdfium2.PdfDocument(tmp_path / "aid.pdf")
    told = [one.get_textpage().get_text_range().split() for one in pages]
    assert told == [["Front", "1"], ["Letters", "2"], ["Diaries", "3"]]


def test_what_is_made_for_staff_is_opened_by_no_reader(papers: Record) -> None:
    aid = made(papers, 20)
    assert aid.entries == 6
    page(papers, 404)
    assert finding_aid(seen(papers), 10) is None
    assert finding_aid(seen(papers, 20), 20) == aid


def test_after_a_change_it_is_not_shown_until_it_is_made_anew(papers: Record) -> None:
    made(papers)
    letter = Record.objects.get(title="Letter 1")
    withdraw(letter.public_id, author=ARCHIVIST, reason="Third persons")
    page(papers, 404)
    assert renew_stale() == 1
    assert renew_stale() == 0, "it is asked for once"
    drain()
    assert "Letter 1" not in page(papers)
    assert "Letter 2" in page(papers)


def test_one_withdrawn_for_another_published_is_noticed(papers: Record) -> None:
    made(papers)
    letter = Record.objects.get(title="Letter 1")
    withdraw(letter.public_id, author=ARCHIVIST, reason="Third persons")
    published(item("Another letter", parent=Record.objects.get(title="Correspondence")))
    page(papers, 404)


def test_a_document_has_no_finding_aid_and_none_is_made_twice_at_once(papers: Record) -> None:
    with pytest.raises(Refused, match="of a collection"):
        ask_for_finding_aid(seen(Record.objects.get(title="Letter 1")), 0, None)
    ask_for_finding_aid(seen(papers), 0, None)
    with pytest.raises(Refused, match="already"):
        ask_for_finding_aid(seen(papers), 0, None)
