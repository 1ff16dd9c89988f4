"""A description as DCMI Metadata Terms: the one crosswalk of every flat format.

Only what is accepted is told, and no internal note; what a reader may not see was taken out before, by
disclosure. Values are strings in the record's order, each once a term.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from catalog.domain.description import (
    Abstract,
    Agent,
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
    Marking,
    Note,
    Place,
    Provenance,
    Relation,
    Rights,
    Subject,
    Title,
)
from catalog.domain.vocabularies import AGGREGATE_LEVELS, CREATOR_ROLES, MATERIAL_ACCESS, RELATIONS
from catalog.domain.wording import UNTITLED, main_date, main_title, words
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
    "accession": "provenance",
}
_IDENTIFIER_ORDER = ("reference code", "registration number", "identifier", "former reference code")


def dublin_core(description: Description, around: Surroundings) -> dict[str, tuple[str, ...]]:
    """The terms that have a value, in the order of TERMS."""
    found = crosswalk(description, around)
    standing = tuple(one for one in description.statements if one.state == "accepted")
    told = Description(level=description.level, statements=standing)
    cited = given_citation(told) or archival_note(told, around.above, around.institution, around.address)
    found["bibliographicCitation"] = {cited: None} | found.get("bibliographicCitation", {})
    return {term: tuple(found[term]) for term in TERMS if term in found}


def crosswalk(description: Description, around: Surroundings) -> dict[str, dict[str, None]]:
    """The terms that have a value, each value once, without a citation that is built.

    Harvests make it of every record, so it goes through the statements once.
    """
    found: dict[str, dict[str, None]] = {"identifier": {around.address: None}}
    _add(found, _of_record(description, around))
    titles: list[Title] = []
    dates: list[Date] = []
    agents: list[Agent] = []
    numbers: list[Identifier] = []
    apart = {Title: titles.append, Agent: agents.append, Identifier: numbers.append}
    for one in description.statements:
        if one.state != "accepted":
            continue
        kind = type(one)
        if kind in apart:
            apart[kind](one)  # type: ignore[operator]  # each list takes its own kind
            continue
        if isinstance(one, Relation):
            _add(found, _of_relation(one, around))
            continue
        if isinstance(one, Date):
            dates.append(one)
        _add(found, _TELL[kind](one))
    _add(found, _of_titles(titles))
    _add(found, _of_agents(agents))
    if date := main_date(dates):
        found["date"] = {date.edtf: None}
    if numbers:
        numbers.sort(key=lambda one: _IDENTIFIER_ORDER.index(one.role))
        _add(found, [("identifier", one.value) for one in numbers])
    return found


def _add(found: dict[str, dict[str, None]], told: Iterable[Term]) -> None:
    for term, value in told:
        if value:
            held = found.get(term)
            if held is None:
                found[term] = {value: None}
            else:
                held[value] = None


def _of_record(description: Description, around: Surroundings) -> Iterable[Term]:
    kind = "Collection" if description.level in AGGREGATE_LEVELS else "Text" if description.text else ""
    return (
        ("type", kind),
        *[("isPartOf", one) for one in around.above],
        *[("hasPart", one) for one in around.parts],
        ("accessRights", MATERIAL_ACCESS[description.access.material]),
        ("accessRights", description.access.reason),
    )


def _of_titles(titles: Sequence[Title]) -> Iterable[Term]:
    main = main_title(titles)
    title = (main and main.value) or UNTITLED
    return [("title", title), *[("alternative", one.value) for one in titles if one.value != title]]


def _of_agents(agents: Sequence[Agent]) -> Iterable[Term]:
    """A signatory is a creator only where nobody else is."""
    creators = [one for one in agents if one.role in CREATOR_ROLES]
    return [
        *[("creator", one.name) for one in creators or agents if creators or one.role == "signatory"],
        *[("contributor", one.name) for one in agents if one.role in _CONTRIBUTOR_ROLES],
        *[("publisher", one.name) for one in agents if one.role == "publisher"],
    ]


def _of_relation(one: Relation, around: Surroundings) -> Iterable[Term]:
    kind = RELATIONS.get(one.relation)
    return ((kind.term, around.related.get(one.target, one.cited)),) if kind else ()


def _of_event(one: ClassificationEvent) -> Iterable[Term]:
    return (("available", one.date),) if one.act in ("released", "declassified") else ()


_TELL: Mapping[type[Any], Callable[[Any], Iterable[Term]]] = {
    Abstract: lambda one: (("abstract", one.value),),
    Citation: lambda one: (("bibliographicCitation", one.value),),
    Classification: lambda one: (("accessRights", one.level),),
    ClassificationEvent: _of_event,
    Container: lambda one: (("source", words(one)),),
    Contents: lambda one: (("tableOfContents", words(one)),),
    Date: lambda one: ((_DATE_TERMS[one.role], one.edtf),) if one.role in _DATE_TERMS else (),
    Extent: lambda one: (("extent", words(one)),),
    Form: lambda one: (("type", one.value),),
    Language: lambda one: (("language", one.code),) if one.role == "text" else (),
    Marking: lambda one: (),
    Note: lambda one: ((term, one.value),) if (term := _NOTE_TERMS.get(one.note_kind, "description")) else (),
    Place: lambda one: (("spatial", one.name),),
    Provenance: lambda one: ((_PROVENANCE_TERMS[one.element], one.value),),
    Rights: lambda one: (("rights", one.uri), ("rights", one.value), ("rightsHolder", one.holder)),
    Subject: lambda one: (("subject", one.name),),
}
"""The terms of a statement by its kind; titles, agents, numbers and relations need more than themselves."""
