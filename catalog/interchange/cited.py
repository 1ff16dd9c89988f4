"""What every style of citation says of a record, gathered once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.domain.description import (
    Agent,
    Container,
    Date,
    Description,
    Extent,
    Form,
    Identifier,
    Place,
    Provenance,
)
from catalog.domain.vocabularies import AGGREGATE_LEVELS, CREATOR_ROLES
from catalog.domain.wording import primary_date, title_of, words


@dataclass(frozen=True)
class Cited:
    """``above`` are the titles above the record, from the whole down, or the collection that is stated;
    ``holders`` those who keep it: the holder of the original, then the institution that catalogues it.
    """

    title: str
    is_aggregate: bool
    authors: tuple[Agent, ...]
    parties: tuple[Agent, ...]
    signed_at: str
    dates: dict[str, Date]
    date: Date | None
    form: str
    extent: str
    reference_code: str
    registration: Identifier | None
    containers: tuple[Container, ...]
    above: tuple[str, ...]
    holders: tuple[str, ...]
    publisher: str
    source_publication: str
    source_note: str
    address: str

    @property
    def number(self) -> str:
        """The reference code, else the number given by the body that registered the document."""
        return self.reference_code or (self.registration.value if self.registration else "")


def cited(description: Description, above: Sequence[str], institution: str, address: str) -> Cited:
    """The facts of a citation; what was rejected is none."""
    kinds = _by_kind(description)
    provenance = {one.element: one.value for one in reversed(_best_first(kinds[Provenance]))}
    numbers = _best_first(kinds[Identifier])
    forms, extents = _best_first(kinds[Form]), _best_first(kinds[Extent])
    agents: list[Agent] = kinds[Agent]
    collection = provenance.get("collection", "")
    kept = (provenance.get("holder of the original", ""), institution)
    return Cited(
        title=title_of(description).strip().rstrip(".,;"),
        is_aggregate=description.level in AGGREGATE_LEVELS,
        authors=_named_once(one for one in agents if one.role in CREATOR_ROLES),
        parties=_named_once(one for one in agents if one.role == "contracting_party"),
        signed_at=next((one.name for one in kinds[Place] if one.role == "place_of_signature"), ""),
        dates={one.role: one for one in reversed(kinds[Date])},
        date=primary_date(description),
        form=forms[0].value if forms else "",
        extent=words(extents[0]) if extents else "",
        reference_code=next((one.value for one in numbers if one.role == "reference code"), ""),
        registration=next((one for one in numbers if one.role == "registration number"), None),
        containers=tuple(kinds[Container]),
        above=tuple(above) or ((collection,) if collection else ()),
        holders=tuple(dict.fromkeys(one for one in kept if one)),
        publisher=provenance.get("publisher of the copy", ""),
        source_publication=provenance.get("source publication", ""),
        source_note=provenance.get("source note", ""),
        address=address,
    )


def _by_kind(description: Description) -> defaultdict[type[Any], list[Any]]:
    """The statements that nobody rejected by their type: many records are cited at once, so in one pass."""
    found: defaultdict[type[Any], list[Any]] = defaultdict(list)
    for one in description.statements:
        if one.state != "rejected":
            found[type(one)].append(one)
    return found


def _best_first(statements: list[Any]) -> list[Any]:
    """What is accepted before what is proposed."""
    return sorted(statements, key=lambda one: one.state != "accepted")


def _named_once(agents: Iterable[Agent]) -> tuple[Agent, ...]:
    """Each name as it comes first."""
    found: dict[str, Agent] = {}
    for one in agents:
        found.setdefault(one.name, one)
    return tuple(found.values())
