"""Letterheads: the body on whose paper a text is written, over its date."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.statements import Said, Voice, words_of

_BODY = re.compile(
    r"(?:the )?(?:(?:[\w.'’&-]+ ){0,6}"
    r"(?:office|department|ministry|embassy|consulate(?: general)?|legation|agency|bureau|council|committee"
    r"|commission|headquarters|staff|board|administration|directorate|mission|secretariat|service"
    r"|high commission)"
    r"(?: (?:of|for|on) (?:[\w.'’&-]+,? ?){1,7})?|white house|congress of the united states"
    r"|united states senate)",
    re.IGNORECASE,
)
_TOWN = re.compile(
    r"(?:washington(?:,? d\. ?c\.)?(?: \d{1,5})?|new york|london|paris|moscow|geneva)\.?", re.I
)
_SMALL = re.compile(r"[a-z]{4,}")
_MOST_LINES = 8


def is_letterhead(words: str) -> bool:
    """Whether a line is a body's name, or its town, printed as letterheads print them."""
    if len(words) > 70 or (words[-1:] in ".,;:" and not _TOWN.fullmatch(words)):
        return False
    printed = words.isupper() or all(word[:1].isupper() for word in _SMALL.findall(words))
    return bool(_TOWN.fullmatch(words) or (printed and _BODY.fullmatch(words)))


def said(voice: Voice) -> Iterator[Said]:
    """The body on the first line that holds words."""
    document: Document = voice.document
    for line in range(1, min(_MOST_LINES, len(document.lines)) + 1):
        span = line_span(document, line)
        words = words_of(document, span)
        if not words:
            continue
        if is_letterhead(words) and not _TOWN.fullmatch(words):
            yield voice.says(
                Agent, span, name=words, role="creator", agent_kind="corporate body", confidence=0.7
            )
            return
