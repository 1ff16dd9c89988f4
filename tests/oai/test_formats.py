"""Formats by their official schemas, for every description there can be, and what they must not say."""

from datetime import datetime
from io import BytesIO
from typing import Any

import msgspec
import pytest
from django.test import Client
from hypothesis import given, settings
from lxml import etree
from pymarc import parse_xml_to_array

from catalog.domain.change import SetAccess
from catalog.domain.description import (
    Access,
    Agent,
    Container,
    Date,
    Description,
    Form,
    Identifier,
    Language,
    Note,
    Provenance,
    Rights,
)
from catalog.interchange import ead, ead3
from catalog.interchange.surroundings import FileAddress, Surroundings
from catalog.models import Record
from catalog.oai.finding_aids import one_tree
from catalog.oai.formats import FLAT
from catalog.records.change import change
from catalog.records.move import move
from catalog.records.publish import withdraw
from tests.database.records import ARCHIVIST, aged, collection, internal, item, published
from tests.descriptions import descriptions
from tests.oai.harvests import METADATA, asked, error_of, headers_in, metadata_of, pages

AROUND = Surroundings(
    "https://archive.example/records/abc123abc/",
    "Archive & Library",
    ("Papers <of>", "Series"),
    ("Annex",),
    {"周恩来": "https://archive.example/records/x/"},
    (FileAddress("https://archive.example/a b", "a.txt", "text/plain", 4),),
    "abc123abc",
)
AGENCY = ead.Agency("Archive & Library", "US-X", "US")


@settings(max_examples=60)
@given(descriptions())
def test_every_description_is_valid_in_every_format(description: Description) -> None:
    for prefix, form in FLAT.items():
        root = etree.fromstring(form.write(description, AROUND))
        assert str(root.tag).startswith(f"{{{form.namespace}}}") or prefix == "edm"
        if prefix in METADATA:
            METADATA[prefix].assertValid(root)


@pytest.mark.parametrize(("version", "name"), [(ead, "ead"), (ead3, "ead3")])
@settings(max_examples=30)
@given(descriptions())
def test_every_finding_aid_is_valid(version: Any, name: str, description: Description) -> None:
    component = version.component(description, AROUND) + version.COMPONENT_END
    tree = version.opening(description, AROUND, AGENCY) + version.COMPONENTS + component
    METADATA[name].assertValid(etree.fromstring(tree + version.COMPONENTS_END + version.END))


def cable() -> Description:
    """A description with what the crosswalk treats apart."""
    said = (
        Form(value="Cable"),
        Identifier(value="HOO-1", role="reference code"),
        Agent(name="Soong, T. V.", role="author"),
        Agent(name="Zhou Enlai", role="signatory"),
        Agent(name="Stalin", role="recipient"),
        Date(edtf="1945-07-10", role="signed", primary=True, earliest="1945-07-10", latest="1945-07-10"),
        Date(edtf="2001", role="released"),
        Language(code="zho"),
        Container(container_kind="box", number="6"),
        Provenance(element="holder of the original", value="Hoover Institution"),
        Provenance(element="publisher of the copy", value="Wilson Center"),
        Rights(value="Ask first", uri="http://rightsstatements.org/vocab/NoC-US/1.0/"),
        Note(note_kind="internal", value="SECRET"),
    )
    accepted = tuple(msgspec.structs.replace(one, state="accepted") for one in said)
    return Description(level="item", status="published", statements=(*accepted, Form(value="SECRET")))


def test_simple_dublin_core_follows_the_crosswalk() -> None:
    root = etree.fromstring(FLAT["oai_dc"].write(cable(), AROUND))
    found: dict[str, list[str]] = {}
    for one in root:
        found.setdefault(etree.QName(one).localname, []).append(one.text or "")
    assert found["creator"] == ["Soong, T. V."]
    assert found["date"] == ["1945-07-10"]
    assert found["identifier"] == [AROUND.address, "HOO-1"]
    assert found["publisher"] == ["Wilson Center"]
    assert found["rights"] == ["http://rightsstatements.org/vocab/NoC-US/1.0/", "Ask first"]
    assert found["type"] == ["Cable"]
    assert found["language"] == ["zho"]
    assert set(found["source"]) == {"Hoover Institution", "box 6"}
    assert found["relation"] == ["Papers <of>", "Series", "Annex"]


