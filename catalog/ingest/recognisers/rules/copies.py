"""Who got a copy: the list under "Copy furnished", "Copies to" or "cc" with which a paper ends."""

import re
from collections.abc import Iterator

from catalog.domain.classification import level_of
from catalog.domain.description import Agent
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.recognisers.rules.markings import is_marking
from catalog.ingest.statements import Said, Span, Voice, trimmed, words_of

_LABEL = re.compile(
    r"^[ \t]*(?:(?:Information )?[Cc]op(?:y|ies) (?:furnished(?: to)?|to)|c\.?c\.?"
    r"|CC)[ \t]*:[ \t]*(?=[^\n]{0,80}$)",
    re.MULTILINE,
)
_NAMED = re.compile(r"(?:The )?[A-Z][\w.,/&()’' -]{1,70}")
# Distribution: Orig - DCI, 1 - DDCI, 2 - Bureau (Encls. 5): so many copies to each, on lines or run together.
_COUNTED = re.compile(
    r"(?:(?<=\s)|^)(?:[Oo]rig(?:inal)?\.?(?: ?(?:&|and) \d{1,2})?"
    r"|\d{1,2}) ?[-–—] ?(?P<who>[A-Z][\w.&/’'-]{1,30}"
    r"(?: (?!Approved|Declassified|Sanitized|Orig)[A-Z&][\w.&/’'-]{0,20}){0,3})(?=,? \(|[ \t]*\n"
    r"|,? \d{1,2} ?[-–—]|,? Orig| Approved| Declas| Sanit|\s*$)"
)
_DISTRIBUTION = re.compile(r"\bDistribution\s*:")
_KEPT = re.compile(r"\b(?:files?|chrono|subject|subj|registry|originator|stat|comeback)\b", re.IGNORECASE)
# I am sending copies of this despatch to His Majesty's Ambassador at Washington, and to the Governor.
_IN_PROSE = re.compile(
    r"\bI am (?:(?:sending|forwarding|addressing) (?:a )?cop(?:y|ies) of (?:this (?:despatch|letter"
    r"|telegram|minute)|it)"
    r"|copying this (?:despatch|letter|telegram|minute)) to (?P<list>(?:the |His |Her "
    r"|[A-Z])[^.;]{3,300}?)(?=\.(?:\s|$))"
)
_BETWEEN = re.compile(r",?\s+and\s+(?:to\s+)?(?=the |His |Her )|,\s+to\s+|,\s+(?=the |His |Her |[A-Z])|;\s+")
_BODY_LINE = re.compile(r"(?:the |His |Her )?[A-Z].{2,100}", re.DOTALL)
_LONGEST_LIST = 1500
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


def counted(voice: Voice, within: Span) -> Iterator[Said]:
    """Who got so many copies by a distribution list of a memorandum, without what stayed on file."""
    text = voice.document.text
    labels = list(_DISTRIBUTION.finditer(text, within.start, within.end)) if "istribution" in text else []
    if not labels:
        return
    label = labels[-1]
    found = list(_COUNTED.finditer(text, label.end(), min(label.end() + _LONGEST_LIST, within.end)))
    for one in found if len(found) > 1 else ():
        at = Span(one.start("who"), one.end("who"))
        words = words_of(voice.document, at)
        if not _KEPT.search(words):
            yield voice.says(Agent, at, name=words, role="recipient", doubt="Of a copy.", confidence=0.7)


def in_prose(voice: Voice, within: Span) -> Iterator[Said]:
    """To whom the writer says that copies go."""
    text = voice.document.text
    begins = text.find("I am ", max(within.end - _TAIL, within.start), within.end)
    found = _IN_PROSE.search(text, begins, within.end) if begins >= 0 else None
    if found is None:
        return
    start = found.start("list")
    cuts = [one.span() for one in _BETWEEN.finditer(text, *found.span("list"))]
    for end, following in [*cuts, (found.end("list"), 0)]:
        at = trimmed(text, Span(start, end), " ,")
        start = following
        if _BODY_LINE.fullmatch(text, at.start, at.end):
            name = words_of(voice.document, at)
            yield voice.says(Agent, at, name=name, role="recipient", doubt="Of a copy.", confidence=0.7)
