"""Identification forms whose OCR read all labels first and all values after them, in the form's order."""

import re
from collections.abc import Iterator

import msgspec

from catalog.domain.classification import level_of
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.labels import Field
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.statements import Span, words_of

_AGENCY = re.compile(r"agency information", re.IGNORECASE)
_DOCUMENT = re.compile(r"document information", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3}-\d{5}-\d{5}")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/(?:19|20)\d{2}")
_PAGES = re.compile(r"\d{1,4}")
_TYPE = re.compile(r"PAPER|TEXTUAL DOCUMENT|TRANSCRIPT|SOUND RECORDING|PHOTOGRAPH", re.IGNORECASE)
_RESTRICTIONS = re.compile(r"(?:\d{1,2}[A-C]?(?:\(\d\))?[;,]?\s?)+|REFERRED|OPEN", re.IGNORECASE)
_STATUS = re.compile(r"(?:Redact|Open|Postponed|Withh[eo]ld|Released?|Referred)\b.{0,30}", re.IGNORECASE)
_ENDS = re.compile(r"HW \d{4,}|DocId:|NW \d{4,}|Date:", re.IGNORECASE)
_MOST = 60
# Whoever is named over the date: originator, sender, recipient, then the title.
_OVER_DATE = ("originator", "from", "to", "title")


class _Value(msgspec.Struct, frozen=True):
    span: Span
    words: str


def in_two_columns(document: Document) -> dict[str, Field]:
    """The fields by their order and their form; what could stand under several labels is left out."""
    agency, own = _values(document, _AGENCY), _values(document, _DOCUMENT)
    fields: dict[str, Field] = {}
    for key, value in [*_of_agency(agency), *_of_document(own)]:
        fields.setdefault(key, Field(key, value.span, value.span, value.words))
    return fields


def _values(document: Document, heading: re.Pattern[str]) -> list[_Value]:
    """The lines under a heading, to the next heading or to the footer of the page."""
    count = len(document.lines)
    first = next((n for n in range(1, count + 1) if heading.fullmatch(document.lines[n - 1].strip())), 0)
    values: list[_Value] = []
    for number in range(first + 1, min(first + _MOST, count) + 1) if first else ():
        span = line_span(document, number)
        words = words_of(document, span)
        if _ENDS.match(words) or _AGENCY.fullmatch(words) or _DOCUMENT.fullmatch(words):
            break
        if words:
            values.append(_Value(span, words))
    return values


def _of_agency(values: list[_Value]) -> Iterator[tuple[str, _Value]]:
    """The agency stands before the record's number, series and file number after it."""
    at = next((n for n, one in enumerate(values) if _NUMBER.fullmatch(one.words)), -1)
    if at < 0:
        return
    yield "number", values[at]
    if at:
        yield "agency", values[at - 1]
    after = values[at + 1 :]
    if len(after) == 2:
        yield "series", after[0]
    if after:
        yield "file", after[-1]


def _of_document(values: list[_Value]) -> Iterator[tuple[str, _Value]]:
    dates = [n for n, one in enumerate(values) if _DATE.fullmatch(one.words)]
    if not dates:
        return
    for key, value in zip(_OVER_DATE, values[: dates[0]], strict=False):
        yield key, value
    yield "date", values[dates[0]]
    if len(dates) > 1:
        yield "reviewed", values[dates[-1]]
    following = values[dates[0] + 1 :]
    if following and _PAGES.fullmatch(following[0].words):
        yield "pages", following[0]
    for value in following:
        if _TYPE.match(value.words):
            yield "type", value
        elif level_of(value.words) and len(value.words) > 3:
            yield "classification", value
        elif _STATUS.fullmatch(value.words):
            yield "status", value
        elif _RESTRICTIONS.fullmatch(value.words) and not value.words.isdecimal():
            yield "restrictions", value
