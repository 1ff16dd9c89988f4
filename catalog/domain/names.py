"""Names of persons and bodies: direct and inverted forms, and the key in which writings meet."""

import re

import msgspec

from catalog.domain.full_names import is_full_name
from catalog.domain.name_keys import matching_key
from catalog.domain.name_words import (
    FAMILY_NAMES_FIRST,
    NOT_CHINESE,
    OFFICES,
    OTHER_FAMILY_NAMES_FIRST,
    PARTICLES,
    PLACES_AFTER_A_COMMA,
    SMALL_WORDS,
    SUFFIXES,
    TITLES,
)
from catalog.domain.romanisation import (
    is_romanised_chinese,
    pinyin_to_wade_giles,
    place_of_postal_name,
    postal_name,
    wade_giles_to_pinyin,
)

__all__ = [
    "PersonName",
    "direct",
    "inverted",
    "is_full_name",
    "matching_key",
    "parse_name",
    "pinyin_to_wade_giles",
    "place_of_postal_name",
    "postal_name",
    "wade_giles_to_pinyin",
]

_SYLLABLES_HYPHENED = re.compile(r"[^\W\d_]{1,6}['’]?[a-z]*-[a-z'’]{2,7}")
# A full stop after a whole word parts a body from the body above it (United States. Department of State).
_BODY_MARK = re.compile(r"(?<=\w{4})\.(?=\s)")
_BRACKETED = re.compile(r"\[([^\]]*)\]")


class PersonName(msgspec.Struct, frozen=True):
    """The parts of a person's name: ``particle`` is the von of von Kessel, ``title`` is Mr. or Sir.

    ``family_first`` tells that the direct form has the family name first (Zhou Enlai).
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    title: str = ""
    family_first: bool = False


def parse_name(name: str) -> PersonName:
    """The parts of a name in either form; a single word is a family name."""
    words = " ".join(_BRACKETED.sub(r"\1", name).split())
    pieces = [piece.strip() for piece in words.split(",") if piece.strip()]
    suffix = pieces.pop() if len(pieces) > 1 and matching_key(pieces[-1]) in SUFFIXES else ""
    if len(pieces) < 2:
        return _of_direct(pieces[0] if pieces else "", suffix)
    given, particle = _without_particle(" ".join(pieces[1:]).split())
    family = pieces[0]
    return PersonName(
        family=family,
        given=" ".join(given),
        particle=" ".join(particle),
        suffix=suffix,
        family_first=_is_family_first([*family.split(), *given]),
    )


def inverted(name: str) -> str:
    """Family name, comma, given name: Molotov, Vyacheslav Mikhailovich; Zhou, Enlai; Kessel, Albrecht von.

    A title is left out. What is inverted already, is one word or names a body, stays.
    """
    if _is_inverted(name) or not all(
        _may_be_of_a_person(word) for word in _BODY_MARK.sub(" of ", name).split()
    ):
        return name
    parsed = parse_name(name)
    rest = " ".join(part for part in (parsed.given, parsed.particle) if part)
    return ", ".join(part for part in (parsed.family, rest, parsed.suffix) if part)


def direct(name: str) -> str:
    """The name as it is spoken: Vyacheslav Mikhailovich Molotov, Zhou Enlai, Albrecht von Kessel.

    What is no inverted name of a person (Washington, D.C.; Department of State, Protocol) stays.
    """
    if not _is_inverted(name):
        return name
    parsed = parse_name(name)
    words = [parsed.given, parsed.particle, parsed.family]
    if parsed.family_first:
        words = [parsed.family, parsed.given]
    spoken = " ".join(word for word in words if word)
    return f"{spoken}, {parsed.suffix}" if parsed.suffix else spoken


def _is_inverted(name: str) -> bool:
    """Whether the comma of a name stands between a family name and given names."""
    pieces = [piece.strip() for piece in name.split(",")]
    if len(pieces) > 2 and matching_key(pieces[-1]) in SUFFIXES:
        pieces.pop()
    if len(pieces) != 2 or not all(pieces) or any(one.isdigit() for one in name):
        return False
    family, given = (piece.split() for piece in pieces)
    if matching_key(pieces[1]) in PLACES_AFTER_A_COMMA | SUFFIXES or len(family) > 3 or len(given) > 4:
        return False
    return all(_may_be_of_a_person(word) for word in [*family, *given])


def _may_be_of_a_person(word: str) -> bool:
    key = matching_key(word)
    return key in PARTICLES or (key not in SMALL_WORDS and not word[:1].islower())


def _of_direct(words: str, suffix: str) -> PersonName:
    parts = words.split()
    titles = 0
    while titles < len(parts) - 1 and matching_key(parts[titles]) in TITLES | OFFICES:
        titles += 1
    title, parts = " ".join(parts[:titles]), parts[titles:]
    if len(parts) > 2 and matching_key(parts[-1]) in SUFFIXES and not suffix:
        suffix = parts.pop()
    if len(parts) < 2:
        return PersonName(family=" ".join(parts), suffix=suffix, title=title)
    if _is_family_first(parts):
        return PersonName(parts[0], " ".join(parts[1:]), suffix=suffix, title=title, family_first=True)
    start = _family_start(parts)
    given, particle = _without_particle(parts[:start])
    return PersonName(" ".join(parts[start:]), " ".join(given), " ".join(particle), suffix, title)


def _family_start(parts: list[str]) -> int:
    """Where the family name starts: at the last word, or at capital particles before it (De Gasperi)."""
    start = len(parts) - 1
    while start > 1 and matching_key(parts[start - 1]) in PARTICLES and parts[start - 1][:1].isupper():
        if parts[start - 1].endswith("."):
            break  # an initial: Andrei Y. Vyshinsky
        start -= 1
    return start


def _without_particle(parts: list[str]) -> tuple[list[str], list[str]]:
    """Given names and the particles in small letters that follow them."""
    end = len(parts)
    while end > 1 and parts[end - 1][:1].islower() and matching_key(parts[end - 1]) in PARTICLES:
        end -= 1
    return parts[:end], parts[end:]


def _is_family_first(parts: list[str]) -> bool:
    """East Asian order, by the family name and the make of the given name."""
    if len(parts) not in (2, 3):
        return False
    family = matching_key(parts[0])
    if family in OTHER_FAMILY_NAMES_FIRST and len(parts) == 3:
        return True
    if len(parts) == 2 and _SYLLABLES_HYPHENED.fullmatch(parts[1]):
        return True
    return family in _CHINESE_FAMILY_NAMES and all(
        is_romanised_chinese(part) and matching_key(part) not in NOT_CHINESE for part in parts[1:]
    )


_CHINESE_FAMILY_NAMES = FAMILY_NAMES_FIRST | {
    matching_key(pinyin_to_wade_giles(one)) for one in FAMILY_NAMES_FIRST
}
