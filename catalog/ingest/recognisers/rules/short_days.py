"""Days with a year of two figures, 12/9/63 or 4-12-94, as American forms and stamps have them."""

import re

import msgspec

from catalog.domain.dates import FoundDate, parse_date
from catalog.ingest.document import Document
from catalog.ingest.statements import Span

_SHORT = re.compile(
    r"(?<![\d/-])(?P<one>\d{1,2})(?P<sep>[/-]) ?(?P<other>\d{1,2})(?P=sep) ?['’]?(?P<year>\d\d)(?![\d/-])"
)
_DOUBT = "The year has two figures, and the month is taken to stand first."
# Whose forms put the month first.
_AMERICAN = (
    *("UNITED STATES GOVERNMENT", "OPTIONAL FORM", "STANDARD FORM", "FBI", "SAC, ", "FEDERAL BUREAU"),
    *("CENTRAL INTELLIGENCE", "DEPARTMENT OF STATE", "THE WHITE HOUSE", "NATIONAL SECURITY COUNCIL"),
)
_HEAD, _NINETEENTHS = 4000, 30


def of_a_form(document: Document, span: Span) -> FoundDate | None:
    """The day of a label on an American form, which is of the twentieth century; none before 1930.

    Years below 30 could be of either century and stay unread.
    """
    if not any(mark in document.text[:_HEAD].upper() for mark in _AMERICAN):
        return None
    return _found(document, span, {year: f"19{year:02}" for year in range(_NINETEENTHS, 100)})


def of_a_stamp(document: Document, span: Span) -> FoundDate | None:
    """The day of a stamp by which an American archive released a paper: 1970 or later."""
    return _found(document, span, {year: f"{19 if year > 69 else 20}{year:02}" for year in range(100)})


def _found(document: Document, span: Span, years: dict[int, str]) -> FoundDate | None:
    found = _SHORT.search(document.text, span.start, span.end)
    year = years.get(int(found["year"])) if found else None
    if found is None or year is None:
        return None
    month, day = int(found["one"]), int(found["other"])
    if month > 12:
        month, day = day, month
    parsed = parse_date(f"{year}-{month:02}-{day:02}")
    if parsed is None or len(parsed.edtf) != 10:
        return None
    parsed = msgspec.structs.replace(parsed, doubt=_DOUBT)
    return FoundDate(found.start(), found.end(), found.group(), parsed)