@pytest.mark.parametrize("prefix", sorted(FLAT))
def test_nothing_proposed_or_internal_is_told(prefix: str) -> None:
    assert "SECRET" not in FLAT[prefix].write(cable(), AROUND)


def test_mods_has_its_key_date_and_places() -> None:
    root = etree.fromstring(FLAT["mods"].write(cable(), AROUND))
    names = {"m": "http://www.loc.gov/mods/v3"}
    key = root.find(".//m:dateCreated[@keyDate='yes']", names)
    assert key is not None
    assert (key.text, key.get("encoding")) == ("1945-07-10", "edtf")
    assert root.findtext(".//m:shelfLocator", namespaces=names) == "box 6"
    assert root.findtext(".//m:relatedItem[@type='constituent']//m:title", namespaces=names) == "Annex"
    assert root.findtext("m:relatedItem[@type='host']/m:titleInfo/m:title", namespaces=names) == "Series"


def test_marc_is_read_by_another_program() -> None:
    written = BytesIO(FLAT["marc21"].write(cable(), AROUND).encode())
    record = parse_xml_to_array(written, strict=True)[0]  # type: ignore[no-untyped-call]  # as it comes
    assert record.title == "[Untitled]"
    assert record["100"]["a"] == "Soong, T. V."
    assert record["700"]["4"] == "sgn"
    assert record["008"].data[7:11] == "1945"
    assert record["041"]["a"] == "chi"
    assert len(str(record.leader)) == 24
    assert len(record["008"].data) == 40
    tags = [field.tag for field in record.fields]
    assert tags == sorted(tags)


def tree() -> list[Record]:
    top = published(collection())
    series = published(collection("Series", top))
    cables = [published(item(f"Cable {number}", internal("SECRET"), parent=series)) for number in range(3)]
    hidden = published(item("HIDDEN", parent=series))
    change(
        hidden.public_id,
        [SetAccess(access=Access(description="staff"))],
        expected_revision=hidden.revision,
        author=ARCHIVIST,
    )
    return [top, series, *cables]


@pytest.mark.django_db
def test_a_finding_aid_is_the_whole_public_tree_and_of_tops_alone(client: Client) -> None:
    made = tree()
    aged()
    root = next(pages(client, metadataPrefix="ead"))
    assert [one.public_id for one in headers_in(root)] == [made[0].public_id]
    document = metadata_of(root)
    METADATA["ead"].assertValid(document)
    text = etree.tostring(document).decode()
    assert "HIDDEN" not in text
    assert "SECRET" not in text
    titles = [one.text for one in document.iter("{urn:isbn:1-931666-22-9}unittitle")]
    assert titles == ["Victor Hoo Collection", "Series", "Cable 0", "Cable 1", "Cable 2"]
    depths = [len(list(one.iterancestors("{urn:isbn:1-931666-22-9}c"))) for one in document.iter()]
    assert max(depths) == 2
    arguments = {"verb": "GetRecord", "metadataPrefix": "ead"}
    below = f"oai:regesta.invalid:{made[1].public_id}"
    assert error_of(client, {**arguments, "identifier": below}) == "cannotDisseminateFormat"
    whole = asked(client, {**arguments, "identifier": f"oai:regesta.invalid:{made[0].public_id}"})
    assert metadata_of(whole).tag == document.tag
    offered = asked(client, {"verb": "ListMetadataFormats", "identifier": below})
    assert "ead" not in {one.text for one in offered.iter() if "Prefix" in str(one.tag)}


@pytest.mark.django_db
def test_the_datestamp_of_a_finding_aid_is_the_latest_of_its_tree() -> None:
    """Also where something has left the tree."""
    top, _, first, second, _ = tree()
    other = published(collection("Other papers"))
    aged()
    before = stamp_of(top)
    withdraw(first.public_id, author=ARCHIVIST, reason="Mistake")
    assert stamp_of(top) > before
    aged()
    before = stamp_of(top)
    move(second.public_id, other.public_id, author=ARCHIVIST)
    assert stamp_of(top) > before


def stamp_of(record: Record) -> datetime:
    found = one_tree(record.pk)
    assert found is not None
    return found.stamp
