"""A record for machines: by suffix, by Accept, by unAPI, with links that lead to all of it."""

import json
import re
from html import unescape

import pytest
import rispy
from django.test import Client
from lxml import etree

from catalog.domain.description import Agent, Date, Identifier, Rights
from catalog.interchange import ead, ead3
from catalog.interchange.formats import FORMATS
from catalog.models import Record
from catalog.records.publish import withdraw
from tests.database.records import ARCHIVIST, collection, internal, item, part, published

pytestmark = pytest.mark.django_db
HOSTILE = '</script><script>alert("x")</script>'


@pytest.fixture
def cable() -> Record:
    above = published(collection())
    text = "To Chairman Mao\nAnnex\n"
    whole = item(
        f"Cable {HOSTILE}",
        Agent(name="Zhou Enlai", role="sender", state="accepted"),
        Date(edtf="1952-08-28", role="created", earliest="1952-08-28", latest="1952-08-28", state="accepted"),
        Identifier(value="HOO 6/9", role="reference code", state="accepted"),
        Identifier(value="OLD-1", role="former reference code", state="accepted"),
        Rights(uri="https://creativecommons.org/publicdomain/zero/1.0/", state="accepted"),
        internal("Ask Moscow"),
        parent=above,
        text=text,
    )
    part("Annex", whole, 2, 2, text)
    return published(whole)


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_has_an_address(client: Client, cable: Record, suffix: str) -> None:
    answer = client.get(f"/records/{cable.public_id}.{suffix}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith(FORMATS[suffix].media_type)
    assert "Ask Moscow" not in answer.content.decode()
    known = client.get(f"/records/{cable.public_id}.{suffix}", headers={"If-None-Match": answer["ETag"]})
    assert known.status_code == 304


def test_what_is_hidden_withdrawn_or_of_no_format_is_not_given(client: Client, cable: Record) -> None:
    assert client.get(f"/records/{item('Draft').public_id}.ris").status_code == 404
    assert client.get(f"/records/{cable.public_id}.exe").status_code == 404
    withdraw(cable.public_id, author=ARCHIVIST, reason="Personal data")
    assert client.get(f"/records/{cable.public_id}.ris").status_code == 410


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("application/x-research-info-systems", "application/x-research-info-systems; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("text/csv;q=0.9, text/html;q=0.1", "text/csv; charset=utf-8"),
        ("image/png", "text/html; charset=utf-8"),
    ],
)
def test_a_client_gets_what_it_accepts(client: Client, cable: Record, accept: str, given: str) -> None:
    answer = client.get(f"/records/{cable.public_id}/", headers={"Accept": accept})
    assert answer["Content-Type"] == given
    assert "Accept" in answer["Vary"]


def test_unapi_gives_ris_as_zotero_reads_it(client: Client, cable: Record) -> None:
    page = client.get(f"/records/{cable.public_id}/").content.decode()
    assert 'rel="unapi-server"' in page
    assert f'<abbr class="unapi-id" title="{cable.public_id}">' in page
    assert client.get("/unapi/").status_code == 200
    formats = client.get(f"/unapi/?id={cable.public_id}")
    assert formats.status_code == 300
    assert 'name="ris"' in formats.content.decode()
    (one,) = rispy.loads(client.get(f"/unapi/?id={cable.public_id}&format=ris").content.decode())
    assert one["authors"] == ["Zhou Enlai"]
    assert client.get(f"/unapi/?id={cable.public_id}&format=mods").status_code == 406
    assert client.get(f"/unapi/?id={item('Draft').public_id}&format=ris").status_code == 404


def test_the_page_has_its_data_in_its_head(client: Client, cable: Record) -> None:
    page = client.get(f"/records/{cable.public_id}/").content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert data
    node = json.loads(data[1])
    assert node["name"] == f"Cable {HOSTILE}"
    assert node["creator"] == [{"@type": "Person", "name": "Zhou Enlai"}]
    metas = dict(re.findall(r'<meta name="(DC\.\w+|citation_\w+)" content="([^"]*)"', page))
    assert metas["citation_author"] == "Zhou Enlai"
    assert '<meta name="z:itemType" content="manuscript">' in page
    assert metas["citation_date"] == "1952/08/28"
    assert unescape(metas["DC.title"]) == f"Cable {HOSTILE}"
    assert "Ask Moscow" not in page


def test_links_lead_machines_to_all_of_it(client: Client, cable: Record) -> None:
    answer = client.get(f"/records/{cable.public_id}/")
    links = re.findall(r'<([^>]*)>; rel="([\w-]+)"', answer["Link"])
    relations = {relation for _, relation in links}
    assert relations >= {"cite-as", "describedby", "collection", "license", "linkset", "type"}
    told = client.get(f"/records/{cable.public_id}/linkset/").json()["linkset"][0]
    assert told["anchor"].endswith(f"/records/{cable.public_id}/")
    assert len(told["describedby"]) == len(FORMATS)


@pytest.mark.parametrize("code", ["HOO 6/9", "OLD-1"])
def test_a_reference_code_leads_to_its_record(client: Client, cable: Record, code: str) -> None:
    assert client.get(f"/ref/{code}")["Location"] == f"/records/{cable.public_id}/"
    assert client.get("/ref/nothing").status_code == 404


def test_a_style_of_citation_is_chosen_without_scripts(client: Client, cable: Record) -> None:
    page = unescape(client.get(f"/records/{cable.public_id}/?cite=chicago-bibliography").content.decode())
    assert '<option value="chicago-bibliography" selected>' in page
    assert re.search(r'id="citation">Zhou Enlai\. “Cable', page)
    apa = client.get(f"/records/{cable.public_id}/citation/?style=apa").content.decode()
    assert apa.startswith("Zhou Enlai. (1952")
    assert client.get(f"/records/{cable.public_id}/citation/?style=none").status_code == 404


def test_a_finding_aid_holds_the_tree_as_its_reader_sees_it(client: Client, cable: Record) -> None:
    assert cable.parent is not None
    item("Draft within", parent=cable.parent)
    for suffix, namespace in (("ead.xml", ead.NAMESPACE), ("ead3.xml", ead3.NAMESPACE)):
        root = etree.fromstring(client.get(f"/records/{cable.parent.public_id}.{suffix}").getvalue())
        titles = [one.text for one in root.iter(f"{{{namespace}}}unittitle")]
        assert titles == ["Victor Hoo Collection", f"Cable {HOSTILE}"]
    assert client.get(f"/records/{cable.public_id}.ead.xml").status_code == 404
