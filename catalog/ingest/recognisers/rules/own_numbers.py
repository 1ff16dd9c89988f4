"""Numbers that a paper bears in its head: symbols of the United Nations, airgrams, decision memoranda."""

import re
from collections.abc import Iterator

from catalog.domain.description import Form, Identifier, Title
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import headings, markings
from catalog.ingest.recognisers.rules.letters import line_span
from catalog.ingest.statements import Said, Span, Voice, date_in, words_of

SYMBOL = re.compile(r"[AES]/(?:[A-Z0-9.-]{1,12}/){0,4}[A-Z0-9.-]{0,8}\d[\w.()/-]{0,12}(?: \(\d{4}\))?")
_DIRECTIVE = re.compile(
    r"(?:National Security (?:Decision|Study|Action) (?P<form>Memorandum)|NSDM|NSSM|NSAM)(?: No\.?)? \d{1,3}",
    re.IGNORECASE,
)
_AIRGRAM = re.compile(r"A-\d{1,4}")
# RFE-59, October 9, 1964: a bureau's number before the day; Serial 000148P30.
_OF_BUREAU = re.compile(r"(?P<number>[A-Z]{2,4}-\d{1,4}(?:\.\d{1,2})?), (?=[A-Z][a-z]{2,8} \d{1,2}, 19\d\d$)")
_SERIAL = re.compile(
    r"(?:Ser(?:ial)?|SERIAL)(?: N[Oo])?[ .:]{1,3}(?P<number>(?:[A-Z]\. ?)?\d{2,9}[A-Z]?\d{0,3}(?:/\w{1,8})?)"
)
_SENDERS = re.compile(r"No\.? ?(?P<number>\d[\w/-]{0,14})")
# J.I.C. (49) 44 (Final): papers of British committees.
COMMITTEE = re.compile(r"[A-Z](?:\.[A-Z]){1,3}\.? ?\(\d\d\) ?\d{1,4}(?: ?\((?:Final|Revise[d]?|O)\)){0,2}")
_EXHIBIT = re.compile(r"(?:Commission |Committee )?Exhibit No\.? ?\d{1,5}", re.IGNORECASE)
_COUNCIL = re.compile(r"NSC \d{1,4}(?:/\d{1,2})?")
_SCHEMES = (
    (SYMBOL, "United Nations document symbol"),
    (_DIRECTIVE, "National Security memorandum number"),
    (_AIRGRAM, "airgram number"),
    (_EXHIBIT, "exhibit number"),
    (_SERIAL, "serial number"),
    (_COUNCIL, "National Security Council number"),
    (headings.NUMBER_OF_ACT, "number of the act"),
)
# By these numbers a paper is known as by a name.
_NAMES = (_DIRECTIVE, headings.NUMBER_OF_ACT)
# A line of its own that says what the paper is.
_FORM = re.compile(
    r"(?:(?:incoming|outgoing|action|foreign service) )?(?P<form>airgram|telegram|despatch|dispatch|cablegram"
    r"|press release|aide[- ]m[eé]moire|circular|intelligence memorandum|briefing paper|position paper)",
    re.IGNORECASE,
)
# 1720. For Ambassador; Dulte 14. Eyes only: delegations number theirs under a word of their own.
_NUMBERED_TEXT = re.compile(r"(?P<number>(?:[A-Z][a-z]{3,7} )?\d{1,5})\.\s+(?=[A-Z“\"][^\n]{30})")
_RESOLUTION = re.compile(
    r"\b[Rr]esolution (?:No\. ?)?(?P<number>\d{1,4}(?: ?\((?:[IVXLC]{1,7}|(?:19|20)\d\d)\))?)(?![\w/])"
)
# DIRECTOR, FBI (100-428091); RECORDED - 36 62-83894-209: the Bureau's file, with the serial if there is one.
# REC- 44   105-82555- 1217: the stamp may part the serial.
_BUREAU_FILE = re.compile(
    r"(?:\(|\bREC(?:ORDED)?(?:[ -]{1,4}\d{1,3})?[ \t]{1,20}"
    r"|\b(?:Bufile|Bureau [Ff]ile|(?:[A-Z]{2}|[A-Z][a-z]{3,12}) [Ff]ile)(?:"
    r" No\.)?:?[ \t]{1,4})(?P<number>\d{2,3}-(?:\d{2,7}|\d(?=-))(?:-"
    r" ?\d{1,5})?)(?![\w-])"
)
_BUREAU = ("FBI", "SAC,", "FEDERAL BUREAU", "Federal Bureau")
_HEAD = 2500
_HEAD_LINES, _TAIL, _LONGEST, _LINES_TO_TEXT = 25, 15, 80, 16


