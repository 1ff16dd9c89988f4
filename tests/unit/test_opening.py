"""When a restriction ends: on its day, or so many years after the latest date."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.description import Access, Date, Description
from catalog.domain.opening import opening_day, review_day


def restricted(access: Access, *dates: Date) -> Description:
    return Description(level="item", statements=dates, access=access)


def dated(earliest: str, latest: str, role: str = "created", state: str = "accepted") -> Date:
    return Date(edtf=earliest, role=role, earliest=earliest, latest=latest, state=state)  # type: ignore[arg-type]


def closed_for(years: int, opens_on: str = "") -> Access:
    return Access(material="closed", opens_after_years=years, opens_on=opens_on)


def test_a_day_goes_before_a_rule_and_what_is_open_does_not_open() -> None:
    on_a_day = Access(material="closed", opens_on="2031-01-01", opens_after_years=30)
    assert opening_day(restricted(on_a_day, dated("1952-01-01", "1952-12-31"))) == "2031-01-01"
    assert opening_day(restricted(Access(opens_on="2031-01-01"))) == ""
    assert opening_day(restricted(Access(description="staff", opens_on="2031-01-01"))) == "2031-01-01"
    assert opening_day(restricted(Access(material="closed", opens_on="in thirty years"))) == ""
    assert review_day(restricted(Access(review_on="2030-06-01"))) == "2030-06-01"


def test_the_rule_counts_from_the_latest_accepted_date_of_the_record_itself() -> None:
    first, last = dated("1949-01-01", "1949-12-31"), dated("1952-02-29", "1952-02-29", "signed")
    assert opening_day(restricted(closed_for(30), first, last)) == "1982-03-01"
    assert opening_day(restricted(closed_for(32), first, last)) == "1984-02-29"
    released = dated("2001-01-01", "2001-01-01", "released")
    assert opening_day(restricted(closed_for(30), first, released)) == "1979-12-31"


def test_what_cannot_be_counted_stays_closed() -> None:
    open_end = dated("1949-01-01", "")
    proposed = dated("1949-01-01", "1949-12-31", state="proposed")
    assert opening_day(restricted(closed_for(30))) == ""
    assert opening_day(restricted(closed_for(30), open_end)) == ""
    assert opening_day(restricted(closed_for(30), open_end, dated("1952-01-01", "1952-12-31"))) == ""
    assert opening_day(restricted(closed_for(30), proposed)) == ""
    assert opening_day(restricted(closed_for(9000), dated("1952-01-01", "1952-12-31"))) == ""


@given(st.dates(date(1500, 1, 1), date(2200, 1, 1)), st.integers(1, 200))
def test_nothing_opens_before_its_years_are_over(latest: date, years: int) -> None:
    day = opening_day(restricted(closed_for(years), dated("1400-01-01", latest.isoformat())))
    opens = date.fromisoformat(day)
    assert (opens.year - latest.year, opens >= latest) == (years, True)
    assert (opens.month, opens.day) >= (latest.month, latest.day)
