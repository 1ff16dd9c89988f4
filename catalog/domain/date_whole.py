"""A text that is a date and nothing else: a field of a form, a heading, an import's column."""

import re
from itertools import pairwise

from msgspec.structs import replace

from catalog.domain.date_context import also, flagged
from catalog.domain.date_joining import joined
from catalog.domain.date_points import DatePoint, find_points
from catalog.domain.date_words import UNDATED, WEEKDAYS
from catalog.domain.edtf import InvalidDate, bounds, validate

_LONGEST_DATE = 200
_LEAD = re.compile(
    rf"\A(?:(?:dated?\b:?|on|the|le|am|den|el|bulk,?:?|inclusive,?:?|{'|'.join(WEEKDAYS.split())})[\s,.]+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r",?\s\(?(?:scattered(?: dates)?\)?|\(bulk [^()]*\))$", re.IGNORECASE)
_RUSSIAN_YEAR = re.compile(r"(?<=[0-9])\s?(?:г\.?|гг\.?|года|году|год)$", re.IGNORECASE)
_NUMBERED = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_UNDATED = frozenset(one.strip(".") for one in UNDATED)
_PARTLY_UNDATED = re.compile(
    r"(?P<dated>.{4,}?)(?:\s?[,;](?:\sand)?|\sand|)\s"
    rf"\(?(?:{'|'.join(re.escape(one) for one in UNDATED)})\)?\.?",
    re.IGNORECASE,
)
_BETWEEN_SEVERAL = re.compile(r"\s?(?:[,;]|and|&|et|und|y)(?:\s(?:and|&))?\s", re.IGNORECASE)
_CENTURY = re.compile(r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th) century", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?P<sign>[cCpP©℗])\s?(?P<year>[0-9]{4})")
_FORMS = (
    (re.compile(r"(1[0-9]{3}|20[0-9]{2})(0[1-9]|1[0-2])([0-2][0-9]|3[01])"), r"\1-\2-\3"),
    (re.compile("(1[0-9]{3}|20[0-9]{2})[-–—](?:ongoing|present)?"), r"\1/.."),
    (re.compile("(1[0-9]{2}|20[0-9])[-–—]"), r"\1X"),
    (re.compile("(1[0-9]|20)(?:--|––)"), r"\1XX"),
)


def whole_date(text: str, month_first: bool | None) -> DatePoint | None:
    """The date that the whole text states, or None; see dates.parse_date."""
    words = " ".join(text.replace("[", "").replace("]", "").split())
    if not words or len(words) > _LONGEST_DATE or words.lower().strip("(). ,") in _UNDATED:
        return None
    partly = _PARTLY_UNDATED.fullmatch(words)
    if partly:
        dated = whole_date(partly["dated"], month_first)
        return replace(dated, doubt=also(dated.doubt, "part of it is undated")) if dated else None
    words, is_uncertain = _unwrapped(words)
    point = _stated(_in_order(words, month_first)) or _special(words) or _as_edtf(words)
    if not point or not is_uncertain:
        return point
    edtf, doubt = flagged(point.edtf, "?")
    return replace(point, edtf=edtf, doubt=also(point.doubt, doubt))


def _unwrapped(words: str) -> tuple[str, bool]:
    """The date without brackets, weekday and lead words, and whether a question mark doubts it."""
    is_uncertain = False
    while True:
        shorter = _LEAD.sub("", _trimmed(words), count=1)
        shorter = _RUSSIAN_YEAR.sub("", _TAIL.sub("", shorter))
        if shorter.endswith(("?", "(?)")):
            is_uncertain, shorter = True, shorter.rstrip("(?)")
        if shorter.startswith("(") and shorter.endswith(")"):
            shorter = shorter[1:-1]
        if shorter == words:
            return words, is_uncertain
        words = shorter


def _trimmed(words: str) -> str:
    trimmed = words.strip(" ,;:")
    return trimmed if trimmed.endswith("..") else trimmed.rstrip(".")


def _in_order(words: str, month_first: bool | None) -> str:
    numbered = _NUMBERED.fullmatch(words)
    if not numbered or month_first is None:
        return words
    month, day = (numbered[1], numbered[3]) if month_first else (numbered[3], numbered[1])
    return f"{numbered[4]}-{int(month):02d}-{int(day):02d}"


def _stated(words: str) -> DatePoint | None:
    """The one date of the text, or the span of several, where they are all of the text."""
    dates = list(joined(words, list(find_points(words, 0, len(words))), running=False))
    if not dates or dates[0].start != 0 or dates[-1].end != len(words):
        return None
    for one, following in pairwise(dates):
        if not _BETWEEN_SEVERAL.fullmatch(words, one.end, following.start):
            return None
    return dates[0] if len(dates) == 1 else _spanning(dates)


def _spanning(dates: list[DatePoint]) -> DatePoint | None:
    """1830 and 1847-1900 as the inclusive dates of an aggregate: 1830/1900."""
    sides = [side for one in dates for side in one.edtf.split("/")]
    if "" in sides or ".." in sides:
        return None
    first = min(sides, key=lambda side: bounds(side)[0])
    last = max(sides, key=lambda side: bounds(side)[1])
    doubt = "several dates are given, and these are the first and the last"
    return DatePoint(0, dates[-1].end, f"{first}/{last}", doubt=doubt)


def _special(words: str) -> DatePoint | None:
    """What only a field of its own can mean: 19520828, 1937-, 195-, 19--, c1950, 20th century."""
    for form, edtf in _FORMS:
        found = form.fullmatch(words)
        if found:
            return _as_edtf(found.expand(edtf))
    century = _CENTURY.fullmatch(words)
    if century and 2 <= int(century[1]) <= 21:
        last = int(century[1]) * 100
        return _as_edtf(f"{last - 99:04d}/{last:04d}")
    copyrighted = _COPYRIGHT.fullmatch(words)
    if not copyrighted:
        return None
    if copyrighted["sign"] not in ("c", "C"):
        return _as_edtf(copyrighted["year"])
    doubt = "c may stand for circa or for copyright"
    return DatePoint(0, len(words), f"{copyrighted['year']}~", doubt=doubt)


def _as_edtf(words: str) -> DatePoint | None:
    try:
        return DatePoint(0, len(words), validate(words))
    except InvalidDate:
        return None
