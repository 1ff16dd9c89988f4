"""Reports of committees of the Congress: number, day, committee, and the member who submitted them."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Identifier, Title
from catalog.ingest.document import Document
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "congressional report"
_SUBMITTED = re.compile(
    r"(?P<who>(?:Mr|Mrs|Miss|Ms)\.? [A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2})"
    r"(?: \([^)\n]{3,60}\)| of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?,\s+from\s+the\s+"
    r"(?P<committee>(?:[A-Z][a-z]+ ){0,3}[Cc]ommittee\s+(?:on|of)\s+[^,\n]{3,60}(?:,? and [^,\n]{3,40})?"
    r"(?:\n[^,\n]{3,60})?),\s+submitted\s+the\s+following"
)
_NUMBER = re.compile(r"\b(?:R(?:eport|EPORT|ept\.|EPT\.)\s+)?N[Oo]\.\s?(?P<number>\d{1,4}(?:-\d{1,5})?)\b")
_REPORT = re.compile(r"\bR ?(?:EPORT|E P O R T|eport)\b")
# May 12, 1952.—Committed to the Committee of the Whole House
_PRINTED = re.compile(r"[\s.,:;—–-]{1,6}(?:Committed|Ordered|Referred)\b")
_CONGRESS = re.compile(r"\b\d{1,3}(?:st|nd|rd|d|th|TH|ST|ND|RD|D) C(?:ongress|ONGRESS)\b")
_HEAD = 3000


def recognise(document: Document) -> Reading:
    """The reading of a report that a member submitted from a committee; its score is 0 for any other text."""
    head = document.text[:_HEAD]
    submitted = _SUBMITTED.search(head) if "submitted" in head else None
    congress = _CONGRESS.search(head) if submitted else None
    if not submitted or not congress:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [*_identity(voice, congress.start(), submitted.start()), *_makers(voice, submitted)]
    return Reading(family=FAMILY, score=0.7, said=tuple(said))


def _identity(voice: Voice, start: int, end: int) -> Iterator[Said]:
    """Form, number, the day on which it was ordered to be printed, and the title over that day."""
    document = voice.document
    form = _REPORT.search(document.text, start, end + 300)
    if form:
        yield voice.says(Form, Span(form.start(), form.end()), value="report", basis="derived", as_given="")
    number = _NUMBER.search(document.text, start, end)
    if number:
        at = Span(number.start("number"), number.end("number"))
        value = f"Report No. {number['number']}"
        yield voice.says(
            Identifier,
            at,
            value=value,
            role="registration number",
            scheme="congressional report number",
            basis="derived",
        )
    title: Span | None = None
    for block in blocks(document, document.line_at(start), document.line_at(end)):
        span = trimmed(document.text, block, "*_#—–- ")
        dated = date_in(document, Span(span.start, min(span.start + 30, span.end)))
        if dated and dated.start - span.start < 3 and _PRINTED.match(document.text, dated.end):
            yield voice.dates(dated, "issued", primary=True)
            break
        words = words_of(document, span)
        if words.isupper() and len(words.split()) > 1 and not _CONGRESS.search(words):
            title = span
    if title:
        yield voice.says(Title, title, value=words_of(document, title))


def _makers(voice: Voice, submitted: re.Match[str]) -> Iterator[Said]:
    committee = Span(submitted.start("committee"), submitted.end("committee"))
    name = words_of(voice.document, committee)
    yield voice.says(Agent, committee, name=name, role="creator", agent_kind="corporate body")
    who = Span(submitted.start("who"), submitted.end("who"))
    yield voice.says(Agent, who, name=submitted["who"], role="author", agent_kind="person")
