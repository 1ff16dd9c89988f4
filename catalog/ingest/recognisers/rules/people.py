"""Persons and bodies as running text names them: offices before names, lists, signatures."""

import re
from collections.abc import Iterator

from catalog.ingest.statements import Span, trimmed

PARTICLE = r"(?:von|van|de|der|den|la|le|di|da|du|del|bin|ibn|al|el|ter|dos|das)"
WORD = r"[A-ZÀ-ÖØ-ÞŁŚŽČ][\w'’\-]{0,30}"
INITIAL = r"[A-ZÀ-ÖØ-Þ]\."
# A name of two to five words, any of the first of which may be initials.
NAME = rf"(?:{INITIAL}\s?|{WORD}\s){{1,4}}(?:{PARTICLE}\s){{0,2}}{WORD}"
# Words that end an office, so that a name can begin after them.
OFFICE = frozenset(
    [
        "minister",
        "ministers",
        "premier",
        "president",
        "chairman",
        "chairwoman",
        "chair",
        "secretary",
        "secretaries",
        "ambassador",
        "ambassadors",
        "director",
        "deputy",
        "chief",
        "general",
        "marshal",
        "admiral",
        "colonel",
        "major",
        "captain",
        "lieutenant",
        "commander",
        "governor",
        "mayor",
        "senator",
        "congressman",
        "representative",
        "representatives",
        "delegate",
        "consul",
        "counselor",
        "counsellor",
        "attaché",
        "attache",
        "chargé",
        "charge",
        "affairs",
        "trade",
        "defense",
        "defence",
        "finance",
        "war",
        "navy",
        "army",
        "air",
        "force",
        "staff",
        "committee",
        "council",
        "commission",
        "board",
        "bureau",
        "office",
        "department",
        "ministry",
        "union",
        "republic",
        "government",
        "party",
        "state",
        "states",
        "council",
        "academy",
        "institute",
        "university",
        "agency",
        "assembly",
        "congress",
        "parliament",
        "senate",
        "embassy",
        "mission",
        "delegation",
        "command",
        "corps",
        "division",
        "section",
        "branch",
        "economy",
        "economics",
        "industry",
        "agriculture",
        "commerce",
        "education",
        "culture",
        "justice",
        "interior",
        "security",
        "planning",
        "plenipotentiary",
        "extraordinary",
        "vice",
        "assistant",
        "executive",
        "acting",
        "under",
        "special",
        "adviser",
        "advisor",
        "aide",
        "comrade",
        "mr",
        "mrs",
        "ms",
        "dr",
        "professor",
        "sir",
        "lord",
        "king",
        "queen",
        "prince",
        "prime",
        "foreign",
        "interim",
        "head",
        "leader",
        "member",
        "representative",
        "spokesman",
        "editor",
        "affairs",
        "soviet",
        "chinese",
        "russian",
        "american",
        "british",
        "french",
        "german",
        "japanese",
        "people's",
        "peoples'",
        "revolutionary",
        "military",
        "central",
        "economic",
        "political",
        "international",
        "national",
        "supreme",
        "of",
        "the",
        "and",
        "for",
        "to",
    ]
)
TITLES = re.compile(
    r"^(?:(?:the\s+)?(?:comrade|mr|mrs|ms|miss|dr|prof(?:essor)?|sir|lord|gen(?:eral)?|amb(?:assador)?"
    r"|marshal)\.?\s+)+",
    re.I,
)
_SEPARATOR = re.compile(r";\s*(?:and\s+)?|,\s*(?:and\s+)?|\s+and\s+(?=[A-Z]|the\s[A-Z])")
_COMMA = re.compile(r";\s*(?:and\s+)?|,\s*(?:and\s+)?")


# "THE CONSUL IN DAIREN" is an office with its place; no name follows it.
_BEFORE_A_PLACE = frozenset(("in", "at", "on", "near", "from"))


def office_and_name(words: str) -> tuple[str, str]:
    """Office and name of "Minister of Foreign Trade Pavel N. Kumykin"; no office for a bare name."""
    tokens = words.split()
    at = len(tokens)
    while at and _may_be_name(tokens[at - 1]) and len(tokens) - at < 4:
        at -= 1
    if 0 < at < len(tokens) - 2 and tokens[at - 1] in ("to", "of", "in"):
        # "Ambassador to China Ratan Kumar Nehru": the land belongs to the office.
        at += 1
    if 0 < at < len(tokens) and tokens[at - 1] in ("of", "for", "the"):
        # "the Office of Intelligence Research" is a body.
        return "", words
    if at == len(tokens) or len(tokens) - at < 2 or tokens[at].casefold() in _BEFORE_A_PLACE:
        return "", words
    return " ".join(tokens[:at]).rstrip(","), " ".join(tokens[at:])


def _may_be_name(token: str) -> bool:
    bare = token.strip(",.;").casefold()
    return (token[:1].isupper() or bool(re.fullmatch(PARTICLE, token))) and bare not in OFFICE


def listed(text: str, span: Span) -> Iterator[Span]:
    """The items of "A, B, and C" in a span: cut at commas alone, since offices hold an "and" of their own."""
    start = span.start
    for found in _COMMA.finditer(text, span.start, span.end):
        yield trimmed(text, Span(start, found.start()))
        start = found.end()
    yield trimmed(text, Span(start, span.end))


def split_names(text: str, span: Span) -> Iterator[Span]:
    """The names of "A, B and C" in a span: cut at commas and at "and"."""
    start = span.start
    for found in _SEPARATOR.finditer(text, span.start, span.end):
        if found.start() > start:
            yield trimmed(text, Span(start, found.start()))
        start = found.end()
    if start < span.end:
        yield trimmed(text, Span(start, span.end))


_NAME_LINE = re.compile(rf"{NAME}\.?")


def is_name_line(line: str) -> bool:
    """Whether a line holds one personal name alone, of at least two words and no word of an office."""
    words = line.strip()
    if len(words) > 50 or not _NAME_LINE.fullmatch(words):
        return False
    return not any(token.strip(",.").casefold() in OFFICE for token in words.split())
