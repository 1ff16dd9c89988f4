"""The dateline of a letter, a note or an enclosure: place and day on one line under its heading."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Place
from catalog.ingest.recognisers.rules import markings
from catalog.ingest.recognisers.rules.letters import closing_lines, signature_after
from catalog.ingest.recognisers.rules.places import may_be_place, place_name
from catalog.ingest.statements import Part, Said, Span, Voice, date_in, words_of

_DATELINE = re.compile(r"(?P<place>[A-ZÀ-Þ][\w .'’-]{2,40}),\s+(?:the |le )?(?=\d|[A-Z][a-z]+ \d)")
_DATE_LABEL = re.compile(r"(?:dated?|date:)\s*", re.IGNORECASE)
_NEAR = 14
_SHORT = 90


def dateline(voice: Voice, first: int, last: int, part: str) -> Iterator[Said]:
    """The first dateline among the lines under a part's heading; a date alone will do."""
    document = voice.document
    columns = (
        span
        for line in range(first, min(first + _NEAR, last) + 1)
        for span in markings.columns(document, line)
    )
    for span in columns:
        dated = date_in(document, span) if 5 < span.end - span.start < _SHORT else None
        if not dated:
            continue
        placed = _DATELINE.match(document.text, span.start, span.end)
        labelled = _DATE_LABEL.match(document.text, span.start, span.end)
        if placed and may_be_place(placed["place"]):
            at = Span(span.start, placed.end("place"))
            yield voice.says(Place, at, part=part, name=place_name(placed["place"]), role="place_of_writing")
        elif not labelled and span.end - span.start > len(dated.text) + 12:
            continue
        yield voice.dates(dated, "created", part=part, primary=True)
        return


def of_parts(voice: Voice, parts: list[Part]) -> Iterator[Said]:
    """When and where each enclosure was written, and who signed it, where it says so itself."""
    for part in parts:
        yield from dateline(voice, part.first_line + 1, part.last_line, part.label)
        closings = closing_lines(voice.document, part.first_line, part.last_line)
        signature = signature_after(voice.document, closings[-1], part.last_line) if closings else None
        if signature:
            yield voice.says(
                Agent,
                signature.name,
                part=part.label,
                name=words_of(voice.document, signature.name),
                role="signatory",
                agent_kind="person",
                office=signature.office,
            )
