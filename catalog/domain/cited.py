"""What a text calls another document by: its number, its title, or its day with what it is and whose."""

import re
from collections.abc import Collection, Iterable

from catalog.domain.dates import bounds, find_dates
from catalog.domain.description import Agent, Description, Form, Place, Title
from catalog.domain.names import matching_key
from catalog.domain.states import pair, pairs_like, states_in, without_states
from catalog.domain.wording import primary_date

FORMS = frozenset(
    {
        "agreement",
        "aide",
        "cable",
        "circular",
        "communique",
        "convention",
        "declaration",
        "despatch",
        "directive",
        "dispatch",
        "estimate",
        "letter",
        "memorandum",
        "message",
        "minutes",
        "note",
        "pact",
        "protocol",
        "record",
        "report",
        "resolution",
        "statement",
        "telegram",
        "treaty",
    }
)
"""What a document may be called when it is cited, as name keys write it."""
AGREEMENTS = frozenset({"agreement", "communique", "convention", "declaration", "pact", "protocol", "treaty"})
"""What two states make together, as name keys write it."""
_ALIKE = ({"cable", "telegram", "message"}, {"note", "letter"}, {"despatch", "dispatch"}, {"pact", "treaty"})
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<![\d.])(?:1[89]|20)\d\d(?![\d.])")
_SMALL = frozenset(
    _WORD.findall(
        "a an and at between by concerning dated date for from in its my no number of on our"
        " regarding signed s sent the their this to under with your his her government governments"
        " january february march april may june july august september october november december"
    )
)


def cited_day(cited: str) -> str:
    """The ISO day that words of citation give, empty where they give none or no whole day."""
    found = next(iter(find_dates(cited)), None)
    if found is None:
        return ""
    earliest, latest = bounds(found.parsed.edtf)
    return earliest if earliest == latest else ""


def fits(cited: str, citing: Description, candidate: Description) -> bool:
    """Whether a document of the day cited is what the words call it and is theirs whom they name.

    The kind of document has to be said and to agree. Of the names in the words half must be borne by the
    candidate; where there are none (your note of that day), those who wrote the two have to be the same.
    """
    words = _words(cited)
    kinds = words & FORMS
    if not kinds or not kinds & _kinds_of(candidate):
        return False
    names = words - FORMS - _SMALL
    if names:
        return 2 * len(names & _names_of(candidate)) >= len(names)
    return bool(_parties(citing) & _parties(candidate))


def parties_named(words: str) -> str:
    """The two states between which an agreement is that some words name, as one value of states.pair; empty
    where they name something else first (a report on an agreement), or not two states.
    """
    named = states_in(words)
    if len(named) != 2:
        return ""
    called = next((one for one in _in_order(without_states(words)) if one in FORMS), "")
    return pair(*named) if called in AGREEMENTS else ""


def parties_of(description: Description) -> frozenset[str]:
    """The pairs of states between which an agreement is, by its title and by its contracting parties."""
    parties = [states_in(one.name) for one in description.of(Agent) if is_party(one)]
    alone = list(dict.fromkeys(one[0] for one in parties if len(one) == 1))
    pairs = {parties_named(title) for title in _titles(description)}
    return frozenset(pairs | ({pair(*alone)} if len(alone) == 2 else set())) - {""}


def is_party(agent: Agent) -> bool:
    """Whether an agent is named as a party of an agreement."""
    return agent.role == "contracting_party" and agent.state != "rejected"


def agrees(cited: str, citing: Description, candidate: Description) -> bool:
    """Whether an agreement is what the words call it, without a day or with its own.

    The kind and both parties have to agree, half of what the words say that it is about, and the year if they
    name one; and it cannot be younger than what cites it.
    """
    words, parties = _words(without_states(cited)), parties_named(cited)
    if not parties or not pairs_like(parties) & parties_of(candidate):
        return False
    forms = _any_words(_forms(candidate)) & FORMS
    if not words & AGREEMENTS & _kinds_of(candidate) or (forms and not forms & AGREEMENTS):
        return False
    day, ended = _begins(candidate), _ends(citing)
    dated = set(_YEAR.findall(cited))
    if (dated and day[:4] not in dated) or (day and ended and day > ended):
        return False
    about = words - FORMS - _SMALL
    return 2 * len(about & _names_of(candidate)) >= len(about)


def _begins(description: Description) -> str:
    date = primary_date(description)
    return date.earliest if date else ""


def _ends(description: Description) -> str:
    date = primary_date(description)
    return date.latest if date else ""


def _words(text: str) -> set[str]:
    return set(_in_order(text))


def _in_order(text: str) -> list[str]:
    return _WORD.findall(matching_key(text))


def _kinds_of(description: Description) -> set[str]:
    """What a document may be called, by its form and its title."""
    kinds = _any_words((*_forms(description), *_titles(description))) & FORMS
    return kinds.union(*(alike for alike in _ALIKE if alike & kinds))


def _forms(description: Description) -> list[str]:
    return [one.value for one in description.of(Form) if one.state != "rejected"]


def _names_of(description: Description) -> set[str]:
    agents = [one.name for one in description.of(Agent) if one.state != "rejected"]
    places = [one.name for one in description.of(Place) if one.state != "rejected"]
    return _any_words((*agents, *places, *_titles(description)))


def _titles(description: Description) -> list[str]:
    return [one.value for one in description.of(Title) if one.state != "rejected"]


def _parties(description: Description) -> set[str]:
    """Those who wrote a document or got it; who is only mentioned is no party."""
    agents: Collection[Agent] = description.of(Agent)
    return {
        one.authority or matching_key(one.name)
        for one in agents
        if one.role != "mentioned" and one.state != "rejected"
    }


def _any_words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _words(text)}
