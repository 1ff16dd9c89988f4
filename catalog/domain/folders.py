"""The folder that a document lies in, as its containers name it, and its place there."""

from collections.abc import Iterable
from typing import NamedTuple

from catalog.domain.description import AnyStatement, Container, Description, Provenance, accepted
from catalog.domain.identifiers import matching_number
from catalog.domain.names import matching_key

SEQUENCE = "sequence"
"""The kind of container that is the place of a document in its folder."""
_LONGEST = 200
_HIGHEST = 2**31 - 1


class Place(NamedTuple):
    """``folder`` is the same text for all that lies in one folder; ``sequence`` None where none is named."""

    folder: str
    sequence: int | None
    accepted: bool


def place_in_folder(description: Description) -> Place | None:
    """Where the document lies by its accepted containers, else by those that nobody rejected.

    None where no folder is named, or nothing says whose box and folder these are: a records job or
    a collection.
    """
    sure = _place(accepted(description.statements), is_accepted=True)
    standing = (one for one in description.statements if one.state != "rejected")
    return sure or _place(standing, is_accepted=False)


def folder_containers(statements: Iterable[AnyStatement]) -> tuple[Container, ...]:
    """The containers that lead to a folder, from the outermost in as the record has them."""
    containers = [one for one in statements if isinstance(one, Container) and one.state != "rejected"]
    return tuple(one for one in containers if one.container_kind.casefold() != SEQUENCE)


def _place(statements: Iterable[AnyStatement], *, is_accepted: bool) -> Place | None:
    statements = tuple(statements)
    outer = {
        one.container_kind.casefold(): matching_number(one.number) for one in folder_containers(statements)
    }
    if "job" not in outer:
        named = (one for one in statements if isinstance(one, Provenance) and one.element == "collection")
        collection = next((matching_key(one.value) for one in named), "")
        outer |= {"collection": collection} if collection else {}
    if "folder" not in outer or not outer.keys() & {"job", "collection"}:
        return None
    folder = "/".join(f"{kind} {number}" for kind, number in sorted(outer.items()))
    return Place(folder[:_LONGEST], _sequence(statements), is_accepted)


def _sequence(statements: Iterable[AnyStatement]) -> int | None:
    numbers = (
        one.number
        for one in statements
        if isinstance(one, Container) and one.container_kind.casefold() == SEQUENCE
    )
    found = next((number for number in numbers if number.isascii() and number.isdigit()), "")
    return int(found) if found and len(found) < 10 and int(found) <= _HIGHEST else None
