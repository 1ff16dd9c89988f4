"""Documents of the older volumes of Foreign Relations: the file's number over the title, no source note."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import (
    Agent,
    Classification,
    Container,
    Form,
    Identifier,
    Place,
    Provenance,
    Subject,
    Title,
)
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import own_numbers, source_notes, titles
from catalog.ingest.recognisers.rules.footnotes import called_at_end
from catalog.ingest.recognisers.rules.forms import form_in, records_meeting
from catalog.ingest.recognisers.rules.labels import first_line_of, labelled
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.participants import listed_by_courtesy, listed_in_lines
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, dates_in, trimmed, words_of

FAMILY = "Foreign Relations of the United States"
# 701.6111/6-1548: Telegram; 123 Kirk, Alan G.: Telegram; Conference files, lot 60 D 627, CF 203.
_SOURCE = re.compile(
    r"(?P<file>(?:File No\. )?\d{3}\.[\w.]{1,12}(?: [A-Z][\w.]{2,15}){0,2}(?:/[\w. –-]{1,30})?"
    r"|Paris Peace Conf\. \d{3}\.[\w./–-]{1,20}|\d{3} [A-Z][a-z]+, [A-Z][\w. ]{1,30}"
    r"|[A-Z][\w .’'/–-]{0,40}?\b(?:[Ff]iles?|[Pp]apers)\b(?:: Lot [^\n]{2,100}|, [^\n:]{2,80})?)"
    r"\.?(?:: ?(?P<form>(?:Circular )?(?:Telegram|Airgram)|Despatch))?"
)
_NUMBER = re.compile(r"No\. (?P<number>\d{1,4})")
_FILE_NUMBER = re.compile(r"(?:File No\. |(?P<files>Paris Peace Conf\.) )?(?P<number>\d{3}[ .].+)")
# HD-61: the number that a council gave to the notes of its meeting.
_OF_A_COUNCIL = re.compile(r"(?:HD|IC|BC|CF|FM|WCP|WWC)[–-]\d{1,3}[A-Z]?")
_LOT = re.compile(r"\blot (?P<number>[\w–-]+(?: [A-Z] \d+)?)", re.IGNORECASE)
_PARTED = re.compile(r"[,:]")
_CORRESPONDENTS = re.compile(r"(?:The |President |Mr\. |[A-Z]).{2,140}? to (?:the |President |Mr\. |[A-Z])")
_CALL = re.compile(r"(?:(?<=[A-Za-z)\]])|(?<=[ap]\.m\.)|(?<=[ap]\. m\.))\d{1,2}$")
# Present:47 Mr. Molotov: the call of a note at the label.
_CALL_OF_LIST = re.compile(r"\d{1,3}\s+(?=[A-Z])")
_DATELINE = re.compile(
    r"\[?(?P<place>[A-Z][A-Za-z .'’-]{2,40}?),\]?\s+\[?(?=[A-Z][a-z]+ \d|\d{1,2} [A-Z]|undated)"
)
_MET_AT = re.compile(r",\s+(?P<place>[A-Z][A-Za-z .]{2,25}),?\s+(?:on\s+)?(?:[A-Z][a-z]+day,?\s+)?$")
_SIGNER = re.compile(r"[A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{0,20}){0,3}")
_COUNCIL_NUMBER = re.compile(r"NSC \d{1,4}(?:/\d{1,2})?(?: Series)?")
_HEAD_LINES, _MOST_PRESENT = 30, 20


def recognise(document: Document) -> Reading:
    """The reading of a document headed by its file number; its score is 0 for any other text."""
    head = list(blocks(document, 1, _HEAD_LINES))
    source = _SOURCE.fullmatch(words_of(document, head[0])) if len(head) > 2 else None
    title = _title(document, head[1:4]) if source else None
    if not source or not title:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    listed = list(_people(voice, title))
    said = [
        *_held(voice, head[0], source),
        *(one for one in _titled(voice, title, source) if not (listed and _takes_part(one))),
        *_dated(voice, title),
        *(own_numbers.of_telegram(voice, document.line_at(title.end) + 1) if source["form"] else ()),
        *listed,
        *_signature(voice, title),
    ]
    return Reading(family=FAMILY, score=0.75, said=tuple(said))


def _takes_part(one: Said) -> bool:
    """Whether a title names a body that met, whose members are listed under it."""
    return isinstance(one.statement, Agent) and one.statement.role == "participant"


def _title(document: Document, under: list[Span]) -> Span | None:
    """The paragraph that names the form or who wrote to whom, without the call of its footnote."""
    for block in under:
        span = trimmed(document.text, block, "*#_ ")
        number = _NUMBER.match(document.text, span.start, span.end)
        span = trimmed(document.text, Span(number.end(), span.end)) if number else span
        words = words_of(document, span)
        if 8 < len(words) < 300 and (_CORRESPONDENTS.match(words) or form_in(words)):
            call = _CALL.search(document.text[span.start : span.end])
            return Span(span.start, span.start + call.start()) if call else span
    return None


def _held(voice: Voice, line: Span, source: re.Match[str]) -> Iterator[Said]:
    """The file's number, or the collection with its lot."""
    document = voice.document
    at = trimmed(document.text, Span(line.start, line.start + source.end("file")))
    words = words_of(document, at)
    numbered = _FILE_NUMBER.fullmatch(words)
    if numbered:
        number = Span(at.end - len(numbered["number"]), at.end)
        yield voice.says(Identifier, number, value=numbered["number"], scheme="file number")
        yield voice.says(Container, number, container_kind="file", number=numbered["number"])
        if numbered["files"]:
            files = Span(at.start, at.start + len(numbered["files"]))
            yield voice.says(Provenance, files, element="collection", value=numbered["files"])
        return
    yield voice.says(Provenance, at, element="source note", value=words, as_given="")
    name = trimmed(document.text, Span(at.start, at.start + len(_PARTED.split(words)[0])))
    yield voice.says(Provenance, name, element="collection", value=words_of(document, name))
    lot = _LOT.search(document.text, at.start, at.end)
    if lot:
        yield voice.says(Container, Span(lot.start(), lot.end()), container_kind="lot", number=lot["number"])
        yield from source_notes.containers(voice, Span(lot.end(), at.end))


