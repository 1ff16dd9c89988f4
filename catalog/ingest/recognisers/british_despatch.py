"""Despatches as the Foreign Office printed them: Mr. Hutchison to Mr. Bevin. (Received 9th May)."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import Agent, Classification, Form, Identifier, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import copies, headings, markings
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "British despatch"
_CORRESPONDENTS = re.compile(
    r"^[ \t*_#]*(?:No\.? ?\d{1,4}[.\s]\s*)?(?P<title>(?P<from>(?:Mr|Sir|Lord|Viscount|The Earl"
    r"|The Marquess|Field-Marshal"
    r"|Marquess|Earl|Consul-General|Consul|Acting Consul|Foreign Office|Captain|Major"
    r"|Colonel)\b\.?[^\n]{0,60}?)"
    r"\s+to\s+(?P<to>(?:Mr|Sir|Lord|Viscount|the Earl|the Marquess|Earl|Marquess|Foreign Office"
    r"|the Secretary)\b"
    r"\.?[^\n(]{0,60}?))\.?[—–-]?(?:\s*[\[(]Rec(?:eived"
    r"|[’']?d\.?)(?: by telegraph)?,?\s+(?P<received>[^)\]\n]{3,40})[)\]]|\.?[ \t]*$)",
    re.MULTILINE,
)
# (No. 112. Confidential.) Tel. No. 45: the sender's own number, with the level of the paper.
_NUMBER = re.compile(
    r"^[ \t]*\((?:Tel\. ?)?No\. (?P<number>\d{1,4}(?:"
    r" [A-Z][\w.]{0,5})?)\.?(?:[ ,]+(?P<level>[A-Z][A-Za-z ]{3,20})\.?)?\)",
    re.MULTILINE,
)
_FILE = re.compile(r"(?<![\w/])[A-Z]{1,2} ?\d{1,5}/\d{1,5}(?:/\w{1,5}){0,2}(?![\w/])")
_CLOSED = re.compile(r"I (?:have|am),? (?:&c|etc)\.?|I have the honour to be", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w.’' -]{2,40}")
_HEAD, _NEAR, _LINES, _TAIL_LINES = 2500, 400, 16, 40


def recognise(document: Document) -> Reading:
    """The reading of a despatch under its correspondents and the day of receipt; else score 0."""
    found = _CORRESPONDENTS.search(document.text, 0, _HEAD) if "Rec" in document.text[:_HEAD] else None
    near = document.text[found.end() : found.end() + _NEAR] if found else ""
    if found is None or not (found["received"] or ("Received " in near and _NUMBER.search(near))):
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    said = [
        *_titled(voice, found),
        *_numbers(voice, found),
        *_dated(voice, document.line_at(found.end())),
        *_signature(voice, document.line_at(found.end())),
        *copies.in_prose(voice, Span(found.end(), len(document.text))),
    ]
    return Reading(family=FAMILY, score=0.75, said=tuple(said))


def _titled(voice: Voice, found: re.Match[str]) -> Iterator[Said]:
    """The subject printed over the correspondents, or these; who wrote to whom; the day of receipt."""
    document = voice.document
    title = Span(found.start("title"), found.end("title"))
    over = headings.heading(document, set())
    words = words_of(document, over) if over else ""
    if over and over.end <= found.start() and words.isupper():
        yield voice.says(Title, over, value=words)
        yield voice.says(Title, title, value=words_of(document, title), title_kind="variant")
    else:
        yield voice.says(Title, title, value=words_of(document, title))
    for group, roles in (("from", ("author", "sender")), ("to", ("recipient",))):
        # Sir R. Stevenson (Nanking): the post is no part of the name.
        cut = document.text.find(" (", found.start(group), found.end(group))
        at = trimmed(document.text, Span(found.start(group), cut if cut > 0 else found.end(group)), " .")
        for role in roles:
            yield voice.says(Agent, at, name=words_of(document, at), role=role)


def _numbers(voice: Voice, found: re.Match[str]) -> Iterator[Said]:
    """Form, the sender's number, the level beside it, and the file in the corner."""
    text = voice.document.text
    number = _NUMBER.search(text, found.end(), found.end() + _HEAD)
    title = Span(found.start("title"), found.end("title"))
    form = "telegram" if number and "Tel" in number.group() else "despatch"
    yield voice.says(Form, title, value=form, basis="derived", confidence=0.85, as_given="")
    if number:
        at = Span(number.start("number"), number.end("number"))
        yield voice.says(Identifier, at, value=number["number"], scheme="number of the sender")
        level = level_of(number["level"] or "")
        if level:
            at = Span(number.start("level"), number.end("level"))
            yield voice.says(Classification, at, level=level)
    for one in _FILE.finditer(text, 0, found.start()):
        at = Span(one.start(), one.end())
        yield voice.says(Identifier, at, value=one.group(), scheme="file number")


def _dated(voice: Voice, first: int) -> Iterator[Said]:
    """The day in a column under the correspondents, and the town before it or in the column over it."""
    document = voice.document
    over = ""
    place = Span(0, 0)
    for line in range(first + 1, min(first + _LINES, len(document.lines)) + 1):
        for span in markings.columns(document, line):
            words = words_of(document, span)
            if words.startswith("Received"):
                continue
            dated = date_in(document, span) if 8 < len(words) < 60 else None
            if not dated or len(dated.parsed.edtf) != 10 or dated.end < span.end - 2:
                over, place = (words, span) if words.endswith(",") and words != "Sir," else (over, place)
                continue
            yield voice.dates(dated, "created", primary=True)
            before = document.text[span.start : dated.start].strip(" ,")
            if before:
                over, place = before, Span(span.start, dated.start)
            town = over.strip(" ,").split(",")[0]
            if town and may_be_place(town):
                at = trimmed(document.text, place, " ,")
                yield voice.says(Place, at, name=place_name(town), role="place_of_writing")
            return


def _signature(voice: Voice, first: int) -> Iterator[Said]:
    """The name under "I have, &c."."""
    document = voice.document
    count = len(document.lines)
    for line in range(max(count - _TAIL_LINES, first), count):
        if not _CLOSED.match(document.lines[line - 1].strip()):
            continue
        under = next(blocks(document, line + 1, min(line + 5, count)), None)
        if under:
            at = trimmed(document.text, line_span(document, document.line_at(under.start)), ".,[]")
            if _NAME.fullmatch(document.text, at.start, at.end):
                name = words_of(document, at)
                yield voice.says(Agent, at, name=name, role="signatory", agent_kind="person")
        return
