"""EDTF level 1 as text: checked, with the days it spans.

We read the grammar ourselves: the edtf and edtf-validate libraries take 0.3 s and 0.5 s to import
and edtf ends a winter in its December. The tests hold the two readings together.
"""

import re
from calendar import monthrange
from functools import lru_cache

import msgspec

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 12)}
"""Months of spring, summer, autumn and winter; a winter may be at either end of its year."""

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<flag>[?~%]?)"
)
_SEASON = re.compile("[0-9]{4}-2[1-4]")


class InvalidDate(ValueError):
    """The text is not an EDTF level 1 date; the message is a sentence for a person."""


class EdtfPoint(msgspec.Struct, frozen=True):
    """One end of an interval or a date by itself: its parts as written, its flag and its days."""

    year: str
    month: str
    day: str
    flag: str
    earliest: str
    latest: str


class Edtf(msgspec.Struct, frozen=True):
    """A date read: ``last`` is the first again where it is no interval, None where an end is open.

    ``opening`` and ``closing`` are the text of open ends: ".." for open, "" for not known.
    """

    first: EdtfPoint | None
    last: EdtfPoint | None
    is_interval: bool
    opening: str = ""
    closing: str = ""


@lru_cache(maxsize=4096)
def read(edtf: str) -> Edtf:
    """The parts of an EDTF level 1 text of the years 1 to 9999; raises InvalidDate."""
    start, slash, end = edtf.partition("/")
    if not slash:
        point = _point(start, edtf)
        return Edtf(point, point, is_interval=False)
    first = None if start in ("", "..") else _point(start, edtf)
    last = None if end in ("", "..") else _point(end, edtf)
    if first is None and last is None:
        raise InvalidDate(f"“{edtf}” has no date at either end: give at least one, such as 1952/.. .")
    if first and last and first.earliest > last.latest:
        raise InvalidDate(f"“{edtf}” ends before it begins: write the earlier date first.")
    return Edtf(first, last, True, start if first is None else "", end if last is None else "")


def validate(edtf: str) -> str:
    """The EDTF text itself; raises InvalidDate with a sentence where it is not EDTF level 1."""
    read(edtf)
    return edtf


def bounds(edtf: str) -> tuple[str, str]:
    """The earliest and the latest ISO day; "" where the interval is open. Raises InvalidDate.

    The flags ?, ~ and % widen nothing.
    """
    date = read(edtf)
    return date.first.earliest if date.first else "", date.last.latest if date.last else ""


def takes_flag(point: str) -> bool:
    """Whether level 1 lets ?, ~ or % stand after a point: not after a season or unknown digits."""
    return "X" not in point and not _SEASON.fullmatch(point)


def sort_key(earliest: str, latest: str) -> int:
    """YYYYMMDD of the earliest known day as a number; 0 where there is no date."""
    known = earliest or latest
    return int(known.replace("-", "")) if known else 0


def years(earliest: str, latest: str) -> range:
    """The years from the earliest to the latest day; an open end counts its known year alone."""
    if not (earliest or latest):
        return range(0)
    return range(int((earliest or latest)[:4]), int((latest or earliest)[:4]) + 1)


def _point(text: str, whole: str) -> EdtfPoint:
    found = _POINT.fullmatch(text)
    if not found:
        raise InvalidDate(_not_edtf(whole))
    year, month, day, flag = (found[name] or "" for name in ("year", "month", "day", "flag"))
    if ("X" in year and month) or (month == "XX" and day not in ("", "XX")):
        raise InvalidDate(f"“{whole}” leaves out digits before others: end it where it is known.")
    if flag and not takes_flag(text[:-1]):
        raise InvalidDate(f"“{whole}” has a flag on a season or on unknown digits: leave the {flag} out.")
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year == 0:
        raise InvalidDate(f"“{whole}” is before the year 1: dates BC cannot be kept yet.")
    if month in ("", "XX"):
        return EdtfPoint(year, month, day, flag, f"{first_year:04d}-01-01", f"{last_year:04d}-12-31")
    first_month, last_month = _months(int(month), day, whole)
    first_day, last_day = _days(first_year, last_month, day, whole)
    earliest = f"{year}-{first_month:02d}-{first_day:02d}"
    return EdtfPoint(year, month, day, flag, earliest, f"{year}-{last_month:02d}-{last_day:02d}")


def _months(month: int, day: str, whole: str) -> tuple[int, int]:
    if month in SEASONS and not day:
        return SEASONS[month]
    if not 1 <= month <= 12:
        raise InvalidDate(f"“{whole}” has no such month: months are 01 to 12, seasons 21 to 24.")
    return month, month


def _days(year: int, month: int, day: str, whole: str) -> tuple[int, int]:
    length = monthrange(year, month)[1]
    if day in ("", "XX"):
        return 1, length
    if not 1 <= int(day) <= length:
        raise InvalidDate(f"“{whole}” has no such day: that month has {length} days.")
    return int(day), int(day)


def _not_edtf(whole: str) -> str:
    if "T" in whole and ":" in whole:
        return f"“{whole}” has a clock time in it: write the day alone and the time in its own field."
    return (
        f"“{whole}” is not a date in EDTF: write 1952-09-15, 1952-09, 1952, 195X, 1952~ for about"
        " 1952, 1952? for uncertain, 1952/1954 for a span or ../1955 for up to 1955."
    )
