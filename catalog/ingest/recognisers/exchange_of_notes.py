"""Agreements made by notes that are printed one after another, outside a series' layout of numbered notes."""

import re
from collections.abc import Iterator

from catalog.domain.dates import FoundDate, parse_date
from catalog.domain.description import Date, Form, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.numbered_notes import notes_by_correspondents
from catalog.ingest.recognisers.rules.places import fold, place_name
from catalog.ingest.recognisers.rules.treaty_heads import parties_between, series_numbers
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "exchange of notes"
_EXCHANGED = ("exchange of notes", "exchange of letters")
_TITLE_ENDS = re.compile(r"\.\s+(?=(?:Effected|Signed|Exchange|Notes|Entered|Dated)\b)")
_SIGNED = re.compile(
    r"\b(?:signed|exchanged|dated) (?:at (?P<place>[A-Z][\w’'-]+"
    r"(?: (?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z][\w’'-]+)?),? )?(?:on )?"
    r"(?P<days>(?:[A-Z][a-z]+ \d{1,2}(?:, \d{4})?(?:,? and |, )?"
    r"(?:\d{1,2}(?=,))?){1,3},? ?\d{4})"
)
_IN_FORCE = re.compile(r"\bentered into force:? (?:on )?(?=[A-Z][a-z]+ \d|\d)", re.IGNORECASE)
_DAY = re.compile(r"(?:(?P<month>[A-Z][a-z]+) )?(?P<day>\d{1,2})(?!\d)(?:, (?P<year>\d{4}))?")
_TITLE_GOES_ON = re.compile(
    r"\s*(?:between|regarding|concerning|relating|respecting|constituting|amending|for the)\s"
)
_TITLE_LINES = 16
_ACCOMPANIED = re.compile(r"\b[Ww]ith (?:an? |related )?exchanges? of (?:notes|letters)")
_HEAD, _LONGEST = 3000, 600


def recognise(document: Document) -> Reading:
    """The reading of an exchange whose notes stand each under its correspondents; else score 0."""
    head = fold(document.text)[:_HEAD]
    title = _title(document) if any(words in head for words in _EXCHANGED) else None
    if title is None:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    accompanied = _ACCOMPANIED.search(document.text, title.start, title.end)
    inside, parts = notes_by_correspondents(voice, document.line_at(title.end) + 1)
    if not parts:
        return Reading(family=FAMILY)
    if accompanied and "greed as follows" in document.text:
        # The notes go with an instrument, whose own reading says what it is.
        return Reading(family=FAMILY, score=0.3, said=tuple(inside), parts=tuple(parts))
    cut = _TITLE_ENDS.search(document.text, title.start, title.end)
    named = trimmed(document.text, Span(title.start, cut.start() if cut else title.end), " .")
    said = [
        voice.says(Title, named, value=words_of(document, named)),
        voice.says(Form, title, value="exchange of notes", basis="derived", as_given=""),
        *parties_between(voice, named),
        *series_numbers(voice),
        *_signed(voice, title, inside),
        *inside,
    ]
    return Reading(family=FAMILY, score=0.6, said=tuple(said), parts=tuple(parts))


def _title(document: Document) -> Span | None:
    """The paragraph of the head that speaks of the exchange."""
    for block in blocks(document, 1, 30):
        span = trimmed(document.text, block, "*_#")
        if span.end - span.start < _LONGEST and any(
            words in fold(words_of(document, span)) for words in _EXCHANGED
        ):
            return _with_what_follows(document, span)
    return None


def _with_what_follows(document: Document, span: Span) -> Span:
    """A title with the paragraphs under it that say between whom and on what it is."""
    for block in blocks(document, document.line_at(span.end) + 1, document.line_at(span.end) + _TITLE_LINES):
        if not _TITLE_GOES_ON.match(document.text, block.start, block.end):
            break
        span = Span(span.start, trimmed(document.text, block, "*_#").end)
    return span


def _signed(voice: Voice, title: Span, inside: list[Said]) -> Iterator[Said]:
    """When and where, as the heading says it; else the days and the place that the notes bear."""
    document = voice.document
    found = _SIGNED.search(document.text, title.start, title.end)
    days = list(_days(document, found)) if found else []
    for index, day in enumerate(days):
        yield voice.dates(day, "signed", primary=not index)
    if found and found["place"]:
        at = Span(found.start("place"), found.end("place"))
        yield voice.says(Place, at, name=place_name(words_of(document, at)), role="place_of_signature")
    force = _IN_FORCE.search(document.text, title.start, title.end)
    dated = date_in(document, Span(force.end(), force.end() + 30)) if force else None
    if dated:
        yield voice.dates(dated, "entered_into_force")
    if not days:
        yield from _as_the_notes_say(voice, inside)


def _days(document: Document, found: re.Match[str]) -> Iterator[FoundDate]:
    """October 21 and 29, 1947: each day with the month before it and the year after it."""
    listed = list(_DAY.finditer(document.text, found.start("days"), found.end("days") - 6))
    year = document.text[found.end("days") - 4 : found.end("days")]
    month = ""
    for one in listed:
        month = one["month"] or month
        parsed = parse_date(f"{month} {one['day']}, {one['year'] or year}")
        if parsed:
            yield FoundDate(one.start(), one.end(), document.text[one.start() : one.end()], parsed)


def _as_the_notes_say(voice: Voice, inside: list[Said]) -> Iterator[Said]:
    seen: set[str] = set()
    for one in inside:
        statement = one.statement
        key = (
            statement.edtf
            if isinstance(statement, Date)
            else statement.name
            if isinstance(statement, Place)
            else ""
        )
        proof = statement.evidence
        if not key or key in seen or proof is None:
            continue
        seen.add(key)
        at = voice.document.offset_of(proof.first_line)
        start = voice.document.text.find(proof.quote, at)
        span = Span(start, start + len(proof.quote))
        if isinstance(statement, Date):
            dated = date_in(voice.document, span)
            if dated:
                yield voice.dates(dated, "signed", primary=len(seen) == 1)
        else:
            yield voice.says(Place, span, name=key, role="place_of_signature")
