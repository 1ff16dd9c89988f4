"""The notes of an exchange as treaty series print them: I, II, from whom to whom, dateline, signature."""

import re

import msgspec

from catalog.domain.description import Agent, Identifier
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules.datelines import dateline
from catalog.ingest.recognisers.rules.exchanges import signed_by
from catalog.ingest.recognisers.rules.letters import (
    closing_lines,
    line_span,
    number_line,
    salutation_lines,
    signature_after,
)
from catalog.ingest.statements import Part, Said, Span, Voice, trimmed, words_of

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_BETWEEN = re.compile(
    r"(?P<who>(?:The |H(?:er|is) (?:Britannic )?Majesty['’]s |L['’]|Le )[^\n]{3,200}?)\s+(?:to|à"
    r"|au)\s+(?!the Government of [^\n]{3,60} to the )"
    r"(?P<whom>(?:the |la |le |l['’])?[A-Z](?s:.){3,200})"
)
_CORRESPONDENTS = re.compile(
    r"(?P<who>(?:The|H(?:er|is) (?:Britannic )?Majesty['’]s) [A-Z].{3,90}?) to (?!the Government of"
    r" .{3,60} to the )(?P<whom>(?:the )?[A-Z].{3,90})"
)
_OFFICE = re.compile(r"(?:The|H(?:er|is) (?:Britannic )?Majesty['’]s) [A-Z][\w ]{2,60} (?:to|at|in|for)\b")
_UNFINISHED = re.compile(r" (?:for|of|to|the|at|in|and)$")
_LAST_WORDS = re.compile(r"(?:at|in|of|for) [A-Z][\w ]{2,50}")
_LONGEST_HEADING, _LINES_OF_A_HEAD = 190, 14
_ANNEX = re.compile(r"(?:ANNEX|APPENDIX|ENCLOSURE|SCHEDULE)(?: (?:[A-Z]|\d{1,2}|[IVX]{1,4}))?", re.IGNORECASE)


class _Note(msgspec.Struct, frozen=True):
    number: str
    title: Span
    first_line: int
    last_line: int


def numbered_notes(voice: Voice, first: int) -> tuple[list[Said], list[Part]]:
    """The parts below a line that are headed by roman numbers and say from whom they are to whom."""
    return _as_parts(voice, _notes(voice.document, first))


def notes_by_correspondents(voice: Voice, first: int) -> tuple[list[Said], list[Part]]:
    """The parts below a line that are headed by their correspondents alone: The Secretary of State to the
    Japanese Ambassador.
    """
    document = voice.document
    marks: list[tuple[int, Span]] = []
    for line in range(first, len(document.lines) + 1):
        words = document.lines[line - 1].strip(" \t*_#")
        if not 12 < len(words) < _LONGEST_HEADING or len(marks) == len(_ROMAN) or words[-1] in ".,;:":
            continue
        span = trimmed(document.text, line_span(document, line), "*_#")
        under = document.lines[line].strip() if line < len(document.lines) else ""
        goes_on = (
            not _CORRESPONDENTS.fullmatch(words) or _UNFINISHED.search(words) or _LAST_WORDS.fullmatch(under)
        )
        if under and goes_on and _OFFICE.match(words):
            # The correspondents may take two lines.
            span = trimmed(document.text, Span(span.start, line_span(document, line + 1).end), "*_#")
        over = marks and span.start < marks[-1][1].end
        if not over and _CORRESPONDENTS.fullmatch(words_of(document, span)) and _salutes(document, line):
            marks.append((line, span))
    ends = [line - 1 for line, _ in marks[1:]] + [len(document.lines)]
    notes = [
        _Note(_ROMAN[index], title, line, _without_blank(document, line, ends[index]))
        for index, (line, title) in enumerate(marks)
    ]
    return _as_parts(voice, notes)


def _salutes(document: Document, line: int) -> bool:
    """Whether a letter begins under a line."""
    return bool(salutation_lines(document, line + 1, line + _LINES_OF_A_HEAD))


