"""Records of conversations and meetings with labelled heads: date, place, subject, people, drafter."""

import re
from collections.abc import Iterator

from catalog.domain.description import Form, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import headings, minutes_lists, signatures
from catalog.ingest.recognisers.rules.forms import OF_A_MEETING, form_in, form_name
from catalog.ingest.recognisers.rules.labels import Field, first_line_of, labelled
from catalog.ingest.recognisers.rules.participants import listed_in_lines
from catalog.ingest.recognisers.rules.places import fold, may_be_place, place_name
from catalog.ingest.statements import (
    Reading,
    Said,
    Span,
    Voice,
    blocks,
    date_in,
    lines_span,
    mended_date_in,
    trimmed,
    words_of,
)

FAMILY = "memorandum of conversation"
_LABELS = {
    "subject": "subject",
    "subj": "subject",
    "re": "subject",
    "objet": "subject",
    "date": "date",
    "date and time": "date",
    "date time": "date",
    "time and place": "time",
    "date and place": "date",
    "time": "time",
    "place": "place",
    "location": "place",
    "venue": "place",
    "ort": "place",
    "datum": "date",
    "lieu": "place",
    "participants": "participants",
    "present": "participants",
    "those present": "participants",
    "also present": "participants",
    "attendees": "participants",
    "présents": "participants",
    "étaient présents": "participants",
    "anwesend": "participants",
    "teilnehmer": "participants",
    "copies to": "copies",
    "distribution": "copies",
    "from": "from",
    "to": "to",
}
_HEAD_LINES = 60
_HEAD = 6000
# The label of those who met, as OCR may have it.
_MARKS = re.compile(r"(?:part[il1|]c[il1|]pants|presents?|attendees|anwesend|teilnehmer)[ \t]*[: ]")
_IN_MARKS = ("pants", "present", "attendees", "anwesend", "teilnehmer")
_MEMORANDUM = re.compile(r"^[ \t*_#]*MEMORANDUM(?: FOR THE (?:RECORD|FILES?))?[ \t*_:]*$", re.MULTILINE)
_HELD = re.compile(
    r"\b(?:held|tenue?|took place)\s+(?:at|in|à)\s+"
    r"(?P<place>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?),?\s+(?:on|le)?\s*"
)


def recognise(document: Document) -> Reading:
    """The reading of a record of a meeting with a labelled head; its score is 0 for any other text."""
    if not _is_marked(document):
        return Reading(family=FAMILY)
    fields: dict[str, Field] = {}
    for one in labelled(document, _LABELS, 1, _HEAD_LINES):
        if one.value:
            fields.setdefault(one.key, one)
    met = "participants" in fields and bool({"place", "time"} & fields.keys())
    heading = _heading(document) or (_memorandum(document) if met else None)
    if heading is None or "participants" not in fields or next(iter(fields)) == "copies":
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        *_titles(voice, heading, fields),
        *_when_and_where(voice, heading, fields),
        *_people(voice, fields),
    ]
    return Reading(family=FAMILY, score=0.65, said=tuple(said))


def _is_marked(document: Document) -> bool:
    """Whether a label of those who met stands in the head."""
    head = fold(document.text)[:_HEAD]
    return any(mark in head for mark in _IN_MARKS) and bool(_MARKS.search(head))


def _heading(document: Document) -> Span | None:
    """The paragraph of the head that names a record of a meeting."""
    for block in blocks(document, 1, 30):
        words = words_of(document, block)
        found = form_in(words) or form_in(words.replace("rn", "m"))
        if len(words) < 200 and found and OF_A_MEETING.search(words):
            return headings.without_furniture(document, trimmed(document.text, block, "*_#"))
    return None


def _memorandum(document: Document) -> Span | None:
    """The line that says memorandum, over a labelled head with those who met and the place or the hour."""
    found = _MEMORANDUM.search(document.text, 0, _HEAD)
    return trimmed(document.text, Span(found.start(), found.end()), "*_#:") if found else None


def _titles(voice: Voice, heading: Span, fields: dict[str, Field]) -> Iterator[Said]:
    document = voice.document
    words = words_of(document, heading)
    subject = fields.get("subject")
    if subject:
        at = first_line_of(document, subject).span
        yield voice.says(Title, at, value=words_of(document, at))
        yield voice.says(Title, heading, value=words, title_kind="variant")
    else:
        yield voice.says(Title, heading, value=words)
    found = form_in(words)
    mended = form_in(words.replace("rn", "m"))
    if found and (mended is None or len(found.group()) >= len(mended.group())):
        at = Span(heading.start, heading.end)
        yield voice.says(Form, at, value=form_name(found))
    elif mended:
        doubt = "Letters that OCR mistakes for one another were exchanged."
        yield voice.says(Form, heading, value=form_name(mended), basis="derived", confidence=0.7, doubt=doubt)


def _when_and_where(voice: Voice, heading: Span, fields: dict[str, Field]) -> Iterator[Said]:
    document = voice.document
    labelled_date = fields.get("date")
    dated = mended_date_in(document, first_line_of(document, labelled_date).span) if labelled_date else None
    after = document.line_at(heading.end)
    near = lines_span(document, document.line_at(heading.start), after + 6)
    dated = dated or date_in(document, near)
    if dated:
        yield voice.dates(dated, "event", primary=True, confidence=0.7 if dated.parsed.doubt else 0.95)
    place = fields.get("place")
    if place:
        at = first_line_of(document, place).span
        yield voice.says(Place, at, name=place_name(words_of(document, at)), role="place_of_event")
        return
    held = _HELD.search(document.text, near.start, near.end)
    if held and may_be_place(held["place"]):
        at = Span(held.start("place"), held.end("place"))
        yield voice.says(Place, at, name=place_name(held["place"]), role="place_of_event")


def _people(voice: Voice, fields: dict[str, Field]) -> Iterator[Said]:
    """The first paragraph under the label; another that holds sentences is the record itself."""
    document = voice.document
    listed = fields["participants"].span
    for block in blocks(document, document.line_at(listed.start), document.line_at(max(listed.end - 1, 0))):
        span = trimmed(document.text, Span(max(block.start, listed.start), min(block.end, listed.end)))
        lines = document.text[span.start : span.end].split("\n")
        if _is_told(words_of(document, span)) or any(
            (len(line) > 160 and ";" not in line) or (line.rstrip().endswith(".") and len(line) > 60)
            for line in lines
        ):
            break
        yield from listed_in_lines(voice, span)
    yield from minutes_lists.in_prose(voice, Span(0, len(document.text)), set())
    yield from signatures.drafted(voice)


def _is_told(words: str) -> bool:
    """Whether a paragraph is a sentence and no list of names."""
    tokens = words.split()
    return words.endswith(".") and sum(map(str.islower, tokens)) * 2 > len(tokens)
