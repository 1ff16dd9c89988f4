"""A record as XML formats take it: what is accepted, by kind, gathered in one pass."""

from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from catalog.domain.description import Agent, Date, Description, Identifier, Statement, Title
from catalog.domain.vocabularies import CREATOR_ROLES
from catalog.domain.wording import UNTITLED, main_date, main_title
from catalog.interchange.agent_names import filed, is_person

Kind = TypeVar("Kind", bound=Statement)
_NAMES_KEPT = 10_000


class Told(NamedTuple):
    """``kinds`` holds the accepted statements by their type, each in the record's order."""

    kinds: dict[type[Any], list[Any]]
    title: str
    others: list[Title]
    date: Date | None

    def of(self, kind: type[Kind]) -> list[Kind]:
        """The statements of one kind."""
        return self.kinds.get(kind, [])

    def number(self, role: str) -> str:
        """The first number in a role, such as the reference code; empty where there is none."""
        return next((one.value for one in self.of(Identifier) if one.role == role), "")

    def creators(self) -> list[Agent]:
        """Those who made it; a signatory only where nobody else is known to have."""
        agents = self.of(Agent)
        made = [one for one in agents if one.role in CREATOR_ROLES]
        return made or [one for one in agents if one.role == "signatory"]


def told(description: Description) -> Told:
    """Only what is accepted; what a reader may not see was taken out before."""
    kinds: dict[type[Any], list[Any]] = {}
    for one in description.statements:
        if one.state == "accepted":
            held = kinds.get(type(one))
            if held is None:
                kinds[type(one)] = [one]
            else:
                held.append(one)
    titles = kinds.get(Title, [])
    main = main_title(titles)
    others = [one for one in titles if one is not main]
    title = main.value if main else ""
    return Told(kinds, title or UNTITLED, others, main_date(kinds.get(Date, [])))


class Named(NamedTuple):
    """An agent's name as lists have it, and what the agent is."""

    filed: str
    kind: str


def named(agent: Agent) -> Named:
    """Taking a name apart takes longer than all the rest of a record, and names come again and again."""
    return _named(agent.name, agent.role, agent.agent_kind)


@lru_cache(maxsize=_NAMES_KEPT)
def _named(name: str, role: str, kind: Any) -> Named:
    agent = Agent(name=name, role=role, agent_kind=kind)
    return Named(filed(agent), kind or ("person" if is_person(agent) else "corporate body"))
