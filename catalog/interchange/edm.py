"""The Europeana Data Model: the object, its files and the aggregation of both, as RDF in XML."""

from collections.abc import Iterable, Mapping

from catalog.domain.description import Description
from catalog.interchange.dublin_core import crosswalk
from catalog.interchange.requirements import rights_uri
from catalog.interchange.surroundings import Surroundings
from catalog.interchange.xml_text import element, quoted

NAMESPACE = "http://www.europeana.eu/schemas/edm/"
SCHEMA = "http://www.europeana.eu/schemas/edm/EDM.xsd"
_OPENING = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    f' xmlns:edm="{NAMESPACE}" xmlns:ore="http://www.openarchives.org/ore/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.w3.org/1999/02/22-rdf-syntax-ns# '
    'http://www.europeana.eu/schemas/edm/EDM.xsd">'
)
_PROPERTIES: Mapping[str, str] = {
    "contributor": "dc:contributor",
    "creator": "dc:creator",
    "date": "dc:date",
    "abstract": "dc:description",
    "description": "dc:description",
    "identifier": "dc:identifier",
    "language": "dc:language",
    "publisher": "dc:publisher",
    "source": "dc:source",
    "subject": "dc:subject",
    "title": "dc:title",
    "type": "dc:type",
    "alternative": "dcterms:alternative",
    "extent": "dcterms:extent",
    "hasPart": "dcterms:hasPart",
    "isPartOf": "dcterms:isPartOf",
    "provenance": "dcterms:provenance",
    "spatial": "dcterms:spatial",
    "tableOfContents": "dcterms:tableOfContents",
    "temporal": "dcterms:temporal",
}


def write_edm(description: Description, around: Surroundings) -> str:
    """An rdf:RDF element without a prolog. Without a standard rights statement there is no edm:rights, and
    without an open file no edm:isShownBy: Europeana takes neither.
    """
    found = crosswalk(description, around)
    found.get("type", {}).pop("Text", None)  # edm:type says it of all
    shown = (element(_PROPERTIES[term], one) for term in _PROPERTIES for one in found.get(term, ()))
    # Europeana knows these URIs by http alone.
    rights = rights_uri(description).replace("https://", "http://", 1)
    return "".join(
        (
            _OPENING,
            f"<edm:ProvidedCHO rdf:about={quoted(_object(around))}>",
            *shown,
            "<edm:type>TEXT</edm:type></edm:ProvidedCHO>",
            *_files(around, rights),
            *_aggregation(around, rights),
            "</rdf:RDF>",
        )
    )


def _object(around: Surroundings) -> str:
    """The object itself, which is another thing than the page about it."""
    return f"{around.address}#object"


def _files(around: Surroundings, rights: str) -> Iterable[str]:
    for file in around.files:
        yield f"<edm:WebResource rdf:about={quoted(file.url)}>{element('dc:format', file.media_type)}"
        yield f"{_resource('edm:rights', rights)}</edm:WebResource>"


def _aggregation(around: Surroundings, rights: str) -> Iterable[str]:
    """In the order of the schema."""
    yield f"<ore:Aggregation rdf:about={quoted(f'{around.address}#aggregation')}>"
    yield _resource("edm:aggregatedCHO", _object(around))
    yield element("edm:dataProvider", around.institution)
    yield from (_resource("edm:hasView", file.url) for file in around.files[1:])
    yield _resource("edm:isShownAt", around.address)
    yield from (_resource("edm:isShownBy", file.url) for file in around.files[:1])
    yield element("edm:provider", around.institution)
    yield _resource("edm:rights", rights)
    yield "</ore:Aggregation>"


def _resource(name: str, address: str) -> str:
    return f"<{name} rdf:resource={quoted(address)}/>" if address else ""
