"""Public ids that we mint, statement ids, and the matching form of numbers that others gave."""

import re
import secrets
import unicodedata

from catalog.domain.number_schemes import (
    CREST,
    JFK,
    NIE,
    STATE_CABLE,
    TREATY_SERIES,
    URL,
    CrestNumber,
    FoundNumber,
    crest_number,
    find_numbers,
    treaty_number,
)

__all__ = [
    "CREST",
    "JFK",
    "NIE",
    "STATE_CABLE",
    "TREATY_SERIES",
    "URL",
    "CrestNumber",
    "FoundNumber",
    "crest_number",
    "find_numbers",
    "is_public_id",
    "matching_number",
    "new_public_id",
    "new_statement_id",
    "normal_public_id",
    "treaty_number",
]

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in small letters: no i, l, o, u."""
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_FORGIVEN = str.maketrans("oil", "011", "\x00")
_BODY_LENGTH = 8
_PUBLIC_ID = re.compile(f"[{ALPHABET}]{{{_BODY_LENGTH + 1}}}")
_SEPARATORS = re.compile(r"(?P<between>(?<=\d)[\W_]+(?=\d))|[\W_]+")


def new_public_id() -> str:
    """A new opaque public id: 8 random Crockford base-32 characters and a check character."""
    body = _random(_BODY_LENGTH)
    return body + _check_character(body)


def normal_public_id(text: str) -> str:
    """The id as we write it, of what a person typed: small letters, O read as 0, I and L as 1."""
    return text.strip().lower().replace("-", "").translate(_FORGIVEN)


def is_public_id(text: str) -> bool:
    """True where the text is a public id, as typed by a person, and its check character agrees."""
    normal = normal_public_id(text)
    return bool(_PUBLIC_ID.fullmatch(normal)) and _check_character(normal[:-1]) == normal[-1]


def new_statement_id() -> str:
    """A random id of a statement, unique within its record: 10 base-32 characters."""
    return _random(10)


def matching_number(text: str) -> str:
    """The form in which writings of one number are equal: NIE 58, NIE-58, nie - 58, N.I.E. 58, NIE ? 58.

    Case, spaces, dots and every kind of dash fold away (a dash may come from OCR as a question
    mark); between two digits one dash stays, so that 1/12 is not 11/2.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _SEPARATORS.sub(lambda found: "-" if found["between"] else "", folded)


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _check_character(body: str) -> str:
    """A polynomial over the field of 32 elements: it finds one wrong character and two changed round."""
    total = 0
    for character in body:
        total = _doubled(total ^ _VALUES[character])
    return ALPHABET[total]


def _doubled(value: int) -> int:
    """The product with x modulo x^5 + x^2 + 1, whose powers run through all 31 elements."""
    return (value << 1) ^ (0b100101 if value & 16 else 0)
