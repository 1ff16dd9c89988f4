"""Newspaper articles: headline, the paper with its day and page, and the news agency's dateline."""

import re
from collections.abc import Iterator

from catalog.domain.dates import FoundDate
from catalog.domain.description import Agent, Form, Place, Provenance, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import (
    Reading,
    Said,
    Span,
    Voice,
    blocks,
    date_in,
    lines_span,
    trimmed,
    words_of,
)

FAMILY = "newspaper article"
_PAPER = re.compile(
    r"[*_(\[]*(?P<paper>(?:The |Le |La |Die |Der )?(?:[A-ZÀ-ÞА-Я][\w'’. -]{0,40}?)??"
    r"\b(?i:daily|times|news|post|herald|pravda"
    r"|izvestiia|izvestia|gazette|tribune|journal|zeitung|deutschland|monde|ribao|jih-pao|figaro|guardian|telegraph"
    r"|observer|star|worker|trybuna|humanité|правда|известия|日报)\b[\w'’ ]{0,20}?)"
    r"[*_]*(?:\s\([A-Z][\w .]{2,30}\))?"
    r"(?:,|\s[—–-]|:)\s+(?P<rest>[^\n]{6,90})"
)
_PAPER_ALONE = re.compile(
    r"(?:The |THE )?(?:[A-Z][\w'’.-]+ ){0,3}(?i:daily|times|news|post|herald|gazette|tribune|journal|guardian"
    r"|telegraph|observer|star|chronicle|sun|world|press|courier|globe|record|examiner|dispatch|inquirer|mail"
    r"|express|mirror)(?: [A-Z][\w'’.-]+)?"
)
_MASTHEAD_LINES = 6
# "Press, Volume XC, Issue 27466, 29 September 1954, Page 9": as libraries cite the papers they scanned.
_SCANNED = re.compile(
    r"(?P<paper>[A-Z][\w'’. -]{2,40}), Volume [IVXLC\d]+, Issue \d+, "
    r"(?P<rest>\d{1,2} [A-Z][a-z]+ \d{4}[^\n]{0,20})"
)
_RECEIVED = re.compile(
    r"(?:\((?:Rec(?:eived|d)?\.?|By)[^)]{2,30}\)|\([^)]{3,60} Correspondent\))\s+", re.IGNORECASE
)
_AFTER = re.compile(
    r"[—–-]\s?\(?(?P<agency>Reuters?|A\.?P\.?|U\.?P\.?|Associated Press|United Press"
    r"|N\.Z\.P\.A\.|Tass|TASS)\.?\)?\s*$",
    re.MULTILINE,
)
_AGENCY = re.compile(
    r"^[\[(]?(?P<agency>(?:Xinhua|New China|Hsinhua|TASS|Tass|NCNA|Reuters?"
    r"|Associated Press|AP|UPI|United Press"
    r"|AFP|Tanjug|Kyodo|PAP|ADN|KCNA|VNA|Antara|Press Trust of India)(?: News Agency)?)[\])]?[,:]?\s+"
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Za-z'’-]+(?: [A-Z][A-Za-z'’-]+){0,2})(?:,\s(?:[A-Z]\. ?){1,2})?(?:,\s+|\s+)"
    r"(?P<day>(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?)\s*(?:\([A-Za-z .]{2,40}\)\s*)?(?:\.?\s?[—–:-]|\.(?=\s|$))"
)


def recognise(document: Document) -> Reading:
    """The reading of an article with its newspaper's line near the headline; its score is 0 otherwise."""
    for line in range(1, min(12, len(document.lines)) + 1):
        span = trimmed(document.text, lines_span(document, line, line))
        found = _SCANNED.match(document.text, span.start, span.end) or _PAPER.match(
            document.text, span.start, span.end
        )
        dated = date_in(document, Span(found.start("rest"), span.end)) if found else None
        if found and dated:
            voice = Voice(document, FAMILY)
            said = [voice.dates(dated, "issued", primary=True), *_article(voice, found, line, span)]
            return Reading(family=FAMILY, score=0.55, said=tuple(said))
    masthead = _masthead(document)
    if masthead:
        said = list(_of_masthead(Voice(document, FAMILY), *masthead))
        return Reading(family=FAMILY, score=0.5, said=tuple(said))
    return Reading(family=FAMILY)


