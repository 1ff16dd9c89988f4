"""Letters: letterhead, dateline, salutation, closing and signature, with the address of the recipient."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.forms import form_in
from catalog.ingest.recognisers.rules.letters import (
    Signature,
    closing_lines,
    salutation_lines,
    signature_after,
)
from catalog.ingest.statements import Reading, Said, Span, Voice, blocks, date_in, trimmed, words_of

FAMILY = "letter"
_HEAD_LINES, _TAIL_LINES = 40, 60
_ADDRESSED = re.compile(
    r"(?:(?:The )?(?:Right )?Hon(?:ou?rable|\.)?|(?:His|Her) (?:Excellency|Majesty|Royal Highness|Grace)"
    r"|Sir|Lord|Lady"
    r"|Mr\.?|Mrs\.?|Miss|Dr\.?|Professor|General|Admiral|Ambassador|Monsieur|M\.|S\.E\.)\s+(?P<name>[A-Z][^\n,;]{2,60})"
)
_GREETED = re.compile(
    r"^(?:My )?Dear (?P<name>(?:Mr|Mrs|Miss|Ms|Dr|Sir|Lord|Lady|General|Ambassador|Senator|Comrade|President"
    r"|Prime Minister|Minister|Secretary|Professor)\.? [A-Z][^\n,:!]{1,40})",
    re.IGNORECASE,
)


def recognise(document: Document) -> Reading:
    """The reading of a letter with salutation and signature; its score is 0 for any other text."""
    greeted = salutation_lines(document, 1, _HEAD_LINES)
    count = len(document.lines)
    closings = closing_lines(document, max(greeted[0], count - _TAIL_LINES), count) if greeted else []
    signature = next((one for line in closings if (one := signature_after(document, line, count))), None)
    if not greeted or not signature:
        return Reading(family=FAMILY)
    voice = Voice(document, FAMILY)
    return Reading(family=FAMILY, score=0.3, said=tuple(_said(voice, greeted[0], signature)))


def _said(voice: Voice, greeted: int, signature: Signature) -> Iterator[Said]:
    document = voice.document
    salutation = trimmed(document.text, Span(document.offset_of(greeted), document.offset_of(greeted + 1)))
    yield voice.says(Form, salutation, value="letter", basis="derived", confidence=0.85, as_given="")
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


def _recipient(document: Document, greeted: int, signature: Signature) -> Span | None:
    """The address over the salutation or under the signature; else who is greeted by title and name."""
    places = [*blocks(document, 1, greeted - 1), *list(blocks(document, signature.last_line + 1))[:3]]
    for block in places:
        found = _ADDRESSED.match(document.text, block.start, block.end)
        if found:
            end = document.text.find("\n", block.start, block.end)
            line = Span(block.start, end if end > 0 else block.end)
            comma = document.text.find(",", line.start, line.end)
            return trimmed(document.text, Span(line.start, comma if comma > 0 else line.end), " ,.")
    start = document.offset_of(greeted)
    found = _GREETED.match(document.text, start, start + len(document.lines[greeted - 1]))
    return trimmed(document.text, Span(found.start("name"), found.end("name")), " ,:") if found else None


def _title(voice: Voice, greeted: int, signature: Signature, recipient: Span | None) -> Iterator[Said]:
    """A letter seldom has a title: one is supplied from its writer and its reader."""
    document = voice.document
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
        if found and len(words) < len(found.text) + 40:
            yield voice.dates(found, "created", primary=True)
            return
    if signature.date:
        yield voice.dates(signature.date, "created", primary=True)
