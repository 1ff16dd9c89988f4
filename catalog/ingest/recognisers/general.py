"""What any document has: title, form, dateline, head of a memorandum, signature, markings, notes, names."""

import re
from collections.abc import Iterator

from catalog.domain.dates import FoundDate
from catalog.domain.description import Language, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import (
    cited_agreements,
    datelines,
    excisions,
    footnotes,
    headings,
    languages,
    letterheads,
    markings,
    memorandum_heads,
    mentioned,
    own_numbers,
    references,
    release_stamps,
    remarks,
    signatures,
    source_notes,
    subscriptions,
    titles,
)
from catalog.ingest.recognisers.rules.annexes import annexes
from catalog.ingest.recognisers.rules.forms import records_meeting
from catalog.ingest.recognisers.rules.labels import Field
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import (
    Reading,
    Said,
    Span,
    Voice,
    blocks,
    date_in,
    dates_in,
    words_of,
)

FAMILY = "general"
_SOURCE = re.compile(r"^[ \t]*\[?Source:[ \t]*(?P<note>[^\n]{20,})", re.MULTILINE)
_DATED = re.compile(r"(?:letter|telegram|cablegram|note|memorandum) dated\b|\badopted\b", re.IGNORECASE)
_HEAD_LINES, _TAIL_LINES = 60, 60
# The day of a stamp is that of the release.
_RELEASED = re.compile(r"elease|eclassified|ELEASE")
# An entry of a list is no dateline: 1. Kennedy to Khrushchev, 21 October 1962.
_BESIDE = re.compile(r"[^\n]{6}[ \t]DATE:[\s=.,-]{0,5}(?=\d{1,2}[/ -]|[A-Z][a-z]{2,8}\.? \d)")
_STAMPED = re.compile(r"DECLASSIFICATION|DECLASSIFIED")
_UNDATED = re.compile(r"\n[A-Z][\w .'’-]{2,40}, undated\.?[ \t]*\n")
_HEAD = 3000
_ITEM = re.compile(r"\d{1,2}\. [A-Z]")
# What a report covers is no day of its own.
_PERIOD = re.compile(r"\b(?:period|year|quarter|months?) end(?:ed|ing)\b", re.IGNORECASE)
# Years alone, and spans of months, are those of a volume or a series.
_YEARS = re.compile(r"\d{4}(?:(?:-\d\d)?/\d{4}(?:-\d\d)?)?")
# What forms have where a paper bears no date.
_FILLED_IN = "01/01/1900"
_DATELINE = re.compile(
    r"^(?P<done>(?:Signed|Done|Signée?|Faite?) (?:at|in|à) )?"
    r"(?P<place>[A-ZÀ-Þ][\w .'’-]{2,30}?),\s+(?:[A-ZÀ-Þ][\w .'’-]{2,20},\s+)?"
    r"(?:den |le |the )?(?=\d|[A-Z][a-z]{2,9}\.? \d)"
)


def recognise(document: Document) -> Reading:
    """The reading that every text gets; what a family says of its own goes before it."""
    if not document.text.strip():
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        *_head(voice),
        *markings.said(voice),
        *own_numbers.said(voice),
        *own_numbers.of_bureau(voice),
        *signatures.said(voice),
        *signatures.drafted(voice),
        *footnotes.said(voice),
        *_language(voice),
        *mentioned.said(voice),
        *excisions.said(voice),
        *release_stamps.said(voice),
        *remarks.said(voice),
        *_source(voice),
        *references.said(voice),
        *cited_agreements.said(voice),
    ]
    parts = list(annexes(voice, Span(0, len(document.text)), in_lines=True))
    said.extend(datelines.of_parts(voice, parts))
    return Reading(family=FAMILY, score=0.1, said=tuple(said), parts=tuple(parts))


def _source(voice: Voice) -> Iterator[Said]:
    """A line that names the archival source: Source: National Archives, Record Group 59, Box 6."""
    found = _SOURCE.search(voice.document.text) if "Source:" in voice.document.text else None
    if found and source_notes.CONTAINER.search(voice.document.text, found.start("note"), found.end("note")):
        yield from source_notes.said(voice, Span(found.start("note"), found.end("note")))


