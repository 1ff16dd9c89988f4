"""Statements in words, and what stands for a record in lists."""

import pytest
from hypothesis import given

from catalog.domain.description import (
    STATEMENT_TYPES,
    Agent,
    AnyStatement,
    Classification,
    ClassificationEvent,
    Container,
    Contents,
    Date,
    Description,
    Extent,
    Identifier,
    Language,
    Provenance,
    Relation,
    Rights,
    State,
    Title,
)
from catalog.domain.disclosure import PUBLIC, Effective, disclose
from catalog.domain.wording import UNTITLED, label, primary_date, reference_code, title_of, words
from tests.descriptions import descriptions, statements


@given(statements(STATEMENT_TYPES))
def test_every_statement_has_words_and_a_label(statement: AnyStatement) -> None:
    assert isinstance(words(statement), str)
    assert label(statement)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            Date(edtf="1945-07-10", role="event", time="14:00/16:00"),
            ("Took place", "10 July 1945 14:00–16:00"),
        ),
        (Extent(quantity="12", unit="pages"), ("Extent", "12 pages")),
        (Language(code="zho", role="original"), ("Original language", "Chinese")),
        (Language(code="und"), ("Language", "und")),
        (Container(container_kind="box", number="6"), ("Container", "box 6")),
        (Classification(level="Secret", code="S"), ("Classification", "Secret")),
        (Classification(level="Unclassified", current=True), ("Present classification", "Unclassified")),
        (
            ClassificationEvent(act="released", date="2013-01-02", decision_code="RIFPUB"),
            ("Released", "2 January 2013, RIFPUB"),
        ),
        (Agent(name="Zhou Enlai", role="sender"), ("From", "Zhou Enlai")),
        (Contents(value="Naval bases", number="2"), ("Contents", "2. Naval bases")),
        (Identifier(value="NIE 58", role="registration number"), ("Registration number", "NIE 58")),
        (Provenance(value="PRC", element="holder of the original"), ("Holder of the original", "PRC")),
        (Relation(relation="references", cited="NIE 58"), ("Cites", "NIE 58")),
        (Rights(uri="https://rightsstatements.org/vocab/NKC/"), ("Rights", "https://rightsstatements.org/vocab/NKC/")),
    ],
)  # fmt: skip
def test_a_statement_reads_as_an_archivist_says_it(
    statement: AnyStatement, expected: tuple[str, str]
) -> None:
    assert (label(statement), words(statement)) == expected


def titled(*titles: Title) -> Description:
    return Description(level="item", statements=titles)


def title(value: str, state: State = "accepted", kind: str = "formal") -> Title:
    return Title(value=value, state=state, title_kind="parallel" if kind == "parallel" else "formal")


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ((), UNTITLED),
        ((title("Read", "proposed"),), "Read"),
        ((title("Wrong", "rejected"),), UNTITLED),
        ((title("Wrong", "rejected"), title("Read", "proposed"), title("Right")), "Right"),
        ((title("周恩来致毛泽东电", kind="parallel"), title("Cable")), "Cable"),
        ((title("周恩来致毛泽东电", kind="parallel"),), "周恩来致毛泽东电"),
        ((title("Read", "proposed"), title("周恩来致毛泽东电", kind="parallel")), "周恩来致毛泽东电"),
    ],
)  # fmt: skip
def test_the_title_that_stands_for_a_record(titles: tuple[Title, ...], expected: str) -> None:
    assert title_of(titled(*titles)) == expected


@given(descriptions((Title, Identifier, Date)))
def test_lists_show_readers_nothing_that_the_record_does_not(description: Description) -> None:
    """Other records show title, code and date from a row, and the row is made of all statements."""
    public = disclose(description, Effective(PUBLIC, PUBLIC), PUBLIC)
    assert public is not None
    if title_of(public) != UNTITLED:
        assert title_of(description) == title_of(public)
    if reference_code(public):
        assert reference_code(description) == reference_code(public)
    if primary_date(public) is not None:
        assert _as_read(primary_date(description)) == _as_read(primary_date(public))


def _as_read(date: Date | None) -> tuple[str, str] | None:
    return (date.edtf, date.role) if date else None


def test_the_date_of_writing_stands_for_a_record_unless_another_is_marked() -> None:
    signed = Date(edtf="1952-09-15", role="signed", state="accepted")
    written = Date(edtf="1952-08-28", role="created", state="accepted")
    received = Date(edtf="1952-09-01", role="received", state="accepted")
    marked = Date(edtf="1952-09-16", role="issued", state="accepted", primary=True)
    assert primary_date(Description(level="item", statements=(received, signed, written))) == written
    assert primary_date(Description(level="item", statements=(written, marked))) == marked
    assert primary_date(Description(level="item", statements=(received,))) is None
