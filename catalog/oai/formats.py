"""The metadata formats of harvests: the flat ones in one table; EAD is of the tops of trees alone."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from catalog.domain.description import Description
from catalog.interchange import edm, marcxml, mods
from catalog.interchange.dublin_core_xml import write_simple
from catalog.interchange.surroundings import Surroundings

EAD = "ead"


class Format(NamedTuple):
    """``write`` gives the one element of a record's metadata, without a prolog."""

    label: str
    namespace: str
    schema: str
    write: Callable[[Description, Surroundings], str]


FLAT: Mapping[str, Format] = {
    "oai_dc": Format(
        "Dublin Core",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        write_simple,
    ),
    "mods": Format("MODS 3.6", mods.NAMESPACE, mods.SCHEMA, mods.write_mods),
    "marc21": Format("MARC 21", marcxml.NAMESPACE, marcxml.SCHEMA, marcxml.write_marcxml),
    "edm": Format("Europeana Data Model", edm.NAMESPACE, edm.SCHEMA, edm.write_edm),
}
"""By metadataPrefix."""
