"""Names of agents as formats want them: persons and bodies told apart, each family name in its place."""

import re
from functools import lru_cache
from typing import NamedTuple

from catalog.domain.description import Agent
from catalog.domain.names import direct, is_full_name, matching_key, parse_name

_NEVER_PERSONS = frozenset({"contracting_party", "registering_party", "concurring", "publisher", "funder"})
_WORD = re.compile(r"[^\W\d_][\w.,'’‘\-]*")
"""A word of a name that can be taken apart."""
_NAMES_KEPT = 10_000
_OF_BODIES = re.compile(
    r"\b(?:academy|administration|agency|archives?|army|assembly|association|board|bureau|cabinet|cent(?:er|re)"
    r"|commission|committee|company|conference|council|court|delegation|department|directorate|division"
    r"|embassy|foundation|government|group|house|institute|legation|library|ministry|mission|office"
    r"|organization|party|press|program(?:me)?|republic|secretariat|service|society|state|union|university)\b"
)


class AgentName(NamedTuple):
    """``literal`` is the whole name where it goes into one field: of a body, of one word, and of a person
    whose family name is spoken first (Zhou Enlai). Else it is empty and the parts are given.
    """

    literal: str = ""
    family: str = ""
    given: str = ""
    is_person: bool = False


def agent_name(agent: Agent) -> AgentName:
    """The name as reference managers and citation styles take it; never a family name guessed of a body."""
    return _agent_name(agent.name, agent.role, agent.agent_kind)


def spoken(agent: Agent) -> str:
    """The name as a sentence has it: Vyacheslav Mikhailovich Molotov, Zhou Enlai."""
    return _spoken(agent.name, agent.role, agent.agent_kind)


def filed(agent: Agent) -> str:
    """The name as a list has it: Molotov, Vyacheslav Mikhailovich, but Zhou Enlai."""
    name = agent_name(agent)
    return name.literal or f"{name.family}, {name.given}"


def is_person(agent: Agent) -> bool:
    """As the cataloguer says, else by the form of the name: what is in doubt is treated as a body's."""
    return _is_person(agent.name, agent.role, agent.agent_kind)


# Taking a name apart takes longer than all the rest of a record, and names come again and again.
@lru_cache(maxsize=_NAMES_KEPT)
def _agent_name(name: str, role: str, kind: str) -> AgentName:
    name = " ".join(name.split())
    if not _is_person(name, role, kind):
        return AgentName(literal=name)
    parsed = parse_name(name)
    if parsed.family_first or not parsed.given or not all(map(_WORD.fullmatch, name.split())):
        return AgentName(literal=direct(name), is_person=True)
    given = " ".join(one for one in (parsed.given, parsed.particle) if one)
    given = f"{given}, {parsed.suffix}" if parsed.suffix else given
    return AgentName(family=parsed.family, given=given, is_person=True)


@lru_cache(maxsize=_NAMES_KEPT)
def _spoken(name: str, role: str, kind: str) -> str:
    return direct(name) if _is_person(name, role, kind) else name


@lru_cache(maxsize=_NAMES_KEPT)
def _is_person(name: str, role: str, kind: str) -> bool:
    if kind:
        return kind == "person"
    if role in _NEVER_PERSONS or (name.isupper() and " " in name):
        return False
    if direct(name) != name:
        return True
    key = matching_key(name)
    if not 1 < len(key.split()) <= 4 or not is_full_name(name):
        return False
    return parse_name(name).family_first or not _OF_BODIES.search(key)
