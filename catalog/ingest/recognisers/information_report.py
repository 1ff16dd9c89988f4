"""The form of the CIA's information reports: labels in two columns without colons, values beside them."""

import re

from catalog.domain.description import Extent, Form, Identifier, Place, Title
from catalog.ingest.recognisers.rules.places import place_name
from catalog.ingest.statements import Said, Span, Voice, trimmed, words_of

_HEADING = re.compile(r"INFORMATION REPORT", re.IGNORECASE)
# The value ends where another column begins.
_VALUE = r"[ \t:]{1,}(?P<value>[^\s:][^\n]*?)(?=[ \t]{3,}|[ \t]*$)"
_SUBJECT = re.compile(r"^[ \t]*SUBJECT" + _VALUE, re.MULTILINE)
_COUNTRY = re.compile(r"^[ \t]*COUNTRY" + _VALUE, re.MULTILINE)
_NUMBER = re.compile(r"\bREPORT N(?:O|UMBER)\.?[ \t:]+(?P<value>[A-Z][A-Z0-9 /-]{1,12}\d{2,7}(?:-\w{1,4})?)")
_PAGES = re.compile(r"\bNO\. (?:OF )?PAGES[ \t:]+(?P<value>\d{1,3})\b")
_ACQUIRED = re.compile(r"^[ \t]*(?:PLACE[ \t]*\n[ \t]*)?(?:PLACE )?ACQUIRED" + _VALUE, re.MULTILINE)
_GAP = re.compile(r"[ \t]{3,}")
_HEAD, _MOST_LINES = 3000, 3


def said(voice: Voice, heading: Span) -> list[Said]:
    """What the form says; nothing where the heading is another's or the form has no subject."""
    text = voice.document.text
    subject = _SUBJECT.search(text, heading.end, heading.end + _HEAD)
    if not _HEADING.fullmatch(words_of(voice.document, heading)) or subject is None:
        return []
    at = Span(subject.start("value"), subject.end("value"))
    title, derived = _whole_subject(voice, at)
    heading_words = words_of(voice.document, heading)
    told = [
        voice.says(Title, at, value=title, as_given=title, basis="derived" if derived else "stated"),
        voice.says(Form, heading, value="Information Report", as_given=heading_words),
    ]
    for pattern in (_NUMBER, _PAGES, _COUNTRY, _ACQUIRED):
        found = pattern.search(text, heading.end, heading.end + _HEAD)
        if found is None:
            continue
        at = trimmed(text, Span(found.start("value"), found.end("value")))
        value = words_of(voice.document, at)
        if pattern is _NUMBER:
            told.append(voice.says(Identifier, at, value=value, scheme="report number"))
        elif pattern is _PAGES:
            told.append(voice.says(Extent, at, quantity=value, unit="pages"))
        else:
            role = "subject" if pattern is _COUNTRY else "place_of_writing"
            told.append(voice.says(Place, at, name=place_name(value), role=role))
    return told


def _whole_subject(voice: Voice, first: Span) -> tuple[str, bool]:
    """The subject with what stands under its first word, before the other column; whether it was joined."""
    document = voice.document
    line = document.line_at(first.start)
    column = first.start - document.offset_of(line)
    words = [words_of(document, first)]
    for below in document.lines[line : line + _MOST_LINES]:
        cell = below[column:]
        if below[:column].strip() or not cell.strip() or cell[:1].isspace():
            break
        words.append(_GAP.split(cell.strip())[0])
    return " ".join(words), len(words) > 1
