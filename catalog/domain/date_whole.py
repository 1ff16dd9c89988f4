"""A text that is a date and nothing else: a field of a form, a heading, an import's column."""

import re

from msgspec.structs import replace

from catalog.domain.date_context import flag_of
from catalog.domain.date_joining import joined
from catalog.domain.date_points import DatePoint, find_points
from catalog.domain.date_words import UNDATED, WEEKDAYS
from catalog.domain.edtf import InvalidDate, validate

_LONGEST_DATE = 200
_LEAD = re.compile(
    rf"(?:(?:dated?\b:?|on|the|le|am|den|el|bulk,?:?|inclusive,?:?|{'|'.join(WEEKDAYS.split())})[\s,.]+)+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_UNDATED = frozenset(one.strip(".") for one in UNDATED)
_PARTLY_UNDATED = re.compile(
    rf"(?P<dated>.{{4,}}?)\s?[,;]\s?(?:and\s)?(?:{'|'.join(re.escape(one) for one in UNDATED)})",
    re.IGNORECASE,
)
_RUSSIAN_YEAR = re.compile(r"(?<=[0-9])\s?(?:г\.?|гг\.?|года|году|год)$", re.IGNORECASE)
_CENTURY = re.compile(r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th) century", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?P<sign>[cC©])\s?(?P<year>[0-9]{4})")
_FORMS = (
    (re.compile("(1[0-9]{3}|20[0-9]{2})[-–—]"), "{}/.."),
    (re.compile("(1[0-9]{2}|20[0-9])[-–—X]"), "{}X"),
    (re.compile("(1[0-9]|20)(?:--|––|XX)"), "{}XX"),
)


def whole_date(text: str, month_first: bool | None) -> DatePoint | None:
    """The date that the whole text states, or None; see dates.parse_date."""
    words = " ".join(text.split())
    if not words or len(words) > _LONGEST_DATE or words.lower().strip("[](). ") in _UNDATED:
        return None
    partly = _PARTLY_UNDATED.fullmatch(words)
    if partly:
        dated = whole_date(partly["dated"], month_first)
        return replace(dated, doubt=_also(dated.doubt, "part of it is undated")) if dated else None
    words, is_uncertain = _unwrapped(words)
    point = _only(_in_order(words, month_first)) or _special(words) or _as_edtf(words)
    return _made_uncertain(point) if point and is_uncertain else point


def _unwrapped(words: str) -> tuple[str, bool]:
    """The date without brackets, weekday and lead words, and whether a question mark doubts it."""
    is_uncertain = False
    while True:
        shorter = _RUSSIAN_YEAR.sub("", _LEAD.sub("", _trimmed(words), count=1))
        for opening, closing in ("[]", "()"):
            if shorter.startswith(opening) and shorter.endswith(closing):
                shorter = shorter[1:-1]
        if shorter.endswith(("?", "(?)", "[?]")):
            is_uncertain, shorter = True, shorter.rstrip("()[]?")
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


def _only(words: str) -> DatePoint | None:
    """The one date of the text, where it is all of the text."""
    dates = list(joined(words, list(find_points(words, 0, len(words))), running=False))
    if len(dates) == 1 and dates[0].start == 0 and dates[0].end == len(words):
        return dates[0]
    return None


def _special(words: str) -> DatePoint | None:
    """What only a field of its own can mean: 1937-, 195-, 19--, c1950, 20th century."""
    for form, edtf in _FORMS:
        found = form.fullmatch(words)
        if found:
            return DatePoint(0, len(words), edtf.format(found[1]))
    century = _CENTURY.fullmatch(words)
    if century and 2 <= int(century[1]) <= 21:
        last = int(century[1]) * 100
        return DatePoint(0, len(words), f"{last - 99:04d}/{last:04d}")
    copyrighted = _COPYRIGHT.fullmatch(words)
    if not copyrighted:
        return None
    if copyrighted["sign"] == "©":
        return DatePoint(0, len(words), copyrighted["year"])
    doubt = "c may stand for circa or for copyright"
    return DatePoint(0, len(words), f"{copyrighted['year']}~", doubt=doubt)


def _as_edtf(words: str) -> DatePoint | None:
    try:
        return DatePoint(0, len(words), validate(words))
    except InvalidDate:
        return None


def _made_uncertain(point: DatePoint) -> DatePoint:
    sides = (side if side in ("", "..") else _uncertain(side) for side in point.edtf.split("/"))
    return replace(point, edtf="/".join(sides))


def _uncertain(side: str) -> str:
    bare = side.rstrip("?~%")
    return bare + flag_of(side[len(bare) :] in ("~", "%"), True)


def _also(doubt: str, other: str) -> str:
    return f"{doubt}; {other}" if doubt else other
