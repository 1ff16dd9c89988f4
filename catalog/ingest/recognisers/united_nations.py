"""Documents of the United Nations: symbol, day and original language over the title; records of meetings."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Language, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import (
    headings,
    languages,
    markings,
    own_days,
    own_numbers,
    signatures,
    titles,
)
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, date_in, trimmed, words_of

FAMILY = "United Nations document"
_ORIGINAL = re.compile(
    r"ORIGINAL ?: ?(?P<languages>[A-Z][A-Za-z]{3,20}(?:(?:/| AND |, ?)[A-Z][A-Za-z]{3,20}){0,4})"
)
_ORGAN = re.compile(
    r"GENERAL[ \n]{1,2}ASSEMBLY|SECURITY[ \n]{1,2}COUNCIL"
    r"|ECONOMIC[ \n]{1,2}AND[ \n]{1,2}SOCIAL[ \n]{1,2}COUNCIL"
    r"|TRUSTEESHIP[ \n]{1,2}COUNCIL",
    re.IGNORECASE,
)
# 1022nd MEETING: 23 OCTOBER 1962; SUMMARY RECORD OF THE THIRD MEETING. In a sentence a meeting heads nothing.
_MEETING = re.compile(
    r"^[ \t*_#]*(?P<title>(?:(?:PROVISIONAL )?(?:VERBATIM|SUMMARY) RECORD OF THE )?"
    r"(?:(?:[A-Z-]{3,20} HUNDRED AND )?(?:[A-Z]{3,9}-)?[A-Z]{2,10}(?:ST|ND|RD|TH)|\d{1,4}(?i:st|nd|rd|d|th))"
    r"\s+(?:[A-Z]+\s+)?(?:MEETING|(?:[Pp]lenary )?[Mm]eeting))[ \t]*(?=[:.,(\n]|$)",
    re.MULTILINE,
)
_HELD = re.compile(
    r"\bHeld (?:at|in) (?P<place>[A-Z][\w.’', -]{2,60}?),?\s+on\s+(?:[A-Z][a-z]+day,?\s+)?(?=\d"
    r"|[A-Z][a-z]+ \d)",
    re.IGNORECASE,
)
_PRESIDING = re.compile(
    r"^[ \t*_]*(?P<office>(?i:(?:Acting |Temporary |Vice-)?(?:President|Chairman|Rapporteur)))[ \t]*:[ \t]*"
    r"(?P<name>[A-Z][^\n(]{3,60}?)(?:[ \t]*\((?P<of>[^)\n]{3,80})\)"
    r"|[ \t]{3,}(?P<land>[A-Z][^\n]{2,60})|[ \t]*$)",
    re.MULTILINE,
)
_PRESENT = re.compile(r"^[ \t]*(?:Present|PRESENT|Members)[ \t]*:[ \t]*(?P<list>\S)", re.MULTILINE)
_REPRESENTATIVE = re.compile(
    r"[ \t]*(?P<name>(?:Mr|Mrs|Miss|Dr|Sir|Count|Baron|Prince|General|Colonel)\.? [A-Z][A-Z’'. -]{2,40}?)"
    r"(?:[ \t]{3,}|[ \t]*\()(?P<of>[A-Z][^\n]{2,60})(?:\n|$)"
)
_MARKS = ("UNITED NATIONS", "NATIONS UNIES", "OFFICIAL RECORDS", "Distr.", "ORIGINAL: ")
_HEAD_LINES, _HEAD, _TO_DAY = 25, 3000, 120


def recognise(document: Document) -> Reading:
    """The reading of a document with a symbol under the organ's name; its score is 0 for any other text."""
    head = document.text[:_HEAD]
    marked = any(mark in head for mark in _MARKS)
    last = _last_of_head(document) if marked else 0
    organ = _ORGAN.search(head) if marked else None
    recorded = last or "OFFICIAL RECORDS" in head.upper()
    met = _MEETING.search(document.text, 0, _HEAD) if recorded and marked else None
    if not met and not (organ and last):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [*_original(voice)]
    if met:
        said += _record(voice, met)
    elif organ:
        said += _paper(voice, organ, last)
    return Reading(family=FAMILY, score=0.7, said=tuple(said))


