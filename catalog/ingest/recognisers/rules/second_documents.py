"""A second document in the same file: two telegrams that were typed, or scanned, one after another."""

import re
from collections.abc import Iterable, Iterator

from catalog.domain.description import Note
from catalog.ingest.document import Document
from catalog.ingest.statements import Part, Voice, date_in, lines_span

RECOGNISER = "general"
_BEFORE_IT = "secret|top secret|confidential|ciphered|cipher|coded|incoming|outgoing|urgent|personal|official"
_WHAT = "telegram|cable|cablegram|memorandum|letter|despatch|dispatch|airgram|note|report"
_HEAD = re.compile(
    rf"(?:no\.? ?[\w/-]{{1,8}}[.:]? +)?(?:(?:{_BEFORE_IT}) +)*(?:{_WHAT})"
    r"(?: (?:no\.?|number|#|from|to|for|of conversation|by)(?!\w).{0,100})?",
    re.IGNORECASE,
)
_SENT = re.compile(r"(?:[OPRZ] ){0,2}(?P<when>\d{6}Z [A-Z]{3} \d{2})\b")
_LONGEST_HEAD, _LINES_TO_A_DAY, _ROOM_FOR_A_PLACE = 120, 6, 45
_DOUBT = "The file may hold several documents: see whether they are to be described each on its own."


def notes(document: Document, parts: Iterable[Part]) -> Iterator[Note]:
    """A note for the desk of each line on which a further document seems to begin, outside the parts.

    A document begins with what it is on a line of its own and its day soon after, or with the time at which
    a cable was sent; only what begins as the first one does is taken for another.
    """
    within = [(one.first_line, one.last_line) for one in parts]
    voice = Voice(document, RECOGNISER)
    for begins in (list(_headed(document)), list(_sent(document))):
        for number in begins[1:]:
            if not any(first <= number <= last for first, last in within):
                words = f"A further document seems to begin on line {number}, as one does on {begins[0]}."
                proof = voice.evidence(lines_span(document, number, number), "inferred", 0.6, _DOUBT)
                yield Note(note_kind="internal", value=words, evidence=proof)


def _headed(document: Document) -> Iterator[int]:
    """The lines that say what a document is and are followed by its day."""
    lines = document.lines
    for number, line in enumerate(lines, 1):
        words = line.strip()
        alone = number == 1 or not lines[number - 2].strip()
        if alone and 3 < len(words) <= _LONGEST_HEAD and _HEAD.fullmatch(words) and not words.endswith("."):
            following = range(number + 1, min(number + _LINES_TO_A_DAY, len(lines)) + 1)
            if any(_is_day(document, one) for one in following):
                yield number


def _is_day(document: Document, number: int) -> bool:
    """Whether a line is a day, with a place or a label beside it at most."""
    line = document.lines[number - 1].strip()
    if not 6 <= len(line) <= _LONGEST_HEAD:
        return False
    found = date_in(document, lines_span(document, number, number))
    return (
        found is not None
        and len(found.parsed.edtf) == 10
        and len(line) <= len(found.text) + _ROOM_FOR_A_PLACE
    )


def _sent(document: Document) -> Iterator[int]:
    """The lines with the times at which cables were sent; a section of one cable bears the cable's time."""
    seen: set[str] = set()
    for number, line in enumerate(document.lines, 1):
        found = _SENT.match(line.strip()) if "Z " in line[:24] else None
        if found and found["when"] not in seen and _is_header(document, number):
            seen.add(found["when"])
            yield number


def _is_header(document: Document, number: int) -> bool:
    return any(line.startswith("FM ") for line in document.lines[number : number + 3])
