"""EDM by what Europeana asks of every record, read with an RDF library; no package has its schema.

Europeana Publishing Guide, "EDM mandatory elements": of the object a title or description, a language where
it is text, what it is or is about, its type; of the aggregation the object, both providers, a page or a file,
and the rights by URI.
"""

import msgspec
from hypothesis import given, settings
from rdflib import DC, DCTERMS, RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from catalog.domain.description import Description, Rights, Title
from catalog.interchange.edm import write_edm
from catalog.interchange.requirements import PROFILES, lacking
from catalog.interchange.surroundings import FileAddress, Surroundings
from tests.descriptions import descriptions

EDM = Namespace("http://www.europeana.eu/schemas/edm/")
ORE = Namespace("http://www.openarchives.org/ore/terms/")
PAGE = "https://archive.example/records/abc123abc/"
RIGHTS = ("http://rightsstatements.org/vocab/", "http://creativecommons.org/")


def graph_of(description: Description) -> Graph:
    files = [FileAddress(f"{PAGE}files/{one.sha256}", one.name, "text/plain", 4) for one in description.files]
    around = Surroundings(PAGE, "Archive", ("Papers",), (), {}, tuple(files), "abc123abc")
    return Graph().parse(data=write_edm(description, around), format="xml")


def one_of(graph: Graph, kind: URIRef) -> Node:
    (found,) = graph.subjects(RDF.type, kind)
    return found


def missing(graph: Graph) -> set[str]:
    """What Europeana would refuse the record for, by the names of the requirements."""
    item, aggregation = one_of(graph, EDM.ProvidedCHO), one_of(graph, ORE.Aggregation)
    about = (DC.subject, DC.type, DCTERMS.spatial, DCTERMS.temporal)
    rights = list(graph.objects(aggregation, EDM.rights))
    met = {
        "file": (aggregation, EDM.isShownBy, None) in graph,
        "rights": len(rights) == 1 and str(rights[0]).startswith(RIGHTS),
        "language": (item, DC.language, None) in graph,
        "about": any((item, one, None) in graph for one in about),
    }
    return {name for name, good in met.items() if not good}


@settings(max_examples=40)
@given(descriptions())
def test_a_record_has_all_that_is_mandatory_or_is_counted_as_refused(description: Description) -> None:
    graph = graph_of(description)
    item, aggregation = one_of(graph, EDM.ProvidedCHO), one_of(graph, ORE.Aggregation)
    assert missing(graph) == set(PROFILES["europeana"]) & set(lacking(description))
    assert list(graph.objects(item, DC.title))
    assert list(graph.objects(item, EDM.type)) == [Literal("TEXT")]
    assert list(graph.objects(aggregation, EDM.aggregatedCHO)) == [item]
    assert list(graph.objects(aggregation, EDM.dataProvider)) == [Literal("Archive")]
    assert list(graph.objects(aggregation, EDM.provider)) == [Literal("Archive")]
    assert list(graph.objects(aggregation, EDM.isShownAt)) == [URIRef(PAGE)]
    assert set(graph.subjects(RDF.type, EDM.WebResource)) == {
        URIRef(f"{PAGE}files/{one.sha256}") for one in description.files
    }


def test_rights_are_told_as_europeana_knows_them() -> None:
    said = (
        Title(value="Cable", state="accepted"),
        Rights(uri="https://creativecommons.org/publicdomain/mark/1.0/", state="accepted"),
    )
    graph = graph_of(Description(level="item", statements=said))
    found = set(graph.objects(one_of(graph, ORE.Aggregation), EDM.rights))
    assert found == {URIRef("http://creativecommons.org/publicdomain/mark/1.0/")}
    proposed = tuple(msgspec.structs.replace(one, state="proposed") for one in said)
    assert "rights" in missing(graph_of(Description(level="item", statements=proposed)))
