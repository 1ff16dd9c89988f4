"""What stands in the head of a record page for machines: Dublin Core, the tags of scholarly indexes, JSON-LD.

Dublin Core names are as in DCMI's "Expressing Dublin Core in HTML"; the citation_ tags are those that Google
Scholar and reference managers read. Zotero takes unAPI before both, and is given RIS by it; where it takes
the tags, z:itemType keeps it from making a journal's article of a letter.
"""

from collections.abc import Iterator
from typing import NamedTuple

from catalog.domain.description import Description
from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.exports import ead_tree
from catalog.interchange.agent_names import filed
from catalog.interchange.flat import flat
from catalog.interchange.formats import FORMATS
from catalog.interchange.json_ld import write_json_ld
from catalog.interchange.surroundings import Surroundings
from catalog.web.signposts import format_address

_ZOTERO_TYPES = {"letter": "letter", "report": "report", "newspaper": "newspaperArticle", "map": "map"}
_DC = ("creator", "contributor", "publisher", "date", "type", "language", "identifier", "rights")


class Alternate(NamedTuple):
    """Another form of the page, for ``<link rel="alternate">``."""

    label: str
    address: str
    media_type: str


class Head(NamedTuple):
    """``metas`` are names and contents; ``json_ld`` is safe between script tags."""

    metas: tuple[tuple[str, str], ...]
    alternates: tuple[Alternate, ...]
    json_ld: str


def record_head(description: Description, around: Surroundings) -> Head:
    """Of what this reader sees alone."""
    return Head(
        metas=tuple(_metas(description, around)),
        alternates=tuple(_alternates(description, around.public_id)),
        json_ld=_in_script(write_json_ld(description, around)),
    )


def _alternates(description: Description, public_id: str) -> Iterator[Alternate]:
    for suffix, one in FORMATS.items():
        yield Alternate(one.label, format_address(public_id, suffix), one.media_type)
    if description.level in AGGREGATE_LEVELS:
        for suffix, label in ead_tree.LABELS.items():
            yield Alternate(label, format_address(public_id, suffix), ead_tree.MEDIA_TYPE)


def _metas(description: Description, around: Surroundings) -> Iterator[tuple[str, str]]:
    one = flat(description, around)
    yield "DC.title", one.first("title")
    for term in _DC:
        yield from ((f"DC.{term}", value) for value in one.terms.get(term, ()))
    yield from (("DC.relation.isPartOf", title) for title in one.terms.get("isPartOf", ()))
    yield "z:itemType", _ZOTERO_TYPES.get(one.kind, "manuscript")
    yield "citation_title", one.first("title")
    yield from (("citation_author", filed(agent)) for agent in one.creators)
    if one.date is not None and one.date.earliest:
        yield "citation_date", one.date.earliest.replace("-", "/")
    if one.first("publisher"):
        yield "citation_publisher", one.first("publisher")
    yield "citation_public_url", around.address
    pdf = (file.url for file in around.files if file.media_type == "application/pdf")
    yield from (("citation_pdf_url", url) for url in pdf)


def _in_script(json: str) -> str:
    """JSON that cannot end the script element it stands in, nor begin another."""
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
