"""What stands behind a field in a search: words, a date or span of dates, a value from a list."""

import re
from collections.abc import Mapping
from datetime import date

from catalog.domain.classification import level_of
from catalog.domain.dates import read_date
from catalog.domain.identifiers import matching_number
from catalog.search.days import overlapping
from catalog.search.fields import YES
from catalog.search.tree import HAS_PARTS, AnyOf, Between, Node, Valued, Words
from catalog.search.values import NOT_MARKED

NUMBERS = "numbers"
WORDS_OF: Mapping[str, str] = {
    "title": "title",
    "agent": "agents",
    "place": "places",
    "subject": "subjects",
    "number": NUMBERS,
    "note": "notes",
    "container": "containers",
    "text": "text",
}
"""The fields of words that a reader can name, and what each is called in the index."""
DAYS_OF: Mapping[str, str] = {"date": "days", "released": "released"}
VALUES_OF = ("classification", "has", "is")

# Letters and digits: a time of day and a date have digits alone.
_NUMBER = re.compile(r"(?=.*\d).*[^\W\d_]", re.DOTALL)
_LUCENE_SPAN = re.compile(r"\[\s*(\S+)\s+TO\s+(\S+)\s*\]")
_COMPARED = re.compile(r"(?P<sign>[<>]=?)(?P<day>.+)", re.DOTALL)
_EARLIEST, _LATEST = "0001-01-01", "9999-12-31"


class NoDate(ValueError):
    """What stands where a date should; the text of the error is what was typed."""


def words_or_number(text: str, field: str) -> Node:
    """Words, and where they may be a number also that number, however it is written in the record."""
    number = matching_number(text) if _NUMBER.match(text) and field in ("", NUMBERS) else ""
    words = Words(text, field)
    return AnyOf((words, Words(number, NUMBERS))) if number not in ("", text.casefold()) else words


def of_days(name: str, text: str) -> Node:
    """Records with a date that shares a day with 1950, 1950..1952, [1950 TO 1952], >2010. Raises NoDate."""
    first, last = _span(text.strip())
    if first > last:
        return AnyOf()
    return Between(DAYS_OF[name], overlapping(date.fromisoformat(first), date.fromisoformat(last)))


def of_value(name: str, text: str) -> Node | None:
    """Records with this value, or None where there is no such value and the words are meant as words."""
    if name == "is":
        return HAS_PARTS if text.casefold() == "part" else None
    if name == "has":
        return Valued("has_text", (YES,)) if text.casefold() == "text" else None
    level = NOT_MARKED if text.casefold() in ("none", NOT_MARKED.casefold()) else level_of(text)
    return Valued(name, (level,)) if level else None


def _span(text: str) -> tuple[str, str]:
    if compared := _COMPARED.fullmatch(text):
        earliest, latest = _bounds(compared["day"])
        match compared["sign"]:
            case ">":
                return _beside(latest, 1), _LATEST
            case ">=":
                return earliest, _LATEST
            case "<":
                return _EARLIEST, _beside(earliest, -1)
        return _EARLIEST, latest
    if found := _LUCENE_SPAN.fullmatch(text):
        text = "..".join("" if one == "*" else one for one in found.groups())
    begin, dots, end = text.partition("..")
    if dots and (begin or end):
        return (_bounds(begin)[0] if begin else _EARLIEST), (_bounds(end)[1] if end else _LATEST)
    return _bounds(text)


def _beside(day: str, days: int) -> str:
    """The next day or the one before; the first and the last day that there is have none."""
    number = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(number).isoformat() if 1 <= number <= date.max.toordinal() else day


def _bounds(text: str) -> tuple[str, str]:
    read = read_date(text)
    if read is None:
        raise NoDate(text)
    return read.earliest or _EARLIEST, read.latest or _LATEST