def _masthead(document: Document) -> tuple[Span, FoundDate] | None:
    """The paper alone on its line over its town and day: NEW YORK, TUESDAY, APRIL 16, 1912."""
    for line in range(1, min(_MASTHEAD_LINES, len(document.lines) - 1) + 1):
        span = trimmed(document.text, lines_span(document, line, line), "*_# ")
        under = lines_span(document, line + 1, line + 1)
        dated = date_in(document, under) if 8 < under.end - under.start < 90 else None
        if dated and _PAPER_ALONE.fullmatch(document.text, span.start, span.end):
            return span, dated
    return None


def _of_masthead(voice: Voice, paper: Span, dated: FoundDate) -> Iterator[Said]:
    """The first paragraph under the masthead is the headline; the news begins with its own place and day."""
    document = voice.document
    name = words_of(document, paper)
    yield voice.dates(dated, "issued", primary=True)
    yield voice.says(Agent, paper, name=name, role="publisher", agent_kind="corporate body")
    yield voice.says(Form, paper, value="newspaper article", basis="derived", confidence=0.8, as_given="")
    first = document.line_at(dated.end) + 1
    for count, block in enumerate(blocks(document, first, first + 20)):
        span = trimmed(document.text, block, "*_#")
        if not count and span.end - span.start < 400:
            yield voice.says(Title, span, value=words_of(document, span))
        placed = list(_dateline(voice, block)) if count else []
        if placed:
            yield from placed
            return


def _article(voice: Voice, found: re.Match[str], line: int, span: Span) -> Iterator[Said]:
    document = voice.document
    paper = trimmed(document.text, Span(found.start("paper"), found.end("paper")), " *_")
    yield voice.says(Provenance, span, element="source publication", value=words_of(document, span))
    yield voice.says(
        Agent, paper, name=words_of(document, paper), role="publisher", agent_kind="corporate body"
    )
    yield voice.says(Form, span, value="newspaper article", basis="derived", confidence=0.8, as_given="")
    heading = next((b for b in blocks(document, 1, 12) if not b.start <= paper.start < b.end), None)
    over = trimmed(document.text, Span(document.offset_of(1), span.start), "*_# ")
    title = over if 4 < over.end - over.start < 300 else heading
    if title and words_of(document, title)[-1] not in ".,;":
        at = trimmed(document.text, title, "*_#")
        yield voice.says(Title, at, value=words_of(document, at))
    after = _AFTER.search(document.text, span.end)
    if after:
        at = Span(after.start("agency"), after.end("agency"))
        yield voice.says(Agent, at, name=after["agency"], role="author", agent_kind="corporate body")
    for block in blocks(document, line + 1, line + 12):
        said = list(_dateline(voice, block))
        if said:
            yield from said
            return


def _dateline(voice: Voice, block: Span) -> Iterator[Said]:
    document = voice.document
    received = _RECEIVED.match(document.text, block.start, block.end)
    block = Span(received.end(), block.end) if received else block
    agency = _AGENCY.match(document.text[block.start : block.start + 60])
    start = block.start + (agency.end() if agency else 0)
    found = _DATELINE.match(document.text, start, block.end)
    if agency:
        at = trimmed(document.text, Span(block.start, start), "[](),: ")
        yield voice.says(Agent, at, name=agency["agency"], role="author", agent_kind="corporate body")
    if found and may_be_place(found["place"]) and not may_be_place(found["day"]):
        at = Span(found.start("place"), found.end("place"))
        name = found["place"].title() if found["place"].isupper() else found["place"]
        yield voice.says(Place, at, name=place_name(name), role="place_of_writing")
