"""Letters: letterhead, dateline, salutation, closing and signature, with the address of the recipient."""

import re
from collections.abc import Iterator

from catalog.domain.dates import FoundDate
from catalog.domain.description import Agent, Form, Identifier, Place, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import unsigned_letter
from catalog.ingest.recognisers.rules.forms import form_in
from catalog.ingest.recognisers.rules.labels import first_line_of, labelled
from catalog.ingest.recognisers.rules.letters import (
    Signature,
    closing_lines,
    line_span,
    salutation_lines,
    signature_after,
)
from catalog.ingest.recognisers.rules.places import find_names, may_be_place, place_name
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "letter"
_HEAD_LINES, _TAIL_LINES = 40, 60
_ADDRESSED = re.compile(
    r"(?:To )?(?:(?:The )?(?:Right )?Hon(?:ou?rable|\.)?"
    r"|(?:His|Her) (?:Excellency|Majesty|Royal Highness|Grace)"
    r"|Sir|Lord|Lady"
    r"|Mr\.?|Mrs\.?|Miss|Dr\.?|Professor|General|Admiral|Ambassador|Monsieur|M\.|S\.E\.)"
    r"\s+(?P<name>(?:The )?[A-Z][^\n,;]{2,60})"
)
_HONOUR = re.compile(r"(?:(?:The )?(?:Right )?Hon(?:ou?rable|\.)?|(?:His|Her) Excellency),?", re.IGNORECASE)
_ESQUIRE = re.compile(r"[A-Z][\w.’' -]{3,50}, (?:Esq|Esquire|C\.M\.G|K\.C\.M\.G|M\.P)\b")
_SIR = re.compile(r"(?:Sir|My Lord|Madam)\b", re.IGNORECASE)
_DESPATCH = re.compile(
    r"\bI have the honou?r to (?:transmit|report|refer|inform|enclose|submit|acknowledge)\b"
)
_NUMBERED = re.compile(r"^[ \t]*No\.?[ \t]*(?P<number>\d[\w/-]{0,12})(?=[ \t]{2,}|[ \t]*$)", re.MULTILINE)
_REFERENCE = re.compile(r"\b(?:FO|F\.O\.|FC|WG|CAB|PREM|DO|CO)\s\d{2,4}/\d{1,6}(?:/\w{1,6})?\b")
_BEFORE_DATE = re.compile(
    r"(?:^|\s{2,})(?P<place>[A-ZÀ-Þ][\w.’' -]{2,30}?),\s+(?:[A-ZÀ-Þ][\w.’' -]{2,20},\s+)?(?:the |le )?$"
)
_GREETED = re.compile(
    r"(?:My )?Dear (?P<name>(?:Mr|Mrs|Miss|Ms|Dr|Sir|Lord|Lady|General|Ambassador|Senator|Comrade|President"
    r"|Prime Minister|Minister|Secretary|Professor)\.? [A-Z][^\n,:!]{1,40})",
    re.IGNORECASE,
)


def recognise(document: Document) -> Reading:
    """The reading of a letter with salutation and signature; its score is 0 for any other text."""
    greeted = salutation_lines(document, 1, _HEAD_LINES)
    count = len(document.lines)
    closings = closing_lines(document, max(greeted[0], count - _TAIL_LINES), count) if greeted else []
    signature = next((one for line in closings if (one := signature_after(document, line, count))), None)
    if not greeted:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    if not signature:
        unsigned = tuple(unsigned_letter.said(voice, greeted[0]))
        return Reading(family=FAMILY, score=0.15 if unsigned else 0, said=unsigned)
    return Reading(family=FAMILY, score=0.3, said=tuple(_said(voice, greeted[0], signature)))


def _said(voice: Voice, greeted: int, signature: Signature) -> Iterator[Said]:
    document = voice.document
    salutation = trimmed(document.text, Span(document.offset_of(greeted), document.offset_of(greeted + 1)))
    despatch = _DESPATCH.search(document.text, salutation.end, salutation.end + 600)
    numbered = _NUMBERED.search(document.text, 0, salutation.start)
    to_a_superior = _SIR.match(document.text, salutation.start, salutation.end)
    form = ("despatch" if to_a_superior else "note") if despatch and numbered else "letter"
    yield voice.says(Form, salutation, value=form, basis="derived", confidence=0.85, as_given="")
    yield from _number(voice, salutation)
    for role in ("author", "sender", "signatory"):
        yield voice.says(
            Agent,
            signature.name,
            name=words_of(document, signature.name),
            role=role,
            agent_kind="person",
            office=signature.office,
        )
    recipient = _recipient(document, greeted, signature)
    if recipient:
        yield voice.says(Agent, recipient, name=words_of(document, recipient), role="recipient")
    yield from _title(voice, greeted, signature, recipient)
    yield from _date(voice, greeted, signature)


