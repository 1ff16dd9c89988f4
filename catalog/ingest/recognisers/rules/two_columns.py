"""Lists of those present as British minutes print them: two to a line, each entry over several lines."""

import re
from collections.abc import Iterator

import msgspec

from catalog.domain.description import Agent
from catalog.ingest.document import Document
from catalog.ingest.recognisers.rules import markings
from catalog.ingest.statements import Said, Span, Voice, words_of

_BEGINS = re.compile(
    r"(?:The )?(?:R(?:igh)?t\.? Hon\.?|Hon\.|Mr\.|Mrs\.|Miss|Dr\.|Sir|Lord|Earl|Viscount|Professor|Admiral"
    r"|Vice[- ]Admiral|Rear[- ]Admiral|General|Lieut(?:enant)?[-. ]|Lt\.|Major|Field[- ]Marshal|Marshal|Air"
    r"|Brigadier|Colonel|Captain|Commander|Sec|M\.)(?=[\s.-]|$)"
)
_HONOUR = re.compile(r"(?:The )?(?:R(?:igh)?t\.? )?Hon\.?\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w.’' -]{3,60}")
_NAME_LINES = 2


class _Entry(msgspec.Struct):
    """The cells of one person in a column, each with its span, and their words."""

    spans: list[Span]
    words: list[str]

    def is_open(self) -> bool:
        return not self.words[-1].rstrip().endswith((".", ")"))


def said(voice: Voice, first: int, last: int) -> Iterator[Said]:
    """The person of each entry between two lines: what stands before the first comma of an entry."""
    for entry in _entries(voice.document, first, last):
        given = " ".join(entry.words[:_NAME_LINES]).split(",", 1)
        honour = _HONOUR.match(given[0])
        name = given[0][honour.end() :] if honour else given[0]
        name = name.strip().rstrip(".")
        if (len(given) < 2 and len(entry.words) > 1) or not _NAME.fullmatch(name):
            continue
        wrapped = "," not in entry.words[0] and len(entry.words) > 1
        yield voice.says(
            Agent,
            entry.spans[0],
            name=name,
            role="participant",
            agent_kind="person",
            basis="derived" if wrapped else "stated",
            doubt="The name runs over two lines of a column." if wrapped else "",
        )


def _entries(document: Document, first: int, last: int) -> list[_Entry]:
    cells = {line: markings.cells(document, line) for line in range(first, last + 1)}
    seconds = [spans[1].start - document.offset_of(line) for line, spans in cells.items() if len(spans) > 1]
    boundary = min(seconds, default=10_000)
    # Where entries end in a full stop, one that does not goes on, whatever the next line begins with.
    stopped = any(words_of(document, one).endswith(".") for spans in cells.values() for one in spans)
    entries: list[_Entry] = []
    open_in: dict[bool, _Entry] = {}
    for line, spans in cells.items():
        for span in spans:
            right = span.start - document.offset_of(line) >= boundary
            words = words_of(document, span)
            if not words:
                continue
            if words.endswith(":"):
                # The heading of the next list: Also Present:
                open_in.clear()
                continue
            held = open_in.get(right)
            goes_on = held and held.is_open() and (stopped or _goes_on(held))
            if _HONOUR.match(words) or (_BEGINS.match(words) and not goes_on):
                open_in[right] = _Entry([span], [words])
                entries.append(open_in[right])
            elif held:
                held.spans.append(span)
                held.words.append(words)
    return entries


def _goes_on(entry: _Entry) -> bool:
    """Whether an entry's last line cannot be its end: the Marquess of, First Sea."""
    return bool(re.search(r"(?:\b(?:of|the|and|for)|,)$", entry.words[-1]))
