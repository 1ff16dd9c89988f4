"""The years of a result as bars that are drawn in SVG attributes and lead to the years."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from catalog.search.query import Query
from catalog.web.search_address import address, with_years

WIDTH, HEIGHT = 240, 56
_LOWEST = 3
_BY_YEAR = 60
"""Years that are drawn one by one; more of them are drawn by decades, and many by centuries."""
_STEPS = (1, 10, 50, 100, 200, 500)
_FEWEST_BARS = 8


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

    @property
    def html(self) -> str:
        """The bar, and around it all of the drawing's height to be touched."""
        room, chosen = f'x="{self.x}" width="{self.width}"', " in" if self.chosen else ""
        return (
            f'<a href="{escape(self.url)}" aria-label="{escape(self.label)}">'
            f"<title>{self.years}: {self.records}</title>"
            f'<rect class="touch" {room} y="0" height="{HEIGHT}"/>'
            f'<rect class="bar{chosen}" {room} y="{self.y}" height="{self.height}"/></a>'
        )


class Histogram(NamedTuple):
    """``bars`` are those that have records, of ``step`` years each; ``axis`` the first and last year drawn.

    ``room`` is how many years the drawing has room for, ``whole`` the address of all years where only those
    around the chosen ones are drawn, and ``all_years`` from when to when those go.
    """

    bars: tuple[Bar, ...]
    axis: tuple[int, int]
    step: int
    room: int
    whole: str = ""
    all_years: str = ""

    @property
    def drawn(self) -> SafeString:
        """The bars in SVG: a page may have sixty, too many for a template to walk."""
        return SafeString("".join(one.html for one in self.bars))


def histogram(years: Sequence[tuple[int, int]], query: Query) -> Histogram | None:
    """The decades of a long time, or the years of the decades around the chosen ones; None without dates."""
    counted = {year: count for year, count in years if count}
    if not counted:
        return None
    begin, end = min(counted), max(counted)
    first, last = _drawn(begin, end, query)
    drawn = {year: count for year, count in counted.items() if first <= year <= last}
    if not drawn:
        first, last, drawn = begin, end, counted
    step = next((one for one in _STEPS if (last - first) // one < _BY_YEAR), _STEPS[-1])
    first -= first % step
    sums = _sums(drawn, first, step)
    number = (last - first) // step + 1
    most = max(sums.values())
    is_whole = first <= begin and end <= last
    bars = (_bar(one, first + one * step, step, sums[one], most, number, query) for one in sorted(sums))
    return Histogram(
        bars=tuple(bars),
        axis=(first, first + number * step - 1),
        step=step,
        room=max(number, _FEWEST_BARS) * step,
        whole="" if is_whole else address(with_years(query, None, None)),
        all_years=f"{begin}–{end}",
    )


def _drawn(begin: int, end: int, query: Query) -> tuple[int, int]:
    """All years, or the decades that hold the chosen ones where all are too many to be drawn one by one."""
    first = begin if query.first_year is None else max(begin, query.first_year)
    last = end if query.last_year is None else min(end, query.last_year)
    if end - begin < _BY_YEAR or first > last:
        return begin, end
    return max(begin - begin % 10, first - first % 10), min(end - end % 10 + 9, last - last % 10 + 9)


def _sums(counted: Mapping[int, int], begin: int, step: int) -> dict[int, int]:
    sums: dict[int, int] = {}
    for year, count in counted.items():
        place = (year - begin) // step
        sums[place] = sums.get(place, 0) + count
    return sums


def _bar(place: int, year: int, step: int, count: int, most: int, number: int, query: Query) -> Bar:
    width = WIDTH / max(number, _FEWEST_BARS)
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
