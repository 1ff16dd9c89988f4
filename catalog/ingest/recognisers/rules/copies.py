"""Who got a copy: the list under "Copy furnished", "Copies to" or "cc" with which a paper ends."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import Agent
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.markings import is_marking
from catalog.ingest.statements import Said, Span, Voice, trimmed, words_of

_LABEL = re.compile(
    r"^[ \t]*(?:Cop(?:y|ies) (?:furnished(?: to)?|to)|c\.?c\.?|CC)[ \t]*:[ \t]*(?=[^\n]{0,80}$)", re.MULTILINE
)
_NAMED = re.compile(r"(?:The )?[A-Z][\w.,/&()’' -]{3,70}")
_MARKS = ("opy furnished", "opies furnished", "opy to", "opies to", "cc", "c.c.", "CC")
_MOST, _TAIL = 12, 3000


def said(voice: Voice) -> Iterator[Said]:
    """Each on the lines from the label to the first that is empty or no name."""
    document = voice.document
    begins = max(len(document.text) - _TAIL, 0)
    tail = document.text[begins:]
    found = _LABEL.search(document.text, begins) if any(mark in tail for mark in _MARKS) else None
    if found is None:
        return
    line = document.line_at(found.start())
    at = Span(found.end(), document.offset_of(line) + len(document.lines[line - 1]))
    for _ in range(_MOST):
        at = trimmed(document.text, at, " ,;")
        words = words_of(document, at)
        if words and not _is_reader(words):
            return
        if words:
            yield voice.says(Agent, at, name=words, role="recipient", doubt="Of a copy.", confidence=0.7)
        line += 1
        if line > len(document.lines) or not document.lines[line - 1].strip():
            return
        at = line_span(document, line)


def _is_reader(words: str) -> bool:
    return bool(_NAMED.fullmatch(words)) and not (words.endswith(".") or level_of(words) or is_marking(words))
