"""Dates: what documents write, read into EDTF, and found where it stands."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.dates import find_dates, in_words, parse_date, validate

SEEDS = Path(__file__).parents[2] / "seeds"

READINGS = {
    # days
    "August 28, 1952": "1952-08-28",
    "12 October 1954": "1954-10-12",
    "12 OCTOBER 1954": "1954-10-12",
    "Sept. 4, 1952": "1952-09-04",
    "Aug.28,1952": "1952-08-28",
    "30 JUN 2005": "2005-06-30",
    "30-JUN-2005": "2005-06-30",
    "Monday, 14 September 1952": "1952-09-14",
    "the 14th of September, 1952": "1952-09-14",
    "Dated 12 Oct. 1954": "1954-10-12",
    "2013/01/02": "2013-01-02",
    "1952-09-15": "1952-09-15",
    "19520828": "1952-08-28",
    "1952 September 14": "1952-09-14",
    "1974-Jun-19": "1974-06-19",
    "7/17/1963": "1963-07-17",
    "17/7/1963": "1963-07-17",
    "5/5/1955": "1955-05-05",
    "12.10.1954": "1954-10-12",
    "12.X.1954": "1954-10-12",
    # other languages
    "12 octobre 1954": "1954-10-12",
    "3 janvier 1956": "1956-01-03",
    "1er août 1927": "1927-08-01",
    "12. Oktober 1954": "1954-10-12",
    "3. März 1953": "1953-03-03",
    "12 de octubre de 1954": "1954-10-12",
    "9 декабря 1949 г.": "1949-12-09",
    "в феврале 1950": None,
    "февраль 1950 года": "1950-02",
    "1952年9月15日": "1952-09-15",
    # months, seasons, years, decades
    "1952-09": "1952-09",
    "September 1952": "1952-09",
    "mid-July 1963": "1963-07",
    "late September, 1952": "1952-09",
    "spring 1951": "1951-21",
    "Autumn of 1951": "1951-23",
    "winter 1951-52": "1951-12/1952-02",
    "1952": "1952",
    "1949 г.": "1949",
    "the 1950s": "195X",
    "early 1950's": "195X",
    "195-": "195X",
    "c. 1950s": "195X",
    "19--": "19XX",
    "20th century": "1901/2000",
    # spans
    "14-16 September 1952": "1952-09-14/1952-09-16",
    "14/16 Sept. 1952": "1952-09-14/1952-09-16",
    "September 14-16, 1952": "1952-09-14/1952-09-16",
    "28 August to 3 September 1952": "1952-08-28/1952-09-03",
    "December 28 - January 3, 1953": "1952-12-28/1953-01-03",
    "Nov. 12, 1951 -Apr. 3, 1952": "1951-11-12/1952-04-03",
    "August-September 1945": "1945-08/1945-09",
    "Jan.-Feb. 1937": "1937-01/1937-02",
    "1952-1954": "1952/1954",
    "1952–54": "1952/1954",
    "1921-24": "1921/1924",
    "1928 - 1928": "1928",
    "Oct 1920-1921": "1920-10/1921",
    "from 1952 to 1954": "1952/1954",
    "between 12 October 1954 and 31 May 1955": "1954-10-12/1955-05-31",
    "between about September 1952 and about September 1954": "1952-09~/1954-09~",
    "1937-": "1937/..",
    "1918-[ongoing].": "1918/..",
    # open ends
    "by 31 May 1955": "../1955-05-31",
    "by the end of 1952": "../1952",
    "not later than 31 May 1955": "../1955-05-31",
    "before 1950": "../1949",
    "before 1 March 1952": "../1952-02-29",
    "after 1950": "1951/..",
    "since 12 October 1954": "1954-10-12/..",
    # flags
    "c. 1950": "1950~",
    "circa 1950": "1950~",
    "[ca. 1951]-[ca. 1952].": "1951~/1952~",
    "about September 1952": "1952-09~",
    "[1950?]": "1950?",
    "probably 1950": "1950?",
    "c. 1950?": "1950%",
    "[1950]": "1950",
    # no date
    "n.d.": None,
    "[undated]": None,
    "s.d.": None,
    "circa": None,
    "No. 3107": None,
    "31 February 1952": None,
    "1911/21007": None,
    "28 August": None,
    "7/20/63": None,
    "": None,
    # EDTF itself
    "../1955-05-31": "../1955-05-31",
    "1952-09~/1954-09~": "1952-09~/1954-09~",
    "1950%": "1950%",
}


@pytest.mark.parametrize(("text", "edtf"), READINGS.items())
def test_reads_what_documents_write(text: str, edtf: str | None) -> None:
    parsed = parse_date(text)
    assert (parsed.edtf if parsed else None) == edtf


@pytest.mark.parametrize(
    ("text", "time", "zone"),
    [
        ("10 July 1945, 2:00 P.M.-4:00 P.M.", "14:00/16:00", ""),
        ("10 July 1945, 2:00 - 4:00 p.m.", "14:00/16:00", ""),
        ("10 July 1945, 11:00 - 1:00 p.m.", "11:00/13:00", ""),
        ("February 11, 1958, 10:59 a.m.", "10:59", ""),
        ("10:59 a.m., February 11, 1958", "10:59", ""),
        ("10 July 1945 at 12:30 a.m.", "00:30", ""),
        ("10 July 1945 at 1400 hours", "14:00", ""),
        ("10. Juli 1945, 14.30 Uhr", "14:30", ""),
        ("10 July 1945, 14:30 GMT", "14:30", "GMT"),
        ("R 191620Z JUN 74", "16:20", "Z"),
        ("2015-03-04T10:15:00Z", "10:15", "Z"),
        ("10 July 1945, noon", "12:00", ""),
    ],
)
def test_keeps_the_clock_time_apart(text: str, time: str, zone: str) -> None:
    parsed = parse_date(text)
    assert parsed is not None
    assert (parsed.time, parsed.zone) == (time, zone)
    assert "T" not in parsed.edtf
    assert parsed.earliest == parsed.latest == parsed.edtf


def test_says_what_the_text_leaves_open_and_never_guesses() -> None:
    ambiguous = parse_date("7/4/1963")
    assert ambiguous is not None
    assert ambiguous.edtf == "1963-XX-XX"
    assert "7 April 1963 or 4 July 1963" in ambiguous.doubt
    half = parse_date("10 July 1945, 2:00")
    assert half is not None
    assert half.time == ""
    assert "morning or afternoon" in half.doubt
    for text in ("1910-11", "c1950", "R 191620Z JUN 74", "1949-1950, n.d.", "1830 and 1847-1900."):
        parsed = parse_date(text)
        assert parsed is not None
        assert parsed.doubt, text


def test_reads_day_and_month_in_the_order_that_the_source_is_known_to_use() -> None:
    readings = [parse_date("9/10/2000", month_first) for month_first in (True, False)]
    assert [one.edtf for one in readings if one] == ["2000-09-10", "2000-10-09"]


def test_several_dates_of_an_aggregate_give_its_inclusive_dates() -> None:
    for text, edtf in {
        "1830, 1847-1900.": "1830/1900",
        "1898-1917 and 1939-1963.": "1898/1963",
        "15 and 16 September 1952": None,
    }.items():
        parsed = parse_date(text)
        assert (parsed.edtf if parsed else None) == edtf


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)))
def test_reads_back_its_own_words(day: date) -> None:
    for edtf in (f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"):
        parsed = parse_date(in_words(edtf))
        assert parsed is not None
        assert parsed.edtf == edtf


def test_finds_dates_where_they_stand_in_the_seeds() -> None:
    treaty = (SEEDS / "000_02b63002aa3a3b0e.txt").read_text(encoding="utf-8")
    found = list(find_dates(treaty))
    assert [one.parsed.edtf for one in found] == [
        "1954-10-12",
        "1956-01-03",
        "1954-10-12",
        "1956-01-03",
        "1954-10-12",
        "1950-02-14",
        "../1955-05-31",
        "1954-10-12",
        "1954-10-12",
    ]
    assert all(treaty[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "edtfs"),
    [
        ("In 1924 there were 5+5 directors; we must buy 1500 tons of rubber.", ["1924"]),
        ("from 1800 to 1900 tons, file 1911/21007, No. 1954, pp. 1952-1954, room 1949", []),
        ("He served 1949-1954 (Beijing: Zhongyang, 2018), 91-94.", ["1949/1954", "2018"]),
        ("Was it signed in 1950? They may 1 the 3107 and 1,952 or 19.52.", ["1950"]),
        ("~ DATE’: 7/17/1963\nDATE OF LAST REVIEW : 9/10/2000", ["1963-07-17", "2000-XX-XX"]),
        ("end August 1945, mid-July 1963, the 1950s", ["1945-08", "1963-07", "195X"]),
        ("Washington, February 11, 1958, 10:59 a.m.", ["1958-02-11"]),
        ("on 12 October\n1954 by signature", ["1954-10-12"]),
    ],
)
def test_takes_a_number_for_a_year_only_where_the_words_say_so(text: str, edtfs: list[str]) -> None:
    assert [one.parsed.edtf for one in find_dates(text)] == edtfs


@given(st.text(alphabet="12 90May,-/.?cthebyJune:apm()[]\n", max_size=200))
def test_every_date_found_is_valid_and_stands_where_it_says(text: str) -> None:
    end = 0
    for found in find_dates(text):
        assert found.start >= end
        end = found.end
        assert text[found.start : found.end] == found.text
        assert validate(found.parsed.edtf)
        assert in_words(found.parsed.edtf)


@pytest.mark.parametrize(
    ("piece", "dates_a_piece"),
    [
        ("1", 0),
        ("a", 0),
        (" ", 0),
        ("1952 ", 0),
        ("1952\n\n\n", 0),
        ("May ", 0),
        ("12 May 1952; ", 1),
        ("by the end of 1952 ", 1),
        ("12 October 1954 - ", 0.5),
        ("(1952) - ", 1),
        ("1234567890-", 0),
    ],
)
def test_a_very_long_line_is_read_like_any_other(piece: str, dates_a_piece: float) -> None:
    pieces = 200_000 // len(piece)
    assert sum(1 for _ in find_dates(piece * pieces)) == pytest.approx(pieces * dates_a_piece, abs=1)