def _last_of_head(document: Document) -> int:
    """The last of the head's lines that bears the symbol, the day or the language; 0 without a symbol."""
    last = symbol = 0
    for line in range(1, min(_HEAD_LINES, len(document.lines)) + 1):
        for span in markings.columns(document, line):
            words = words_of(document, span)
            if not 2 < len(words) < 40:
                continue
            symbol = line if own_numbers.SYMBOL.fullmatch(words) and not symbol else symbol
            dated = date_in(document, span) if symbol else None
            if symbol == line or _ORIGINAL.match(words) or (dated and len(words) < len(dated.text) + 6):
                last = line if symbol and line - symbol < 8 else last
    return last


def _original(voice: Voice) -> Iterator[Said]:
    found = _ORIGINAL.search(voice.document.text, 0, _HEAD)
    if found:
        for code, start, end in languages.named(found["languages"].title()):
            at = Span(found.start("languages") + start, found.start("languages") + end)
            yield voice.says(Language, at, code=code, role="original")


def _paper(voice: Voice, organ: re.Match[str], last: int) -> list[Said]:
    """The title under the head, whom it names, and who signed."""
    title = headings.heading(voice.document, set(), last + 1)
    said = list(signatures.said(voice))
    if title:
        said += [voice.says(Title, title, value=words_of(voice.document, title)), *titles.form(voice, title)]
        said += titles.agents(voice, title)
        day = own_days.of_title(voice.document, title, False)
        said += [voice.dates(day, "created", primary=True)] if day else []
    # Without anybody named, whoever the general reading finds is not kept away.
    named = any(isinstance(one.statement, Agent) for one in said)
    return [*said, _organ(voice, organ)] if named else said


def _organ(voice: Voice, organ: re.Match[str]) -> Said:
    at = Span(organ.start(), organ.end())
    name = words_of(voice.document, at)
    return voice.says(Agent, at, name=name, role="creator", agent_kind="corporate body", confidence=0.8)


def _record(voice: Voice, met: re.Match[str]) -> list[Said]:
    """A meeting: its number, day and place, and who presided."""
    document = voice.document
    title = trimmed(document.text, Span(met.start("title"), met.end("title")))
    said = [
        voice.says(Title, title, value=words_of(document, title)),
        voice.says(Form, title, value="record of meeting", basis="derived", as_given=""),
    ]
    held = _HELD.search(document.text, 0, _HEAD)
    near = Span(held.end(), held.end() + 40) if held else Span(met.end(), met.end() + _TO_DAY)
    dated = date_in(document, near)
    if dated:
        said.append(voice.dates(dated, "event", primary=True))
    if held and may_be_place(held["place"].split(",")[-1].strip()):
        at = Span(held.start("place"), held.end("place"))
        said.append(voice.says(Place, at, name=place_name(words_of(document, at)), role="place_of_event"))
    for found in _PRESIDING.finditer(document.text, 0, _HEAD):
        at = trimmed(document.text, Span(found.start("name"), found.end("name")), " .,")
        office = ", ".join(filter(None, (found["office"], found["of"] or found["land"])))
        name = words_of(document, at)
        said.append(voice.says(Agent, at, name=name, role="participant", agent_kind="person", office=office))
    return [*said, *_representatives(voice), *own_numbers.symbol_at_end(voice)]


def _representatives(voice: Voice) -> Iterator[Said]:
    """Those listed under Present, a line each with the land: Mr. WATT    Australia."""
    text = voice.document.text
    begun = _PRESENT.search(text, 0, _HEAD)
    found = _REPRESENTATIVE.match(text, begun.start("list")) if begun else None
    while found:
        at = Span(found.start("name"), found.end("name"))
        name, land = words_of(voice.document, at), found["of"].strip(" )")
        yield voice.says(Agent, at, name=name, role="participant", agent_kind="person", office=land)
        found = _REPRESENTATIVE.match(text, found.end())
