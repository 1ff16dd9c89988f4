"""Places, persons, bodies and documents that a text names, and the days by which something is due."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Date, Place
from catalog.ingest.recognisers.rules.places import Found, find_names
from catalog.ingest.statements import Said, Span, Voice, date_in

_MANY = 3
_HEAD = 600
_KINDS = {"person": "person", "corporate body": "corporate body"}
_YEAR = re.compile(r"[12]\d{3}\b")
_LINK = re.compile(
    r"\b(?P<link>of|dated|by|before|than)\s+(?P<day>\d{1,2}\s[A-Z][a-z]{2,8}\.?,?\s|[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s)$"
)
_LONGEST_LINK = 30
_CITED = frozenset(
    [
        "agreement",
        "treaty",
        "convention",
        "protocol",
        "note",
        "letter",
        "telegram",
        "cable",
        "communiqué",
        "communique",
        "minutes",
        "memorandum",
        "resolution",
    ]
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
            yield voice.says(
                Agent, at, name=name, role="mentioned", agent_kind=kind, confidence=_confidence(one)
            )


def _confidence(one: Found) -> float:
    return 0.9 if one.times >= _MANY else 0.8


def _dates(voice: Voice) -> Iterator[Said]:
    """Dates of documents that the text cites, and days by which something is due: never its own date."""
    seen: set[tuple[str, str]] = set()
    tried: set[str] = set()
    text = voice.document.text
    for year in _YEAR.finditer(text):
        # A year is rarer than the words that may lead to one, so it is looked for first.
        start = max(year.start() - _LONGEST_LINK, 0)
        found = _LINK.search(text[start : year.start()])
        if not found:
            continue
        link = start + found.start()
        day = start + found.start("day")
        role = _role(text[max(link - 20, 0) : link], found["link"])
        words = text[link : day + 28]
        if not role or words in tried:
            continue
        tried.add(words)
        dated = date_in(voice.document, Span(day, day + 28))
        if not dated or (role, dated.parsed.edtf) in seen:
            continue
        seen.add((role, dated.parsed.edtf))
        if role == "deadline":
            at = Span(dated.start, dated.end)
            edtf = f"../{dated.parsed.edtf}"
            yield voice.says(Date, at, edtf=edtf, role=role, latest=dated.parsed.latest, as_given=dated.text)
        else:
            yield voice.dates(dated, role)
        if len(seen) >= _MOST:
            return


def _role(before: str, link: str) -> str:
    """ "Agreement of" cites a document, "completed by" sets a day; "the evening of" says neither."""
    words = before.split()
    if link in ("of", "dated"):
        return "related_document" if words and words[-1].casefold() in _CITED else ""
    return "deadline" if link != "than" or (words and words[-1] == "later") else ""
