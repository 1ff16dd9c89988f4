"""The formats of a record, in one table: media type, how one is written, how many stand together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from catalog.domain.description import Description
from catalog.interchange import (
    bibtex,
    csl,
    csv,
    dublin_core_xml,
    edm,
    json_ld,
    marcxml,
    mods,
    plain_text,
    ris,
)
from catalog.interchange.dublin_core import TERMS
from catalog.interchange.flat import Terms
from catalog.interchange.surroundings import Surroundings

Write = Callable[[Description, Surroundings], str]
Read = Callable[[str], list[Terms]]
EVERYTHING = frozenset(TERMS)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Format(NamedTuple):
    """``label`` is an English msgid, ``read`` None where nothing is read back, ``held`` the terms that come
    back as they went. ``begin``, ``between`` and ``end`` stand around the records of a whole result.
    """

    label: str
    media_type: str
    write: Write
    read: Read | None = None
    held: frozenset[str] = frozenset()
    begin: str = ""
    between: str = ""
    end: str = ""
    prolog: str = ""

    @property
    def content_type(self) -> str:
        """All are UTF-8; JSON is so by itself (RFC 8259)."""
        return self.media_type if self.media_type.endswith("json") else f"{self.media_type}; charset=utf-8"


FORMATS: Mapping[str, Format] = {
    "dc.xml": Format(
        "Dublin Core",
        "application/xml",
        dublin_core_xml.write_simple,
        dublin_core_xml.read_dublin_core,
        dublin_core_xml.SIMPLE_HELD,
        f"{_XML}<records>",
        "",
        "</records>",
        _XML,
    ),
    "dcterms.xml": Format(
        "Dublin Core, qualified",
        "application/xml",
        dublin_core_xml.write_qualified,
        dublin_core_xml.read_dublin_core,
        dublin_core_xml.QUALIFIED_HELD,
        f"{_XML}<records>",
        "",
        "</records>",
        _XML,
    ),
    "mods.xml": Format(
        "MODS",
        "application/mods+xml",
        mods.write_mods,
        begin=f'{_XML}<modsCollection xmlns="{mods.NAMESPACE}">',
        end="</modsCollection>",
        prolog=_XML,
    ),
    "marc.xml": Format(
        "MARCXML",
        "application/marcxml+xml",
        marcxml.write_marcxml,
        begin=f'{_XML}<collection xmlns="{marcxml.NAMESPACE}">',
        end="</collection>",
        prolog=_XML,
    ),
    "edm.xml": Format(
        "EDM (Europeana)",
        "application/rdf+xml",
        edm.write_edm,
        begin=f"{_XML}<records>",
        end="</records>",
        prolog=_XML,
    ),
    "jsonld": Format(
        "JSON-LD (schema.org)",
        json_ld.MEDIA_TYPE,
        json_ld.write_json_ld,
        json_ld.read_json_ld,
        json_ld.HELD,
        "[",
        ",\n",
        "]",
    ),
    "csl.json": Format("CSL-JSON", csl.MEDIA_TYPE, csl.write_csl, csl.read_csl, csl.HELD, "[", ",\n", "]"),
    "ris": Format("RIS", ris.MEDIA_TYPE, ris.write_ris, ris.read_ris, ris.HELD),
    "bib": Format(
        "BibTeX", bibtex.MEDIA_TYPE, bibtex.write_bibtex, bibtex.read_bibtex, bibtex.HELD, between="\n"
    ),
    "csv": Format("CSV", csv.MEDIA_TYPE, csv.write_csv, csv.read_csv, csv.HELD, begin=csv.header()),
    "txt": Format("Plain text", plain_text.MEDIA_TYPE, plain_text.write_text),
}
"""By suffix: /records/ID.ris is the record as RIS. The first of a media type is the one that Accept gets."""

ACCEPTED: Mapping[str, str] = {one.media_type: suffix for suffix, one in reversed(list(FORMATS.items()))}
"""The suffix for each media type that a client may ask for."""


def write_one(suffix: str, description: Description, around: Surroundings) -> str:
    """A whole file of one record. CSL-JSON and CSV have their frame also around one."""
    made = FORMATS[suffix]
    one = made.write(description, around)
    if suffix in ("csl.json", "csv"):
        return f"{made.begin}{one}{made.end}"
    return made.prolog + one


def whole(suffix: str, batches: Iterable[Sequence[str]]) -> Iterator[str]:
    """A whole file of many records, batch by batch; each is as the format's ``write`` gives it."""
    made = FORMATS[suffix]
    yield made.begin
    before = ""
    for batch in batches:
        if batch:
            yield before + made.between.join(batch)
            before = made.between
    yield made.end
