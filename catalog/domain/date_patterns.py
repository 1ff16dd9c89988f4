"""The one pattern of single dates: each form that documents use, and the groups it fills."""

import re
from itertools import groupby
from operator import itemgetter

from catalog.domain.date_words import MONTHS, ROMAN_MONTHS, SEASONS

_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_ORDINAL = r"(?:st|nd|rd|th|er|º|°|-?го|\.)?"
_YEAR = "(?:1[0-9]{3}|20[0-9]{2})"
_TO = r"(?:\s{0,3}[-–—/]\s{0,3}|\s{1,3}(?:to|through|bis|au|al|по)\s{1,3})"
_OF = r"(?:(?:of|de|del)\s{1,3})?"


def _any_of(words: dict[str, int]) -> str:
    """The words in small letters, Capitalised and CAPITALS; ignoring case is three times slower."""
    written = {form for word in words for form in (word, word.capitalize(), word.upper())}
    return _by_letter(sorted(written)) + r"(?![^\W\d_])"


def _by_letter(words: list[str]) -> str:
    """A pattern of sorted words that branches letter by letter, so that most text fails at one letter."""
    by_letter = groupby(filter(None, words), itemgetter(0))
    branches = [letter + _by_letter([word[1:] for word in group]) for letter, group in by_letter]
    return f"(?:{'|'.join(branches)}){'' if words[0] else '?'}" if branches else ""


_MONTH = _any_of(MONTHS)
_ROMAN = "|".join(sorted(ROMAN_MONTHS, key=len, reverse=True))
_CLOCK = (
    r"(?:[T ](?P<hour>[0-2][0-9]):(?P<minute>[0-5][0-9])(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"\s?(?P<zone>Z|[-+][0-9]{2}:?[0-9]{2})?(?![0-9:]))?"
)
_FORMS = {
    "group": r"(?:[ZOPRY]\s{1,2}){0,2}(?P<day>[0-3][0-9])(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9])"
    r"\s?(?P<zone>[A-Z])\s{1,3}"
    rf"(?P<month>[A-Z]{{3}})\s{{1,3}}(?P<year>{_YEAR}|[0-9]{{2}})(?![0-9])",
    "numbered": rf"(?P<a>[0-3]?[0-9])(?P<sep>[-/.])\s?(?P<b>[0-3]?[0-9]|{_ROMAN})(?P=sep)\s?"
    rf"(?P<year>{_YEAR})(?![0-9])",
    "iso": rf"(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>{_DAY})(?![0-9])"
    + _CLOCK,
    "months": rf"(?P<year>{_YEAR})[-/](?P<month>0[1-9]|1[0-2])(?![0-9]|[-/][0-9]{{1,3}}(?![0-9]))",
    "short": rf"(?P<year>{_YEAR})[-–/](?P<last>[0-9]{{2}})(?![0-9]|[-/.][0-9])",
    "chinese": rf"(?P<year>{_YEAR})\s?年(?:\s?(?P<month>[0-9]{{1,2}})\s?月"
    r"(?:\s?(?P<day>[0-9]{1,2})\s?日)?)?",
    "decade": r"(?P<year>(?:1[0-9]|20)[0-9])0(?:['’]?s|er|-?х)(?![^\W_])",
    "reversed": rf"(?P<year>{_YEAR})(?:,?\s{{1,3}}|-(?=\w{{3,9}}-[0-9]))(?=[^\W\d_a-zа-я])"
    rf"(?P<month>{_MONTH})\.?(?:(?:\s{{1,3}}|-)(?P<day>{_DAY}){_ORDINAL}(?![0-9:]))?",
    "year": rf"(?P<year>{_YEAR})(?![0-9]|[.,][0-9]|[^\W_]|\s?%)",
    "day": rf"(?:(?P<first>{_DAY}){_ORDINAL}{_TO})?(?P<day>{_DAY}){_ORDINAL}"
    rf"(?:[\x22”»]?\s{{1,3}}|[-/.])?{_OF}"
    rf"(?P<month>{_MONTH})\.?(?:(?:,?\s{{1,3}}{_OF}|[-/,.]\s?)?(?P<year>{_YEAR})(?![0-9]))?",
    "month": rf"(?P<month>{_MONTH})(?:"
    rf"\.?\s{{0,3}}(?:(?P<first>{_DAY}){_ORDINAL}{_TO})?(?P<day>{_DAY}){_ORDINAL}(?![0-9:])"
    rf"(?:,?\s{{0,3}}(?P<year>{_YEAR})(?![0-9]))?"
    rf"|\.?(?:,?\s{{1,3}}{_OF}|[-/,.])(?P<year_alone>{_YEAR})(?![0-9])|\.(?=\s?[-–—/]))?",
    "season": rf"(?P<season>{_any_of(SEASONS)})\s{{1,3}}{_OF}(?P<year>{_YEAR})"
    r"(?:[-–/](?P<last>(?:[0-9]{2}){1,2}))?(?![0-9])",
    "tens": r"(?:[Aa]nnées|[Aa]ños|[Dd]écada de)\s{1,3}(?P<year>(?:1[0-9]|20)[0-9])0(?![0-9])",
}
POINT = re.compile(
    r"(?<![^\W_])(?<![0-9][.,:])(?:"
    + "|".join(
        f"(?P<{form}>" + re.sub(r"\(\?P([<=])", rf"(?P\g<1>{form}_", pattern) + ")"
        for form, pattern in _FORMS.items()
    )
    + ")"
)
GROUPS = {
    form: tuple((name, f"{form}_{name}") for name in re.findall(r"\(\?P<(\w+)>", pattern))
    for form, pattern in _FORMS.items()
}
"""Of each form (the pattern's lastgroup): the names of its groups, short and as the pattern has them."""
