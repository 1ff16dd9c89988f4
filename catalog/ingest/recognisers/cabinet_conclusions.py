"""Conclusions of the British Cabinet, as the National Archives copies them: number, day, those present."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Identifier, Place, Rights, Title
from catalog.ingest.document import Document
from catalog.ingest.statements import Reading, Said, Span, Voice, date_in, trimmed, words_of

FAMILY = "British Cabinet conclusions"
_TITLE = re.compile(
    r"CONCLUSIONS\s+of\s+a\s+Meeting\s+of\s+the\s+Cabinet\b[^\n]{0,120}(?:\n[^\n]{0,120}){0,4}?"
    r"\bat\s+[\w.,-]{1,6}(?:\s[\w.]{1,3})?\s?[ap]\.?\s?m\b\.?"
)
_HELD = re.compile(r"\bheld\s+(?:at|in)\s+(?P<place>(?:No\.? )?(?:\d{1,3},?\s)?[A-Z][^\n,.]{2,60})")
_REFERENCE = re.compile(r"Catalogue Reference:\s?(?P<number>[A-Z]{2,5}/\d{1,4}/\d{1,4}(?:/\d{1,4})?)")
_NUMBER = re.compile(r"\bC\s?\.?\s?(?P<kind>[CM])\s?\.?\s?\((?P<year>\d\d)\)")
_CONCLUSIONS = re.compile(r"\b(?P<number>\d{1,3})(?:st|nd|rd|th) Conclusions")
_PRINTED = re.compile(r"Printed for the Cabinet\.")
_COPYRIGHT = re.compile(r"\(c\) crown copyright|© Crown copyright", re.IGNORECASE)
_PRESENT = re.compile(r"\bP\s?r\s?e\s?s\s?e\s?n\s?t\s?[:.]|\bPRESENT\b|\bP R E S E N T\b")
# Letters of the printed lists stand apart: T h e R t H o n.
_MEMBER = re.compile(
    r"T\s?h\s?e\s+(?:R\s?i\s?g\s?h\s?t|R\s?t\.?|M\s?o\s?s\s?t)\s+H\s?o\s?[na]\s?\.?\s?\.?\s+(?:the\s+)?"
    r"(?!T\s?h\s?e\s+(?:R|M))"
    r"(?P<name>[A-Z][^\n,()]{2,50}?)\s?(?=,|\n|\s(?:M\s?P|QC|Prime|Lord P|Secretary|Chancellor)\b)"
)
_APART = re.compile(r"(?<![\w])(?:[A-Z] ){2,}[A-Z](?![\w])")
_SECRETARIAT = re.compile(r"\bSecretariat\b")
_HEAD, _LIST = 4000, 9000


def recognise(document: Document) -> Reading:
    """The reading of the conclusions of a meeting of the Cabinet; its score is 0 for any other text."""
    title = _TITLE.search(document.text, 0, _HEAD) if "CONCLUSIONS" in document.text[:_HEAD] else None
    if title is None:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    at = Span(title.start(), title.end())
    said = (*_meeting(voice, at), *_numbers(voice), *_copy(voice), *_present(voice, at.end))
    return Reading(family=FAMILY, score=0.85, said=said)


def _meeting(voice: Voice, title: Span) -> Iterator[Said]:
    yield voice.says(Title, title, value=words_of(voice.document, title))
    form = Span(title.start, title.start + len("CONCLUSIONS"))
    yield voice.says(Form, form, value="conclusions", basis="derived", as_given="")
    body = voice.document.text.index("Cabinet", title.start)
    at = Span(body, body + len("Cabinet"))
    yield voice.says(Agent, at, name="Cabinet", role="creator", agent_kind="corporate body")
    met = date_in(voice.document, title)
    if met:
        yield voice.dates(met, "event", primary=True)
    held = _HELD.search(voice.document.text, title.start, title.end)
    if held:
        at = trimmed(voice.document.text, Span(held.start("place"), held.end("place")))
        yield voice.says(Place, at, name=words_of(voice.document, at), role="place_of_event")


def _numbers(voice: Voice) -> Iterator[Said]:
    """The number of the conclusions, and the reference of the file that holds them."""
    text = voice.document.text
    series = _NUMBER.search(text, 0, _HEAD)
    number = _CONCLUSIONS.search(text, series.end(), series.end() + 120) if series else None
    if series and number:
        yield voice.says(
            Identifier,
            Span(series.start(), number.end()),
            value=f"C.{series['kind']}. ({series['year']}) {number.group()}",
            role="registration number",
            scheme="Cabinet paper number",
            basis="derived",
        )
    reference = _REFERENCE.search(text, 0, _HEAD)
    if reference:
        at = Span(reference.start("number"), reference.end("number"))
        yield voice.says(Identifier, at, value=reference["number"], scheme="file number")


def _copy(voice: Voice) -> Iterator[Said]:
    """When it was printed, and the notice of copyright."""
    text = voice.document.text
    printed = _PRINTED.search(text, 0, _HEAD)
    dated = date_in(voice.document, Span(printed.end(), printed.end() + 25)) if printed else None
    if dated:
        yield voice.dates(dated, "issued")
    notice = _COPYRIGHT.search(text, 0, _HEAD)
    if notice:
        at = Span(notice.start(), notice.end())
        yield voice.says(Rights, at, value=words_of(voice.document, at), as_given="")


def _present(voice: Voice, start: int) -> Iterator[Said]:
    """Each member of the list, without the secretaries."""
    text = voice.document.text
    begun = _PRESENT.search(text, start, start + 500)
    if begun is None:
        return
    ended = _SECRETARIAT.search(text, begun.end(), begun.end() + _LIST)
    last = ended.start() if ended else begun.end() + _LIST
    for found in _MEMBER.finditer(text, begun.end(), last):
        at = trimmed(text, Span(found.start("name"), found.end("name")), " .")
        given = words_of(voice.document, at)
        # Where all of a name stands apart, nobody can tell where its words end.
        whole = _APART.fullmatch(given)
        name = given if whole else _APART.sub(_together, given)
        doubt = "Its letters stand apart." if _APART.search(given) else ""
        yield voice.says(Agent, at, name=name, role="participant", agent_kind="person", doubt=doubt)


def _together(letters: re.Match[str]) -> str:
    return letters.group().replace(" ", "")