def of_telegram(voice: Voice, first: int) -> Iterator[Said]:
    """511. Answer to Department's 284: the number that a post gave its telegram, before the first words."""
    document = voice.document
    for line in range(first, min(first + _LINES_TO_TEXT, len(document.lines)) + 1):
        span = line_span(document, line)
        found = _NUMBERED_TEXT.match(document.text, span.start, span.end)
        if found:
            at = Span(found.start("number"), found.end("number"))
            yield voice.says(Identifier, at, value=found["number"], scheme="number of the sender")
            return


def of_resolution(voice: Voice, title: Span) -> Iterator[Said]:
    """The number of the resolution that a title begins with: Resolution 498 (V)."""
    found = _RESOLUTION.search(voice.document.text, title.start, min(title.end, title.start + 60))
    if found:
        at = Span(found.start("number"), found.end("number"))
        yield voice.says(Identifier, at, value=found["number"], scheme="resolution number")


def of_bureau(voice: Voice) -> Iterator[Said]:
    """The numbers of files in brackets in the head of a paper of the FBI, each once."""
    head = voice.document.text[:_HEAD]
    seen: set[str] = set()
    for found in _BUREAU_FILE.finditer(head) if any(mark in head for mark in _BUREAU) else ():
        if found["number"] not in seen:
            seen.add(found["number"])
            at = Span(found.start("number"), found.end("number"))
            yield voice.says(Identifier, at, value=found["number"].replace(" ", ""), scheme="FBI file number")


def said(voice: Voice) -> Iterator[Said]:
    """The numbers, each scheme once, and the form, that stand alone in a column of the head."""
    document = voice.document
    seen: set[str] = set()
    for line in range(1, min(_HEAD_LINES, len(document.lines)) + 1):
        if not 2 < len(document.lines[line - 1]) < _LONGEST * 2:
            continue
        for span in markings.columns(document, line):
            if (
                document.text.find("(", span.start, span.end) > 0
                and document.text[span.end : span.end + 1] == ")"
            ):
                # The year of a resolution stays in its brackets: S/RES/242 (1967).
                span = Span(span.start, span.end + 1)
            words = words_of(document, span)
            if not 2 < len(words) < _LONGEST:
                continue
            yield from _before_the_day(voice, span)
            for pattern, scheme in _SCHEMES:
                found = pattern.fullmatch(words) if scheme not in seen else None
                if found:
                    seen.add(scheme)
                    value = found["number"] if pattern is _SERIAL else words
                    yield voice.says(Identifier, span, value=value, scheme=scheme)
                    if pattern in _NAMES:
                        yield voice.says(Title, span, value=words, title_kind="variant")
            found = _FORM.fullmatch(words) or next((m for p in _NAMES if (m := p.fullmatch(words))), None)
            if found and found["form"] and "form" not in seen:
                seen.add("form")
                yield voice.says(Form, span, value=found["form"].lower(), confidence=0.85)


def symbol_at_end(voice: Voice) -> Iterator[Said]:
    """The symbol that records of meetings bear in the corner of the last page."""
    document = voice.document
    count = len(document.lines)
    for line in range(count, max(count - _TAIL, _HEAD_LINES), -1):
        for span in markings.columns(document, line):
            if span.end - span.start < _LONGEST and SYMBOL.fullmatch(words_of(document, span)):
                value = words_of(document, span)
                yield voice.says(Identifier, span, value=value, scheme="United Nations document symbol")
                return


def beside_the_day(voice: Voice) -> Iterator[Said]:
    """No. 0552/gs: the number alone in a column, with the day alone on the line over or under it."""
    document = voice.document
    count = len(document.lines)
    for line in (
        *range(1, min(_HEAD_LINES, count) + 1),
        *range(max(count - _TAIL, _HEAD_LINES) + 1, count + 1),
    ):
        if "No" not in document.lines[line - 1]:
            continue
        for span in markings.columns(document, line):
            found = _SENDERS.fullmatch(document.text, span.start, span.end)
            if found and any(_is_day(document, one) for one in (line - 1, line + 1)):
                at = Span(found.start("number"), found.end("number"))
                yield voice.says(Identifier, at, value=found["number"], scheme="number of the sender")
                return


def _is_day(document: Document, line: int) -> bool:
    """Whether a column of a line is a day and nothing else."""
    if not 1 <= line <= len(document.lines):
        return False
    for span in markings.columns(document, line):
        dated = date_in(document, span) if 6 < span.end - span.start < 40 else None
        if dated and span.end - span.start < len(dated.text) + 5:
            return True
    return False


def _before_the_day(voice: Voice, span: Span) -> Iterator[Said]:
    found = _OF_BUREAU.match(voice.document.text[span.start : span.end])
    if found:
        at = Span(span.start, span.start + found.end("number"))
        yield voice.says(Identifier, at, value=found["number"], scheme="report number")
