"""The day of a paper that no family knows: of its title, of a label, of its subscription, of a line alone."""

import re
from collections.abc import Iterator

from catalog.domain.dates import FoundDate
from catalog.domain.description import Place
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import markings, short_days, subscriptions
from catalog.ingest.recognisers.rules.labels import Field
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import Said, Span, Voice, date_in, dates_in

_DATED = re.compile(r"(?:letter|telegram|cablegram|note|memorandum) dated\b|\badopted\b", re.IGNORECASE)
_HEAD, _HEAD_LINES, _TAIL_LINES = 3000, 60, 60
_UNDATED = re.compile(r"\n[A-Z][\w .'’-]{2,40}, undated\.?[ \t]*\n")
# A label may stand to the right of another: TO : DIRECTOR, FBI DATE: 9/11/58.
_BESIDE = re.compile(r"[^\n]{6}[ \t]DATE:[\s=.,-]{0,5}(?=\d{1,2}[/ -]|[A-Z][a-z]{2,8}\.? \d)")
# The day of a stamp is that of the release.
_RELEASED = re.compile(r"elease|eclassified|ELEASE")
_STAMPED = re.compile(r"DECLASSIFICATION AUTHORITY")
_STAMP = 120
# An entry of a list is no dateline: 1. Kennedy to Khrushchev, 21 October 1962.
_ITEM = re.compile(r"\d{1,2}\. [A-Z]")
# What a report covers is no day of its own.
_PERIOD = re.compile(r"\b(?:period|year|quarter|months?) end(?:ed|ing)\b", re.IGNORECASE)
# Years alone, and spans of months, are those of a volume or a series.
_YEARS = re.compile(r"\d{4}(?:(?:-\d\d)?/\d{4}(?:-\d\d)?)?")
# What forms have where a paper bears no date.
_FILLED_IN = "01/01/1900"
_SHORTEST, _LONGEST, _BESIDE_A_DATE = 6, 90, 35
_DATELINE = re.compile(
    r"^(?P<done>(?:Signed|Done|Signée?|Faite?) (?:at|in|à) )?"
    r"(?P<place>[A-ZÀ-Þ][\w .'’-]{2,30}?),\s+(?:[A-ZÀ-Þ][\w .'’-]{2,20},\s+)?"
    r"(?:den |le |the )?(?=\d|[A-Z][a-z]{2,9}\.? \d)"
)


def of_title(document: Document, title: Span, met: bool) -> FoundDate | None:
    """The day that a title of a meeting names, or that of a "letter dated"."""
    if not met and not _DATED.search(document.text, title.start, title.end):
        return None
    return next((one for one in dates_in(document, title) if len(one.parsed.edtf) == 10), None)


def said(voice: Voice, fields: dict[str, Field], met: bool) -> Iterator[Said]:
    """The date of a label, of the subscription, of a line of the head, or of a line near the end."""
    document = voice.document
    role = "event" if met else "created"
    labelled = _labelled(document, fields["date"].span) if "date" in fields else None
    if _is_undated(document) or (labelled and labelled.text == _FILLED_IN):
        return
    labelled = labelled or _beside(document)
    if labelled:
        yield voice.dates(labelled, role, primary=True)
        return
    under = subscriptions.clause(document)
    subscribed = list(subscriptions.done(voice, under, len(document.text))) if under >= 0 else []
    yield from subscribed or _of_a_line(voice, role)


def _labelled(document: Document, span: Span) -> FoundDate | None:
    return date_in(document, span) or short_days.of_a_form(document, Span(span.start, span.start + 25))


def _is_undated(document: Document) -> bool:
    """Whether a dateline of the head says so: Washington, undated."""
    said_so = document.text.find(", undated", 0, _HEAD) >= 0
    return said_so and bool(_UNDATED.search(document.text, 0, _HEAD))


def _beside(document: Document) -> FoundDate | None:
    label = document.text.find("DATE:", 0, _HEAD)
    beside = _BESIDE.search(document.text, max(label - 10, 0), _HEAD) if label >= 0 else None
    return _labelled(document, Span(beside.end(), beside.end() + 25)) if beside else None


def _of_a_line(voice: Voice, role: str) -> Iterator[Said]:
    """The first column of the head, else the last lines, that is little more than a date."""
    document = voice.document
    count = len(document.lines)
    for line in [
        *range(1, min(_HEAD_LINES, count) + 1),
        *range(count, max(count - _TAIL_LINES, _HEAD_LINES), -1),
    ]:
        for span in markings.columns(document, line):
            found = _alone(document, span)
            if found:
                dateline = _DATELINE.match(document.text[span.start : span.end])
                done = dateline and dateline["done"]
                yield voice.dates(found, "signed" if done else role, primary=True, confidence=0.8)
                yield from _place(voice, span, role == "event")
                return


def _alone(document: Document, span: Span) -> FoundDate | None:
    """The date of a column that holds little else, and is no entry of a list, no stamp and no period."""
    text = document.text
    if not _SHORTEST <= span.end - span.start <= _LONGEST or _ITEM.match(text, span.start):
        return None
    found = date_in(document, span)
    if (
        found is None
        or span.end - span.start > len(found.text) + _BESIDE_A_DATE
        or _YEARS.fullmatch(found.parsed.edtf)
        or _RELEASED.search(text, span.start, found.start)
        or _PERIOD.search(text, span.start, span.end)
        or _STAMPED.search(text, max(span.start - _STAMP, 0), span.end)
    ):
        return None
    return found


def _place(voice: Voice, span: Span, met: bool) -> Iterator[Said]:
    found = _DATELINE.match(voice.document.text[span.start : span.end])
    if found and may_be_place(found["place"]):
        at = Span(span.start + found.start("place"), span.start + found.end("place"))
        role = "place_of_event" if met else "place_of_signature" if found["done"] else "place_of_writing"
        yield voice.says(Place, at, name=place_name(found["place"]), role=role)
