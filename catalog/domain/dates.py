"""Dates as documents state them, as EDTF level 1 with bounds, and as words for a person."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = ("January February March April May June July August September October November December").split()


class InvalidDate(ValueError):
    """The text is not an EDTF level 1 date; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """EDTF level 1 text, its bounds as ISO days ("" where open), clock time and its zone.

    ``time`` is 14:00 or 14:00/16:00. ``doubt`` says in words what the text leaves open, and is
    empty where nothing is.
    """

    edtf: str
    earliest: str
    latest: str
    time: str = ""
    zone: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: half-open character offsets, the text's own words, what they say."""

    start: int
    end: int
    text: str
    parsed: ParsedDate


_NAMES = "|".join(MONTHS) + "|" + "|".join(rf"{m[:3]}\.?" for m in MONTHS) + r"|Sept\.?"
_WRITTEN = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}}) (?P<m1>{_NAMES}),? (?P<y1>\d{{4}})"
    rf"|(?P<m2>{_NAMES}) (?P<d2>\d{{1,2}}),? (?P<y2>\d{{4}})"
    rf"|(?P<m3>{_NAMES}),? (?P<y3>\d{{4}})"
    r"|(?P<y4>\d{4})[-/](?P<m4>\d\d)[-/](?P<d4>\d\d))\b",
    re.IGNORECASE,
)
_EDTF = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?[?~%]?")


def parse_date(text: str) -> ParsedDate | None:
    """What a whole text says as a date, or None where it says none."""
    found = _WRITTEN.fullmatch(text.strip())
    if found:
        return _parsed(found)
    try:
        edtf = validate(text.strip())
    except InvalidDate:
        return None
    return ParsedDate(edtf, *bounds(edtf))


def find_dates(text: str) -> Iterator[FoundDate]:
    """The dates in a text, in order."""
    for found in _WRITTEN.finditer(text):
        parsed = _parsed(found)
        if parsed:
            yield FoundDate(found.start(), found.end(), found.group(), parsed)


def _parsed(found: re.Match[str]) -> ParsedDate | None:
    groups = {key[0]: value for key, value in found.groupdict().items() if value}
    month = groups["m"].lower()[:3]
    number = int(month) if month.isdigit() else [m.lower()[:3] for m in MONTHS].index(month) + 1
    edtf = f"{groups['y']}-{number:02d}" + (f"-{int(groups['d']):02d}" if "d" in groups else "")
    try:
        return ParsedDate(validate(edtf), *bounds(edtf))
    except InvalidDate:
        return None


def validate(edtf: str) -> str:
    """The EDTF text itself; raises InvalidDate with a sentence where it is not EDTF level 1."""
    bounds(edtf)
    return edtf


def bounds(edtf: str) -> tuple[str, str]:
    """The earliest and the latest ISO day; "" where the interval is open. Raises InvalidDate."""
    first, slash, last = edtf.partition("/")
    if not slash:
        last = first
    return _side(first, edtf)[0], _side(last, edtf)[1]


def _side(side: str, edtf: str) -> tuple[str, str]:
    if side in ("", "..") and "/" in edtf:
        return "", ""
    if not _EDTF.fullmatch(side):
        raise InvalidDate(f"“{edtf}” is not a date in EDTF: write 1952-09-15, 1952-09, 1952 or 1952/1954.")
    year, month, day = ([int(part) for part in side.rstrip("?~%").split("-")] + [0, 0])[:3]
    if month > 12 or (month and day > monthrange(year, month)[1]):
        raise InvalidDate(f"“{edtf}” is not a day of the calendar: check the month and the day.")
    last = month or 12
    return (
        f"{year:04d}-{month or 1:02d}-{day or 1:02d}",
        f"{year:04d}-{last:02d}-{day or monthrange(year, last)[1]:02d}",
    )


def in_words(edtf: str) -> str:
    """The date in plain words, such as 28 August 1952."""
    parts = edtf.split("-")
    if _EDTF.fullmatch(edtf) and len(parts) > 1:
        day = f"{int(parts[2])} " if len(parts) > 2 else ""
        return f"{day}{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return edtf


def sort_key(earliest: str, latest: str) -> int:
    """YYYYMMDD of the first known bound as a number; 0 where neither is known."""
    known = earliest or latest
    return int(known.replace("-", "")) if known else 0


def years(earliest: str, latest: str) -> range:
    """The years from the earliest to the latest; an open end counts its known year alone."""
    if not (earliest or latest):
        return range(0)
    return range(int((earliest or latest)[:4]), int((latest or earliest)[:4]) + 1)
