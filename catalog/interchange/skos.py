"""SKOS (Simple Knowledge Organization System, 2009): concepts of a thesaurus as authorities."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax import SAXException

from lxml import etree
from rdflib import Graph, URIRef
from rdflib.exceptions import Error as RdfError
from rdflib.namespace import RDF, SKOS
from rdflib.term import Literal, Node

from catalog.domain.text import clean
from catalog.interchange.authority_entry import AuthorityEntry, EntryName, NotReadable, distinct

PREFERRED_LANGUAGES = ("en", "")
"""Whose preferred label is the heading, before that of any other language."""


def read_skos(file: BinaryIO, kind: str) -> Iterator[AuthorityEntry]:
    """Every concept of a file in RDF/XML or Turtle as an authority of ``kind``, by heading.

    The broader concept is what it is part of; concepts of other thesauri that match it exactly stand in
    the source. JSON-LD is not read: its context would have to be fetched from elsewhere. Raises NotReadable
    where the file is no RDF or holds no concept.
    """
    graph = _graph(file.read())
    concepts = set(graph.subjects(RDF.type, SKOS.Concept)) | set(graph.subjects(SKOS.prefLabel, None))
    found = [entry for one in concepts if (entry := _entry(graph, one, kind)) is not None]
    if not found:
        raise NotReadable("The file holds no concept with a preferred label.")
    yield from sorted(found)


def _graph(content: bytes) -> Graph:
    is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") or b"<rdf:RDF" in content[:2000]
    try:
        if is_xml:
            return Graph().parse(data=_with_entities_resolved(content), format="xml")
        return Graph().parse(data=content, format="turtle")
    except (RdfError, SAXException, SyntaxError, ValueError, RecursionError) as error:
        raise NotReadable(
            f"The file is no RDF/XML or Turtle: {' '.join(str(error).split())[:200]}"
        ) from error


def _with_entities_resolved(content: bytes) -> bytes:
    """The same without entities: lxml refuses those that grow without end, and rdflib writes them out."""
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False)
    return etree.tostring(etree.fromstring(content, parser))


def _entry(graph: Graph, concept: Node, kind: str) -> AuthorityEntry | None:
    preferred = _labels(graph, concept, SKOS.prefLabel)
    if not preferred:
        return None
    others = [*_labels(graph, concept, SKOS.altLabel), *_labels(graph, concept, SKOS.hiddenLabel)]
    broader = [_labels(graph, one, SKOS.prefLabel) for one in graph.objects(concept, SKOS.broader)]
    address = [str(concept)] if isinstance(concept, URIRef) else []
    matching = sorted(str(one) for one in graph.objects(concept, SKOS.exactMatch))
    return AuthorityEntry(
        kind=kind,
        heading=preferred[0].form,
        names=distinct((*preferred, *others)),
        source=clean("; ".join((*address, *matching))),
        relations=tuple(("part of", one[0].form) for one in sorted(broader) if one),
    )


def _labels(graph: Graph, concept: Node, kind: URIRef) -> list[EntryName]:
    """The labels of one kind with their languages, those of the preferred languages first."""
    found = [one for one in graph.objects(concept, kind) if isinstance(one, Literal)]
    named = [EntryName(" ".join(clean(str(one)).split()), one.language or "") for one in found]
    return sorted((one for one in named if one.form), key=lambda one: (_rank(one.system), one))


def _rank(language: str) -> int:
    place = {one: number for number, one in enumerate(PREFERRED_LANGUAGES)}
    return place.get(language.partition("-")[0], len(place))
