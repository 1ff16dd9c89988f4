"""What matched is shown with its line and its part, and parts can be searched alone: on both engines."""

import pytest

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.models import Record
from catalog.records.change import change
from catalog.search.engine import Engine
from catalog.search.passages import Passage, passage, signed, signed_lines
from tests.database.records import ARCHIVIST, item, part, published
from tests.engine.catalogue import PUBLIC, STAFF, asked, day, ids, index, note

pytestmark = pytest.mark.django_db

CABLE = "\n".join(
    [
        "To Chairman Mao",
        "Yesterday evening we spoke of the railway.",
        "",
        "Annex One",
        "The exchange of torpedoes at Dairen",
        "and of harbour pilots.",
        "Zhou Enlai",
    ]
)


def cable() -> tuple[Record, Record]:
    """A cable with an annex on its lines 4 to 6."""
    document = item("Cable to Mao", note("A cable on railways"), day("1952-09-15"), text=CABLE)
    annex = part("Annex on pilots", document, 4, 6, CABLE)
    return published(document), annex


def shown(words: str, field: str = "text", rank: int = PUBLIC) -> list[Passage]:
    return [one for hit in asked(words, rank).hits for one in hit.highlights.get(field, ())]


def where(words: str, field: str = "text") -> list[tuple[int, str]]:
    return [(one.line, one.part) for one in shown(words, field)]


def test_a_passage_says_the_line_of_its_first_mark_and_its_part(using: Engine) -> None:
    _document, annex = cable()
    published(item("A page of recognised text", text="Ordinary words of a page. " * 80 + "The cruiser sank."))
    index()
    assert where("chairman") == [(1, "")]
    assert where("yesterday") == [(2, "")]
    assert where("torpedoes") == where("torped*") == where("torpedos~") == [(5, annex.public_id)]
    assert where('"Dairen and of harbour"') == [(5, annex.public_id)]
    assert where("pilots", "title") == [(0, annex.public_id)]
    assert where("cable", "notes") == [(0, "")]
    assert where("cruiser") == [(1, "")]
    assert all("\x01" not in one.html for words in ("torpedoes", "cruiser") for one in shown(words))


def test_lines_after_withheld_ones_keep_their_numbers(using: Engine) -> None:
    _document, annex = cable()
    annex.refresh_from_db()
    closed = [SetAccess(access=Access(material="closed"))]
    change(annex.public_id, closed, expected_revision=annex.revision, author=ARCHIVIST)
    index()
    assert where("enlai") == [(7, "")]
    assert where("railway") == [(2, "")]
    assert where("torpedoes") == []
    assert [one.line for one in shown("torpedoes", rank=30)] == [5]


def test_parts_are_searched_alone(using: Engine) -> None:
    document, annex = cable()
    other = published(item("The harbour pilots of Dairen", text="Annex One is lost."))
    hidden = item("Letter", text="Open\nThe pilots")
    part("Enclosure", hidden, 2, 2, "Open\nThe pilots", Access(description="staff"))
    published(hidden)
    index()
    assert ids(asked("pilots")) == {document.pk, other.pk}
    assert ids(asked("is:part")) == ids(asked("is:part pilots")) == {document.pk}
    assert ids(asked("is:part pilots", STAFF)) == {document.pk, hidden.pk}
    assert ids(asked("is:part railway")) == ids(asked("is:part title:cable")) == set()
    assert ids(asked("is:part (title:pilots OR text:nothing) torpedo*")) == {document.pk}
    assert ids(asked('is:part "annex one" -railway')) == {document.pk}
    assert ids(asked("-is:part dairen")) == {other.pk}
    assert ids(asked("is:railway")) == set()
    marked = asked("is:part pilots").hits[0].highlights
    assert {one.part for passages in marked.values() for one in passages} == {annex.public_id}
    assert set(marked) == {"title", "text"}


def test_signs_are_read_as_they_were_written() -> None:
    assert signed_lines([]) == ""
    text = signed_lines([(9, "Port <mark>Arthur", ""), (10, "Base</mark>", "abc"), (12, "", "")])
    assert passage(text) == Passage("Port <mark>Arthur\nBase</mark>\n", 9)
    cut = text[text.index("<mark>") :]
    assert passage(cut) == Passage("<mark>Arthur\nBase</mark>\n", 9)
    assert passage(signed("a note on <mark>x</mark>", part="0k3v")).part == "0k3v"
    long = signed("word " * 100 + "<mark>end</mark>", 70_000)
    assert passage(long[420:]).line == 70_000
    assert passage("no <mark>sign</mark>\x0e") == Passage("no <mark>sign</mark>")
