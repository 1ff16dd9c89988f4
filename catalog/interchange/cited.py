"""What every style of citation says of a record, gathered once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog.domain.description import (
    Agent,
    Container,
    Date,
    Description,
    Extent,
    Form,
    Identifier,
    Kind,
    Place,
    Provenance,
)
from catalog.domain.vocabularies import AGGREGATE_LEVELS, CREATOR_ROLES
from catalog.domain.wording import preferred, primary_date, reference_code, title_of, words


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
    agents = _standing(description.of(Agent))
    registered = [one for one in description.of(Identifier) if one.role == "registration number"]
    form, extent = preferred(description.of(Form)), preferred(description.of(Extent))
    signed = [one for one in _standing(description.of(Place)) if one.role == "place_of_signature"]
    collection = _provenance(description, "collection")
    kept = (_provenance(description, "holder of the original"), institution)
    return Cited(
        title=title_of(description).strip().rstrip(".,;"),
        is_aggregate=description.level in AGGREGATE_LEVELS,
        authors=_named_once(one for one in agents if one.role in CREATOR_ROLES),
        parties=_named_once(one for one in agents if one.role == "contracting_party"),
        signed_at=signed[0].name if signed else "",
        dates={one.role: one for one in reversed(_standing(description.of(Date)))},
        date=primary_date(description),
        form=form.value if form else "",
        extent=words(extent) if extent else "",
        reference_code=reference_code(description),
        registration=preferred(tuple(registered)),
        containers=tuple(_standing(description.of(Container))),
        above=tuple(above) or ((collection,) if collection else ()),
        holders=tuple(dict.fromkeys(one for one in kept if one)),
        publisher=_provenance(description, "publisher of the copy"),
        source_publication=_provenance(description, "source publication"),
        source_note=_provenance(description, "source note"),
        address=address,
    )


def _standing(statements: Sequence[Kind]) -> list[Kind]:
    return [one for one in statements if one.state != "rejected"]


def _named_once(agents: Iterable[Agent]) -> tuple[Agent, ...]:
    return tuple({one.name: one for one in reversed(list(agents))}.values())[::-1]


def _provenance(description: Description, element: str) -> str:
    found = preferred(tuple(one for one in description.of(Provenance) if one.element == element))
    return found.value if found else ""
