"""EDTF: checked, bounded, told in words and sorted, in agreement with the two EDTF libraries."""

from calendar import monthrange
from datetime import date

import edtf as edtf_library
import pytest
from edtf_validate.valid_edtf import is_valid, isLevel2
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.dates import InvalidDate, bounds, in_words, sort_key, validate, years

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
