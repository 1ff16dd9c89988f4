"""Records of meetings: who is listed, who speaks, and when what is reported took place."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from catalog.domain.dates import ParsedDate
from catalog.domain.description import Agent, Date
from catalog.ingest.document import Document
from catalog.ingest.statements import Said, Span, Voice, lines_span, trimmed

_SPEAKER = re.compile(
    r"^[ \t]*(?P<name>(?:(?:Mr|Dr|Gen|Amb)\. )?[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,2}):[ \t]+\S",
    re.MULTILINE,
)
_TWO_COLUMNS = re.compile(r"[ \t]*(?P<left>[A-Z][\w'’-]{0,30})[ \t]+(?P<right>[A-Z][\w'’-]{0,30})[ \t]*")
_NOT_SPEAKERS = frozenset(
    (
        "note",
        "article",
        "subject",
        "source",
        "re",
        "date",
        "from",
        "to",
        "place",
        "summary",
        "annex",
        "credits",
    )
)
_REPLIED = re.compile(
    r"\b(?:Comrade|Mr\.?|Minister|Ambassador|Premier|Marshal)\s+(?P<name>[A-Z][a-z][\w'’-]+)\s+"
    r"(?:then |also |further |again )?(?:replied|answered|told me|said to me|asked me|informed me"
    r"|responded)\b"
)
_RECENT = re.compile(
    r"\b(?P<when>yesterday|last (?:night|evening)|today|tonight|this (?:morning|afternoon"
    r"|evening))\b[^.\n]{0,160}?"
    r"\b(?:met|meeting|talks?|conversation|received|visited|held|called on|discussed|negotiat\w+)\b",
    re.IGNORECASE,
)


def speakers(document: Document) -> Counter[str]:
    """How often each name stands before a colon at the start of a line."""
    return Counter(
        found["name"]
        for found in _SPEAKER.finditer(document.text)
        if found["name"].split()[0].casefold() not in _NOT_SPEAKERS
    )


def listed_in_columns(voice: Voice, first: int, last: int, speaking: Counter[str]) -> Iterator[Said]:
    """Two columns of surnames joined by a blank, before the record begins.

    Three lines or more of two single words each, of which one at least is heard or named alone
    later: "Petrov Hoo" is then two people. A single letter holds the place of an unknown person.
    """
    document = voice.document
    rows: list[tuple[int, re.Match[str]]] = []
    for line in range(first, min(last, len(document.lines)) + 1):
        words = document.lines[line - 1]
        found = _TWO_COLUMNS.fullmatch(words) if words.strip() else None
        if found:
            rows.append((line, found))
        elif words.strip() and rows:
            break
    surnames = {name.split()[-1] for name in speaking}
    heard = any({found["left"], found["right"]} & surnames for _, found in rows)
    if len(rows) < 3 or not heard:
        return
    doubt = "Surnames in two columns; which column stands for which side is not said."
    for column in ("left", "right"):
        for line, found in rows:
            if len(found[column]) > 1:
                start = document.offset_of(line)
                at = Span(start + found.start(column), start + found.end(column))
                yield voice.says(
                    Agent, at, name=found[column], role="participant", agent_kind="person", doubt=doubt
                )


def speaking(voice: Voice, heard: Counter[str], known: set[str]) -> Iterator[Said]:
    """Those who speak twice or more and are not among the surnames already known."""
    for name, times in heard.items():
        if times < 2 or name.split()[-1].casefold() in known:
            continue
        found = re.search(rf"^[ \t]*{re.escape(name)}(?=:)", voice.document.text, re.MULTILINE)
        if found:
            at = trimmed(voice.document.text, Span(found.start(), found.end()))
            yield voice.says(Agent, at, name=name, role="participant", agent_kind="person")


def replied(voice: Voice, within: Span) -> Iterator[Said]:
    """Those whom the writer of a report talked with: "Comrade Molotov then replied"."""
    seen: set[str] = set()
    for found in _REPLIED.finditer(voice.document.text, within.start, within.end):
        if found["name"] not in seen:
            seen.add(found["name"])
            at = Span(found.start("name"), found.end("name"))
            doubt = "A surname alone: who it is rests on the context."
            yield voice.says(
                Agent,
                at,
                name=found["name"],
                role="participant",
                agent_kind="person",
                basis="derived",
                doubt=doubt,
            )


def reported_event(voice: Voice, within: Span, written: ParsedDate | None) -> Iterator[Said]:
    """The day of the meeting that a report opens with, counted from the day on which it was written."""
    found = _RECENT.search(voice.document.text, within.start, min(within.start + 400, within.end))
    if not found or not written or written.earliest != written.latest or not written.earliest:
        return
    before = found["when"].casefold().startswith(("yesterday", "last"))
    day = (date.fromisoformat(written.earliest) - timedelta(days=before)).isoformat()
    yield voice.says(
        Date,
        Span(found.start(), found.end()),
        basis="derived",
        confidence=0.8,
        doubt=f"Counted from {written.edtf}, the day on which it was written.",
        edtf=day,
        role="event",
        earliest=day,
        latest=day,
    )


def line_of(document: Document, line: int) -> Span:
    """The words of a line."""
    return trimmed(document.text, lines_span(document, line, line))
