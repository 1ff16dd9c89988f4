"""Memoranda in the body of a CREST record, whose lines may have run together: for whom, from whom, signed."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form
from catalog.ingest.recognisers.rules.people import NAME, is_name_line
from catalog.ingest.statements import Said, Span, Voice, trimmed, words_of

# MEMORANDUM FOR: Executive Director SUBJECT: ...; its lines may have run together.
_HEAD_ENDS = r"(?=\s+(?:FROM|SUBJECT|SUBJ|THRU|THROUGH|VIA|ATTENTION|ATTN|REFERENCES?|REF|DATE|TO)\b\s*:?)"
HEAD = re.compile(r"\bMEMORANDUM FOR\b\s*:?\s*(?P<who>[A-Z][^:]{3,120}?)" + _HEAD_ENDS)
_FROM = re.compile(r"\bFROM\s*:\s*(?P<who>[A-Z][^:]{3,120}?)" + _HEAD_ENDS)
_VIA = re.compile(r"\b(?:VIA|THROUGH|THRU)\s*:\s*(?P<who>[A-Z][^:]{3,120}?)" + _HEAD_ENDS)
# Arnold Horelick National Intelligence Officer for USSR-EE: where line ends are lost no comma parts them.
_NAME_THEN_OFFICE = re.compile(
    rf"(?P<name>{NAME}),?\s+(?P<office>(?:Acting |Deputy |Assistant |Associate |Special "
    rf"|Executive )*(?:Director|Chief"
    r"|National Intelligence Officer|Chairman|Secretary|General Counsel|Inspector General"
    r"|Comptroller)\b.{0,100})"
)
_SIGNED_OVER = re.compile(
    r"\b(?P<name>(?:[A-Z]{2,20}(?: [A-Z]\.){1,2}|[A-Z]\. [A-Z]{3,20}) [A-Z]{2,20}(?:,? JR\.)?)\s+"
    r"(?P<office>(?:(?:Deputy|Assistant|Acting|Executive|Associate|General|Special|Inspector) ){0,3}"
    r"(?:Director|Chief|Secretary|[Cc]ounsel|General|Administrator|Chairman|Comptroller))\b"
)


def said(voice: Voice, sent: re.Match[str], end: int) -> Iterator[Said]:
    """For whom, from whom and signed by whom a memorandum is, whose form it says itself."""
    text = voice.document.text
    form = Span(sent.start(), sent.start() + len("MEMORANDUM"))
    yield voice.says(Form, form, value="memorandum", confidence=0.85)
    at = trimmed(text, Span(sent.start("who"), sent.end("who")), " ,.")
    yield voice.says(Agent, at, name=words_of(voice.document, at), role="recipient", confidence=0.8)
    via = _VIA.search(text, sent.end("who"), min(end, sent.end() + 200))
    if via:
        at = trimmed(text, Span(via.start("who"), via.end("who")), " ,.")
        doubt = "Through whom it went."
        yield voice.says(Agent, at, name=words_of(voice.document, at), role="recipient", doubt=doubt)
    writer = _FROM.search(text, sent.end("who"), min(end, sent.end() + 300))
    if writer:
        yield _writer(voice, trimmed(text, Span(writer.start("who"), writer.end("who")), " ,."))
    signed = _SIGNED_OVER.search(text, sent.end(), end)
    if signed:
        at = Span(signed.start("name"), signed.end("name"))
        yield voice.says(
            Agent, at, name=signed["name"], role="signatory", agent_kind="person", office=signed["office"]
        )


def _writer(voice: Voice, at: Span) -> Said:
    """Who wrote a memorandum, the office apart where it follows the name."""
    words = words_of(voice.document, at)
    both = _NAME_THEN_OFFICE.fullmatch(words)
    if both and is_name_line(both["name"]):
        return voice.says(Agent, at, name=both["name"], role="sender", office=both["office"], confidence=0.8)
    return voice.says(Agent, at, name=words, role="sender", confidence=0.8)