def _as_parts(voice: Voice, notes: list[_Note]) -> tuple[list[Said], list[Part]]:
    said: list[Said] = []
    parts: list[Part] = []
    for note in notes:
        label = f"Note {note.number}"
        title = words_of(voice.document, note.title)
        annex = _annex_line(voice.document, note)
        parts.append(
            Part(
                label=label,
                title=title,
                first_line=note.first_line,
                last_line=note.last_line,
                form="note",
                evidence=voice.evidence(Span(note.title.start, note.title.end)),
            )
        )
        said.extend(_inside(voice, note, label, annex or note.last_line))
        if annex:
            parts.append(_annex(voice, note, annex, label))
    return said, parts


def _notes(document: Document, first: int) -> list[_Note]:
    marks: list[tuple[int, Span]] = []
    for line in range(first, len(document.lines) + 1):
        number = document.lines[line - 1].strip(" \t*_.")
        if len(marks) == len(_ROMAN) or number != _ROMAN[len(marks)]:
            continue
        below = next(
            (
                n
                for n in range(line + 1, min(line + 4, len(document.lines)) + 1)
                if document.lines[n - 1].strip()
            ),
            0,
        )
        if below and _BETWEEN.fullmatch(document.lines[below - 1].strip(" \t*_")):
            marks.append((line, trimmed(document.text, line_span(document, below), "*_")))
    if len(marks) < 2:
        return []
    ends = [line - 1 for line, _ in marks[1:]] + [_end(document, marks[-1][0])]
    return [
        _Note(_ROMAN[index], title, line, _without_blank(document, line, ends[index]))
        for index, (line, title) in enumerate(marks)
    ]


def _end(document: Document, line: int) -> int:
    """A rule across the page ends the last note; the footnotes stand below it."""
    for number in range(line, len(document.lines) + 1):
        if re.fullmatch(r"[-_*]{3,}", document.lines[number - 1].strip()):
            return number - 1
    return len(document.lines)


def _without_blank(document: Document, first: int, last: int) -> int:
    while last > first and not document.lines[last - 1].strip():
        last -= 1
    return last


def _annex_line(document: Document, note: _Note) -> int:
    lines = range(note.first_line, note.last_line + 1)
    return next((line for line in lines if _ANNEX.fullmatch(document.lines[line - 1].strip(" *_"))), 0)


def _annex(voice: Voice, note: _Note, line: int, label: str) -> Part:
    heading = line_span(voice.document, line)
    words = words_of(voice.document, heading)
    return Part(
        label=f"{words.capitalize()} to {label}",
        title=words,
        first_line=line,
        last_line=note.last_line,
        form="annex",
        within=label,
        evidence=voice.evidence(heading),
    )


def _inside(voice: Voice, note: _Note, label: str, last: int) -> list[Said]:
    """Date, place, number, writer and reader, and the signature of one note."""
    document = voice.document
    said = _between(voice, note, label)
    number = number_line(document, note.first_line, min(note.first_line + 14, last))
    if number:
        value = words_of(document, number).split(maxsplit=1)[-1]
        said.append(voice.says(Identifier, number, part=label, value=value, scheme="note number"))
    said.extend(dateline(voice, document.line_at(note.title.end) + 1, last, label))
    for line in closing_lines(document, note.first_line, last)[-1:]:
        signature = signature_after(document, line, last)
        if signature:
            signature = msgspec.structs.replace(signature, office="")
            said.append(signed_by(voice, signature, label))
    return said


def _between(voice: Voice, note: _Note, label: str) -> list[Said]:
    text = voice.document.text
    found = _BETWEEN.match(text, note.title.start, note.title.end)
    if not found:
        return []
    return [
        voice.says(Agent, at, part=label, name=words_of(voice.document, at), role=role)
        for group, role in (("who", "sender"), ("whom", "recipient"))
        for at in [trimmed(text, Span(found.start(group), found.end(group)))]
    ]
