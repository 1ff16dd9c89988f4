"""Days that treaties spell out: this twenty-sixth day of September, nineteen hundred and fifty-three."""

import re

from catalog.domain.date_words import MONTHS
from catalog.domain.dates import FoundDate, parse_date

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_ORDINALS = {
    **{word: n for n, word in enumerate((*_UNITS, *_TEENS), 1)},
    "twentieth": 20,
    **{f"twenty{word}": 20 + n for n, word in enumerate(_UNITS, 1)},
    "thirtieth": 30,
    "thirtyfirst": 31,
}
_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_NUMBERS = {
    **{word: n for n, word in enumerate(_SMALL, 1)},
    **{word: n * 10 for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty"), 2)},
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
# Lines break anywhere in the clause, and the seal may be printed in its midst.
_SPELLED = re.compile(
    r"\b(?:the |this )?(?P<day>[A-Za-z]{5,11}(?:[- ][A-Za-z]{5,7})?|\d{1,2}(?:st|nd|rd|th))"
    r"(?:\s+day|(?<=\dth)|(?<=\dst)|(?<=\dnd)|(?<=\drd))\s+of\s+"
    r"(?P<month>[A-Z][A-Za-z]{2,8}),?\s*(?:in\s+the\s+year\s+(?:of\s+our\s+Lord,?\s+)?|A\.D\.,?\s+)?"
    r"(?P<year>\d{4}|(?:one\s+thousand|(?:nine|eigh|seven)teen)[\s-](?:[a-z\s-]|\[SEAL\]){3,70}?)"
    r"(?=\s*(?:[,.;:A-Z]|of\s+the\b|$))"
)


def spelled_date(text: str, start: int = 0, end: int | None = None) -> FoundDate | None:
    """The first spelled day of a stretch, at offsets of the whole text, or None."""
    found = _SPELLED.search(text, start, len(text) if end is None else end)
    if not found or found["month"].lower() not in MONTHS:
        return None
    day = _day(found["day"])
    year = int(found["year"]) if found["year"].isdecimal() else _year(found["year"])
    parsed = parse_date(f"{day} {found['month']} {year}") if day and year else None
    given = text[found.start("day") : found.end("year")]
    return FoundDate(found.start("day"), found.end("year"), given, parsed) if parsed else None


def _day(words: str) -> int:
    digits = re.match(r"\d{1,2}", words)
    return int(digits.group()) if digits else _ORDINALS.get(re.sub(r"[- ]", "", words.lower()), 0)


def _year(words: str) -> int:
    """1953 of "one thousand nine hundred and fifty-three" or "nineteen hundred fifty-three"; 0 of others."""
    total = current = 0
    for word in re.findall(r"[a-z]+", words.replace("[SEAL]", " ").lower()):
        if word in ("thousand", "hundred"):
            current = max(current, 1) * (1000 if word == "thousand" else 100)
            if word == "thousand":
                total, current = total + current, 0
        elif word in _NUMBERS:
            current += _NUMBERS[word]
        elif word != "and":
            return 0
    year = total + current
    return year if 1600 <= year < 2100 else 0
