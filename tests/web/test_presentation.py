"""What pages are made of, as rules that hold of every description and every search."""

import html
import re
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.description import (
    Container,
    Date,
    Description,
    Evidence,
    Identifier,
    Note,
    Place,
    Provenance,
    Text,
    Title,
)
from catalog.domain.text import clean
from catalog.interchange.citation import archival_note, given_citation
from catalog.records.queries import Line, RecordView
from catalog.search.query import InvalidQuery, Query
from catalog.web.areas import areas
from catalog.web.facts import facts, summary
from catalog.web.histogram import HEIGHT, WIDTH, histogram
from catalog.web.marked import marked
from catalog.web.search_address import FACETS, address, read_query, with_any_value, without_value
from catalog.web.shown import shown
from catalog.web.text_lines import TextLine, shown_lines
from tests.descriptions import descriptions

ADDRESS = "https://archive.example/records/0123456789/"
_VALUES = st.text(min_size=1, max_size=20).map(clean).filter(bool)


def view_of(description: Description) -> RecordView:
    now = datetime(2026, 1, 31, tzinfo=UTC)
    return RecordView(1, "012345678", description, "Reading Room", "1/", 1, 1, now, now, 0, 0)


@given(descriptions())
def test_every_statement_stands_in_one_area(description: Description) -> None:
    view = view_of(description)
    entries = [entry for area in areas(view) for field in area.fields for entry in field.entries]
    wanted = [one.id for one in description.statements if one.state != "rejected" and shown(one, view)]
    said = [one.id for entry in entries for one in (entry, *entry.same) if one.id]
    assert sorted(said) == sorted(wanted)
    assert all(entry.words for entry in entries)


@given(descriptions())
def test_any_description_has_facts_and_a_summary(description: Description) -> None:
    assert all(fact.entries for fact in facts(view_of(description)))
    assert summary(view_of(description)).form


@given(
    st.builds(
        Query,
        words=st.text(max_size=40).map(clean).map(str.strip),
        filters=st.dictionaries(
            st.sampled_from(sorted(FACETS)),
            st.lists(_VALUES, min_size=1, max_size=3, unique=True).map(tuple),
            max_size=3,
        ),
        first_year=st.none() | st.integers(-500, 1900),
        last_year=st.none() | st.integers(1901, 2100),
        sort=st.sampled_from(["relevance", "date", "-date", "title"]),
        page=st.integers(1, 500),
        names=st.booleans(),
    )
)
def test_a_search_is_its_address(query: Query) -> None:
    asked = QueryDict(address(query).partition("?")[2])
    assert read_query(asked) == query


def test_choosing_a_value_and_taking_it_back_leads_to_the_first_page() -> None:
    query = Query(words="Lüshun", filters={"form": ("cable",)}, page=3)
    _path, _mark, asked = with_any_value(query, "form")("treaty & more").partition("?")
    more = read_query(QueryDict(asked))
    assert more.filters["form"] == ("cable", "treaty & more")
    assert (more.words, more.page) == ("Lüshun", 1)
    assert without_value(without_value(more, "form", "treaty & more"), "form", "cable").filters == {}


@pytest.mark.parametrize("year", ["MCMLII", "19.5", "--3", "٣٤x"])
def test_a_year_that_is_no_number_is_refused_in_words(year: str) -> None:
    with pytest.raises(InvalidQuery, match="Write it in figures"):
        read_query(QueryDict(f"from={quote(year)}"))


@given(st.dictionaries(st.integers(-3000, 2100), st.integers(1, 99), max_size=80))
def test_the_bars_hold_every_record_and_stay_in_the_drawing(counted: dict[int, int]) -> None:
    years = list(counted.items())
    drawn = histogram(years, Query())
    if drawn is None:
        assert not years
        return
    assert sum(bar.records for bar in drawn.bars) == sum(count for _, count in years)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH + 1 for bar in drawn.bars)
    assert all(bar.y >= 0 and bar.y + bar.height <= HEIGHT for bar in drawn.bars)
    assert all(any(bar.first <= year <= bar.last for bar in drawn.bars) for year, _ in years)


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_marks_add_nothing_to_a_title(title: str, words: list[str]) -> None:
    excerpts = [f"<mark>{html.escape(one)}</mark>" for one in words]
    assert html.unescape(re.sub("</?mark>", "", marked(title, excerpts))) == title


def read_at(line: int) -> Evidence:
    return Evidence(
        file="0" * 64, first_line=line, last_line=line, quote="", basis="stated", confidence=1, recogniser=""
    )


def footnote(number: str, line: int) -> Note:
    where = read_at(line)
    return Note(id=f"note{number}x{line}", note_kind="footnote", label=number, value="…", evidence=where)


