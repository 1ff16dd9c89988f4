"""Dublin Core as XML: simple (the fifteen elements of oai_dc) and qualified (DCMI Metadata Terms)."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from catalog.domain.description import Description
from catalog.interchange.dublin_core import TERMS, crosswalk, dublin_core
from catalog.interchange.flat import Terms
from catalog.interchange.surroundings import Surroundings
from catalog.interchange.xml_text import escaped

MEDIA_TYPE = "application/xml"
SIMPLE_HELD = frozenset(
    {"title", "creator", "contributor", "publisher", "date", "identifier", "source", "language"}
)
QUALIFIED_HELD = frozenset(TERMS)
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ELEMENTS = {
    "title": "title",
    "creator": "creator",
    "subject": "subject",
    "abstract": "description",
    "tableOfContents": "description",
    "description": "description",
    "publisher": "publisher",
    "contributor": "contributor",
    "date": "date",
    "type": "type",
    "extent": "format",
    "identifier": "identifier",
    "source": "source",
    "language": "language",
    "isPartOf": "relation",
    "hasPart": "relation",
    "references": "relation",
    "isReferencedBy": "relation",
    "isVersionOf": "relation",
    "hasVersion": "relation",
    "isFormatOf": "relation",
    "hasFormat": "relation",
    "replaces": "relation",
    "isReplacedBy": "relation",
    "relation": "relation",
    "spatial": "coverage",
    "temporal": "coverage",
    "rights": "rights",
}
"""The element for each term; alternative, other dates, citation and access stand in qualified forms only."""


_OPENING = (
    f'<oai_dc:dc xmlns:oai_dc="{_OAI_DC}" xmlns:dc="{_DC}" xmlns:xsi="{_XSI}"'
    f' xsi:schemaLocation="{_OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
)
_TAGS = tuple((term, f"<dc:{one}>", f"</dc:{one}>") for term, one in _ELEMENTS.items())


def write_simple(description: Description, around: Surroundings) -> str:
    """An oai_dc:dc element without a prolog. Harvests make it of every record."""
    found = crosswalk(description, around)
    pieces = [_OPENING]
    for term, start, end in _TAGS:
        if term in found:
            pieces += [f"{start}{escaped(value)}{end}" for value in found[term]]
    pieces.append("</oai_dc:dc>")
    return "".join(pieces)


def write_qualified(description: Description, around: Surroundings) -> str:
    """A metadata element with a child for each value of a term, in the namespace of DCMI Metadata Terms."""
    terms = dublin_core(description, around)
    told = ((term, value) for term, values in terms.items() for value in values)
    return f'<metadata xmlns:dcterms="{_DCTERMS}">{_elements("dcterms", told)}</metadata>'


def read_dublin_core(text: str) -> list[Terms]:
    """The terms of a record in either form, or of each in a collection of them.

    Other elements are passed over. Raises lxml.etree.XMLSyntaxError on what is no XML. No entity and no
    address of a file is followed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(text.encode(), parser)
    records: Iterable[Any] = [root] if _terms(root) else root
    return [_terms(one) for one in records]


def _elements(prefix: str, told: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<{prefix}:{name}>{escaped(value)}</{prefix}:{name}>" for name, value in told)


_NAME = re.compile(rf"\{{(?:{_DC}|{_DCTERMS})\}}(\w+)")


def _terms(record: Any) -> Terms:
    found: dict[str, list[str]] = {}
    for element in record:
        matched = _NAME.fullmatch(element.tag) if isinstance(element.tag, str) else None
        if matched and element.text:
            found.setdefault(_TERM_OF.get(matched[1], matched[1]), []).append(element.text)
    return {term: tuple(found[term]) for term in TERMS if term in found}


_TERM_OF: Mapping[str, str] = {"coverage": "spatial", "format": "extent"}
