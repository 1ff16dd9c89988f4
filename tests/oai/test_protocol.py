"""OAI-PMH 2.0 as harvesters meet it: verbs, arguments, errors, pages, tokens."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from catalog.domain.change import Replace
from catalog.domain.description import Form, Title, decode
from catalog.models import Record, SetMember
from catalog.oai import pages as oai_pages
from catalog.oai.tokens import LIFE
from catalog.records.change import change
from catalog.records.publish import withdraw
from tests.database.records import ARCHIVIST, accepted_title, aged, collection, item, part, published
from tests.oai.harvests import OAI, asked, error_of, harvested, headers_in, pages, response_date, token_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oai_pages, "PAGE", 3)


@pytest.fixture
def seven(small_pages: None) -> list[Record]:
    """A collection, and six documents in it, stamped a day ago."""
    top = published(collection())
    made = [top, *(published(item(f"Cable {number}", parent=top)) for number in range(6))]
    aged()
    return made


def renamed(record: Record, title: str) -> None:
    now = Record.objects.get(pk=record.pk)
    known = decode(bytes(now.snapshot)).of(Title)[0].id
    change(
        now.public_id,
        [Replace(id=known, statement=accepted_title(title))],
        expected_revision=now.revision,
        author=ARCHIVIST,
    )


def test_identify_says_what_the_provider_is(client: Client, seven: list[Record]) -> None:
    root = asked(client, {"verb": "Identify"})
    said = {str(one.tag).removeprefix(OAI): one.text for one in root[2]}
    assert said["baseURL"] == "http://127.0.0.1:8000/oai"
    assert said["deletedRecord"] == "persistent"
    assert said["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    first = Record.objects.order_by("oai_datestamp").first()
    assert first is not None
    assert first.oai_datestamp is not None
    assert said["earliestDatestamp"] == f"{first.oai_datestamp:%Y-%m-%dT%H:%M:%SZ}"
    text = etree.tostring(root).decode()
    assert "<repositoryIdentifier>regesta.invalid</repositoryIdentifier>" in text
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in text


def test_a_list_is_whole_and_in_the_order_of_its_datestamps(client: Client, seven: list[Record]) -> None:
    found = list(pages(client))
    assert [len(headers_in(page)) for page in found] == [3, 3, 1]
    headers = [one for page in found for one in headers_in(page)]
    assert [one.public_id for one in headers] == [one.public_id for one in seven]
    assert [one.stamp for one in headers] == sorted(one.stamp for one in headers)
    tokens = [page.find(f".//{OAI}resumptionToken") for page in found]
    assert [one.get("completeListSize") for one in tokens if one is not None] == ["7"] * 3
    assert [one.get("cursor") for one in tokens if one is not None] == ["0", "3", "6"]
    assert tokens[-1] is not None
    assert not tokens[-1].text


def test_an_exact_multiple_of_a_page_ends_without_an_empty_page(client: Client, seven: list[Record]) -> None:
    withdraw(seven[-1].public_id, author=ARCHIVIST, reason="Mistake")
    assert [len(headers_in(page)) for page in pages(client)] == [3, 3]


def test_get_and_post_answer_alike(client: Client, seven: list[Record]) -> None:
    arguments = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    got, posted = asked(client, arguments), asked(client, arguments, post=True)
    assert headers_in(got) == headers_in(posted)
    outside = Client(enforce_csrf_checks=True)
    assert headers_in(asked(outside, arguments, post=True)) == headers_in(got)


def test_an_answer_is_compressed_when_that_is_asked(client: Client, seven: list[Record]) -> None:
    response = client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc", HTTP_ACCEPT_ENCODING="gzip")
    assert response["Content-Encoding"] == "gzip"
    assert len(headers_in(etree.fromstring(gzip.decompress(response.content)))) == 3


def test_the_set_and_the_time_hold_on_later_pages(client: Client, seven: list[Record]) -> None:
    published(item("Elsewhere"))
    aged()
    inside = f"collection:{seven[0].public_id}"
    assert {one.public_id for one in harvested(client, set=inside)} == {one.public_id for one in seven}
    Record.objects.filter(pk__in=[one.pk for one in seven[:4]]).update(
        oai_datestamp=datetime(2020, 5, 1, 12, tzinfo=UTC)
    )
    found = harvested(client, **{"from": "2020-05-01", "until": "2020-05-01"})
    assert [one.public_id for one in found] == [one.public_id for one in seven[:4]]


def test_a_token_repeated_gives_the_same_page(client: Client, seven: list[Record]) -> None:
    token = token_in(next(pages(client)))
    first, again = (asked(client, {"verb": "ListRecords", "resumptionToken": token}) for _ in range(2))
    assert headers_in(first) == headers_in(again)


@pytest.mark.parametrize(
    ("asked_for", "count"),
    [
        ({"until": "2020-01-01"}, 1),
        ({"until": "2020-01-01T00:00:00Z"}, 1),
        ({"until": "2019-12-31"}, 0),
        ({"from": "2020-01-01T00:00:01Z"}, 6),
        ({"from": "2020-01-01"}, 7),
        ({"until": "9999-12-31"}, 7),
        ({"from": "0001-01-01", "until": "9999-12-31"}, 7),
        ({"from": "2090-01-01"}, 0),
    ],
)
def test_from_and_until_are_both_inclusive(
    client: Client, seven: list[Record], asked_for: dict[str, str], count: int
) -> None:
    Record.objects.filter(pk=seven[0].pk).update(oai_datestamp=datetime(2020, 1, 1, tzinfo=UTC))
    if count:
        assert len(harvested(client, **asked_for)) == count
    else:
        arguments = {"verb": "ListRecords", "metadataPrefix": "oai_dc", **asked_for}
        assert error_of(client, arguments) == "noRecordsMatch"


LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Destroy"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "extra": "1"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": ""}, "badArgument"),
        ({**LIST, "metadataPrefix": "bibtex"}, "cannotDisseminateFormat"),
        ({**LIST, "set": ["digital", "digital"]}, "badArgument"),
        ({**LIST, "set": "no such set?"}, "badArgument"),
        ({**LIST, "set": "form:0000000000"}, "noRecordsMatch"),
        ({**LIST, "from": "2020-01-01", "until": "2020-01-02T00:00:00Z"}, "badArgument"),
        ({**LIST, "from": "2020-01-02", "until": "2020-01-01"}, "badArgument"),
        ({**LIST, "from": "2020-13-01"}, "badArgument"),
        ({**LIST, "from": "2020-02-30"}, "badArgument"),
        ({**LIST, "from": "2020-01-01T00:00:00"}, "badArgument"),
        ({**LIST, "from": "2020-01-01T00:00:00.5Z"}, "badArgument"),
        ({**LIST, "from": "yesterday\x00"}, "badArgument"),
        ({**LIST, "until": ""}, "badArgument"),
        ({**LIST, "resumptionToken": "x"}, "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": ""}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "\ud800"}, "badResumptionToken"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x:1"}, "idDoesNotExist"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "\x01<&\x00"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "oai:regesta.invalid:"}, "idDoesNotExist"),
        ({"verb": "ListIdentifiers", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
    ],
)
def test_what_is_wrong_is_the_protocols_error(
    client: Client, arguments: dict[str, str | list[str]], code: str
) -> None:
    sent = {
        name: value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        for name, value in arguments.items()
    }
    assert error_of(client, sent) == code


def test_posts_that_are_no_forms_are_the_protocols_error(client: Client) -> None:
    many = "&".join(f"a{number}=1" for number in range(2000))
    for body, kind in (
        (b"\xff\xfe", "application/json"),
        (many.encode(), "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
    ):
        response = client.post("/oai", body, content_type=kind)
        assert response.status_code == 200
        assert etree.fromstring(response.content).find(f"{OAI}error") is not None


def test_damaged_expired_and_misused_tokens_are_refused(client: Client, seven: list[Record]) -> None:
    token = token_in(next(pages(client)))

    def refused(changed: str, verb: str = "ListRecords") -> str:
        return error_of(client, {"verb": verb, "resumptionToken": changed})

    assert refused(token[:-1]) == "badResumptionToken"
    assert refused(token[: len(token) // 2]) == "badResumptionToken"
    assert refused(f"{'A' if token[0] != 'A' else 'B'}{token[1:]}") == "badResumptionToken"
    assert refused(token, "ListIdentifiers") == "badResumptionToken"
    forged = signing.TimestampSigner(key="another key", salt="oai").sign_object(["ListRecords"])
    assert refused(forged) == "badResumptionToken"
    with pytest.MonkeyPatch.context() as patch:
        later = datetime.now(UTC) + LIFE + timedelta(seconds=2)
        patch.setattr("django.core.signing.time.time", later.timestamp)
        assert refused(token) == "badResumptionToken"


def test_a_token_says_until_when_it_is_good(client: Client, seven: list[Record]) -> None:
    found = next(pages(client)).find(f".//{OAI}resumptionToken")
    assert found is not None
    expires = datetime.fromisoformat(str(found.get("expirationDate")))
    assert expires - datetime.now(UTC) > timedelta(hours=24)


def test_the_date_of_an_answer_is_its_bound_and_of_later_pages_too(
    client: Client, seven: list[Record]
) -> None:
    first = next(pages(client))
    said = response_date(first)
    assert said.endswith("Z")
    assert "." not in said
    assert datetime.fromisoformat(said) <= datetime.now(UTC) - timedelta(seconds=2)
    later = asked(client, {"verb": "ListRecords", "resumptionToken": token_in(first)})
    assert response_date(later) == said


def test_what_never_was_public_does_not_exist(client: Client, seven: list[Record]) -> None:
    draft = item("Draft")
    arguments = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}
    unknown = error_of(client, {**arguments, "identifier": f"oai:regesta.invalid:{draft.public_id}"})
    assert unknown == "idDoesNotExist"
    assert draft.public_id not in {one.public_id for one in harvested(client)}


def test_what_was_withdrawn_is_deleted_and_keeps_its_sets(client: Client, seven: list[Record]) -> None:
    gone = published(item("Minutes", Form(value="Minutes", state="accepted"), parent=seven[0]))
    withdraw(gone.public_id, author=ARCHIVIST, reason="The donor asked")
    aged()
    header = next(one for one in harvested(client) if one.public_id == gone.public_id)
    assert header.gone
    assert f"collection:{seven[0].public_id}" in header.sets
    identifier = f"oai:regesta.invalid:{gone.public_id}"
    one = asked(client, {"verb": "GetRecord", "metadataPrefix": "mods", "identifier": identifier})
    assert headers_in(one)[0].gone
    assert one.find(f".//{OAI}metadata") is None
    # Its form has no public record any more, so it is no set; who harvests it is still told.
    sets = asked(client, {"verb": "ListSets"})
    specs = {found.text for found in sets.iter(f"{OAI}setSpec")}
    form = next(spec for spec in header.sets if spec.startswith("form:"))
    assert form not in specs
    assert [found.gone for found in harvested(client, set=form)] == [True]


def test_a_page_takes_the_same_queries_whatever_it_holds(client: Client, seven: list[Record]) -> None:
    def queries(prefix: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            list(pages(client, metadataPrefix=prefix))
        return len(captured)

    client.get("/oai?verb=Identify")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(oai_pages, "PAGE", 100)
        for prefix in ("oai_dc", "mods", "marc21", "edm"):
            few = queries(prefix)
            for number in range(5):
                published(item(f"{prefix} {number}", parent=seven[0]))
            aged()
            assert queries(prefix) == few


def test_parts_are_told_with_their_document_and_are_no_items(client: Client, seven: list[Record]) -> None:
    document = item("Communiqué", text="One\nTwo")
    annex = part("Exchange of notes", document, 2, 2, "One\nTwo")
    published(document)
    aged()
    found = asked(
        client,
        {
            "verb": "GetRecord",
            "metadataPrefix": "oai_dc",
            "identifier": f"oai:regesta.invalid:{document.public_id}",
        },
    )
    assert "Exchange of notes" in "".join(found.itertext())
    assert annex.public_id not in {one.public_id for one in harvested(client)}


def test_a_title_with_what_xml_forbids_is_told_without(client: Client, seven: list[Record]) -> None:
    record = published(item("a\x0bb\ufffec\x1bd & <e>"))
    aged()
    for prefix in ("oai_dc", "mods", "marc21", "edm"):
        text = "".join("".join(page.itertext()) for page in pages(client, metadataPrefix=prefix))
        assert "abcd & <e>" in text, prefix
    assert SetMember.objects.filter(record=record).exists()
