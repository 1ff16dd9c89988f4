"""Letterheads: the body on whose paper a text is written, over its date."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.statements import Said, Span, Voice, date_in, trimmed, words_of

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
# "BY THE PRESIDENT OF THE UNITED STATES OF AMERICA" over a proclamation; "The Security Council," over what it
# resolves.
_BY = re.compile(r"by the (?P<body>(?:president|king|queen|governor)\b[\w ,']{0,60})", re.IGNORECASE)
_RESOLVING = re.compile(
    r"(?P<body>The (?:[A-Z][\w-]+ (?:and |of (?:the )?)?){0,5}(?:Council|Assembly|Committee|Commission"
    r"|Conference|Congress|Board|Senate|Presidium|Soviet|Politburo)"
    r"(?: of (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})?),"
)
# Soviet papers begin with the address; the Committee's own decisions bear another head.
_ADDRESSED = re.compile(
    r"(?:to the )?(?:CC|central committee)(?: of)?(?: the)? (?:CPSU|communist party of the soviet union)",
    re.IGNORECASE,
)
_MOST_LINES, _MOST_LINES_OVER_A_TEXT = 8, 25


def is_letterhead(words: str) -> bool:
    """Whether a line is a body's name, or its town, printed as letterheads print them."""
    if len(words) > 70 or " - " in words or (words[-1:] in ".,;:" and not _TOWN.fullmatch(words)):
        return False
    printed = words.isupper() or all(word[:1].isupper() for word in _SMALL.findall(words))
    return bool(_TOWN.fullmatch(words) or (printed and _BODY.fullmatch(words)))


def is_body(words: str) -> bool:
    """Whether a line is the name of a body as letterheads print it, and no town."""
    return is_letterhead(words) and not _TOWN.fullmatch(words)


def said(voice: Voice) -> Iterator[Said]:
    """The body on the first line that holds words."""
    document: Document = voice.document
    for line in range(1, min(_MOST_LINES, len(document.lines)) + 1):
        span = line_span(document, line)
        words = words_of(document, span)
        if not words:
            continue
        if _ADDRESSED.fullmatch(words):
            doubt = "The Central Committee's name over a paper is taken to be its address."
            yield voice.says(
                Agent, span, name=words, role="recipient", agent_kind="corporate body", doubt=doubt
            )
            return
        if is_body(words):
            span = _office_of(document, line)
            words = words_of(document, span)
            yield voice.says(
                Agent, span, name=words, role="creator", agent_kind="corporate body", confidence=0.7
            )
            return
    yield from _who_speaks(voice)


def _office_of(document: Document, line: int) -> Span:
    """The office in capitals right under its department: DEPARTMENT OF THE NAVY over the Chief's office."""
    span = line_span(document, line)
    if line == len(document.lines) or "DEPARTMENT" not in words_of(document, span):
        return span
    under = line_span(document, line + 1)
    words = words_of(document, under)
    return under if words.isupper() and is_body(words) else span


def _who_speaks(voice: Voice) -> Iterator[Said]:
    """The body in whose name a text begins, alone on its line; or who dates it at the end."""
    document = voice.document
    count = len(document.lines)
    for line in range(max(count - _MOST_LINES, 1), count):
        span = trimmed(document.text, line_span(document, line), ",.")
        if words_of(document, span).casefold() == "the white house" and date_in(
            document, line_span(document, line + 1)
        ):
            yield voice.says(
                Agent, span, name=words_of(document, span), role="creator", agent_kind="corporate body"
            )
            return
    for line in range(1, min(_MOST_LINES_OVER_A_TEXT, len(document.lines)) + 1):
        begun = document.lines[line - 1].strip()
        if not 6 < len(begun) < 100 or not (begun.endswith(",") or begun[:3].upper() == "BY "):
            continue
        span = line_span(document, line)
        words = words_of(document, span)
        found = _BY.fullmatch(words) or _RESOLVING.fullmatch(words)
        if found:
            at = Span(span.start + found.start("body"), span.start + found.end("body"))
            yield voice.says(
                Agent, at, name=found["body"], role="creator", agent_kind="corporate body", confidence=0.8
            )
            return
