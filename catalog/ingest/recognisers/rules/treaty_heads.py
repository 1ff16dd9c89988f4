"""What the head of a treaty says: its parties, and the numbers that series gave it."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Identifier
from catalog.ingest.statements import Said, Span, Voice, trimmed, words_of

BETWEEN = re.compile(
    r"\b(?:between|entre|zwischen)\s+(?:the |la |le |les "
    r"|der )?(?P<one>.{3,120}?)\s+(?:and(?!\s+Northern\s+Ireland)|et|und)\s+"
    r"(?:the |la |le |les |der )?(?P<other>.{3,120}?)"
    r"(?=\s+(?:[a-z]{4,}ing|Declaring|Concerning|Regarding|Relating|Respecting|Providing|Amending|Governing"
    r"|relatif|relative|on|for|to|sur|concernant|über)\b|[.;,]|$)",
    re.IGNORECASE | re.DOTALL,
)
_HAND = re.compile(r",?\s+on\s+the\s+(?:one|other)\s+hand\b", re.IGNORECASE)
_AND_THE = re.compile(r",?\s+and\s+the\s+", re.IGNORECASE)
_SERIES = re.compile(
    r"\b(?:T\. ?I\. ?A\. ?S\.|TIAS)(?: No\.)? \d{3,5}\b"
    r"|\bTreaty Series\.? No\. ?\d{1,4} \(\d{4}\)|\bTREATY SERIES\.? No\. ?\d{1,4} \(\d{4}\)"
    r"|\bCm(?:n?d)?\. ?\d{2,5}\b"
    r"|\b\d{1,2} U\.?S\.?T\.? \d{1,5}\b|\b\d{1,3} LNTS \d{1,4}\b"
)
_ACTS_SERIES = re.compile(r"TREATIES AND OTHER INTERNATIONAL ACTS SERIES (?:No\. )?(?P<number>\d{3,5})")
_HEAD = 1500


def series_numbers(voice: Voice) -> Iterator[Said]:
    """The numbers under which TIAS, UST or the series of the League print it."""
    for found in _SERIES.finditer(voice.document.text, 0, _HEAD):
        at = Span(found.start(), found.end())
        yield voice.says(Identifier, at, value=found.group(), scheme="treaty series")
    acts = _ACTS_SERIES.search(voice.document.text, 0, _HEAD)
    if acts:
        value = f"TIAS {acts['number']}"
        at = Span(acts.start(), acts.end())
        yield voice.says(Identifier, at, value=value, scheme="treaty series", basis="derived")


def _each(text: str, side: Span) -> Iterator[Span]:
    """Who stands on one hand, one by one."""
    ended = _HAND.search(text, side.start, side.end)
    start, end = side.start, ended.start() if ended else side.end
    for found in _AND_THE.finditer(text, start, end):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, end)


def parties_between(voice: Voice, title: Span) -> Iterator[Said]:
    """Both sides of "between A and B concerning"; nothing where the title names none."""
    found = BETWEEN.search(voice.document.text, title.start, title.end)
    if found is None:
        return
    sides = [Span(found.start(group), found.end(group)) for group in ("one", "other")]
    if _HAND.search(voice.document.text, title.start, title.end):
        # On one hand may stand several: the Supreme Commander of one army and the Commander of another.
        sides = [one for side in sides for one in _each(voice.document.text, side)]
    for side in sides:
        at = trimmed(voice.document.text, side, " .,:")
        yield voice.says(
            Agent,
            at,
            name=words_of(voice.document, at),
            role="contracting_party",
            agent_kind="corporate body",
        )