def lines_of(text: str, *notes: Note) -> tuple[TextLine, ...]:
    lines = text.split("\n")
    described = Description(
        level="item",
        statements=notes,
        text=Text(sha256="0" * 64, first_line=1, last_line=len(lines), length=len(text)),
    )
    return shown_lines([Line(number, words) for number, words in enumerate(lines, 1)], described)


@pytest.mark.parametrize("marker", ["^[1]", "<sup>1</sup>", "[^1]", "¹"])
def test_a_marker_and_its_footnote_lead_to_each_other(marker: str) -> None:
    first, second = lines_of(f"The base{marker} at Port Arthur\n{marker} Lüshun.", footnote("1", 2))
    call, back = first.pieces[1], second.pieces[0]
    assert (call.kind, back.kind) == ("call", "back")
    assert call.href == f"#{back.id}"
    assert back.href == f"#{call.id}"


def test_a_number_in_brackets_is_no_footnote() -> None:
    (line,) = lines_of("[1] A revised draft; paragraph [1]", footnote("1", 9))
    assert [piece.kind for piece in line.pieces] == ["words"]


def test_one_label_used_twice_leads_to_the_next_footnote_below() -> None:
    lines = lines_of("One^[1]\n^[1] first\nTwo^[1]\n^[1] second", footnote("1", 2), footnote("1", 4))
    assert [lines[0].pieces[1].href, lines[2].pieces[1].href] == ["#foot-note1x2", "#foot-note1x4"]


def test_a_footnote_without_a_line_of_its_own_is_led_to_among_the_notes() -> None:
    (line,) = lines_of("The base^[1] at Port Arthur", footnote("1", 40))
    assert line.pieces[1].href == "#s-note1x40"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=3000))
def test_a_line_is_shown_with_all_of_its_words(words: str) -> None:
    lines = lines_of(words)
    assert ["".join(piece.words for piece in line.pieces).split() for line in lines] == (
        [words.split()] if words.strip() else []
    )


def test_a_very_long_line_is_set_in_paragraphs() -> None:
    (line,) = lines_of("The base is Chinese. " * 200)
    assert sum(piece.kind == "break" for piece in line.pieces) > 3


def test_what_is_said_twice_is_shown_once_with_both_places() -> None:
    first = Place(id="a", name="Lüshunkou", role="subject", evidence=read_at(3))
    again = Place(id="b", name="Lüshunkou", role="subject", evidence=read_at(9))
    view = view_of(Description(level="item", statements=(first, again)))
    (field,) = next(area.fields for area in areas(view) if area.key == "content")
    (entry,) = field.entries
    assert [one.reading.short for one in (entry, *entry.same) if one.reading] == ["l. 3", "l. 9"]


def test_lines_without_words_are_left_out_and_withheld_ones_shown_as_one() -> None:
    described = Description(level="item", text=Text(sha256="0" * 64, first_line=1, last_line=6, length=9))
    lines = [Line(1, "a"), Line(2, ""), Line(3, "b"), Line(4, None), Line(5, None), Line(6, "c")]
    made = shown_lines(lines, described)
    assert [(one.number, one.withheld, one.last) for one in made] == [
        (1, False, 0),
        (3, False, 0),
        (4, True, 5),
        (6, False, 0),
    ]
    assert made[1].after_gap


def test_an_archival_note_goes_from_the_item_to_the_whole() -> None:
    description = Description(
        level="item",
        statements=(
            Title(value="Record of a Meeting Between T. V. Soong and V. M. Molotov."),
            Date(edtf="1945-07-10", role="created", primary=True),
            Identifier(value="HOO-6-9", role="reference code"),
            Container(container_kind="box", number="6"),
            Container(container_kind="folder", number="9"),
            Provenance(element="holder of the original", value="Hoover Institution Archives"),
        ),
    )
    note = archival_note(description, ["Victor Hoo Collection", "Conferences"], "Reading Room", ADDRESS)
    assert note == (
        "“Record of a Meeting Between T. V. Soong and V. M. Molotov,” 10 July 1945, HOO-6-9, box 6, "
        f"folder 9, Conferences, Victor Hoo Collection, Hoover Institution Archives, Reading Room. {ADDRESS}"
    )


def test_a_record_with_a_title_alone_can_be_cited() -> None:
    description = Description(level="collection", statements=(Title(value="Victor Hoo Collection"),))
    assert archival_note(description, [], "Reading Room", ADDRESS) == (
        f"Victor Hoo Collection, Reading Room. {ADDRESS}"
    )
    assert given_citation(description) == ""
