"""What stands around a date and says how it is meant: about, probably, by, before, between."""

import re

import msgspec

from catalog.domain.date_words import (
    ABOUT,
    IN_A_YEAR,
    MEANINGS,
    MEASURES,
    NOT_A_YEAR,
    PART_OF,
    UNCERTAIN,
)
from catalog.domain.edtf import takes_flag

_REACH = 48
"""Characters before a date in which the words that say how it is meant may stand."""


def _any_of(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


_GROUPS = {name: name.replace(" ", "_") for name in MEANINGS}
_BEFORE = re.compile(
    rf"(?<![^\W_])(?:(?:{'|'.join(f'(?P<{_GROUPS[name]}>{words})' for name, words in MEANINGS.items())})"
    rf"\s{{1,3}}(?:the\s)?)?"
    rf"(?:(?P<part>{_any_of(PART_OF)})(?:[\s-]{{1,3}}(?:of\s|de\s|du\s)?(?:the\s)?))?"
    rf"(?:(?P<uncertain>{_any_of(UNCERTAIN)})\s{{1,3}})?"
    rf"(?:(?P<about>{_any_of(ABOUT)})\s{{0,3}})?(?:the\s|year\s){{0,2}}$",
    re.IGNORECASE,
)
# The last word before a date decides whether the pattern is worth trying.
_LAST_WORDS = frozenset(
    [
        *f"{ABOUT} {UNCERTAIN} {PART_OF} of de du the year mid-".split(),
        *(phrase.split()[-1] for phrases in MEANINGS.values() for phrase in phrases.split("|")),
    ]
)
_IN_A_YEAR = frozenset(IN_A_YEAR.split())
_NOT_A_YEAR = frozenset(NOT_A_YEAR.split())
_MEASURES = frozenset(MEASURES.split())
_FIRST_BARE_YEAR = 1600
_UNCERTAIN_AFTER = re.compile(r"\s?\(\?\)|\?(?=\s?[])/–—-])")
_NEXT_WORD = re.compile(r"(?:\s?(?:[-–]|to|and|or)\s?[0-9.,]{1,9})?[\s-]{1,3}([^\W\d_]{1,16})")


class Context(msgspec.Struct, frozen=True):
    """How a date is meant: a key of MEANINGS or "", a flag, and where the words begin that say so."""

    start: int
    meaning: str = ""
    flag: str = ""


def context_before(text: str, position: int, floor: int) -> Context:
    """The words that lead to the date at the offset, none of them before ``floor``."""
    first = max(floor, position - _REACH)
    lead = text[first:position]
    last = lead.rstrip()[-16:].rsplit(None, 1)
    if not last or last[-1].lower().lstrip("([“\"'") not in _LAST_WORDS:
        return Context(position)
    found = _BEFORE.search(lead)
    if not found:
        return Context(position)
    meaning = next((name for name, group in _GROUPS.items() if found[group]), "")
    flag = flag_of(bool(found["about"]), bool(found["uncertain"]))
    says = meaning or flag or found["part"]
    return Context(first + found.start() if says else position, meaning, flag)


def uncertain_after(text: str, position: int) -> int:
    """The offset after the question mark that makes a date uncertain, or the same offset.

    In running text a bare question mark ends a sentence, so it has to stand in brackets or in a span.
    """
    found = _UNCERTAIN_AFTER.match(text, position)
    return found.end() if found else position


def flag_of(about: bool, uncertain: bool) -> str:
    """The EDTF flag: ~ approximate, ? uncertain, % both."""
    return "%" if about and uncertain else "~" if about else "?" if uncertain else ""


def flagged(edtf: str, flag: str) -> tuple[str, str]:
    """The date with the flag on each side that level 1 lets bear one, and a doubt for the others.

    A flag that is there already is joined: 1950~ and ? is 1950%.
    """
    if not flag:
        return edtf, ""
    sides, doubt = [], ""
    for side in edtf.split("/"):
        point = side.rstrip("?~%")
        both = side[len(point) :] + flag
        if point in ("", ".."):
            sides.append(side)
        elif takes_flag(point):
            sides.append(point + flag_of("~" in both or "%" in both, "?" in both or "%" in both))
        else:
            sides.append(point)
            doubt = "it is given as approximate or uncertain"
    return "/".join(sides), doubt


def also(*doubts: str) -> str:
    """Several doubts as one text."""
    return "; ".join(doubt for doubt in doubts if doubt)


def stands_as_year(text: str, start: int, end: int, is_span: bool) -> bool:
    """Whether four digits in running text are a year and no count, page or number."""
    before = text[max(0, start - 16) : start]
    words = before.rsplit(None, 1)
    last = words[-1].lower().lstrip("([“\"'") if words else ""
    following = _NEXT_WORD.match(text, end)
    if int(text[start : start + 4]) < _FIRST_BARE_YEAR or last in _NOT_A_YEAR:
        return False
    if following and following[1].lower() in _MEASURES:
        return False
    if is_span or (last in _IN_A_YEAR and before[-1:].isspace()):
        return True
    enclosed = before.rstrip().endswith(("(", "[", ",", ";"))
    return enclosed and text[end : end + 1] in (")", "]")
