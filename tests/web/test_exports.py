"""Whole results as files, feeds, sitemaps and kept searches: what a reader sees, and no more."""

import csv
import hashlib
import io
import json
import re
from base64 import b64encode
from collections.abc import Callable
from copy import copy
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from catalog.domain.change import Replace
from catalog.domain.description import Title, decode
from catalog.exports import whole
from catalog.exports.records import texts
from catalog.interchange.formats import FORMATS
from catalog.jobs.run import drain
from catalog.models import Job, Record, SavedSearch, Token, User
from catalog.records.change import change
from catalog.records.publish import withdraw
from catalog.search.sync import sync_pending
from catalog.web.alerts import send_alerts
from tests.database.records import ARCHIVIST, collection, internal, item, published

pytestmark = pytest.mark.django_db
COUNT = 30
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def letters() -> list[Record]:
    above = published(collection())
    made = [published(item(f"Letter {number:02}", internal("Ask"), parent=above)) for number in range(COUNT)]
    item("Letter kept as a draft", parent=above)
    while sync_pending():
        pass
    return made


def body(answer: Any) -> bytes:
    content: bytes = answer.getvalue() if answer.streaming else answer.content
    return content


def test_a_whole_result_is_a_table_with_its_count(client: Client, letters: list[Record]) -> None:
    answer = client.get("/search/export/?format=csv&q=letter")
    assert answer.streaming
    assert answer["Regesta-Count"] == str(COUNT)
    rows = list(csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig"))))
    assert sorted(one["title"] for one in rows) == [f"Letter {number:02}" for number in range(COUNT)]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_whole_result_is_one_file_in_every_format(
    client: Client, letters: list[Record], suffix: str
) -> None:
    text = body(client.get(f"/search/export/?format={suffix}&q=letter")).decode()
    if "json" in FORMATS[suffix].media_type:
        assert len(json.loads(text)) == COUNT
    elif "xml" in FORMATS[suffix].media_type or "rdf" in FORMATS[suffix].media_type:
        assert len(etree.fromstring(text.encode())) == COUNT
    else:
        assert text.count("Letter 07") >= 1
    assert "draft" not in text
    assert "Ask" not in text


@pytest.mark.parametrize("wrong", ["format=tar", "", "format=csv&from=abc"])
def test_what_cannot_be_given_is_told(client: Client, wrong: str) -> None:
    assert client.get(f"/search/export/?{wrong}").status_code == 400


def test_a_long_result_is_written_by_a_job(
    client: Client, letters: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "STREAMED", 10)
    address = "/search/export/?format=ris&q=letter"
    assert "Write the file" in client.get(address).content.decode()
    where = client.post(address)["Location"]
    assert "being written" in client.get(where).content.decode()
    drain(["export"])
    report = Job.objects.get(kind="export").report
    page = client.get(where).content.decode()
    assert report["sha256"] in page
    file = body(client.get(f"{where}?file=1"))
    assert (report["records"], report["size"]) == (COUNT, len(file))
    assert hashlib.sha256(file).hexdigest() == report["sha256"]
    digest = b64encode(hashlib.sha256(file).digest()).decode()
    assert client.get(f"{where}?file=1")["Repr-Digest"] == f"sha-256=:{digest}:"


def withdrawn(letter: Record) -> None:
    withdraw(letter.public_id, author=ARCHIVIST, reason="Personal data")


def redacted(letter: Record) -> None:
    old = decode(bytes(letter.snapshot)).of(Title)[0]
    new = Replace(id=old.id, statement=Title(value="Letter", state="accepted"))
    change(letter.public_id, [new], expected_revision=letter.revision, author=ARCHIVIST)


@pytest.mark.parametrize("hide", [withdrawn, redacted])
def test_a_stored_file_is_given_until_something_in_it_is_taken_back(
    client: Client, letters: list[Record], hide: Callable[[Record], None]
) -> None:
    """A result of any length has its file where it is asked for; what is only at the desk ends nothing."""
    address = "/search/export/?format=csv&q=letter&file=1"
    assert "Write the file" in client.get(address).content.decode()
    where = client.post(address)["Location"]
    waiting = client.post(address)["Location"]
    drain(["export"])
    item("Letter that came in as a draft")
    assert b"Letter 00" in body(client.get(f"{where}?file=1"))
    hide(Record.objects.get(pk=letters[0].pk))
    for one in (where, waiting):
        assert client.get(f"{one}?file=1").status_code == 404
    again = client.post(address)["Location"]
    drain(["export"])
    assert b"Letter 00" not in body(client.get(f"{again}?file=1"))


def test_what_is_seen_by_rank_is_given_to_the_one_who_asked(
    letters: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "STREAMED", 10)
    staff, other = Client(), Client()
    staff.force_login(User.objects.create_user("one", rank=20))
    other.force_login(User.objects.create_user("other", rank=30))
    where = staff.post("/search/export/?format=txt&q=letter")["Location"]
    drain(["export"])
    assert "Letter kept as a draft" in body(staff.get(f"{where}?file=1")).decode()
    for reader in (other, Client()):
        assert reader.get(where).status_code == 404


@pytest.mark.parametrize(("suffix", "queries"), [("csv", 1), ("ris", 2)])
def test_records_for_formats_take_the_same_questions_whatever_their_number(
    letters: list[Record], suffix: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """A batch of the first few, and one of the others."""
    with django_assert_num_queries(2 * queries):
        assert sum(map(len, texts([one.pk for one in letters], 0, suffix))) == COUNT


def test_a_list_of_a_hundred_takes_four_questions(
    client: Client, letters: list[Record], django_assert_max_num_queries: Any
) -> None:
    client.get("/api/v1/records/?q=letter&page_size=100")
    with django_assert_max_num_queries(4):
        client.get("/api/v1/records/?q=letter&page_size=100")


def test_a_feed_tells_what_is_new_of_a_search(client: Client, letters: list[Record]) -> None:
    feed = etree.fromstring(client.get("/search/feed/?q=letter").content)
    titles = [one.findtext(f"{ATOM}title") for one in feed.iter(f"{ATOM}entry")]
    assert len(titles) == COUNT
    assert "Letter kept as a draft" not in titles
    assert feed.findtext(f"{ATOM}id")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/search/feed/?q={'word+' * 300}", 400),
        ("/search/feed/?from=abc", 400),
        ("/feeds/nothing/", 404),
        ("/sitemap-99999999999999999999.xml", 404),
        (f"/search/export/?format=csv&q={'word+' * 300}", 400),
    ],
)
def test_what_leads_nowhere_is_told(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_sitemaps_lead_to_what_is_public(client: Client, letters: list[Record]) -> None:
    hidden = copy(letters[0])
    hidden.pk, hidden.public_id, hidden.path = 200_000, "far", "200000/"
    hidden.seen_from = hidden.text_from = 30
    hidden.save(force_insert=True)  # its number alone would tell of it, by a longer index
    index = etree.fromstring(client.get("/sitemap.xml").content)
    (where,) = [one.text for one in index.iter(f"{SITEMAP}loc")]
    told = body(client.get(f"/{str(where).rsplit('/', 1)[1]}"))
    found = {str(one.text).rsplit("/", 2)[1] for one in etree.fromstring(told).iter(f"{SITEMAP}loc")}
    assert found == set(Record.objects.filter(seen_from=0).values_list("public_id", flat=True))
    assert "sitemap.xml" in client.get("/robots.txt").content.decode()
    assert b"searchTerms" in client.get("/opensearch.xml").content


def test_a_reader_keeps_a_search_and_is_told_by_mail(client: Client, letters: list[Record]) -> None:
    reader = User.objects.create_user("reader", email="reader@example.org", rank=10)
    client.force_login(reader)
    client.post("/account/searches/", {"query": "q=letter"})
    kept = SavedSearch.objects.get()
    page = client.get("/account/kept/").content.decode()
    assert f"/feeds/{kept.key}/" in page
    assert b"Letter 07" in Client().get(f"/feeds/{kept.key}/").content
    client.post(f"/account/searches/{kept.pk}/", {"mail": ""})
    assert send_alerts() == 0
    SavedSearch.objects.update(told_until=timezone.now() - timedelta(days=1))
    assert send_alerts() == 1
    assert "Letter 07" in mail.outbox[0].body
    assert send_alerts() == 0
    client.post(f"/account/searches/{kept.pk}/", {"remove": ""})
    assert not SavedSearch.objects.exists()


def test_a_search_is_kept_by_its_owner_alone(client: Client, letters: list[Record]) -> None:
    client.force_login(User.objects.create_user("reader"))
    client.post("/account/searches/", {"query": "q=letter"})
    other = Client()
    other.force_login(User.objects.create_user("other"))
    kept = SavedSearch.objects.get()
    assert other.post(f"/account/searches/{kept.pk}/", {"remove": ""}).status_code == 404
    assert Client().post("/account/searches/", {"query": ""})["Location"].startswith("/sign-in/")


def test_a_token_is_shown_once_and_ended(client: Client) -> None:
    client.force_login(User.objects.create_user("reader"))
    said = {"name": "Zotero", "scope": "read", "days": "30"}
    made = client.post("/account/tokens/", said).content.decode()
    text = re.search(r"regesta_[\w-]{43}", made)
    assert text
    assert text[0] not in client.get("/account/kept/").content.decode()
    assert client.post("/account/tokens/", {**said, "scope": "write"}).status_code == 400
    program = Client(headers={"Authorization": f"Bearer {text[0]}"})
    assert program.get("/api/v1/authorities/").status_code == 200
    client.post(f"/account/tokens/{Token.objects.get().pk}/end/")
    assert program.get("/api/v1/authorities/").status_code == 401
