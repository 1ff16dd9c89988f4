"""The key in which writings of one name meet."""

import re
import unicodedata

# Letters that carry no mark that can be taken off.
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
# The marks of Latin, Greek and Cyrillic letters; those of other scripts tell letters apart.
_MARKS = re.compile("[\u0300-\u036f]")
_JOINED = re.compile(r"['’‘ʻʼʹʺ`´′″\u00ad]|(?<=[^\W\d])[-‐‑–—](?=[^\W\d])")
_INITIAL_DOT = re.compile(r"(?<!\w)(\w)\.")
_APART = re.compile(r"[\W_]+")
_INITIALS = re.compile(r"(?<!\S)\w(?: \w)+(?!\S)")


def matching_key(name: str) -> str:
    """The form in which writings of one name are equal, empty where a name has no letter or digit.

    Case, marks, apostrophes and hyphens are folded away and initials are joined: Ch'en is chen,
    En-lai is enlai, U.S.S.R. is ussr, and T.V. Soong is T. V. Soong.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = unicodedata.normalize("NFC", _MARKS.sub("", decomposed)).translate(_PLAIN)
    words = _APART.sub(" ", _JOINED.sub("", _INITIAL_DOT.sub(r"\1 ", letters))).strip()
    return _INITIALS.sub(lambda found: found.group().replace(" ", ""), words)
