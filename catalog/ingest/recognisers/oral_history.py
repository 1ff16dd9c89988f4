"""Transcripts of interviews that a library holds: with whom, by whom, where, when, on what terms."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Place, Provenance, Rights, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.people import split_names
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, date_in, trimmed, words_of

FAMILY = "oral history"
_TITLE = re.compile(
    r"^[ \t*#]*(?P<title>Oral History Interview\s+with\s+(?P<who>[A-Z][^\n]{3,60}?))[ \t*]*$", re.MULTILINE
)
_BY = re.compile(r"^[ \t]*(?:Interviewed )?by (?P<who>[A-Z][^\n]{3,80}?)[ \t]*$", re.MULTILINE)
_PLACE = re.compile(r"^[ \t]*(?P<place>[A-Z][\w .'’-]{2,30}?), [A-Z][\w. ]{1,30}[ \t]*$", re.MULTILINE)
_FOR = re.compile(
    r"\bconducted for the (?P<holder>[A-Z][\w. ]{3,60}? (?:Library|Archives?|Museum|Institute))\b"
)
_RESTRICTIONS = re.compile(r"^[ \t]*RESTRICTIONS?[ \t]*\n+(?P<rights>[^\n]{40,900})", re.MULTILINE)
_HEAD, _UNDER_TITLE = 4000, 300


def recognise(document: Document) -> Reading:
    """The reading of an oral history with its title page; its score is 0 for any other text."""
    head = "Oral History Interview" in document.text[:_HEAD]
    found = _TITLE.search(document.text, 0, _HEAD) if head else None
    if found is None:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = (*_interview(voice, found), *_under_title(voice, found.end()), *_holding(voice))
    return Reading(family=FAMILY, score=0.6, said=said)


def _interview(voice: Voice, found: re.Match[str]) -> Iterator[Said]:
    title = Span(found.start("title"), found.end("title"))
    yield voice.says(Title, title, value=words_of(voice.document, title))
    form = Span(title.start, title.start + len("Oral History Interview"))
    yield voice.says(Form, form, value="oral history interview", basis="derived", as_given="")
    at = Span(found.start("who"), found.end("who"))
    yield voice.says(
        Agent,
        at,
        name=words_of(voice.document, at),
        role="participant",
        agent_kind="person",
        office="interviewee",
    )


def _under_title(voice: Voice, start: int) -> Iterator[Said]:
    """Where and when it was recorded, and who asked."""
    document = voice.document
    end = min(start + _UNDER_TITLE, len(document.text))
    met = date_in(document, Span(start, end))
    if met:
        yield voice.dates(met, "event", primary=True)
    place = _PLACE.search(document.text, start, end)
    if place and may_be_place(place["place"]):
        at = Span(place.start("place"), place.end("place"))
        yield voice.says(Place, at, name=place_name(place["place"]), role="place_of_event")
    asked = _BY.search(document.text, start, end)
    if asked:
        for one in split_names(document.text, Span(asked.start("who"), asked.end("who"))):
            name = words_of(document, one)
            yield voice.says(
                Agent, one, name=name, role="participant", agent_kind="person", office="interviewer"
            )


def _holding(voice: Voice) -> Iterator[Said]:
    """For which library it was done, and on what terms it may be used."""
    text = voice.document.text
    held = _FOR.search(text, 0, _HEAD)
    if held:
        at = Span(held.start("holder"), held.end("holder"))
        yield voice.says(Provenance, at, element="holder of the original", value=held["holder"])
    terms = _RESTRICTIONS.search(text, 0, _HEAD)
    if terms:
        at = trimmed(text, Span(terms.start("rights"), terms.end("rights")))
        yield voice.says(Rights, at, value=words_of(voice.document, at), as_given="")
