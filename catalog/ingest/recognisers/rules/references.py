"""Other documents that a text names by their numbers."""

import re
from collections.abc import Iterator

from catalog.domain.description import Relation
from catalog.domain.identifiers import CREST, JFK, NIE, STATE_CABLE, TREATY_SERIES, find_numbers
from catalog.ingest.statements import Said, Span, Voice, one_line

_SCHEMES = frozenset((CREST, JFK, NIE, STATE_CABLE, TREATY_SERIES))
_MARKS = ("CIA-RDP", "NIE", "UNTS", "U.N.T.S.")
_JFK_OR_CABLE = re.compile(r"[0-9](?:[0-9]{2}-[0-9]{5}-[0-9]{5}|[0-9]{3}[A-Z]{3,12}[0-9]{5})")
# "75 STOCKHOLM 4410": year where it is another's, post, number.
_REFERENCE = re.compile(
    r"(?<![\w/])(?:(?P<year>(?:19)?[67]\d)[ \t]+)?(?P<post>[A-Z]{3,12}(?:[ \t][A-Z]{2,12}){0,2})[ \t]+"
    r"(?P<number>\d{2,6})(?!\w)"
)
_NO_POST = frozenset(("REF", "REFS", "AND", "PARA", "PAGE", "SECTION", "DATED", "TEL"))
_MOST = 40


def said(voice: Voice) -> Iterator[Said]:
    """Each number of a known scheme once; its own numbers are left out when readings are merged."""
    text = voice.document.text
    if not (any(mark in text for mark in _MARKS) or _JFK_OR_CABLE.search(text)):
        return
    seen: set[str] = set()
    for found in find_numbers(text):
        if found.scheme in _SCHEMES and found.value not in seen and len(seen) < _MOST:
            seen.add(found.value)
            yield voice.says(Relation, Span(found.start, found.end), relation="references", cited=found.value)


def cables(voice: Voice, line: Span, year: str) -> Iterator[Said]:
    """The cables that a reference line names, each by the number that its release would bear.

    ``year`` is that of the citing cable, which a reference to its own year leaves out; without it
    a number cannot be resolved and stays as given.
    """
    for found in _REFERENCE.finditer(voice.document.text, line.start, line.end):
        post = one_line(found["post"])
        if post.split()[0] in _NO_POST:
            continue
        given = found["year"] or year
        number = f"{given[-2:]:0>2}" if given else ""
        at = Span(found.start(), found.end())
        if number:
            cited = f"19{number}{post.replace(' ', '')}{found['number']:0>5}"
            yield voice.says(
                Relation, at, relation="references", cited=cited, basis="derived", confidence=0.85
            )
        else:
            yield voice.says(Relation, at, relation="references", cited=f"{post} {found['number']}")