def _head(voice: Voice) -> Iterator[Said]:
    fields = memorandum_heads.fields_of(voice.document)
    subject = fields.get("title")
    labels = {voice.document.line_at(one.label.start) for one in fields.values()}
    title = subject.span if subject and subject.value else headings.heading(voice.document, labels)
    if title:
        supplied = voice.document.text[title.start : title.end]
        yield voice.says(Title, title, value=words_of(voice.document, title), confidence=0.7)
        yield from titles.form(voice, title)
        yield from own_numbers.of_resolution(voice, title)
        yield from list(titles.agents(voice, title)) or titles.written(voice, title)
        yield from _over_subject(voice, title, subject)
        met = not {"to", "from"} & fields.keys() and records_meeting(supplied)
        day = _day_named(voice.document, title, met)
        if day:
            yield voice.dates(day, "event" if met else "created", primary=True)
        else:
            yield from _dated(voice, fields, met)
    else:
        yield from headings.supplied(voice)
        yield from _dated(voice, fields, False)
    yield from memorandum_heads.said(voice, fields)
    if "from" not in fields:
        yield from letterheads.said(voice)


def _over_subject(voice: Voice, title: Span, subject: Field | None) -> Iterator[Said]:
    """What the heading over a labelled subject says: "Telegram by the Hungarian Ambassador"."""
    above = headings.heading(voice.document, set()) if subject and subject.value else None
    if above and above.end < title.start:
        yield from titles.form(voice, above)
        yield from titles.written(voice, above)


def _day_named(document: Document, title: Span, met: bool) -> FoundDate | None:
    """The day that a title of a meeting names, or that of a "letter dated"."""
    if not met and not _DATED.search(document.text, title.start, title.end):
        return None
    return next((one for one in dates_in(document, title) if len(one.parsed.edtf) == 10), None)


def _dated(voice: Voice, fields: dict[str, Field], met: bool) -> Iterator[Said]:
    """The date of a label, of a line of the head, or of a line near the end."""
    document = voice.document
    if _UNDATED.search(document.text, 0, _HEAD):
        return
    role = "event" if met else "created"
    labelled_date = date_in(document, fields["date"].span) if "date" in fields else None
    if labelled_date and labelled_date.text == _FILLED_IN:
        return
    labelled_date = labelled_date or _date_beside(document)
    if labelled_date:
        yield voice.dates(labelled_date, role, primary=True)
        return
    under = subscriptions.clause(document)
    subscribed = list(subscriptions.done(voice, under, len(document.text))) if under >= 0 else []
    if subscribed:
        yield from subscribed
        return
    count = len(document.lines)
    for line in [
        *range(1, min(_HEAD_LINES, count) + 1),
        *range(count, max(count - _TAIL_LINES, _HEAD_LINES), -1),
    ]:
        for span in markings.columns(document, line):
            if not 6 <= span.end - span.start <= 90:
                continue
            if _ITEM.match(document.text, span.start) or _PERIOD.search(document.text, span.start, span.end):
                continue
            found = date_in(document, span)
            if found and _STAMPED.search(document.text, max(span.start - 120, 0), span.end):
                continue
            if _RELEASED.search(document.text, span.start, found.start if found else span.start):
                continue
            if (
                found
                and span.end - span.start <= len(found.text) + 35
                and not _YEARS.fullmatch(found.parsed.edtf)
            ):
                line_of = _DATELINE.match(document.text[span.start : span.end])
                done = line_of and line_of["done"]
                yield voice.dates(found, "signed" if done else role, primary=True, confidence=0.8)
                yield from _place_of_dateline(voice, span, met)
                return


def _date_beside(document: Document) -> FoundDate | None:
    """The date of a label that stands to the right of another: TO : DIRECTOR, FBI DATE: 9/11/58."""
    beside = _BESIDE.search(document.text, 0, _HEAD)
    return date_in(document, Span(beside.end(), beside.end() + 25)) if beside else None


def _place_of_dateline(voice: Voice, span: Span, met: bool) -> Iterator[Said]:
    found = _DATELINE.match(voice.document.text[span.start : span.end])
    if found and may_be_place(found["place"]):
        at = Span(span.start + found.start("place"), span.start + found.end("place"))
        role = "place_of_event" if met else "place_of_signature" if found["done"] else "place_of_writing"
        yield voice.says(Place, at, name=place_name(found["place"]), role=role)


def _language(voice: Voice) -> Iterator[Said]:
    """The language of the longest paragraph near the beginning."""
    document = voice.document
    end = document.line_at(min(20_000, len(document.text)))
    longest = max(blocks(document, 1, min(end, 150)), key=lambda block: block.end - block.start, default=None)
    code = languages.detected(document.text[longest.start : longest.start + 3000]) if longest else ""
    if longest and code:
        at = Span(longest.start, min(longest.end, longest.start + 80))
        yield voice.says(Language, at, code=code, role="text", basis="derived", confidence=0.85, as_given="")
