"""Points joined into the dates that a text states: spans, open ends, flags and clock times."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from catalog.domain.clock import clock_after, clock_before
from catalog.domain.date_context import (
    Context,
    also,
    context_before,
    flag_of,
    flagged,
    stands_as_year,
    uncertain_after,
)
from catalog.domain.date_points import DatePoint, in_year
from catalog.domain.edtf import InvalidDate, bounds, validate

_LONGEST_GLUE = 24
_GLUE = re.compile(
    r"(?P<uncertain>\?|\s?\(\?\))?\s{0,3}"
    r"(?:(?P<dash>--|[-–—/])|to|until|till|through|bis|au|à|al|a|по|до|(?P<also>and|et|und|y|e|и))\s{0,3}(?P<about>c\.|ca\.?|circa\s|about\s)?\s{0,2}(?:the\s)?",
    re.IGNORECASE,
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def joined(text: str, points: list[DatePoint], running: bool) -> Iterator[DatePoint]:
    """The dates that the points make, in order.

    In running text a bare number is a date only where the words around it say so.
    """
    index = floor = 0
    while index < len(points):
        point = points[index]
        if point.start < floor:
            index += 1
            continue
        context = context_before(text, point.start, floor)
        following = points[index + 1] if index + 1 < len(points) else None
        span = _span(text, point, following, context, running) if following else None
        found = span or (_single(text, point, context, running) if point.edtf else None)
        index += 2 if span else 1
        if found:
            floor = found.end
            yield found


def _span(text: str, first: DatePoint, last: DatePoint, context: Context, running: bool) -> DatePoint | None:
    """The interval from one point to the next where the words between them make one."""
    if last.start - first.end > _LONGEST_GLUE or "/" in first.edtf or "/" in last.edtf:
        return None
    glue = _GLUE.fullmatch(text, first.end, last.start)
    if not glue or not last.edtf or (glue["also"] and context.meaning != "between"):
        return None
    first = first if first.edtf else _dated_by(first, last)
    is_led = context.meaning in ("between", "from")
    if not first.edtf:
        return None
    if first.bare and last.bare and running:
        is_years = stands_as_year(text, first.start, last.end, is_span=True)
        if not (is_years and (glue["dash"] or is_led)):
            return None
    start = context.start if is_led or context.flag else first.start
    return _interval(replace(first, start=start), last, glue, context, uncertain_after(text, last.end))


def _interval(
    first: DatePoint, last: DatePoint, glue: re.Match[str], context: Context, end: int
) -> DatePoint | None:
    """The interval with the flags of each side; a flag that leads to the first holds for both."""
    about, uncertain = context.flag in ("~", "%"), context.flag in ("?", "%")
    opening, first_doubt = flagged(first.edtf, flag_of(about, uncertain or bool(glue["uncertain"])))
    last_flag = flag_of(about or bool(glue["about"]), uncertain or end > last.end)
    closing, last_doubt = flagged(last.edtf, last_flag)
    edtf = opening if opening == closing else f"{opening}/{closing}"
    doubt = also(first.doubt, last.doubt, first_doubt or last_doubt)
    return DatePoint(first.start, end, edtf, doubt=doubt) if _is_valid(edtf) else None


def _dated_by(first: DatePoint, last: DatePoint) -> DatePoint:
    """28 August in the year of 3 September 1952; 28 December is of the year before 3 January."""
    if not last.month or bool(first.day) != bool(last.day):
        return first
    dated = in_year(first, int(last.edtf[:4]) - (first.month > last.month))
    return dated if _is_valid(dated.edtf) else first


def _single(text: str, point: DatePoint, context: Context, running: bool) -> DatePoint | None:
    end = uncertain_after(text, point.end)
    flag = flag_of(context.flag in ("~", "%"), end > point.end or context.flag in ("?", "%"))
    is_meant = bool(flag) or context.meaning in ("before", "up to", "after", "from on")
    doubtful = point.bare and running and not flag
    if doubtful and not stands_as_year(text, point.start, point.end, is_span="/" in point.edtf):
        return None
    start = context.start if is_meant or context.meaning == "" else point.start
    edtf, doubt = flagged(point.edtf, flag)
    edtf, doubt = _opened(edtf, context), also(point.doubt, doubt)
    if not _is_valid(edtf):
        return None
    return _with_clock(text, replace(point, start=start, end=end, edtf=edtf, doubt=doubt))


def _opened(edtf: str, context: Context) -> str:
    first, last = edtf.split("/")[0], edtf.split("/")[-1]
    if context.meaning == "up to":
        return f"../{last}"
    if context.meaning == "from on":
        return f"{first}/.."
    if context.meaning == "before":
        return f"../{_neighbour(first, -1)}"
    if context.meaning == "after":
        return f"{_neighbour(last, 1)}/.."
    return edtf


def _neighbour(edtf: str, step: int) -> str:
    """The year, month or day before (-1) or after (1), in the precision of the date; flags stay."""
    bare = edtf.rstrip("?~%")
    flag = edtf[len(bare) :]
    parts = [int(part) for part in bare.split("-") if part.isdigit()]
    if len(parts) == 1 and len(bare) == 4:
        return f"{parts[0] + step:04d}{flag}"
    if len(parts) == 2 and len(bare) == 7 and parts[1] <= 12:
        months = parts[0] * 12 + parts[1] - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}{flag}"
    earliest, latest = bounds(bare)
    edge = date.fromisoformat(earliest if step < 0 else latest) + timedelta(days=step)
    return edge.isoformat() + flag


def _with_clock(text: str, point: DatePoint) -> DatePoint:
    """Adds the clock time beside a single day."""
    if point.time or not _DAY.fullmatch(point.edtf):
        return point
    clock = clock_after(text, point.end) or clock_before(text, point.start)
    if not clock:
        return point
    start, end = min(point.start, clock.start), max(point.end, clock.end)
    doubt = also(point.doubt, clock.doubt)
    return replace(point, start=start, end=end, time=clock.time, zone=clock.zone, doubt=doubt)


def _is_valid(edtf: str) -> bool:
    try:
        validate(edtf)
    except InvalidDate:
        return False
    return True
