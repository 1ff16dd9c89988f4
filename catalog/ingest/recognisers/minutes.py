"""Minutes of a body's meeting: a heading with number and day, and lists of who was there."""

import re

from catalog.domain.description import Form, Identifier, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import headings, minutes_lists
from catalog.ingest.recognisers.rules.forms import form_in, form_name
from catalog.ingest.recognisers.rules.places import fold
from catalog.ingest.statements import Reading, Said, Span, Voice, dates_in, words_of

FAMILY = "minutes"
_NUMBER = re.compile(
    r"\b(?:Protokoll|Protocol|Minutes|Record)\s+(?:Nr\.?|No\.?|#)\s?(?P<number>\d[\w/-]{0,12})"
)
_HEAD = 6000
_MARKS = ("minutes", "protoko", "protocol", "record", "niederschrift", "proces")


def recognise(document: Document) -> Reading:
    """The reading of minutes that list those present; its score is 0 for any other text."""
    if not any(mark in fold(document.text)[:_HEAD] for mark in _MARKS):
        return Reading(family=FAMILY)
    title = headings.heading(document, set())
    words = words_of(document, title) if title else ""
    found = form_in(words)
    if not title or not found or form_name(found) not in ("minutes", "protocol", "record of meeting"):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    listed = list(minutes_lists.said(voice, Span(title.end, min(len(document.text), title.end + _HEAD))))
    if not listed:
        return Reading(family=FAMILY)
    said: list[Said] = [
        voice.says(Title, title, value=words),
        voice.says(Form, title, value="minutes", basis="derived", as_given=""),
        *listed,
    ]
    number = _NUMBER.search(document.text, title.start, title.end)
    if number:
        at = Span(number.start("number"), number.end("number"))
        said.append(voice.says(Identifier, at, value=number["number"], scheme="number of the minutes"))
    met = next((one for one in dates_in(document, title) if len(one.parsed.edtf) == 10), None)
    if met:
        said.append(voice.dates(met, "event", primary=True))
    return Reading(family=FAMILY, score=0.5, said=tuple(said))