def _number(voice: Voice, salutation: Span) -> Iterator[Said]:
    """The number of a despatch, or the file's reference in the corner of a British letter."""
    document = voice.document
    found = _NUMBERED.search(document.text, 0, salutation.start)
    if found:
        at = Span(found.start("number"), found.end("number"))
        yield voice.says(Identifier, at, value=found["number"], scheme="number of the sender")
    for found in _REFERENCE.finditer(document.text, 0, salutation.start):
        at = Span(found.start(), found.end())
        yield voice.says(Identifier, at, value=words_of(document, at), scheme="file number")


def _recipient(document: Document, greeted: int, signature: Signature) -> Span | None:
    """The address over the salutation or under the signature; else who is greeted by title and name."""
    places = [*blocks(document, 1, greeted - 1), *list(blocks(document, signature.last_line + 1))[:3]]
    for block in places:
        found = _ADDRESSED.match(document.text, block.start, block.end) or _ESQUIRE.match(
            document.text, block.start, block.end
        )
        if found:
            line = _line_of_name(document, block)
            start = line.start + 3 if document.text.startswith("To ", line.start) else line.start
            comma = document.text.find(",", line.start, line.end)
            return trimmed(document.text, Span(start, comma if comma > 0 else line.end), " ,.")
    start = document.offset_of(greeted)
    found = _GREETED.match(document.text, start, start + len(document.lines[greeted - 1]))
    return trimmed(document.text, Span(found.start("name"), found.end("name")), " ,:") if found else None


def _line_of_name(document: Document, block: Span) -> Span:
    """The first line of an address that is more than The Honorable."""
    for number in range(document.line_at(block.start), document.line_at(block.end) + 1):
        span = line_span(document, number)
        if not _HONOUR.fullmatch(document.text, span.start, span.end):
            return span
    return block


def _title(voice: Voice, greeted: int, signature: Signature, recipient: Span | None) -> Iterator[Said]:
    """A letter seldom has a title: one is supplied from its writer and its reader."""
    document = voice.document
    for field in labelled(document, {"subject": "subject"}, 1, greeted):
        if field.value:
            at = first_line_of(document, field).span
            yield voice.says(Title, at, value=words_of(document, at))
            return
    for block in blocks(document, 1, greeted - 1):
        span = trimmed(document.text, block, "*_#")
        words = words_of(document, span)
        if form_in(words) and len(words) < 300:
            yield voice.says(Title, span, value=words, confidence=0.8)
            return
    writer = words_of(document, signature.name)
    reader = f" to {words_of(document, recipient)}" if recipient else ""
    yield voice.says(
        Title,
        Span(signature.name.start, signature.name.end),
        value=f"Letter from {writer}{reader}",
        title_kind="supplied",
        basis="inferred",
        confidence=0.6,
        as_given="",
    )


def _date(voice: Voice, greeted: int, signature: Signature) -> Iterator[Said]:
    """The dateline over the salutation, else the date under the signature."""
    document = voice.document
    for line in range(1, greeted):
        start = document.offset_of(line)
        words = document.lines[line - 1].strip()
        found = date_in(document, Span(start, start + len(document.lines[line - 1]))) if words else None
        if found and len(words) < len(found.text) + 60:
            yield voice.dates(found, "created", primary=True)
            yield from _place_over(voice, line, found)
            return
    if signature.date:
        yield voice.dates(signature.date, "created", primary=True)


def _place_over(voice: Voice, line: int, dated: FoundDate) -> Iterator[Said]:
    """The town before the date, or alone on the line over it: British Embassy, / Peking. / 7th October."""
    document = voice.document
    span = line_span(document, line)
    before = _BEFORE_DATE.search(document.text[span.start : dated.start])
    if before and may_be_place(before["place"]):
        start = span.start + before.start("place")
        at = Span(start, start + len(before["place"]))
    elif line > 1 and not document.text[span.start : dated.start].strip():
        at = trimmed(document.text, line_span(document, line - 1), " .,")
    else:
        return
    words = words_of(document, at)
    known = any(one.kind == "place" and one.end - one.start == len(words) for one in find_names(words))
    if before or known:
        yield voice.says(Place, at, name=place_name(words), role="place_of_writing")
