"""Dates: what documents write, read into EDTF; EDTF checked, bounded and told in words."""

from calendar import monthrange
from datetime import date
from pathlib import Path
from time import process_time

import edtf as edtf_library
import pytest
from edtf_validate.valid_edtf import is_valid, isLevel2
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.dates import (
    InvalidDate,
    bounds,
    find_dates,
    in_words,
    parse_date,
    sort_key,
    validate,
    years,
)

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


DAYS = st.dates(date(1000, 1, 1)).map(date.isoformat)
KNOWN = st.builds(lambda day, length: day[:length], DAYS, st.sampled_from([4, 7, 10]))
PARTLY_KNOWN = st.builds(
    lambda day, form: form.format(day[:3], day[:4], day[:7]),
    DAYS,
    st.sampled_from(["{0}X", "{1}-XX-XX", "{2}-XX"]),
)
FLAGGED = st.tuples(KNOWN, st.sampled_from(["", "?", "~", "%"])).map("".join) | PARTLY_KNOWN


@given(FLAGGED)
def test_bounds_agree_with_the_edtf_library(edtf: str) -> None:
    parsed = edtf_library.parse_edtf(edtf)
    lower, upper = (
        f"{one.tm_year:04d}-{one.tm_mon:02d}-{one.tm_mday:02d}"
        for one in (parsed.lower_strict(), parsed.upper_strict())
    )
    assert bounds(edtf) == (lower, upper)


@given(st.text(alphabet="0123456789-/X?~.%", max_size=12) | FLAGGED)
def test_accepts_nothing_that_edtf_validate_refuses(text: str) -> None:
    try:
        validate(text)
    except InvalidDate:
        return
    assert is_valid(text)
    assert not isLevel2(text)


@given(FLAGGED, FLAGGED)
def test_an_interval_spans_from_the_first_to_the_last(one: str, other: str) -> None:
    first, last = sorted((one, other), key=bounds)
    earliest, latest = bounds(f"{first}/{last}")
    assert (earliest, latest) == (bounds(first)[0], bounds(last)[1])
    assert bounds(f"../{last}") == ("", latest)
    assert bounds(f"{first}/..") == (earliest, "")


@pytest.mark.parametrize("year", [1900, 1904, 1952, 2000, 2001])
def test_february_ends_where_the_calendar_says(year: int) -> None:
    assert bounds(f"{year}-02")[1] == f"{year}-02-{monthrange(year, 2)[1]}"


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [("1952-21", "1952-03-01", "1952-05-31"), ("1952-24", "1952-01-01", "1952-12-31")],
)
def test_a_season_has_its_months_and_a_winter_may_be_either_end_of_its_year(
    edtf: str, earliest: str, latest: str
) -> None:
    assert bounds(edtf) == (earliest, latest)


@pytest.mark.parametrize(
    ("edtf", "says"),
    [
        ("1952-13", "months are 01 to 12"),
        ("1952-02-30", "29 days"),
        ("1954/1952", "ends before it begins"),
        ("../..", "at least one"),
        ("0000", "BC"),
        ("1952-09-15T14:00", "clock time"),
        ("195X-09", "leaves out digits"),
        ("September 1952", "is not a date in EDTF"),
        ("[1952,1954]", "is not a date in EDTF"),
        ("", "is not a date in EDTF"),
    ],
)
def test_refuses_with_a_sentence(edtf: str, says: str) -> None:
    with pytest.raises(InvalidDate, match=says):
        validate(edtf)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1952-08-28", "28 August 1952"),
        ("1952-09", "September 1952"),
        ("1952", "1952"),
        ("1950~", "about 1950"),
        ("1952?", "1952, uncertain"),
        ("1952%", "about 1952, uncertain"),
        ("195X", "the 1950s"),
        ("19XX", "between 1900 and 1999"),
        ("1952-21", "spring 1952"),
        ("1963-XX-XX", "1963, day and month not known"),
        ("1963-07-XX", "July 1963, day not known"),
        ("1952-09-14/1952-09-16", "14 to 16 September 1952"),
        ("1952-08-28/1952-09-03", "28 August to 3 September 1952"),
        ("1951-12/1952-02", "December 1951 to February 1952"),
        ("1952/1954", "1952 to 1954"),
        ("1952-09~/1954-09~", "about September 1952 to about September 1954"),
        ("../1955-05-31", "up to 31 May 1955"),
        ("1954/..", "from 1954 on"),
        ("1954/", "from 1954, end not known"),
    ],
)
def test_tells_a_date_in_plain_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


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
    "piece",
    ["1", "a", "1952 ", "May 1952 ", "12 October 1954 - ", "1952-", "by the end of ", "1952" + " " * 30, "("],
)
def test_hostile_text_takes_time_by_its_length_alone(piece: str) -> None:
    """Ten times the text takes ten times as long, not a hundred times."""

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = process_time()
        for _ in find_dates(text):
            pass
        return process_time() - start

    short = max(seconds(50_000), 0.002)
    assert seconds(500_000) < 40 * short


def test_sorts_by_the_earliest_known_day() -> None:
    dates = ["1952-08-28", "1952-09", "../1955-05-31", "1954/.."]
    assert sorted(dates, key=lambda one: sort_key(*bounds(one)), reverse=True) == [
        "../1955-05-31",
        "1954/..",
        "1952-09",
        "1952-08-28",
    ]
    assert sort_key("1952-08-28", "1952-08-28") == 19520828
    assert sort_key("", "") == 0


def test_years_for_a_histogram_count_an_open_end_once() -> None:
    assert list(years("1952-01-01", "1954-12-31")) == [1952, 1953, 1954]
    assert list(years("", "1955-05-31")) == [1955]
    assert list(years("", "")) == []
