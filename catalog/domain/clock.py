"""Clock times beside a date: 2:00 - 4:00 p.m., 10:59 a.m., 1400 hours, 14.30 Uhr."""

import re

import msgspec

_ZONE = r"(?P<zone>GMT|UTC|Z|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|MSK|[Mm]oscow time|[Ll]ocal time)"
_TIME = (
    r"(?:(?P<hour{n}>[01]?[0-9]|2[0-4])(?:(?:[:.]|\s?h\s?)(?P<minute{n}>[0-5][0-9])(?::[0-5][0-9])?)?"
    r"\s?(?P<half{n}>[aApP]\.?\s?[mM]\.?|[Uu]hr|[Hh]ours|[Hh]rs\.?|h\b)?"
    r"|(?P<run{n}>(?:[01][0-9]|2[0-3])[0-5][0-9])\s?(?:[Hh]ours|[Hh]rs\.?|[Zz]\b)|(?P<word{n}>[Nn]oon))"
)
_CLOCK = (
    _TIME.replace("{n}", "1")
    + r"(?:\s?(?:-|–|—|to|until)\s?"
    + _TIME.replace("{n}", "2")
    + rf")?(?:,?\s?{_ZONE}(?![^\W_]))?(?![^\W_])"
)
_AFTER = re.compile(r"[,;]?\s{0,3}(?:[–—-]\s?)?\(?(?:(?:at|from|um|à|в|beginning at)\s)?" + _CLOCK + r"\)?")
_BEFORE = re.compile(r"(?:(?:at|from)\s)?(?<![\w.,:])" + _CLOCK + r",?\s{1,3}(?:on\s)?$")
_REACH = 48
"""Characters on either side of a date in which its clock time stands."""


class Clock(msgspec.Struct, frozen=True):
    """A clock time (14:00) or an interval of two (14:00/16:00), with the offsets of its words.

    ``time`` is "" and ``doubt`` says why where the half of the day is not stated.
    """

    start: int
    end: int
    time: str
    zone: str
    doubt: str = ""


def clock_after(text: str, position: int) -> Clock | None:
    """The clock time that follows a date ending at the offset."""
    found = _AFTER.match(text, position, position + _REACH)
    return _clock(found, position, found.end()) if found else None


def clock_before(text: str, position: int) -> Clock | None:
    """The clock time that leads to a date starting at the offset."""
    first = max(0, position - _REACH)
    if ":" not in text[first:position]:
        return None
    found = _BEFORE.search(text[first:position])
    return _clock(found, first + found.start(), position) if found else None


def _clock(found: re.Match[str], start: int, end: int) -> Clock | None:
    """None for a number that is no clock time; a half of the day holds for both ends of an interval."""
    if not any(found[name] for name in ("minute1", "half1", "run1", "word1")) and not found["half2"]:
        return None
    second = _of_day(found, "2", found["half2"])
    first = _of_day(found, "1", found["half1"] or found["half2"])
    if first and second and first > second and not found["half1"]:
        first = _of_day(found, "1", "am")
    if not first or (not second and _is_written(found, "2")):
        return Clock(start, end, "", "", "whether morning or afternoon is not stated")
    return Clock(start, end, f"{first}/{second}" if second else first, found["zone"] or "")


def _is_written(found: re.Match[str], end: str) -> bool:
    return any(found[f"{name}{end}"] for name in ("hour", "run", "word"))


def _of_day(found: re.Match[str], end: str, half: str | None) -> str:
    """HH:MM of one end; "" where there is none or the half of the day is not stated."""
    word, run, hour = found[f"word{end}"], found[f"run{end}"], found[f"hour{end}"]
    if word:
        return "12:00"
    if run:
        return f"{run[:2]}:{run[2:]}"
    if not hour:
        return ""
    minute, half = found[f"minute{end}"] or "00", (half or "")[:1].lower()
    if half in ("a", "p"):
        if not 1 <= int(hour) <= 12:
            return ""
        return f"{int(hour) % 12 + (12 if half == 'p' else 0):02d}:{minute}"
    is_whole_day = bool(half) or int(hour) > 12 or hour.startswith("0")
    return f"{int(hour):02d}:{minute}" if is_whole_day else ""
