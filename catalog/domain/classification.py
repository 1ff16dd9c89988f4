"""Security classification: levels in order, the codes documents bear, release decisions.

Not marked is not Unclassified: no level is ever made up where the document states none. Codes
that no public source explains (the K of CREST) are in no table and stay raw.
"""

import re
from dataclasses import dataclass
from typing import Literal

from catalog.domain.description import (
    Classification,
    ClassificationAct,
    ClassificationEvent,
    Description,
    accepted,
)

UNCLASSIFIED = "Unclassified"
LEVELS: tuple[str, ...] = (
    UNCLASSIFIED,
    "Official",
    "Official Use Only",
    "Restricted",
    "Confidential",
    "Secret",
    "Top Secret",
)
"""From the lowest; Official and Official Use Only control handling and are not security levels."""

_CODES = {
    "U": UNCLASSIFIED,
    "OUO": "Official Use Only",
    "LOU": "Official Use Only",
    "FOUO": "Official Use Only",
    "R": "Restricted",
    "C": "Confidential",
    "S": "Secret",
    "TS": "Top Secret",
}
# Most Secret was the British term until 1944; Cosmic is NATO's own word for Top Secret.
_WORDS = {
    "unclassified": UNCLASSIFIED,
    "notclassified": UNCLASSIFIED,
    "official": "Official",
    "officialsensitive": "Official",
    "officialuseonly": "Official Use Only",
    "forofficialuseonly": "Official Use Only",
    "limitedofficialuse": "Official Use Only",
    "limitedofficialuseonly": "Official Use Only",
    "restricted": "Restricted",
    "natorestricted": "Restricted",
    "confidential": "Confidential",
    "natoconfidential": "Confidential",
    "secret": "Secret",
    "natosecret": "Secret",
    "topsecret": "Top Secret",
    "mostsecret": "Top Secret",
    "cosmictopsecret": "Top Secret",
}
_CAVEATS = (
    r"NOFORN|NODIS|EXDIS|LIMDIS|STADIS|NOCONTRACT?|ORCON|PROPIN|WNINTEL|CODEWORD|SENSITIVE|PERSONAL|PRIORITY"
    r"|EYES\s+ONLY"
)
_CAVEAT_AT_END = re.compile(rf"(?:\s+(?:{_CAVEATS}))+$", re.IGNORECASE)
# S/2787 and S/RES/242 (1967) are documents of the Security Council, no Secret.
_SYMBOL = re.compile(r"[A-Z]{1,3}\s?[/-]\s?\S*\d\S*(?:\s\(\d{4}\)?)?")
_LONGEST_MARKING = 120
_BANNER_ENDS = re.compile(r"\s*(?://|/|;|,|\s[-–—]\s).*", re.DOTALL)
_SPACED_LETTERS = re.compile(r"(?:[A-Z][ .\-]+){4,}[A-Z]\.?")


@dataclass(frozen=True, slots=True)
class ReleaseDecision:
    """What a release decision code says: the act, how much was released, and words for a person."""

    act: ClassificationAct
    extent: Literal["", "full", "part"]
    label: str


_IN_FULL = ReleaseDecision("released", "full", "released in full")
_IN_PART = ReleaseDecision("released", "part", "released in part")
_DENIED = ReleaseDecision("withheld", "", "withheld in full")
_DECISIONS = {
    "RIFPUB": ReleaseDecision("released", "full", "released in full to the public"),
    "RIPPUB": ReleaseDecision("released", "part", "released in part to the public"),
    "RIF": _IN_FULL,
    "RIP": _IN_PART,
    "DIF": _DENIED,
    "EXEMPT": ReleaseDecision("withheld", "", "exempt from release"),
    "RELEASED IN FULL": _IN_FULL,
    "RELEASE IN FULL": _IN_FULL,
    "OPEN IN FULL": _IN_FULL,
    "RELEASED IN PART": _IN_PART,
    "RELEASE IN PART": _IN_PART,
    "RELEASED": ReleaseDecision("released", "", "released"),
    "DENIED IN FULL": _DENIED,
    "DENY IN FULL": _DENIED,
    "POSTPONED IN FULL": ReleaseDecision("withheld", "", "postponed in full"),
}


def level_of(code_or_text: str) -> str:
    """The level of LEVELS that a code (S) or a marking (S E C R E T, SECRET/NOFORN) states, or "".

    The whole text has to be the marking: "TS S C" and a garbled "S ET" are no level.
    """
    marking = code_or_text.strip().strip("()[]").strip()
    if len(marking) > _LONGEST_MARKING:
        return ""
    if _SPACED_LETTERS.fullmatch(marking):
        return _WORDS.get(_letters(marking), "")
    if _SYMBOL.fullmatch(marking):
        return ""
    marking = _CAVEAT_AT_END.sub("", _BANNER_ENDS.sub("", marking))
    return _CODES.get(marking.upper()) or _WORDS.get(_letters(marking), "")


def rank_of(level: str) -> int:
    """The place of a level in LEVELS, 0 for Unclassified; -1 for what is no level of ours."""
    return LEVELS.index(level) if level in LEVELS else -1


def release_decision(code: str) -> ReleaseDecision | None:
    """What a release decision says, or None for a code that no public source explains."""
    return _DECISIONS.get(" ".join(code.split()).upper())


def needs_release_basis(description: Description) -> bool:
    """True where a document classified above Unclassified has nothing accepted that opened it.

    A marking of unknown meaning counts as above. What opens it: an accepted release or
    declassification, an accepted current level of Unclassified, or a stated publication basis.
    """
    levels = accepted(description.of(Classification))
    if not any(_is_above_unclassified(one) for one in levels):
        return False
    opened = any(
        one.act in ("released", "declassified") for one in accepted(description.of(ClassificationEvent))
    )
    unclassified_now = any(one.current and level_of(one.level) == UNCLASSIFIED for one in levels)
    return not (opened or unclassified_now or description.publication_basis.strip())


def _is_above_unclassified(one: Classification) -> bool:
    stated = one.level or one.code
    return bool(stated) and level_of(stated) != UNCLASSIFIED


def _letters(text: str) -> str:
    return re.sub(r"[\s.\-_]+", "", text).casefold()
