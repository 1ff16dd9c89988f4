"""Who signed a treaty for whom: under "For the Government of", after a seal, under clause or office."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent
from catalog.ingest.recognisers.rules import subscriptions
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.people import is_name_line
from catalog.ingest.statements import Said, Span, Voice, trimmed, words_of

FOR = re.compile(
    r"^[ \t]*(?:For|Pour|Für|On behalf of|By authori[sz]ation of|By authority of|With full powers? of)"
    r"(?: (?:the|le|la|die))? "
    r"(?P<side>[A-ZÀ-Þ][^\n:]{3,120}):?[ \t]*$",
    re.MULTILINE,
)
_SEAL = re.compile(r"^[ \t]*\(?L\. ?S\.\)?[ \t]+(?P<name>[A-Z][\w.’' -]{3,60}?)\.?[ \t]*$", re.MULTILINE)
_SIGNED = re.compile(r"\(?(?:Signed|Signé)\)?:?\s+")
_SIGNER = re.compile(r"(?:[A-Z][a-z]?\. ?){0,2}[A-Z][A-Z’'-]{2,24}(?: [A-Z][A-Z’'-]{2,20})?")
_SIGNS_AS = re.compile(
    r"(?:The |Special |First |Deputy )?(?:Plenipotentiary|Chairman|Prime Minister|Minister|Ambassador"
    r"|Envoy|Chargé"
    r"|People[’']s Commissar|President|Commander|Secretary)\b[^\n]{4,120}(?:[^.:;,]|[A-Z]\.)"
)
_LINES = 40


def said(voice: Voice) -> Iterator[Said]:
    """The names under "For the Government of", and those after the seal."""
    document = voice.document
    for found in FOR.finditer(document.text):
        line = document.line_at(found.end()) + 1
        while line <= len(document.lines) and not document.lines[line - 1].strip():
            line += 1
        if line > len(document.lines):
            continue
        span = line_span(document, line)
        signed = _SIGNED.match(document.text, span.start, span.end)
        at = trimmed(document.text, Span(signed.end() if signed else span.start, span.end), "[]() .")
        name = words_of(document, at)
        if is_name_line(name.title()):
            yield voice.says(
                Agent, at, name=name, role="signatory", agent_kind="person", side=found["side"].strip()
            )
    for found in _SEAL.finditer(document.text):
        at = Span(found.start("name"), found.end("name"))
        yield voice.says(Agent, at, name=words_of(document, at), role="signatory", agent_kind="person")
    under = subscriptions.clause(document)
    if under >= 0:
        yield from subscriptions.signatories(voice, under)
    else:
        yield from _under_offices(voice)


def _under_offices(voice: Voice) -> Iterator[Said]:
    """Names in capitals, each under the office of whoever signed, where no clause leads to them."""
    document = voice.document
    count = len(document.lines)
    for line in range(max(count - _LINES, 2), count + 1):
        at = trimmed(document.text, line_span(document, line), ".")
        over = document.lines[line - 2].strip()
        if _SIGNER.fullmatch(document.text, at.start, at.end) and _SIGNS_AS.fullmatch(over):
            name = words_of(document, at)
            yield voice.says(Agent, at, name=name, role="signatory", agent_kind="person", office=over)
