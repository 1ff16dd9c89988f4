"""A record as flat formats take it: the crosswalk's terms, and beside them what a citation needs."""

from dataclasses import dataclass

from catalog.domain.description import Agent, Container, Date, Description, accepted
from catalog.domain.vocabularies import CREATOR_ROLES
from catalog.domain.wording import primary_date, words
from catalog.interchange.cited import Cited, cited
from catalog.interchange.dublin_core import dublin_core
from catalog.interchange.surroundings import Surroundings

Terms = dict[str, tuple[str, ...]]
"""The terms of catalog.interchange.dublin_core that have a value."""


@dataclass(frozen=True)
class Flat:
    """``creators`` are those of the crosswalk: a signatory only where there is nobody else."""

    terms: Terms
    cited: Cited
    creators: tuple[Agent, ...]
    editors: tuple[Agent, ...]
    translators: tuple[Agent, ...]
    contributors: tuple[Agent, ...]
    recipients: tuple[Agent, ...]
    date: Date | None
    containers: tuple[str, ...]
    kind: str
    around: Surroundings

    def first(self, term: str) -> str:
        """The first value of a term, empty where there is none."""
        return next(iter(self.terms.get(term, ())), "")


def flat(description: Description, around: Surroundings) -> Flat:
    """Only what is accepted; what a reader may not see was taken out before."""
    told = Description(
        level=description.level,
        statements=accepted(description.statements),
        access=description.access,
        text=description.text,
    )
    agents = told.of(Agent)
    facts = cited(told, around.above, around.institution, around.address)
    creators = _once(agents, CREATOR_ROLES) or _once(agents, ("signatory",))
    return Flat(
        terms=dublin_core(told, around),
        cited=facts,
        creators=creators,
        editors=_once(agents, ("editor",)),
        translators=_once(agents, ("translator",)),
        contributors=_once(agents, ("contributor",)),
        recipients=_once(agents, ("recipient",)),
        date=primary_date(told),
        containers=tuple(words(one) for one in told.of(Container)),
        kind=_kind(facts),
        around=around,
    )


def _once(agents: tuple[Agent, ...], roles: tuple[str, ...]) -> tuple[Agent, ...]:
    """Each name once, in the record's order."""
    found: dict[str, Agent] = {}
    for one in agents:
        if one.role in roles and one.name.strip():
            found.setdefault(one.name, one)
    return tuple(found.values())


_KINDS = (
    ("treaty", ("treaty", "agreement", "protocol", "convention", "exchange of notes")),
    ("letter", ("letter", "cable", "telegram", "note verbale", "correspondence", "airgram")),
    ("report", ("report", "estimate", "study", "bulletin", "assessment", "survey")),
    ("newspaper", ("newspaper", "article", "editorial")),
    ("map", ("map",)),
)


def _kind(facts: Cited) -> str:
    """What reference managers know: collection, treaty, letter, report, newspaper, map, else manuscript."""
    if facts.is_aggregate:
        return "collection"
    form = facts.form.casefold()
    return next((kind for kind, forms in _KINDS if any(one in form for one in forms)), "manuscript")
