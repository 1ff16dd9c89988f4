"""Dates as documents state them, read into EDTF level 1 with their bounds and clock times.

This is the domain's one door to dates; ``__all__`` names what it hands on from its neighbours.
"""

import re
from collections.abc import Iterator

import msgspec

from catalog.domain.date_display import in_words
from catalog.domain.date_joining import joined
from catalog.domain.date_points import DatePoint, find_points
from catalog.domain.date_whole import whole_date
from catalog.domain.edtf import InvalidDate, bounds, sort_key, validate, years

__all__ = [
    "FoundDate",
    "InvalidDate",
    "ParsedDate",
    "bounds",
    "find_dates",
    "in_words",
    "parse_date",
    "read_date",
    "sort_key",
    "validate",
    "years",
]

_BEFORE_DIGITS, _AFTER_DIGITS = 44, 24
"""Characters of a date that may stand before and after its year or date-time group."""
_DIGITS = re.compile("[0-9]{4,}")
_LENGTHS = (4, 6)


class ParsedDate(msgspec.Struct, frozen=True):
    """EDTF level 1 text, its bounds as ISO days ("" where open), clock time and its zone.

    ``time`` is 14:00 or 14:00/16:00, ``zone`` as written (Z, GMT, EST). ``doubt`` says in words
    what the text leaves open, and is empty where nothing is.
    """

    edtf: str
    earliest: str
    latest: str
    time: str = ""
    zone: str = ""
    doubt: str = ""


class FoundDate(msgspec.Struct, frozen=True):
    """A date in a text: half-open character offsets, the text's own words, what they say."""

    start: int
    end: int
    text: str
    parsed: ParsedDate


def find_dates(text: str) -> Iterator[FoundDate]:
    """The dates in running text, in order; the time it takes grows with the length alone.

    Every date found has a year of four digits or is a telegraphic date-time group.
    """
    for start, end in _stretches(text):
        for point in joined(text, list(find_points(text, start, end)), running=True):
            yield FoundDate(point.start, point.end, text[point.start : point.end], _parsed(point))


def parse_date(text: str, month_first: bool | None = None) -> ParsedDate | None:
    """What a text that is a date and nothing else says, or None where it says none.

    ``month_first`` tells how the source writes 7/4/1963; None leaves such a date open.
    """
    point = whole_date(text, month_first)
    return _parsed(point) if point else None


def read_date(text: str) -> ParsedDate | None:
    """What is meant by a date as it is typed: EDTF, or as documents write it; None where it is neither."""
    try:
        edtf = validate(text)
    except InvalidDate:
        return parse_date(text)
    return ParsedDate(edtf, *bounds(edtf))


def _parsed(point: DatePoint) -> ParsedDate:
    return ParsedDate(point.edtf, *bounds(point.edtf), point.time, point.zone, point.doubt)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The parts of the text around four digits or more, each part of the text in one at most."""
    start = end = 0
    for digits in _DIGITS.finditer(text):
        if digits.end() - digits.start() not in _LENGTHS:
            continue
        if digits.start() - _BEFORE_DIGITS > end:
            if end:
                yield start, end
            start = digits.start() - _BEFORE_DIGITS
        end = digits.end() + _AFTER_DIGITS
    if end:
        yield start, end
