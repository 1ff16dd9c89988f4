"""Places, persons, bodies and documents that a text names, and the days by which something is due."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Date, Place
from catalog.ingest.recognisers.rules.places import Found, find_names
from catalog.ingest.statements import Said, Span, Voice, date_in

_MANY = 3
_HEAD = 600
_KINDS = {"person": "person", "corporate body": "corporate body"}
_CITED = re.compile(
    r"\b(?:Agreement|Treaty|Convention|Protocol|note|letter|telegram|cable|communiqu[ée]|minutes|memorandum|resolution)"
    r"\s+(?:of|dated)\s+(?=\d{1,2}\s[A-Z]|[A-Z][a-z]{2,8}\.?\s\d)",
)
_DUE = re.compile(
    r"\b(?:completed|finished|transferred?|withdrawn|effected|concluded|[A-Za-z]+)\s+"
    r"(?:by|before|no later than|not later than)\s+(?=\d{1,2}\s[A-Z][a-z]|[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4})"
)
_MOST = 60


def said(voice: Voice) -> Iterator[Said]:
    """All that the text only mentions."""
    yield from _names(voice)
    yield from _dates(voice)


def _names(voice: Voice) -> Iterator[Said]:
    for one in find_names(voice.document.text):
        at = Span(one.start, one.end)
        if one.kind == "place" or (one.kind == "country" and (one.times >= 2 or one.start < _HEAD)):
            role = "subject" if one.times >= _MANY or one.start < _HEAD else "mentioned"
            yield voice.says(Place, at, name=one.heading, role=role, confidence=_confidence(one))
        elif one.kind in _KINDS:
            name = " ".join(voice.document.text[one.start : one.end].split())
            kind = _KINDS[one.kind]
            yield voice.says(Agent, at, name=name, role="mentioned", agent_kind=kind, confidence=_confidence(one))


def _confidence(one: Found) -> float:
    return 0.9 if one.times >= _MANY else 0.8


def _dates(voice: Voice) -> Iterator[Said]:
    """Dates of documents that the text cites, and days by which something is due: never its own date."""
    seen: set[tuple[str, str]] = set()
    for pattern, role in ((_CITED, "related_document"), (_DUE, "deadline")):
        for found in pattern.finditer(voice.document.text):
            if len(seen) >= _MOST:
                return
            dated = date_in(voice.document, Span(found.end(), found.end() + 28))
            if not dated or (role, dated.parsed.edtf) in seen:
                continue
            seen.add((role, dated.parsed.edtf))
            if role == "deadline":
                at = Span(dated.start, dated.end)
                edtf = f"../{dated.parsed.edtf}"
                yield voice.says(Date, at, edtf=edtf, role=role, latest=dated.parsed.latest, as_given=dated.text)
            else:
                yield voice.dates(dated, role)


