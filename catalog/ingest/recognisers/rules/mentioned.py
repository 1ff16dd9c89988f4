"""Places, persons, bodies and documents that a text names, and the days by which something is due."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Date, Place, Relation
from catalog.ingest.recognisers.rules.cited_agreements import parties_before
from catalog.ingest.recognisers.rules.places import Found, find_names
from catalog.ingest.statements import Said, Span, Voice, date_in, trimmed, words_of

_MANY = 3
_HEAD = 600
_KINDS = {"person": "person", "corporate body": "corporate body"}
_YEAR = re.compile(r"[12]\d{3}\b")
_LINK = re.compile(
    r"\b(?P<link>of|dated|by|before|than)\s+(?P<day>\d{1,2}\s[A-Z][a-z]{2,8}\.?,?\s|[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s)$"
)
_LONGEST_LINK, _LONGEST_TITLE = 30, 110
_TITLED = re.compile(
    r"\b(?:[Tt]reaty|[Aa]greement|[Cc]onvention|[Pp]rotocol|[Nn]ote|[Ll]etter|[Tt]elegram|[Cc]able"
    r"|[Cc]ommuniqu[ée]|[Mm]emorandum|[Rr]esolution|[Dd]espatch|[Dd]ispatch|[Aa]ide-[Mm]émoire|[Dd]eclaration)"
    r"(?:,? (?:[A-Z][\w’'-]*|of|on|and|for|the|concerning|regarding"
    r"|No\.? ?[\w/-]{1,12}|\d[\w/-]{0,9})){0,14}\s?$"
)
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
        "despatch",
        "dispatch",
        "declaration",
        "aide-mémoire",
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
        before = text[max(link - _LONGEST_TITLE, 0) : link]
        named = _named_document(before) if found["link"] in ("of", "dated") else None
        role = "related_document" if named else _role(before[-20:], found["link"])
        words = text[link - len(named) if named else link : day + 28]
        if not role or words in tried:
            continue
        tried.add(words)
        dated = date_in(voice.document, Span(day, day + 28))
        if not dated:
            continue
        if named and len(dated.parsed.edtf) == 10:
            begin = link - len(named)
            at = trimmed(text, Span(begin - parties_before(text, begin), dated.end))
            yield voice.says(
                Relation,
                at,
                relation="references",
                cited=words_of(voice.document, at),
                confidence=0.7,
            )
        if (role, dated.parsed.edtf) in seen:
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


def _named_document(before: str) -> str:
    """The document that is named just before its date: note No. 4, Treaty of Friendship; "" for none."""
    lowered = before.lower()
    if not any(kind in lowered for kind in _CITED):
        return ""
    found = _TITLED.search(before)
    return found.group() if found else ""


def _role(before: str, link: str) -> str:
    """ "Agreement of" cites a document, "completed by" sets a day; "the evening of" says neither."""
    words = before.split()
    if link in ("of", "dated"):
        return "related_document" if words and words[-1].casefold() in _CITED else ""
    return "deadline" if link != "than" or (words and words[-1] == "later") else ""
