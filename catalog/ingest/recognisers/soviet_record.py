"""Soviet records of conversations: "From the journal of" an envoy, the meeting and its day, who was there."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import markings, minutes_lists
from catalog.ingest.recognisers.rules.forms import OF_A_MEETING, form_in, form_name
from catalog.ingest.recognisers.rules.people import split_names
from catalog.ingest.recognisers.rules.places import fold
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "Soviet record of conversation"
_JOURNAL = re.compile(
    r"^[ \t*_]*From the (?:journal|diary) of:?[ \t]*(?P<who>[^\n]{0,60}?)(?:[ \t]{3,}[^\n]*)?$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = re.compile(
    r"[A-Z][\w’'.-]+(?:,?\s(?:[A-Z]\.\s?){1,2}|\s[A-Z][\w’'-]+|(?:\s[A-Z]\.){1,2}\s[A-Z][\w’'-]+)"
)
_INITIALS_FIRST = re.compile(r"(?:[A-Z]\.\s?){1,2}\s?[A-Z][\w’'-]+")
_WITH = re.compile(r"\bwith\s+(?P<list>(?:the )?[A-Z][^\n]*(?:\n[^\n]+){0,4})")
_ALSO = re.compile(
    r"\b(?:Also present|Present)[^.\n]{0,80}?\b(?:was|were|:)\s+(?P<list>[^\n]{3,160}?)(?<!\b[A-Z])\.(?=\s|$)"
)
_NAMED = re.compile(r"(?:[A-Z]\.\s?){1,2}[A-Z][\w’'-]+|[A-Z][a-z][\w’'-]+ [A-Z][a-z][\w’'-]+$")
_HEAD = 3000


def recognise(document: Document) -> Reading:
    """The reading of an envoy's record of a conversation; its score is 0 for any other text."""
    head = fold(document.text)[:_HEAD]
    kept = "from the journal" in head or "from the diary" in head
    journal = _JOURNAL.search(document.text, 0, _HEAD) if kept else None
    heading = _heading(document, journal.end()) if journal else None
    if not journal or not heading:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [*_titled(voice, heading), *_dated(voice, journal, heading), *_people(voice, journal, heading)]
    return Reading(family=FAMILY, score=0.6, said=tuple(said))


def _heading(document: Document, start: int) -> Span | None:
    """The paragraph under the envoy's name that says that it records a conversation."""
    for block in blocks(document, document.line_at(start), document.line_at(start) + 14):
        words = words_of(document, block)
        if len(words) < 400 and form_in(words[:60]) and OF_A_MEETING.search(words[:80]):
            return trimmed(document.text, block, "*_#")
    return None


def _titled(voice: Voice, heading: Span) -> Iterator[Said]:
    document = voice.document
    words = words_of(document, heading)
    yield voice.says(Title, heading, value=words)
    found = form_in(words)
    if found:
        yield voice.says(Form, heading, value=form_name(found), as_given="")


def _dated(voice: Voice, journal: re.Match[str], heading: Span) -> Iterator[Said]:
    """The day over the heading is that of writing; one in the heading or under it is the meeting's."""
    document = voice.document
    first = document.line_at(journal.start())
    for line in range(first, document.line_at(heading.start)):
        for span in markings.columns(document, line):
            written = date_in(document, span) if span.end - span.start < 40 else None
            if written:
                yield voice.dates(written, "created")
                break
    under = next(blocks(document, document.line_at(heading.end) + 1), heading)
    for span in (heading, under):
        met = date_in(document, span)
        if met and (span == heading or len(words_of(document, span)) < len(met.text) + 25):
            yield voice.dates(met, "event", primary=True)
            return


def _people(voice: Voice, journal: re.Match[str], heading: Span) -> Iterator[Said]:
    """The envoy, whom he met, and who else was there."""
    document = voice.document
    envoy = _envoy(document, journal, heading)
    if envoy:
        for role in ("author", "participant"):
            yield voice.says(Agent, envoy, name=words_of(document, envoy), role=role, agent_kind="person")
    met = _WITH.search(document.text, heading.start, heading.end)
    if met:
        whole = words_of(document, Span(met.start("list"), heading.end))
        named = _NAMED.search(whole)
        at = trimmed(document.text, Span(met.start("list"), heading.end), " ,.")
        start = document.text.rfind(named.group().split()[0], at.start, at.end) if named else at.start
        office = words_of(document, Span(at.start, start)) if named else ""
        who = Span(start, start + len(named.group())) if named and start >= 0 else at
        yield voice.says(
            Agent, who, name=words_of(document, who), role="participant", agent_kind="person", office=office
        )
    yield from minutes_lists.in_prose(voice, Span(heading.end, len(document.text)), set())
    for found in _ALSO.finditer(document.text):
        for one in split_names(document.text, Span(found.start("list"), found.end("list"))):
            yield voice.says(
                Agent, one, name=words_of(document, one), role="participant", agent_kind="person"
            )


def _envoy(document: Document, journal: re.Match[str], heading: Span) -> Span | None:
    """The name after "of", or the first name on a line of its own between there and the heading."""
    spans = [Span(journal.start("who"), journal.end("who"))] if journal["who"].strip() else []
    for line in range(document.line_at(journal.end()) + 1, document.line_at(heading.start)):
        spans += list(markings.columns(document, line))
    for span in spans:
        words = words_of(document, span)
        found = _INITIALS_FIRST.search(words) or _NAME.fullmatch(words)
        if found and not markings.marked_level(words):
            start = document.text.find(found.group().split()[0], span.start, span.end)
            return Span(start, span.end) if start >= 0 else span
    return None
