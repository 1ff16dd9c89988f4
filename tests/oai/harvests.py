"""Asking the provider as a harvester does, and what its answers say; every answer is parsed strictly."""

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from django.test import Client
from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
SPACE = "oai:regesta.invalid:"


class Header(NamedTuple):
    """What a list says of a record: its public id, datestamp, sets, and whether it is gone."""

    public_id: str
    stamp: str
    sets: frozenset[str]
    gone: bool


def asked(client: Client, arguments: Mapping[str, Any], *, post: bool = False) -> etree._Element:
    """The root of an answer, which is valid by the protocol's schema."""
    response = client.post("/oai", arguments) if post else client.get("/oai", arguments)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = etree.fromstring(response.getvalue())
    PROTOCOL.assertValid(root)
    return root


def error_of(client: Client, arguments: Mapping[str, Any]) -> str:
    """The code of the error that a request is answered with."""
    errors = asked(client, arguments).findall(f"{OAI}error")
    assert len(errors) == 1
    assert errors[0].text
    return str(errors[0].get("code"))


def pages(client: Client, **arguments: str) -> Iterator[etree._Element]:
    """The answers of a whole list, to its last page."""
    verb = arguments.get("verb", "ListRecords")
    arguments = {"verb": verb, "metadataPrefix": "oai_dc", **arguments}
    while arguments:
        root = asked(client, arguments)
        yield root
        token = token_in(root)
        arguments = {"verb": verb, "resumptionToken": token} if token else {}


def token_in(root: etree._Element) -> str:
    """The resumption token of a page, empty on the last."""
    return root.findtext(f".//{OAI}resumptionToken") or ""


def headers_in(root: etree._Element) -> list[Header]:
    """The headers of a page in their order."""
    return [
        Header(
            (one.findtext(f"{OAI}identifier") or "").removeprefix(SPACE),
            one.findtext(f"{OAI}datestamp") or "",
            frozenset(spec.text or "" for spec in one.findall(f"{OAI}setSpec")),
            one.get("status") == "deleted",
        )
        for one in root.iter(f"{OAI}header")
    ]


def harvested(client: Client, **arguments: str) -> list[Header]:
    """The headers of a whole list."""
    return [one for page in pages(client, **arguments) for one in headers_in(page)]


def metadata_of(root: etree._Element) -> etree._Element:
    """The first metadata of an answer."""
    found = root.find(f".//{OAI}metadata")
    assert found is not None
    return found[0]


def response_date(root: etree._Element) -> str:
    return root.findtext(f"{OAI}responseDate") or ""


def _packaged(name: str) -> str:
    spec = find_spec("eulxml")
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).parent / "schema_data" / name)


class _Local(etree.Resolver):
    """Schemas that schemas name by address, from the files that are here."""

    def resolve(self, system_url: str | None, public_id: Any, context: Any) -> Any:
        name = (system_url or "").rpartition("/")[2]
        here = SCHEMAS / name
        return self.resolve_filename(str(here) if here.exists() else _packaged(name), context)


def schema(path: str | Path) -> etree.XMLSchema:
    """A schema; what others it wants to be there (strict) is checked by itself, where it is here."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    text = Path(path).read_bytes().replace(b'processContents="strict"', b'processContents="lax"')
    return etree.XMLSchema(etree.fromstring(text, parser, base_url=str(path)))


PROTOCOL = schema(SCHEMAS / "OAI-PMH.xsd")
METADATA = {
    "oai_dc": schema(_packaged("oai_dc.xsd")),
    "mods": schema(_packaged("mods.xsd")),
    "ead": schema(_packaged("ead.xsd")),
    "ead3": schema(SCHEMAS / "ead3.xsd"),
}
"""Each compiled once: they are large."""
