"""Ciphered telegrams of the Soviet bloc: where from, number, when received, to whom, who signed."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Identifier, Place
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.places import fold, may_be_place, place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, date_in, trimmed, words_of

FAMILY = "ciphered telegram"
_HEADING = re.compile(
    r"^[ \t*_]*(?P<form>ciphered telegram|cipher telegram|coded (?:message|telegram|cable)|ciphergram"
    r"|cryptogram|шифротелеграмма|шифрограмма)(?:[ \t]+No\.?[ \t]*(?P<number>[\d/-]{1,12}))?[ \t*_]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FROM = re.compile(
    r"^[ \t]*(?:FROM|From):?[ \t]+(?P<place>[A-Z][\w-]+(?: (?!No\b)[A-Z][\w-]+)?)"
    r"(?:[ \t]+No\.?[ \t]*(?P<number>\d{1,7}))?"
    r"(?:[ \t]+to[ \t]+(?P<whom>[A-Z][\w. ]{2,40}))?[ \t]*$",
    re.MULTILINE,
)
_TO = re.compile(
    r"^[ \t]*(?:TO|To):?[ \t]+"
    r"(?P<whom>(?:Comrade |Cde\.? )?[A-Z][\w.’' -]{2,40}(?: \[[^\]\n]{2,30}\])?)[ \t]*$",
    re.MULTILINE,
)
_RECEIVED = re.compile(r"^[ \t]*(?:RECEIVED|Received)\b:?[ \t]*(?P<when>[^\n]{6,40})$", re.MULTILINE)
_HEAD = 2500


def recognise(document: Document) -> Reading:
    """The reading of a ciphered telegram; its score is 0 for any other text."""
    head = fold(document.text)[:_HEAD]
    if not any(mark in head for mark in ("cipher", "coded ", "cryptogram", "шифр")):
        return Reading(family=FAMILY)
    heading = _HEADING.search(document.text, 0, _HEAD)
    if not heading:
        return Reading(family=FAMILY)
    return Reading(family=FAMILY, score=0.5, said=tuple(_said(Voice(document, FAMILY), heading)))


def _said(voice: Voice, heading: re.Match[str]) -> Iterator[Said]:
    document = voice.document
    at = Span(heading.start("form"), heading.end("form"))
    yield voice.says(Form, at, value=heading["form"].lower())
    sent = _FROM.search(document.text, 0, _HEAD)
    for found in (heading, sent):
        if found and found["number"]:
            number = Span(found.start("number"), found.end("number"))
            yield voice.says(Identifier, number, value=found["number"], scheme="telegram number")
    if sent and may_be_place(sent["place"]):
        place = Span(sent.start("place"), sent.end("place"))
        yield voice.says(Place, place, name=place_name(sent["place"]), role="place_of_writing")
    whom = sent if sent and sent["whom"] else _TO.search(document.text, 0, _HEAD)
    if whom:
        reader = trimmed(document.text, Span(whom.start("whom"), whom.end("whom")))
        yield voice.says(Agent, reader, name=words_of(document, reader), role="recipient")
    received = _RECEIVED.search(document.text, 0, _HEAD)
    dated = date_in(document, Span(received.start("when"), received.end("when"))) if received else None
    if dated:
        yield voice.dates(dated, "received")
    yield from _own_day(voice)


def _own_day(voice: Voice) -> Iterator[Said]:
    """The day under the signature; else the family says none, and the general reading looks for one."""
    document = voice.document
    count = len(document.lines)
    for line in range(count, max(count - 8, 1), -1):
        span = line_span(document, line)
        dated = date_in(document, span) if 5 < span.end - span.start < 40 else None
        if dated and len(words_of(document, span)) < len(dated.text) + 12:
            yield voice.dates(dated, "created", primary=True)
            return
