"""What the provider says of itself and of its sets: in an empty catalogue, on several pages, for good."""

import msgspec
import pytest
from django.conf import LazySettings
from django.test import Client
from lxml import etree

from catalog.domain.description import Agent, Date, Form, Place, Title
from catalog.oai import describe
from catalog.oai.identifiers import namespace
from catalog.records.publish import withdraw
from tests.database.records import ARCHIVIST, aged, collection, item, published
from tests.oai.harvests import OAI, asked, error_of, headers_in, metadata_of, pages, token_in

pytestmark = pytest.mark.django_db
XSI = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def test_an_empty_catalogue_answers_every_verb(client: Client) -> None:
    asked(client, {"verb": "Identify"})
    asked(client, {"verb": "ListMetadataFormats"})
    assert error_of(client, {"verb": "ListSets"}) == "noSetHierarchy"
    for verb in ("ListRecords", "ListIdentifiers"):
        for prefix in ("oai_dc", "ead"):
            assert error_of(client, {"verb": verb, "metadataPrefix": prefix}) == "noRecordsMatch"


def test_the_earliest_datestamp_may_be_that_of_a_deleted_record(client: Client) -> None:
    gone = published(item("Cable"))
    withdraw(gone.public_id, author=ARCHIVIST, reason="Mistake")
    aged()
    published(item("Later"))
    said = asked(client, {"verb": "Identify"}).findtext(f".//{OAI}earliestDatestamp")
    headers = headers_in(next(pages(client)))
    assert [(one.public_id, one.gone, one.stamp) for one in headers] == [(gone.public_id, True, said)]
    before = {"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "2000-01-01"}
    assert error_of(client, before) == "noRecordsMatch"


def test_sets_come_in_pages_each_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    top = published(collection())
    for form in ("Cable", "Letter", "Minutes"):
        published(item(form, Form(value=form, state="accepted"), parent=top))
    whole = [one.text for one in asked(client, {"verb": "ListSets"}).iter(f"{OAI}setSpec")]
    assert len(set(whole)) == len(whole) == 5
    monkeypatch.setattr(describe, "SETS_AT_ONCE", 2)
    found, arguments = [], {"verb": "ListSets"}
    while arguments:
        root = asked(client, arguments)
        found.append([one.text for one in root.iter(f"{OAI}setSpec")])
        token = token_in(root)
        arguments = {"verb": "ListSets", "resumptionToken": token} if token else {}
    assert [len(one) for one in found] == [2, 2, 1]
    assert [spec for page in found for spec in page] == whole


def test_identifiers_stay_whatever_settings_and_hosts_say_later(settings: LazySettings) -> None:
    settings.OAI_NAMESPACE = "archive.example"
    assert namespace() == "archive.example"
    settings.OAI_NAMESPACE, settings.SITE_URL = "other.example", "https://new.example"
    assert namespace() == "archive.example"


def test_schemas_are_named_as_the_protocol_prints_them(client: Client) -> None:
    published(item("Cable"))
    aged()
    root = next(pages(client))
    assert root.get(XSI) == (
        "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
    )
    assert metadata_of(root).get(XSI) == (
        "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    )
    formats = asked(client, {"verb": "ListMetadataFormats"})
    told = {one.findtext(f"{OAI}metadataPrefix") for one in formats.iter(f"{OAI}metadataFormat")}
    assert told == {"oai_dc", "mods", "marc21", "edm", "ead"}


def test_who_where_and_when_are_told_in_dublin_core(client: Client) -> None:
    said = (
        Agent(name="Fedorenko, N. T.", role="translator"),
        Place(name="Moscow"),
        Date(edtf="1945/1950", role="temporal_coverage", earliest="1945-01-01", latest="1950-12-31"),
        Title(value="Сталин и Сун", title_kind="parallel", language="rus"),
    )
    record = published(item("Stalin and Soong", *(_accepted(one) for one in said), text="One\nTwo"))
    aged()
    arguments = {"verb": "GetRecord", "identifier": f"oai:regesta.invalid:{record.public_id}"}
    root = metadata_of(asked(client, {**arguments, "metadataPrefix": "oai_dc"}))
    told = {(etree.QName(one).localname, one.text) for one in root}
    assert {
        ("title", "Stalin and Soong"),
        ("contributor", "Fedorenko, N. T."),
        ("coverage", "Moscow"),
        ("coverage", "1945/1950"),
        ("type", "Text"),
    } <= told
    assert "title" not in {name for name, value in told if value == "Сталин и Сун"}
    mods = metadata_of(asked(client, {**arguments, "metadataPrefix": "mods"}))
    names = {etree.QName(one).localname for one in mods}
    assert {"recordInfo", "titleInfo", "name", "subject"} <= names


def _accepted(statement: Agent | Place | Date | Title) -> Agent | Place | Date | Title:
    return msgspec.structs.replace(statement, state="accepted")
