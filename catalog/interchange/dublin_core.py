"""A description as DCMI Metadata Terms: the one crosswalk of every flat format.

Only what is accepted is told, and no internal note; what a reader may not see was taken out before, by
disclosure. Values are strings in the record's order, each once a term.
"""

from collections.abc import Iterable, Sequence

from catalog.domain.description import (
    Abstract,
    Agent,
    AnyStatement,
    Citation,
    Classification,
    ClassificationEvent,
    Container,
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
    Relation,
    Rights,
    Subject,
    Title,
)
from catalog.domain.vocabularies import AGGREGATE_LEVELS, CREATOR_ROLES, MATERIAL_ACCESS, RELATIONS
from catalog.domain.wording import primary_date, title_of, words
from catalog.interchange.citation import archival_note, given_citation
from catalog.interchange.surroundings import Surroundings

__all__ = ["TERMS", "Surroundings", "dublin_core"]

Term = tuple[str, str]
"""The name of a term, without the prefix dcterms, and a value of it."""

TERMS = (
    "title",
    "alternative",
    "creator",
    "contributor",
    "publisher",
    "date",
    "created",
    "issued",
    "available",
    "dateSubmitted",
    "valid",
    "identifier",
    "type",
    "extent",
    "language",
    "abstract",
    "tableOfContents",
    "description",
    "subject",
    "spatial",
    "temporal",
    "isPartOf",
    "hasPart",
    "references",
    "isReferencedBy",
    "isVersionOf",
    "hasVersion",
    "isFormatOf",
    "hasFormat",
    "replaces",
    "isReplacedBy",
    "relation",
    "source",
    "provenance",
    "bibliographicCitation",
    "accessRights",
    "rights",
    "rightsHolder",
)
_CONTRIBUTOR_ROLES = ("translator", "editor", "contributor")
_DATE_TERMS = {
    "created": "created",
    "issued": "issued",
    "released": "available",
    "declassified": "available",
    "registered": "dateSubmitted",
    "entered_into_force": "valid",
    "temporal_coverage": "temporal",
}
# Footnotes are the text's own and are told by no term; a citation that is preferred is told as one.
_NOTE_TERMS = {
    "internal": "",
    "footnote": "",
    "preferred citation": "",
    "access": "accessRights",
    "use": "rights",
    "custodial history": "provenance",
    "acquisition": "provenance",
}
_PROVENANCE_TERMS = {
    "holder of the original": "source",
    "collection": "source",
    "source publication": "source",
    "source URL": "source",
    "publisher of the copy": "publisher",
    "source note": "provenance",
    "credits": "description",
}
_IDENTIFIER_ORDER = ("reference code", "registration number", "identifier", "former reference code")


def dublin_core(description: Description, around: Surroundings) -> dict[str, tuple[str, ...]]:
    """The terms that have a value, in the order of TERMS."""
    standing = tuple(one for one in description.statements if one.state == "accepted")
    found: dict[str, dict[str, None]] = {term: {} for term in TERMS}
    for term, value in (*_of_record(description, standing, around), *_of_statements(standing, around)):
        if value:
            found[term][value] = None
    return {term: tuple(values) for term, values in found.items() if values}


def _of_record(
    description: Description, standing: Sequence[AnyStatement], around: Surroundings
) -> Iterable[Term]:
    accepted = Description(level=description.level, statements=tuple(standing))
    title = title_of(accepted)
    date = primary_date(accepted)
    yield "title", title
    yield from (("alternative", one.value) for one in accepted.of(Title) if one.value != title)
    yield "date", date.edtf if date else ""
    yield "identifier", around.address
    ordered = sorted(accepted.of(Identifier), key=lambda one: _IDENTIFIER_ORDER.index(one.role))
    yield from (("identifier", one.value) for one in ordered)
    if description.level in AGGREGATE_LEVELS:
        yield "type", "Collection"
    elif description.text is not None:
        yield "type", "Text"
    yield from _creators(accepted.of(Agent))
    yield from (("isPartOf", one) for one in around.above)
    yield from (("hasPart", one) for one in around.parts)
    note = archival_note(accepted, around.above, around.institution, around.address)
    yield "bibliographicCitation", given_citation(accepted) or note
    yield "accessRights", MATERIAL_ACCESS[description.access.material]
    yield "accessRights", description.access.reason


def _creators(agents: Sequence[Agent]) -> Iterable[Term]:
    """A signatory is a creator only where nobody else is."""
    creators = [one for one in agents if one.role in CREATOR_ROLES]
    yield from (
        ("creator", one.name)
        for one in (creators or [agent for agent in agents if agent.role == "signatory"])
    )
    yield from (("contributor", one.name) for one in agents if one.role in _CONTRIBUTOR_ROLES)
    yield from (("publisher", one.name) for one in agents if one.role == "publisher")


def _of_statements(standing: Sequence[AnyStatement], around: Surroundings) -> Iterable[Term]:
    for one in standing:
        match one:
            case Relation(relation=relation, target=target, cited=cited) if relation in RELATIONS:
                yield RELATIONS[relation].term, around.related.get(target, cited)
            case Rights(uri=uri, value=value, holder=holder):
                yield from (("rights", uri), ("rights", value), ("rightsHolder", holder))
            case ClassificationEvent(act="released" | "declassified", date=date):
                yield "available", date
            case Language(code=code, role="text"):
                yield "language", code
            case Date(role=role, edtf=edtf):
                yield _DATE_TERMS.get(role, ""), edtf if role in _DATE_TERMS else ""
            case _:
                yield _term_of(one), words(one) if _term_of(one) else ""


def _term_of(one: AnyStatement) -> str:
    """The term that takes a statement's words as they stand, "" where there is none."""
    match one:
        case Form():
            return "type"
        case Extent():
            return "extent"
        case Abstract():
            return "abstract"
        case Contents():
            return "tableOfContents"
        case Subject():
            return "subject"
        case Place():
            return "spatial"
        case Container():
            return "source"
        case Citation():
            return "bibliographicCitation"
        case Classification():
            return "accessRights"
        case Note(note_kind=kind):
            return _NOTE_TERMS.get(kind, "description")
        case Provenance(element=element):
            return _PROVENANCE_TERMS[element]
    return ""
