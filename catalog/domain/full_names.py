"""Whether words name one person or body in full: no bare surname, office or common phrase does."""

import re

from catalog.domain.name_keys import matching_key
from catalog.domain.name_words import (
    ACRONYMS,
    GENERIC_BODIES,
    OFFICE_WORDS,
    OFFICES,
    PARTICLES,
    SMALL_WORDS,
    TITLES,
)

_HAN = re.compile("[\u3400-\u9fff]{2,4}(?:[\u3400-\u9fff]|[·・])*")
_HAN_OFFICES = "主席 总理 總理 部长 部長 外长 外長 大使 同志 中央 总统 總統 将军 將軍 书记 書記"
_INITIAL = re.compile(r"[^\W\d_]\.")
_WORD = re.compile(r"\w[\w.'’‘ʻ`´-]*")


def is_full_name(text: str) -> bool:
    """True for a person's name with more than the surname, and for a body's name of several words.

    False for a bare surname (Molotov, Mr. Lisle, Chairman Mao), an office (Minister of Foreign
    Affairs, the President) and a phrase that fits many (the Central Committee, the two delegations).
    """
    words = _WORD.findall(text.replace("[", "").replace("]", ""))
    if len(words) < 2:
        return bool(words) and _is_full_word(words[0])
    if matching_key(text).removeprefix("the ") in GENERIC_BODIES:
        return False
    named = [word for word in _without_office(words) if matching_key(word) not in TITLES]
    if any(_is_phrase_word(word) for word in words):
        return False
    spelled = [word for word in named if _is_spelled(word)]
    return len(spelled) > 1 and any(sum(map(str.isalpha, word)) > 1 for word in spelled)


def _is_spelled(word: str) -> bool:
    """A. and Y. before a surname are initials, and no small words."""
    return bool(_INITIAL.fullmatch(word)) or not (matching_key(word) in SMALL_WORDS or word.isdigit())


def _is_full_word(word: str) -> bool:
    """Names of Han characters have no spaces; of abbreviations only the well known are names."""
    if _HAN.fullmatch(word):
        return word not in _HAN_OFFICES.split()
    return matching_key(word) in ACRONYMS and word.upper() == word


def _is_phrase_word(word: str) -> bool:
    """A word in small letters that no name has within it: delegations, agreed."""
    key = matching_key(word)
    return (
        word[:1].islower() and key not in SMALL_WORDS | PARTICLES | {"ad", "interim"} and "'" not in word[:3]
    )


def _without_office(words: list[str]) -> list[str]:
    """The words after the office that leads a name (Foreign Minister Andrei Vyshinsky).

    The words stay as they are where no head of an office is among the first ones.
    """
    keys = [matching_key(word) for word in words]
    end = 0
    leads = OFFICES | OFFICE_WORDS | SMALL_WORDS | TITLES
    while end < len(keys) and keys[end] in leads and not _INITIAL.fullmatch(words[end]):
        end += 1
    leading = keys[:end]
    if any(key in OFFICES or key in TITLES for key in leading):
        return words[end:]
    return [] if keys[-1] in OFFICES else words
