"""The note by which a reader cites a record, built where the source gives no citation.

The order is that of archival notes (Chicago Manual of Style, 17th edition, 14.222; National Archives
General Information Leaflet 17): from the item to the whole, then where it is kept and read.
"""

from collections.abc import Iterable, Sequence

from catalog.domain.description import Citation, Container, Description, Identifier, Note, Provenance
from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.domain.wording import preferred, primary_date, reference_code, title_of, words


def given_citation(description: Description) -> str:
    """The citation that the source gives, else the archivist's preferred one; empty where there is none."""
    given = preferred(description.of(Citation))
    note = preferred(tuple(one for one in description.of(Note) if one.note_kind == "preferred citation"))
    return given.value if given else note.value if note else ""


def archival_note(
    description: Description, collections: Sequence[str], institution: str, address: str
) -> str:
    """Title, date, number, containers, collection, holder of the original, institution and web address.

    ``collections`` are the titles above the record, from the whole down; ``institution`` is the one that
    catalogues it, and ``address`` the record's own.
    """
    date = primary_date(description)
    told = [
        words(date) if date else "",
        _number(description),
        *(words(one) for one in description.of(Container) if one.state != "rejected"),
        *(collections[::-1] or _provenance(description, "collection")),
        *_provenance(description, "holder of the original"),
        institution,
    ]
    behind = ", ".join(dict.fromkeys(one for one in told if one))
    return f"{_opening(description)} {behind}. {address}".strip()


def _opening(description: Description) -> str:
    """A document's title in quotation marks with the comma inside them; a collection's without any."""
    title = title_of(description).strip().rstrip(".,;")
    return f"{title}," if description.level in AGGREGATE_LEVELS else f"“{title},”"


def _number(description: Description) -> str:
    """The reference code, else the number given by the body that registered the document."""
    registered = tuple(one for one in description.of(Identifier) if one.role == "registration number")
    found = preferred(registered)
    return reference_code(description) or (found.value if found else "")


def _provenance(description: Description, element: str) -> Iterable[str]:
    found = preferred(tuple(one for one in description.of(Provenance) if one.element == element))
    return [found.value] if found else []
