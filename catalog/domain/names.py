"""Names of persons and bodies: direct and inverted forms, and the key in which writings meet."""

import re
import unicodedata

_DROPPED = re.compile(r"[^\w\s]|_")


def matching_key(name: str) -> str:
    """The form in which writings of one name are equal: Ch'en is chen, U.S.S.R. is ussr."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(one for one in decomposed if not unicodedata.combining(one))
    return " ".join(_DROPPED.sub("", bare).split())


def inverted(name: str) -> str:
    """Family name first with a comma: Vyacheslav Molotov is Molotov, Vyacheslav."""
    if "," in name or " " not in name:
        return name
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}"


def direct(name: str) -> str:
    """Given name first: Molotov, Vyacheslav is Vyacheslav Molotov."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else name


def is_full_name(text: str) -> bool:
    """False for a bare surname: one word names nobody by itself."""
    return len(matching_key(text).split()) > 1
