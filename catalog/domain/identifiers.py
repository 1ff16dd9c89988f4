"""Public ids that we mint, statement ids, and the matching form of numbers that others gave."""

import re
import secrets
import unicodedata

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_FORGIVEN = str.maketrans("oilOIL", "011011")
_BODY_LENGTH = 8
_PUBLIC_ID = re.compile(rf"[{ALPHABET}]{{8}}[{ALPHABET}]")
_FOLDED = re.compile(r"[^\w]+|_+")


def new_public_id() -> str:
    """A new opaque public id: 8 random Crockford base-32 characters and a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_BODY_LENGTH))
    return body + _check_character(body)


def normal_public_id(text: str) -> str:
    """The id as we write it, of what a person typed: lower case, O read as 0, I and L as 1."""
    return text.strip().replace("-", "").translate(_FORGIVEN).lower()


def is_public_id(text: str) -> bool:
    """True where the text is a public id, as typed by a person, and its check character agrees."""
    normal = normal_public_id(text)
    return bool(_PUBLIC_ID.fullmatch(normal)) and _check_character(normal[:-1]) == normal[-1]


def new_statement_id() -> str:
    """A random id of a statement, unique within its record: 10 base-32 characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def matching_number(text: str) -> str:
    """The form in which two writings of one number are equal: NIE 58, NIE-58, nie - 58, N.I.E. 58."""
    return _FOLDED.sub("", unicodedata.normalize("NFKC", text).casefold())


def _check_character(body: str) -> str:
    """Luhn mod 32 over the alphabet."""
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]
