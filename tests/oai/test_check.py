"""The provider walked through by itself, and what aggregators would refuse."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from catalog.domain.description import Date, Form, Language, Rights
from catalog.domain.disclosure import STAFF
from catalog.models import Record, User
from catalog.oai import pages
from tests.database.records import aged, collection, item, published
from tests.oai.test_announced import with_file

pytestmark = pytest.mark.django_db
RIGHTS = Rights(uri="http://rightsstatements.org/vocab/NoC-US/1.0/", state="accepted")


def said(**options: str) -> str:
    out = StringIO()
    call_command("oai_check", stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def made() -> dict[str, Record]:
    top = published(collection("Papers"))
    return {
        "top": top,
        "whole": with_file("Whole", top, Language(code="eng"), Form(value="Cable"), dated()),
        "rights": published(item("Rights alone", RIGHTS, parent=top)),
        "nothing": published(item("Nothing", parent=top)),
        "draft": item("Unfinished work"),
    }


def dated() -> Date:
    return Date(edtf="1952", role="created", earliest="1952-01-01", latest="1952-12-31")


def test_the_walk_is_complete_in_every_format(
    made: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PAGE", 2)
    aged()
    told = said()
    assert "Identifiers begin with oai:regesta.invalid:" in told
    for prefix in ("oai_dc", "mods", "marc21", "edm"):
        assert f"{prefix}: 4 records, 0 of them deleted, on 2 pages." in told
    assert "ead: 1 records" in told


def test_what_is_wrong_is_said(made: dict[str, Record], monkeypatch: pytest.MonkeyPatch) -> None:
    aged()
    Record.objects.filter(pk=made["nothing"].pk).update(document=made["whole"].pk, level="part")
    Record.objects.filter(pk=made["nothing"].pk).update(document=None, level="item", was_public=False)
    with pytest.raises(CommandError, match="1 things are wrong"):
        said(format="oai_dc")


def test_refusals_are_counted_for_each_set_and_reason(made: dict[str, Record]) -> None:
    everything = said(profile="dpla").splitlines()[0]
    assert everything.startswith("All records: 3 of 4 refused")
    assert "No file that everybody may open: 3" in everything
    assert "No URI of a rights statement: 2" in everything
    digital = next(line for line in said(profile="dpla").splitlines() if "(digital)" in line)
    assert "0 of 1 refused" in digital


@pytest.mark.usefixtures("plain_static_files")
def test_each_number_at_the_desk_leads_to_the_records_to_mend(made: dict[str, Record]) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("staff", rank=STAFF))
    page = client.get("/admin/catalog/record/harvests/?profile=dpla").content.decode()
    spec = f"collection:{made['top'].public_id}".replace(":", "%3A")
    address = f"/admin/catalog/record/?lacks=rights&amp;set={spec}"
    assert f'href="{address}">2</a>' in page
    listed = client.get(address.replace("&amp;", "&")).content.decode()
    assert "Nothing" in listed
    assert "Rights alone" not in listed
    assert "Unfinished work" not in listed
    every = f"/admin/catalog/record/?lacks=dpla&amp;set={spec}"
    assert f'href="{every}">3</a>' in page
    listed = client.get(every.replace("&amp;", "&")).content.decode()
    assert "Nothing" in listed
    assert "Rights alone" in listed
    assert "Whole" not in listed


@pytest.mark.usefixtures("plain_static_files")
def test_people_get_a_page_that_leads_to_every_verb(made: dict[str, Record]) -> None:
    client = Client()
    page = client.get("/oai", HTTP_ACCEPT="text/html,*/*;q=0.8").content.decode()
    for words in ("?verb=Identify", "?verb=ListSets", "ListRecords", "GetRecord", "mods", "Papers"):
        assert words in page
    assert made["draft"].public_id not in page
    aged()
    # As a browser sends the form of a list: with the fields that were left empty.
    filled = {"verb": "ListRecords", "metadataPrefix": "mods", "set": "", "from": "2020-01-01", "until": ""}
    answer = client.get("/oai/ask", filled, follow=True)
    assert answer.redirect_chain == [("/oai?verb=ListRecords&metadataPrefix=mods&from=2020-01-01", 302)]
    assert made["whole"].public_id in answer.content.decode()
