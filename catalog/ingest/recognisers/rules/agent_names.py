"""The plain form of a person's name: without courtesy, office and editorial brackets, not in capitals."""

import re
from functools import lru_cache

import msgspec

from catalog.domain.description import Agent
from catalog.domain.names import is_full_name, parse_name
from catalog.ingest.recognisers.rules.people import OFFICE, PARTICLE, TITLES

# An editor adds names and letters in brackets; words in small letters (illegible, sic) are remarks.
_ADDED = re.compile(r"\[([A-ZÀ-ÖØ-Þ][\w.'’\- ]{0,40})\]")
# "Filippov [Stalin]" names one man twice; "Mao Zedong [via Terebin]" says by whom it was handed on.
_ALIAS = re.compile(r"(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]+) \[[A-ZÀ-ÖØ-Þ][\w'’-]+\]")
_VIA = re.compile(r"\s*\[via [^\]]{2,60}\]")
_LOST = re.compile(r"\[[^\]]*\]?|\?")
_LEADING = re.compile(
    r"(?:(?:vice|deputy|first|acting|assistant|prime|foreign|governing)\s+)*"
    r"(?:chairman|premier|president|minister|secretary|ambassador|chancellor|governor|mayor|marshal|general"
    r"|admiral|colonel|major|captain|senator|congressman|consul|director)\s+",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:I{2,3}|IV|JR\.?|SR\.?)", re.IGNORECASE)
# A body is named without its article; "the President" alone stays an office as given.
_ARTICLE = re.compile(r"(?i:the) (?=[A-Z][\w'’-]+ \S)")
_INITIAL = re.compile(r"\b[A-Z]\. ")
_LETTERS = re.compile(r"[^\W\d_]+")
# Two capitals, beside one another or with an apostrophe or accent between.
_CAPITALS = re.compile(r"[^\W\d_a-z][^\w\s.]?[^\W\d_a-z]")
_MOST_WORDS = 7


def in_plain_form(agent: Agent) -> Agent:
    """The agent named as an authority would name him; his words as given are kept.

    Only a full name is touched: a bare surname, an office and a body stay as they were given.
    """
    if _ARTICLE.match(agent.name):
        body = agent.name[4:]
        return msgspec.structs.replace(agent, name=body, as_given=agent.as_given or agent.name)
    if agent.agent_kind == "corporate body" or len(agent.name.split()) > _MOST_WORDS:
        return agent
    given = _VIA.sub("", agent.name)
    alias = _ALIAS.fullmatch(given)
    name = alias["name"] if alias else " ".join(_ADDED.sub(r"\1", given).split())
    office = agent.office
    bare = TITLES.sub("", name)
    led = _LEADING.match(bare)
    if led and _is_personal(bare[led.end() :]):
        office = office or bare[: led.end()].strip()
        bare = bare[led.end() :]
    if not _is_personal(bare):
        bare, office = (alias["name"] if alias else given), agent.office
    person = agent.agent_kind == "person" or _INITIAL.search(bare)
    name = _lowered(bare) if person and _is_personal(bare) else bare
    if (name, office) == (agent.name, agent.office):
        return agent
    return msgspec.structs.replace(agent, name=name, office=office, as_given=agent.as_given or agent.name)


@lru_cache(maxsize=4096)
def _is_personal(name: str) -> bool:
    """A full name of a person, and no body or office whose words would be taken for one."""
    words = name.split()
    if not 2 <= len(words) <= 5 or _LOST.search(name) or words[0].casefold() == "the":
        return False
    if any(word.strip(",.").casefold() in OFFICE for word in words):
        return False
    initials = any(re.fullmatch(r"(?:\w\.)+", word) for word in words[:-1])
    return initials or is_full_name(name)


def _lowered(name: str) -> str:
    """A name whose words stand in capitals, as signatures print it, in the letters of running text."""
    if not _CAPITALS.search(name):
        return name
    chinese = parse_name(name).family_first
    words = [word if _SUFFIX.fullmatch(word) else _word(word, chinese) for word in name.split()]
    return " ".join(
        word.lower() if place and re.fullmatch(PARTICLE, word.lower()) else word
        for place, word in enumerate(words)
    )


def _word(word: str, chinese: bool) -> str:
    letters = "".join(_LETTERS.findall(word))
    if len(letters) < 2 or not letters.isupper() or re.fullmatch(r"(?:\w\.)+", word):
        return word
    lowered = _LETTERS.sub(lambda found: found.group().capitalize(), word)
    # The second syllable of a Chinese given name is written small: Chou En-lai, Ch'en Yün.
    return re.sub(r"[-'’][A-Z]", lambda found: found.group().lower(), lowered) if chinese else lowered
