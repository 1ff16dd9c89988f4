"""EDTF level 1 in plain English words."""

from catalog.domain.edtf import EdtfPoint, InvalidDate, read

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def in_words(edtf: str) -> str:
    """The date in plain words: 28 August 1952, about 1950, up to 31 May 1955. Raises InvalidDate."""
    date = read(edtf)
    if date.first and date.last:
        if not date.is_interval:
            return _flagged(date.first)
        return f"{_first_words(date.first, date.last)} to {_flagged(date.last)}"
    if date.last:
        return f"up to {_flagged(date.last)}{'' if date.opening else ', beginning not known'}"
    if date.first:
        return f"from {_flagged(date.first)}{' on' if date.closing else ', end not known'}"
    return ""


def in_words_or_as_given(edtf: str) -> str:
    """As in_words; what is no EDTF stays as it was written, and nothing is said of nothing."""
    try:
        return in_words(edtf) if edtf else ""
    except InvalidDate:
        return edtf


def day_in_words(year: int, month: int, day: int) -> str:
    """A day as we write it: 28 August 1952."""
    return f"{day} {MONTHS[month - 1]} {year}"


def _first_words(first: EdtfPoint, last: EdtfPoint) -> str:
    """The beginning of an interval, without the year or the month that its end says again."""
    plain = not (first.flag or last.flag) and _is_calendar(first) and _is_calendar(last)
    if not plain or first.year != last.year or bool(first.day) != bool(last.day):
        return _flagged(first)
    if first.day and first.month == last.month:
        return str(int(first.day))
    return _words(first).removesuffix(f" {first.year.lstrip('0')}")


def _is_calendar(point: EdtfPoint) -> bool:
    return point.month.isdigit() and int(point.month) <= 12 and point.day != "XX"


def _flagged(point: EdtfPoint) -> str:
    words = _words(point)
    about = f"about {words}" if point.flag in ("~", "%") else words
    return f"{about}, uncertain" if point.flag in ("?", "%") else about


def _words(point: EdtfPoint) -> str:
    if "X" in point.year:
        return _span_of_years(point)
    year = point.year.lstrip("0")
    if point.month == "XX":
        return f"{year}, {'day and month' if point.day else 'month'} not known"
    if not point.month:
        return year
    if point.month in _SEASONS:
        return f"{_SEASONS[point.month]} {year}"
    month = f"{MONTHS[int(point.month) - 1]} {year}"
    if point.day == "XX":
        return f"{month}, day not known"
    return f"{int(point.day)} {month}" if point.day else month


def _span_of_years(point: EdtfPoint) -> str:
    if point.year.endswith("XX"):
        return f"between {int(point.earliest[:4])} and {int(point.latest[:4])}"
    return f"the {int(point.earliest[:4])}s"
