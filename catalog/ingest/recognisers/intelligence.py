"""Intelligence publications outside a release system: bulletin, estimate or report, agency and day."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import Agent, Form, Identifier, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers import information_report
from catalog.ingest.recognisers.crest_body import makers, problem
from catalog.ingest.recognisers.rules.forms import form_in, form_name
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

FAMILY = "intelligence publication"
_NAMED = re.compile(
    r"(?:SPECIAL )?NATIONAL INTELLIGENCE ESTIMATE|SPECIAL ESTIMATE|CURRENT INTELLIGENCE "
    r"(?:BULLETIN|WEEKLY(?: SUMMARY)?|DIGEST|MEMORANDUM"
    r"|REVIEW)|CENTRAL INTELLIGENCE BULLETIN|DAILY (?:DIGEST|SUMMARY|BRIEF)|WEEKLY SUMMARY"
    r"|INTELLIGENCE (?:MEMORANDUM"
    r"|REPORT|SUMMARY|BULLETIN|BRIEF|HANDBOOK|MONOGRAPH)"
    r"|INFORMATION (?:REPORT|CABLE)|(?:THE )?PRESIDENT[’']S (?:DAILY BRIEF"
    r"|INTELLIGENCE CHECKLIST)|SITUATION REPORT",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"^[ \t*_]*(?P<who>CENTRAL INTELLIGENCE AGENCY|CENTRAL INTELLIGENCE GROUP|DEFENSE INTELLIGENCE AGENCY"
    r"|OFFICE OF STRATEGIC SERVICES|Office of (?:Current|National) (?:Intelligence|Estimates)"
    r"|Office of (?:Research and Reports|Reports and Estimates)|DIRECTORATE OF INTELLIGENCE"
    r"|Bureau of Intelligence and Research|JOINT INTELLIGENCE COMMITTEE)[ \t*_.,]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SUBMITTED = re.compile(r"\bSubmitted by the\s+(?P<who>DIRECTOR OF CENTRAL INTELLIGENCE)\b", re.IGNORECASE)
_ESTIMATE = re.compile(
    r"(?P<special>SPECIAL )?NATIONAL INTELLIGENCE ESTIMATE(?:\s+(?:NUMBER"
    r"|NO\.?)\s+(?P<number>\d[\w/.-]{1,12}))?",
    re.IGNORECASE,
)
_NOT_SUBJECT = re.compile(
    r"(?:NUMBER|NO\.?)\s|\(|SN?IE|NIE|Submitted|LIMITED|THIS |Copy|Approved|Declassified", re.IGNORECASE
)
_SERIES = re.compile(
    r"\b(?P<series>SNIE|NIE|SE|ORE|IM|OCI No\.|RSP)[ -](?P<number>\d{1,4}(?:[-/.]\d{1,4}){0,3})\b"
)
_FOR_THE_PRESIDENT = re.compile(r"(?:THE )?PRESIDENT[’']S ", re.IGNORECASE)
_OF_ONE_SUBJECT = ("HANDBOOK", "MONOGRAPH", "MEMORANDUM", "REPORT")
_NUMBERED = re.compile(r"(?:NUMBER|NO\.?) [\w/-]{1,12}", re.IGNORECASE)
_NUMBER_LINE = re.compile(r"\s*(?:NUMBER|NO\.?)\s+(?P<number>\d[\w/.-]{1,12})[ \t]*(?=\n)", re.IGNORECASE)
_HEAD_LINES, _LINES_TO_SUBJECT = 60, 12
_HEAD = 6000
_LONGEST_HEADING = 200
_MARKS = ("INTELLIGENCE", "DAILY", "WEEKLY", "INFORMATION REPORT", "INFORMATION CABLE", "SITUATION REPORT")


def recognise(document: Document) -> Reading:
    """The reading of a publication of an intelligence agency; its score is 0 for any other text."""
    head = document.text[:_HEAD].upper()
    heading = _heading(document) if any(mark in head for mark in _MARKS) else None
    end = document.offset_of(_HEAD_LINES + 1)
    agencies = list(_AGENCY.finditer(document.text, 0, end)) if heading else []
    agencies += _SUBMITTED.finditer(document.text, 0, end) if heading else []
    # The President's brief bears no agency's name.
    named = heading and _FOR_THE_PRESIDENT.match(words_of(document, heading))
    if not heading or not (agencies or named):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        *(information_report.said(voice, heading) or _titles(voice, heading)),
        *_issue(voice, agencies, end),
        *makers(voice, Span(heading.end, len(document.text))),
        *problem(voice, Span(heading.end, len(document.text))),
    ]
    return Reading(family=FAMILY, score=0.5, said=tuple(said))


def _heading(document: Document) -> Span | None:
    for line in range(1, min(_HEAD_LINES, len(document.lines)) + 1):
        if len(document.lines[line - 1]) > _LONGEST_HEADING:
            continue
        span = trimmed(document.text, lines_span(document, line, line), "*_#")
        words = words_of(document, span)
        if _NAMED.fullmatch(words) or _ESTIMATE.fullmatch(words):
            return span
    return None


def _titles(voice: Voice, heading: Span) -> Iterator[Said]:
    """A report on one subject bears its subject under the heading; a bulletin bears its name alone."""
    document = voice.document
    words = words_of(document, heading)
    found = form_in(words)
    value = form_name(found) if found else words.lower()
    yield voice.says(Form, heading, value=value)
    line = document.line_at(heading.end)
    estimate = _ESTIMATE.fullmatch(words)
    at = _subject_of_estimate(document, line + 1) if estimate else None
    if estimate and at:
        yield voice.says(Title, at, value=words_of(document, at))
        yield from _number_of_estimate(voice, heading, estimate)
        return
    below = next(
        (
            one
            for one in blocks(document, line + 1, line + 10)
            if not _NUMBERED.fullmatch(words_of(document, one))
        ),
        None,
    )
    title = trimmed(document.text, below, "*_#") if below else None
    next_line = trimmed(document.text, lines_span(document, line + 1, line + 1), "*_#")
    if words.upper().endswith(_OF_ONE_SUBJECT) and _is_subject(words_of(document, next_line)):
        yield voice.says(Title, next_line, value=words_of(document, next_line))
        yield voice.says(Title, heading, value=words, title_kind="variant")
        return
    number = _NUMBERED.match(document.text, title.start, title.end) if title else None
    if title and number:
        title = trimmed(document.text, Span(number.end(), title.end))
    subject = words_of(document, title) if title else ""
    if title and subject.isupper() and len(subject.split()) > 3 and not _AGENCY.match(subject):
        yield voice.says(Title, title, value=subject)
        yield voice.says(Title, heading, value=words, title_kind="variant")
    else:
        own = value if value.casefold() == words.casefold() else words
        yield voice.says(Title, heading, value=own, as_given=words)


def _subject_of_estimate(document: Document, first: int) -> Span | None:
    """The lines under the number of an estimate, down to an empty one or to who submitted it."""
    begun = 0
    for line in range(first, min(first + _LINES_TO_SUBJECT, len(document.lines)) + 1):
        span = trimmed(document.text, lines_span(document, line, line), "*_#")
        words = words_of(document, span)
        other = not words or _NOT_SUBJECT.match(words) or level_of(words) or date_in(document, span)
        if begun and other:
            return trimmed(document.text, lines_span(document, begun, line - 1), "*_#")
        if not other and not begun:
            if _AGENCY.match(words) or words[-1] in ".:;" or not words[0].isupper() or len(words) > 120:
                return None
            begun = line
    return None


def _number_of_estimate(voice: Voice, heading: Span, named: re.Match[str]) -> Iterator[Said]:
    """NIE-11-3-61 of National Intelligence Estimate Number 11-3-61, by which it is known as by a name."""
    document = voice.document
    line = document.line_at(heading.end)
    under = _NUMBER_LINE.match(document.text, document.offset_of(line + 1))
    number = named["number"] or (under and under["number"])
    if not number:
        return
    at = Span(under.start(), under.end()) if under and not named["number"] else heading
    value = f"{'SNIE' if named['special'] else 'NIE'}-{number}"
    yield voice.says(Identifier, at, value=value, scheme="report series", basis="derived")
    yield voice.says(Title, at, value=value, title_kind="variant", basis="derived")


def _is_subject(words: str) -> bool:
    """Whether the line right under the name of a publication is what it is about."""
    return words.isupper() and len(words.split()) > 1 and not (_AGENCY.match(words) or level_of(words))


def _issue(voice: Voice, agencies: list[re.Match[str]], end: int) -> Iterator[Said]:
    document = voice.document
    seen: set[str] = set()
    for one in agencies:
        at = Span(one.start("who"), one.end("who"))
        name = words_of(document, at)
        if name.casefold() not in seen:
            seen.add(name.casefold())
            name = name.title() if name.isupper() else name
            name = name.replace(" Of ", " of ").replace(" And ", " and ")
            yield voice.says(Agent, at, name=name, role="creator", agent_kind="corporate body")
    for line in range(1, min(_HEAD_LINES, len(document.lines)) + 1):
        span = lines_span(document, line, line)
        words = document.lines[line - 1].strip()
        dated = date_in(document, span) if 5 < len(words) < 50 else None
        if dated and len(dated.parsed.edtf) == 10 and len(words) < len(dated.text) + 20:
            yield voice.dates(dated, "issued", primary=True)
            break
    series = _SERIES.search(document.text, 0, min(end, 3000))
    if series:
        at = Span(series.start(), series.end())
        value = f"{series['series'].removesuffix(' No.')}-{series['number']}"
        yield voice.says(Identifier, at, value=value, scheme="report series", basis="derived")
