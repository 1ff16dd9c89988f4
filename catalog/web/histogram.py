"""The years of a result as bars that are drawn in SVG attributes and lead to the years."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import ngettext

from catalog.search.query import Query
from catalog.web.search_address import address, with_years

WIDTH, HEIGHT = 240, 56
_LOWEST = 3
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MOST_BARS = 48


class Bar(NamedTuple):
    """Years ``first`` to ``last``; x, y, width and height are in units of the drawing."""

    first: int
    last: int
    records: int
    url: str
    x: float
    y: float
    width: float
    height: float
    chosen: bool

    @property
    def years(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def label(self) -> str:
        """What a screen reader says of the bar."""
        counted = ngettext("%(count)d record", "%(count)d records", self.records) % {"count": self.records}
        return f"{self.years}: {counted}"


class Histogram(NamedTuple):
    """``bars`` are those that have records; ``axis`` the first and last year drawn."""

    bars: tuple[Bar, ...]
    axis: tuple[int, int]


def histogram(years: Sequence[tuple[int, int]], query: Query) -> Histogram | None:
    """Bars of one year each, or of as many as keep the drawing readable; None where nothing is dated."""
    counted = {year: count for year, count in years if count}
    if not counted:
        return None
    first, last = min(counted), max(counted)
    step = next((one for one in _STEPS if (last - first) // one < _MOST_BARS), _STEPS[-1])
    begin = first - first % step
    sums = _sums(counted, begin, step)
    number = (last - begin) // step + 1
    most = max(sums.values())
    bars = tuple(
        _bar(place, begin + place * step, step, sums[place], most, number, query) for place in sorted(sums)
    )
    return Histogram(bars, (begin, begin + number * step - 1))


def _sums(counted: Mapping[int, int], begin: int, step: int) -> dict[int, int]:
    sums: dict[int, int] = {}
    for year, count in counted.items():
        place = (year - begin) // step
        sums[place] = sums.get(place, 0) + count
    return sums


def _bar(place: int, year: int, step: int, count: int, most: int, number: int, query: Query) -> Bar:
    width = WIDTH / max(number, 8)
    height = max(_LOWEST, round(count / most * HEIGHT, 1))
    last = year + step - 1
    inside = (query.first_year is None or last >= query.first_year) and (
        query.last_year is None or year <= query.last_year
    )
    return Bar(
        first=year,
        last=last,
        records=count,
        url=address(with_years(query, year, last)),
        x=round(place * width, 2),
        y=round(HEIGHT - height, 1),
        width=round(max(width - 1, 1), 2),
        height=height,
        chosen=inside,
    )
