"""Documents printed one under another: headings, datelines, and notes exchanged with their replies."""

import re

import msgspec

from catalog.domain.dates import FoundDate
from catalog.domain.description import Agent, Date
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.forms import form_in, form_name
from catalog.ingest.recognisers.rules.letters import (
    CLOSING,
    SALUTATION,
    Signature,
    closing_lines,
    signature_after,
)
from catalog.ingest.statements import Part, Said, Span, Voice, blocks, date_in, trimmed, words_of

_LONGEST_HEADING = 320
_EXCHANGE = re.compile(r"^exchange of (?:notes|letters)\b", re.IGNORECASE)
_ON_EXCHANGE = re.compile(
    r"\b(?:take effect|effective|enter into force|come into force)\s+(?:up)?on the (?:date of the"
    r" )?exchange of\b",
    re.I,
)


class _Heading(msgspec.Struct, frozen=True):
    span: Span
    line: int
    words: str
    form: str


def exchanged(voice: Voice, first: int, last: int) -> tuple[list[Said], list[Part]]:
    """The parts between two lines, each under a heading that names its form, and what each says of itself."""
    headings = _headings(voice.document, first, last)
    said: list[Said] = []
    parts: list[Part] = []
    exchange = ""
    exchange_end = 0
    for index, heading in enumerate(headings):
        following = headings[index + 1].line - 1 if index + 1 < len(headings) else last
        is_exchange = bool(_EXCHANGE.match(heading.words))
        if is_exchange:
            exchange, exchange_end = heading.words, last
            following = last
        within = exchange if not is_exchange and exchange and heading.line <= exchange_end else ""
        parts.append(_part(voice, heading, following, within))
        if not is_exchange:
            said.extend(_inside(voice, heading, following, parts[-1].label))
    said.extend(_in_force(voice, exchange, said, first, last))
    return said, parts


def _headings(document: Document, first: int, last: int) -> list[_Heading]:
    """Short paragraphs that name a form, end no sentence and stand over a date, a salutation or a heading."""
    found: list[_Heading] = []
    paragraphs = list(blocks(document, first, last))
    for index, block in enumerate(paragraphs):
        span = trimmed(document.text, block, "*_#")
        words = words_of(document, span)
        form = form_in(words[:_LONGEST_HEADING])
        if not form or len(words) > _LONGEST_HEADING or words[-1] in ".,;:" or not words[0].isupper():
            continue
        after = words_of(document, paragraphs[index + 1]) if index + 1 < len(paragraphs) else ""
        if not _stands_over(document, after, paragraphs, index):
            continue
        found.append(_Heading(span, document.line_at(span.start), words, form_name(form)))
    return found


def _stands_over(document: Document, after: str, paragraphs: list[Span], index: int) -> bool:
    if SALUTATION.match(after) or (
        len(after) < _LONGEST_HEADING and form_in(after) and after[-1:] not in ".,;"
    ):
        return True
    return (
        index + 1 < len(paragraphs)
        and len(after) < 60
        and date_in(document, paragraphs[index + 1]) is not None
    )


def _part(voice: Voice, heading: _Heading, last_line: int, within: str) -> Part:
    document = voice.document
    while last_line > heading.line and not document.lines[last_line - 1].strip():
        last_line -= 1
    return Part(
        label=heading.words,
        title=heading.words,
        first_line=heading.line,
        last_line=last_line,
        form=heading.form,
        within=within,
        evidence=voice.evidence(heading.span),
    )


def _inside(voice: Voice, heading: _Heading, last: int, label: str) -> list[Said]:
    """The part's signature, and its date from there or from the line under its heading."""
    said: list[Said] = []
    signature = None
    for line in closing_lines(voice.document, heading.line + 1, last):
        signature = signature_after(voice.document, line, last)
    if signature:
        said.append(signed_by(voice, signature, label))
    dated = signature.date if signature else None
    role = "signed" if dated else "created"
    dated = dated or _dateline(voice.document, heading, last)
    if dated:
        said.append(voice.dates(dated, role, part=label, primary=True))
    return said


def signed_by(voice: Voice, signature: Signature, part: str | None) -> Said:
    """The signatory of a letter with the office under the name."""
    name = words_of(voice.document, signature.name)
    return voice.says(
        Agent,
        signature.name,
        part=part,
        name=name,
        role="signatory",
        agent_kind="person",
        office=signature.office,
    )


def _dateline(document: Document, heading: _Heading, last: int) -> FoundDate | None:
    for block in blocks(document, heading.line + 1, min(heading.line + 4, last)):
        words = words_of(document, block)
        found = date_in(document, block)
        return found if found and len(words) < len(found.text) + 30 and not CLOSING.match(words) else None
    return None


def _in_force(voice: Voice, exchange: str, said: list[Said], first: int, last: int) -> list[Said]:
    """Notes that take effect on their exchange do so on the last date that they bear."""
    if not exchange:
        return []
    document = voice.document
    found = _ON_EXCHANGE.search(document.text, document.offset_of(first), document.offset_of(last + 1))
    signed = [
        one.statement for one in said if isinstance(one.statement, Date) and one.statement.role == "signed"
    ]
    if not found or not signed:
        return []
    effect = max(signed, key=lambda date: date.latest)
    return [
        voice.says(
            Date,
            Span(found.start(), found.end()),
            part=exchange,
            basis="derived",
            confidence=0.8,
            doubt="The notes take effect on their exchange: the date is the last that they bear.",
            edtf=effect.edtf,
            role="entered_into_force",
            earliest=effect.earliest,
            latest=effect.latest,
        )
    ]
