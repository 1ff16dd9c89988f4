"""Single dates as documents write them, found by one pattern: a day, a month, a season, a year.

A point without a year (the first of "28 August to 3 September 1952") takes the year of the next.
"""

from collections.abc import Callable, Iterator

import msgspec
from msgspec.structs import replace

from catalog.domain.date_display import day_in_words
from catalog.domain.date_patterns import GROUPS, POINT
from catalog.domain.date_words import MONTHS, ROMAN_MONTHS, SEASONS
from catalog.domain.edtf import InvalidDate, validate


class DatePoint(msgspec.Struct, frozen=True):
    """A date at half-open offsets; ``edtf`` is "" where no year is written beside it.

    ``bare`` marks four digits that may be any number. ``first_day`` is the 14 of 14-16 September.
    """

    start: int
    end: int
    edtf: str
    month: int = 0
    day: int = 0
    first_day: int = 0
    bare: bool = False
    time: str = ""
    zone: str = ""
    doubt: str = ""


_Groups = dict[str, str]


def find_points(text: str, start: int, end: int) -> Iterator[DatePoint]:
    """The points between two offsets, in order; days that no calendar has are left out."""
    for found in POINT.finditer(text, start, end):
        form = found.lastgroup or ""
        groups = {name: found[group] or "" for name, group in GROUPS[form]}
        point = _READERS[form](*found.span(), groups)
        if point and (not point.edtf or _is_valid(point.edtf)):
            yield point


def in_year(point: DatePoint, year: int) -> DatePoint:
    """The point with the year that another date gave it."""
    return replace(point, edtf=_days(f"{year:04d}", point.month, point.day, point.first_day))


def _is_valid(edtf: str) -> bool:
    try:
        validate(edtf)
    except InvalidDate:
        return False
    return True


def _days(year: str, month: int, day: int, first_day: int) -> str:
    text = f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
    return f"{year}-{month:02d}-{first_day:02d}/{text}" if first_day else text


def _named_month(start: int, end: int, groups: _Groups) -> DatePoint | None:
    month = MONTHS[groups["month"].lower()]
    day, first_day = int(groups.get("day") or 0), int(groups.get("first") or 0)
    year = groups["year"] or groups.get("year_alone", "")
    edtf = _days(year, month, day, first_day) if year else ""
    return DatePoint(start, end, edtf=edtf, month=month, day=day, first_day=first_day)


def _numbered_month(start: int, end: int, groups: _Groups) -> DatePoint | None:
    month, day = int(groups["month"] or 0), int(groups.get("day") or 0)
    if not month:
        return DatePoint(start, end, edtf=groups["year"])
    edtf = _days(groups["year"], month, day, 0)
    time, zone = _clock(groups)
    return DatePoint(start, end, edtf=edtf, month=month, day=day, time=time, zone=zone)


def _clock(groups: _Groups) -> tuple[str, str]:
    if not groups.get("hour") or int(groups["hour"]) > 23:
        return "", ""
    return f"{groups['hour']}:{groups['minute']}", groups["zone"]


def _year_month(start: int, end: int, groups: _Groups) -> DatePoint | None:
    """1952-09 is a month, as ISO 8601 has it; 1910-11 may also be two years."""
    year, month = groups["year"], groups["month"]
    doubt = f"{year}-{month} may also mean {year} to {year[:2]}{month}" if int(month) > int(year[2:]) else ""
    return DatePoint(start, end, edtf=f"{year}-{month}", month=int(month), doubt=doubt)


def _numbered(start: int, end: int, groups: _Groups) -> DatePoint | None:
    """Dots and Roman months are written day first; 7/4/1963 is read in neither order."""
    first, second, year = int(groups["a"]), groups["b"], groups["year"]
    if second in ROMAN_MONTHS:
        return DatePoint(start, end, edtf=_days(year, ROMAN_MONTHS[second], first, 0))
    other = int(second)
    if groups["sep"] == "." or first == other or (first > 12 >= other):
        return DatePoint(start, end, edtf=_days(year, other, first, 0))
    if other > 12 >= first:
        return DatePoint(start, end, edtf=_days(year, first, other, 0))
    if not (first and other) or first > 12:
        return None
    readings = sorted((_days(year, first, other, 0), _days(year, other, first, 0)))
    words = " or ".join(day_in_words(int(year), int(one[5:7]), int(one[8:])) for one in readings)
    doubt = f"the order of day and month is not known: {words}"
    return DatePoint(start, end, edtf=f"{year}-XX-XX", doubt=doubt)


def _group(start: int, end: int, groups: _Groups) -> DatePoint | None:
    """A date-time group: they came with the Second World War, so 74 is 1974 and 05 is 2005."""
    month = MONTHS.get(groups["month"].lower())
    if not month:
        return None
    year, doubt = groups["year"], ""
    if len(year) == 2:
        doubt = f"the year is written {year}"
        year = f"{'19' if int(year) >= 40 else '20'}{year}"
    time, zone = _clock(groups)
    edtf = _days(year, month, int(groups["day"]), 0)
    return DatePoint(start, end, edtf=edtf, time=time, zone=zone, doubt=doubt)


def _short(start: int, end: int, groups: _Groups) -> DatePoint | None:
    last = _last_year(groups["year"], groups["last"])
    return DatePoint(start, end, edtf=f"{groups['year']}/{last}", bare=True) if last else None


def _last_year(year: str, last: str) -> str:
    """The 1954 of 1952-54 and the 2000 of 1999-00; "" where the second is not later."""
    if len(last) == 4:
        return last if last > year else ""
    same_century = year[:2] + last
    if same_century > year:
        return same_century
    return f"{int(year[:2]) + 1}{last}" if int(last) <= 5 and int(year[2:]) >= 95 else ""


def _season(start: int, end: int, groups: _Groups) -> DatePoint | None:
    year, season = groups["year"], SEASONS[groups["season"].lower()]
    if not groups["last"]:
        return DatePoint(start, end, edtf=f"{year}-{season}")
    last = _last_year(year, groups["last"])
    return DatePoint(start, end, edtf=f"{year}-12/{last}-02") if season == 24 and last else None


def _decade(start: int, end: int, groups: _Groups) -> DatePoint | None:
    return DatePoint(start, end, edtf=f"{groups['year']}X")


def _year(start: int, end: int, groups: _Groups) -> DatePoint | None:
    return DatePoint(start, end, edtf=groups["year"], bare=True)


_READERS: dict[str, Callable[[int, int, _Groups], DatePoint | None]] = {
    "group": _group,
    "numbered": _numbered,
    "iso": _numbered_month,
    "months": _year_month,
    "short": _short,
    "chinese": _numbered_month,
    "decade": _decade,
    "reversed": _named_month,
    "year": _year,
    "day": _named_month,
    "month": _named_month,
    "season": _season,
    "tens": _decade,
}
