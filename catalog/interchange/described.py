"""A description made of the terms of the crosswalk: what a flat format brings in, each statement proposed."""

from collections.abc import Iterable, Mapping, Sequence

from catalog.domain.dates import InvalidDate, bounds, validate
from catalog.domain.description import (
    Abstract,
    Agent,
    AnyStatement,
    Citation,
    Contents,
    Date,
    Description,
    Extent,
    Form,
    Identifier,
    Language,
    Note,
    Place,
    Provenance,
    Rights,
    Subject,
    Title,
)
from catalog.domain.text import clean

_DCMI_TYPES = frozenset({"Collection", "Text"})


def described(terms: Mapping[str, Sequence[str]], level: str = "item") -> Description:
    """The statements that the terms say. A date that is no EDTF is left out, not guessed at.

    Titles of others (isPartOf, hasPart) and addresses of others are no statements of this record.
    """
    made = tuple(
        one for term, values in terms.items() for value in values for one in _stated(term, clean(value))
    )
    return Description(level=level, statements=made)


def _stated(term: str, value: str) -> Iterable[AnyStatement]:
    if not value.strip():
        return
    match term:
        case "date":
            yield from _date(value, "created", primary=True)
        case "available":
            yield from _date(value, "released")
        case "dateSubmitted":
            yield from _date(value, "registered")
        case "valid":
            yield from _date(value, "entered_into_force")
        case "temporal":
            yield from _date(value, "temporal_coverage")
        case "type" if value in _DCMI_TYPES:
            return
        case "rights":
            yield Rights(uri=value) if value.startswith(("http://", "https://")) else Rights(value=value)
        case "extent":
            quantity, _, unit = value.partition(" ")
            yield Extent(quantity=quantity, unit=unit)
        case _:
            yield from _as_it_stands(term, value)


def _as_it_stands(term: str, value: str) -> Iterable[AnyStatement]:
    match term:
        case "title":
            yield Title(value=value)
        case "alternative":
            yield Title(value=value, title_kind="variant")
        case "creator" | "contributor":
            yield Agent(name=value, role=term)
        case "publisher":
            yield Provenance(element="publisher of the copy", value=value)
        case "identifier":
            yield Identifier(value=value)
        case "type":
            yield Form(value=value)
        case "language":
            yield Language(code=value)
        case "abstract":
            yield Abstract(value=value)
        case "tableOfContents":
            yield Contents(value=value)
        case "description":
            yield Note(note_kind="general", value=value)
        case "subject":
            yield Subject(name=value)
        case "spatial":
            yield Place(name=value)
        case "source":
            yield Provenance(element="source publication", value=value)
        case "provenance":
            yield Note(note_kind="custodial history", value=value)
        case "bibliographicCitation":
            yield Citation(value=value)
        case "rightsHolder":
            yield Rights(holder=value)


def _date(value: str, role: str, *, primary: bool = False) -> Iterable[Date]:
    try:
        edtf = validate(value)
    except InvalidDate:
        return
    earliest, latest = bounds(edtf)
    yield Date(edtf=edtf, role=role, primary=primary, earliest=earliest, latest=latest)
