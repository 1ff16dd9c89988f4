"""Debates of Parliament as Hansard prints them: house, day, volume and columns, who asked and answered."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Identifier, Provenance, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "parliamentary debate"
_REFERENCE = re.compile(
    r"^[ \t]*(?P<house>HC|HL) Deb (?P<day>\d{1,2} [A-Z][a-z]+ \d{4}),? vol\.? (?P<volume>\d{1,4}),?"
    r" cc?(?P<columns>[\d-]+)",
    re.MULTILINE,
)
_HOUSES = {"HC": "House of Commons", "HL": "House of Lords"}
_SPEAKER = re.compile(
    r"(?:§ ?)?(?:\d{1,3}\. )?(?P<name>(?:Mr\.|Mrs\.|Miss|Sir|Dr\.|Colonel|Lieut\.-Colonel|Major|Captain"
    r"|Commander|Brigadier|Lord|Viscount|Earl|Lady|Dame)\.? [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"
    r"|The [A-Z][\w ]{5,60} \((?P<holder>[A-Z][^)\n]{3,40})\))"
)
# "§ 15. Mr. Wedgwood asked the Secretary": copies that run the name into what was said mark it so.
_RUN_IN = re.compile(
    r"§ ?(?:\d{1,3}\. ?)?(?P<name>(?:Mr\.|Mrs\.|Miss|Sir|Dr\.|Colonel|Lieut\.-Colonel|Major|Captain|Commander"
    r"|Brigadier|Lord|Viscount|Earl|Lady|Dame)(?: [A-Z]\.){0,3} "
    r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}(?= ?asked)"
    r"|[A-Z][\w’'-]*(?= [A-Z(“]))"
    r"|The [A-Z][\w ]{5,60} \((?P<holder>[A-Z][^)\n]{3,40})\))"
)


def recognise(document: Document) -> Reading:
    """The reading of a debate with its Hansard reference; its score is 0 for any other text."""
    head = document.text[:2000]
    reference = _REFERENCE.search(head) if " Deb " in head else None
    if not reference:
        return Reading(family=FAMILY)
    return Reading(family=FAMILY, score=0.7, said=tuple(_said(Voice(document, FAMILY), reference)))


def _said(voice: Voice, reference: re.Match[str]) -> Iterator[Said]:
    document = voice.document
    whole = trimmed(document.text, Span(reference.start(), reference.end()))
    yield voice.says(Identifier, whole, value=words_of(document, whole), scheme="Hansard reference")
    yield voice.says(Provenance, whole, element="source publication", value=words_of(document, whole))
    yield voice.says(Form, whole, value="parliamentary debate", basis="derived", as_given="")
    dated = date_in(document, Span(reference.start("day"), reference.end("day")))
    if dated:
        yield voice.dates(dated, "event", primary=True)
    house = Span(reference.start("house"), reference.end("house"))
    yield voice.says(
        Agent,
        house,
        name=_HOUSES[reference["house"]],
        role="creator",
        agent_kind="corporate body",
        basis="derived",
    )
    yield from _title(voice, reference)
    seen: set[str] = set()
    for line in range(document.line_at(reference.end()) + 1, len(document.lines) + 1):
        span = line_span(document, line)
        found = _SPEAKER.fullmatch(document.text, span.start, span.end) or _RUN_IN.match(
            document.text, span.start, span.end
        )
        group = "holder" if found and found["holder"] else "name"
        surname = found[group].split()[-1] if found else ""
        if found and surname not in seen:
            seen.add(surname)
            at = Span(found.start(group), found.end(group))
            yield voice.says(Agent, at, name=words_of(document, at), role="participant", agent_kind="person")


def _title(voice: Voice, reference: re.Match[str]) -> Iterator[Said]:
    """The heading over the reference; without one the reference stands for it."""
    document = voice.document
    above = trimmed(document.text, Span(0, reference.start()), "*_#")
    words = words_of(document, above)
    if 3 < len(words) < 200:
        yield voice.says(Title, above, value=words)
        return
    under = next(blocks(document, document.line_at(reference.end()) + 1), None)
    heading = trimmed(document.text, under, "*_#.") if under else Span(0, 0)
    words = words_of(document, heading)
    if 5 < len(words) < 150 and words.isupper():
        yield voice.says(Title, heading, value=words)
        return
    house = _HOUSES[reference["house"]]
    value = f"{house}, debate of {reference['day']}"
    at = Span(reference.start(), reference.end())
    yield voice.says(
        Title, at, value=value, title_kind="supplied", basis="inferred", confidence=0.6, as_given=""
    )