def _titled(voice: Voice, title: Span, source: re.Match[str]) -> Iterator[Said]:
    document = voice.document
    yield voice.says(Title, title, value=words_of(document, title))
    number = _NUMBER.search(document.text, 0, title.start)
    if number:
        at = Span(number.start("number"), number.end("number"))
        yield voice.says(Identifier, at, value=number["number"], scheme="document number in the volume")
    for line in range(1, document.line_at(title.start)):
        own = line_span(document, line)
        if _OF_A_COUNCIL.fullmatch(document.text, own.start, own.end):
            yield voice.says(Identifier, own, value=words_of(document, own), scheme="number of the minutes")
    if source["form"]:
        start = document.text.index(source["form"])
        at = Span(start, start + len(source["form"]))
        yield voice.says(Form, at, value=source["form"].lower())
        yield from titles.correspondents(voice, title)
    else:
        yield from titles.form(voice, title)
        yield from titles.people(voice, title)


def _dated(voice: Voice, title: Span) -> Iterator[Said]:
    """Level and dateline, each a line of its own under the title."""
    document = voice.document
    first = document.line_at(title.end) + 1
    role = "event" if records_meeting(words_of(document, title)) else "created"
    met = next((one for one in dates_in(document, title) if len(one.parsed.edtf) == 10), None)
    if role == "event" and met:
        yield voice.dates(met, role, primary=True)
        placed = _MET_AT.search(document.text, title.start, met.start)
        if placed and may_be_place(placed["place"]):
            at = Span(placed.start("place"), placed.end("place"))
            yield voice.says(Place, at, name=place_name(placed["place"]), role="place_of_event")
        return
    for number in range(first, min(first + 10, len(document.lines)) + 1):
        line = trimmed(document.text, line_span(document, number), "*_")
        words = words_of(document, line)
        level = level_of(words) if 5 < len(words) < 40 else ""
        placed = _DATELINE.match(document.text, line.start, line.end)
        dated = date_in(document, line) if 8 < len(words) < 90 else None
        own = _COUNCIL_NUMBER.fullmatch(words)
        if level:
            yield voice.says(Classification, line, level=level)
        elif own:
            yield voice.says(Identifier, line, value=words, scheme="National Security Council number")
        elif dated and (placed or len(words) < len(dated.text) + 12):
            yield voice.dates(dated, role, primary=True)
            if placed and may_be_place(placed["place"]):
                at = Span(placed.start("place"), placed.end("place"))
                where = "place_of_event" if role == "event" else "place_of_writing"
                yield voice.says(Place, at, name=place_name(placed["place"]), role=where)
            return


def _people(voice: Voice, title: Span) -> Iterator[Said]:
    document = voice.document
    first = document.line_at(title.end) + 1
    labels = {
        "subject": "subject",
        "subjects": "subject",
        "participants": "participants",
        "present": "participants",
    }
    for field in labelled(document, labels, first, first + 25):
        if field.key == "subject" and field.value:
            at = first_line_of(document, field).span
            yield voice.says(Subject, at, name=words_of(document, at).rstrip("."))
        elif field.value:
            line = document.line_at(field.span.start)
            block = next(blocks(document, line, line + _MOST_PRESENT), field.span)
            called = _CALL_OF_LIST.match(document.text, field.span.start)
            start = called.end() if called else field.span.start
            yield from listed_in_lines(voice, Span(start, max(block.end, start)))
    yield from listed_by_courtesy(voice, first)


def _signature(voice: Voice, title: Span) -> Iterator[Said]:
    """The name on the last line over the footnotes."""
    document = voice.document
    notes = [document.line_at(one.span.start) for one in called_at_end(document)]
    line = (min(notes) if notes else len(document.lines) + 1) - 1
    while line > document.line_at(title.end) + 2 and not document.lines[line - 1].strip():
        line -= 1
    at = trimmed(document.text, line_span(document, line), "[]")
    words = words_of(document, at)
    if _SIGNER.fullmatch(words) and len(words) < 40 and not words.endswith("."):
        yield voice.says(Agent, at, name=words, role="signatory", agent_kind="person")
