"""JSON-LD with schema.org's ArchiveComponent, as search engines and aggregators read it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from catalog.domain.description import Agent, Description
from catalog.interchange.agent_names import is_person
from catalog.interchange.flat import Flat, Terms, flat
from catalog.interchange.surroundings import Surroundings

MEDIA_TYPE = "application/ld+json"
HELD = frozenset(
    {
        "title",
        "alternative",
        "creator",
        "contributor",
        "publisher",
        "date",
        "identifier",
        "language",
        "abstract",
        "description",
        "subject",
        "spatial",
        "temporal",
        "extent",
        "isPartOf",
        "hasPart",
        "rights",
        "rightsHolder",
        "accessRights",
        "bibliographicCitation",
    }
)
_TEXTS = {
    "alternative": "alternateName",
    "identifier": "identifier",
    "language": "inLanguage",
    "abstract": "abstract",
    "description": "description",
    "temporal": "temporalCoverage",
    "extent": "materialExtent",
    "accessRights": "conditionsOfAccess",
    "bibliographicCitation": "creditText",
}
_THINGS = {
    "creator": "creator",
    "contributor": "contributor",
    "publisher": "publisher",
    "subject": "about",
    "spatial": "spatialCoverage",
    "isPartOf": "isPartOf",
    "hasPart": "hasPart",
    "rightsHolder": "copyrightHolder",
}
_THING_TYPES = {
    "publisher": "Organization",
    "subject": "Thing",
    "spatial": "Place",
    "isPartOf": "ArchiveComponent",
    "hasPart": "ArchiveComponent",
    "rightsHolder": "Organization",
}

Node = dict[str, Any]


def write_json_ld(description: Description, around: Surroundings) -> str:
    """One node with its context."""
    return msgspec.json.encode(_node(flat(description, around))).decode()


def read_json_ld(text: str) -> list[Terms]:
    """The terms of a node, or of each in a list or graph. Raises msgspec.DecodeError on what is no JSON."""
    read = msgspec.json.decode(text)
    nodes = read if isinstance(read, list) else read.get("@graph", [read])
    return [_terms(one) for one in nodes]


def _node(one: Flat) -> Node:
    terms, around = one.terms, one.around
    made: Node = {
        "@context": "https://schema.org",
        "@type": ["ArchiveComponent", "Collection"] if one.cited.is_aggregate else "ArchiveComponent",
        "@id": around.address,
        "url": around.address,
        "name": one.first("title"),
        "dateCreated": one.first("date"),
        "genre": one.cited.form,
        **{name: list(terms[term]) for term, name in _TEXTS.items() if term in terms},
        **{name: _things(term, one) for term, name in _THINGS.items() if term in terms},
        "license": [right for right in terms.get("rights", ()) if _is_address(right)],
        "copyrightNotice": [right for right in terms.get("rights", ()) if not _is_address(right)],
        "holdingArchive": {"@type": "ArchiveOrganization", "name": next(iter(one.cited.holders), "")},
        "itemLocation": ", ".join(one.containers),
        "encoding": _files(around),
    }
    return {name: value for name, value in made.items() if value}


def _things(term: str, one: Flat) -> list[Node]:
    agents = {agent.name: agent for agent in _agents(one)}
    return [{"@type": _type(term, agents.get(name)), "name": name} for name in one.terms[term]]


def _agents(one: Flat) -> Sequence[Agent]:
    return (*one.creators, *one.editors, *one.translators, *one.contributors)


def _type(term: str, agent: Agent | None) -> str:
    if term in _THING_TYPES:
        return _THING_TYPES[term]
    return "Person" if agent is not None and is_person(agent) else "Organization"


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _files(around: Surroundings) -> list[Node]:
    return [
        {
            "@type": "MediaObject",
            "contentUrl": one.url,
            "name": one.name,
            "encodingFormat": one.media_type,
            "contentSize": f"{one.size} B",
        }
        for one in around.files
    ]


def _terms(node: Mapping[str, Any]) -> Terms:
    found = {"title": _texts(node.get("name")), "date": _texts(node.get("dateCreated"))}
    found |= {term: _texts(node.get(name)) for term, name in (_TEXTS | _THINGS).items()}
    found["rights"] = _texts(node.get("license")) + _texts(node.get("copyrightNotice"))
    return {term: values for term, values in found.items() if values}


def _texts(value: Any) -> tuple[str, ...]:
    """The texts of a value, of a thing's name, or of each in a list."""
    values: Iterable[Any] = value if isinstance(value, list) else [value]
    told = (one.get("name", "") if isinstance(one, dict) else one for one in values)
    return tuple(one for one in told if isinstance(one, str) and one)
