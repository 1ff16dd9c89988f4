"""Intervals of days as numbers, so that overlapping ones share a number that is asked for.

An interval is cut into whole years, whole months of what is left, and days. Of each piece its own number is
kept and those of the month and year it lies in; whole years and months are kept as such once more. A span
that is asked for overlaps where one of its pieces is among the first, or where it lies in one of the latter.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

YEAR, MONTH, DAY, WHOLE_YEAR, WHOLE_MONTH = (number * 10**8 for number in range(1, 6))
MOST_YEARS = 500
Piece = tuple[int, date]


def day_keys(earliest: str, latest: str) -> set[int]:
    """The numbers of an interval of ISO days, "" an open end, whose known year alone counts."""
    if not (earliest or latest):
        return set()
    first = date.fromisoformat(earliest or f"{latest[:4]}-01-01")
    last = date.fromisoformat(latest or f"{earliest[:4]}-12-31")
    last = min(last, date(min(first.year + MOST_YEARS - 1, 9999), 12, 31))
    keys: set[int] = set()
    for level, day in _pieces(first, last):
        keys |= {YEAR + day.year, _key(level, day)}
        if level == YEAR:
            keys.add(WHOLE_YEAR + day.year)
        else:
            keys.add(_key(MONTH, day))
        if level == MONTH:
            keys.add(_key(WHOLE_MONTH, day))
    return keys


def overlapping(first: date, last: date) -> tuple[tuple[int, int], ...]:
    """The ranges of numbers of which every interval that shares a day with this span has one."""
    keys: set[int] = set()
    for level, day in _pieces(first, last):
        keys.add(_key(level, day))
        if level != YEAR:
            keys.add(WHOLE_YEAR + day.year)
        if level == DAY:
            keys.add(_key(WHOLE_MONTH, day))
    return tuple(_ranges(sorted(keys)))


def _key(level: int, day: date) -> int:
    match level // 10**8:
        case 1 | 4:
            return level + day.year
        case 2 | 5:
            return level + day.year * 12 + day.month
    return level + day.toordinal()


def _pieces(first: date, last: date) -> Iterator[Piece]:
    """Whole years, months and days that together are the span, each by its first day."""
    for year in range(first.year, last.year + 1):
        start, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            yield YEAR, start
        else:
            yield from _pieces_of_year(start, end)


def _pieces_of_year(first: date, last: date) -> Iterator[Piece]:
    for month in range(first.month, last.month + 1):
        end_of_month = monthrange(first.year, month)[1]
        start = first.day if month == first.month else 1
        end = last.day if month == last.month else end_of_month
        if (start, end) == (1, end_of_month):
            yield MONTH, date(first.year, month, 1)
        else:
            yield from ((DAY, date(first.year, month, day)) for day in range(start, end + 1))


def _ranges(keys: Iterable[int]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for one in keys:
        if one != end + 1 or start < 0:
            if start >= 0:
                yield start, end
            start = one
        end = one
    if start >= 0:
        yield start, end
