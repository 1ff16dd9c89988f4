"""Elasticsearch behind a server that refuses, is lost, asks who it is, and speaks TLS."""

import base64
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.models import IndexState, Record
from catalog.search.elastic_client import client
from catalog.search.elastic_writer import RETRIES
from catalog.search.engine import Engine, engine
from catalog.search.query import SearchAway
from catalog.search.rebuild import rebuild
from catalog.search.sync import sync_pending
from tests.database.records import item, published
from tests.engine.catalogue import asked, ids, index, the_catalogue
from tests.engine.front import LOST, Front, front_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.elasticsearch,
    pytest.mark.parametrize("using", ["elasticsearch"], indirect=True),
]
TOO_MUCH = 429


@pytest.fixture
def front(using: Engine, settings: Any) -> Iterator[Front]:
    """What this site takes for Elasticsearch."""
    with front_of(settings.ELASTICSEARCH_URL) as front:
        behind, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, front.address
        _sign_in_anew()
        yield front
        settings.ELASTICSEARCH_URL = behind
        _sign_in_anew()


def _sign_in_anew() -> None:
    engine.cache_clear()
    client.cache_clear()


def dirty() -> set[int]:
    return {row.pk for row in Record.objects.all() if row.indexed_version < row.version}


def test_what_is_refused_as_too_much_is_sent_again(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.search.elastic_writer.FIRST_WAIT", 0.01)
    record = published(item("Harbour plan"))
    front.refusals = [TOO_MUCH] * 4
    assert sync_pending() == 1
    assert front.bulks == 5
    assert not dirty()
    index()
    assert ids(asked("harbour")) == {record.pk}


@pytest.mark.parametrize("refusal", [TOO_MUCH, 503, LOST])
def test_what_is_saved_while_the_server_refuses_is_indexed_afterwards(
    front: Front, refusal: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.search.elastic_writer.FIRST_WAIT", 0.01)
    published(item("Harbour plan"))
    index()
    front.refusals = [refusal] * 4 * RETRIES
    records = {published(item(f"Letter {number}")).pk for number in range(3)}
    with pytest.raises(SearchAway, match="away for the moment"):
        sync_pending()
    assert dirty() == records
    assert asked("harbour").count == 1
    front.refusals = []
    index()
    assert ids(asked("letter")) == records


def test_an_index_whose_disk_is_full_is_away_for_what_is_saved_until_it_is_not(
    using: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("catalog.search.elastic_writer.FIRST_WAIT", 0.01)
    the_catalogue()
    place = IndexState.objects.get().place
    client().indices.put_settings(index=place, settings={"blocks.read_only_allow_delete": True})
    record = published(item("Zanzibar plan"))
    with pytest.raises(SearchAway, match="away for the moment"):
        sync_pending()
    assert "disk usage exceeded" in caplog.text
    assert (dirty(), asked("treaty").count) == ({record.pk}, 2)
    client().indices.put_settings(index=place, settings={"blocks.read_only_allow_delete": None})
    index()
    assert ids(asked("zanzibar")) == {record.pk}


def test_a_rebuild_waits_for_a_server_that_is_lost(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.search.rebuild.PATIENCE", (0, 0, 0))
    monkeypatch.setattr("catalog.search.rebuild.AT_ONCE", 2)
    records = {published(item(f"Letter {number}")).pk for number in range(5)}

    def lost_once(done: int, total: int) -> None:
        if done == 2:
            front.refusals = [LOST] * 4

    assert rebuild(lost_once) == 5
    assert not front.refusals
    assert ids(asked("letter")) == records


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ELASTICSEARCH_API_KEY": "bGV0LW1lLWlu"}, "ApiKey bGV0LW1lLWlu"),
        (
            {"ELASTICSEARCH_USER": "regesta", "ELASTICSEARCH_PASSWORD": "a: long one"},
            f"Basic {base64.b64encode(b'regesta:a: long one').decode()}",
        ),
    ],
)
def test_every_request_is_signed_in(front: Front, settings: Any, given: dict[str, str], said: str) -> None:
    for name, value in given.items():
        setattr(settings, name, value)
    _sign_in_anew()
    published(item("Harbour plan"))
    index()
    assert asked("harbour").count == 1
    assert front.signed_in == {said}


def test_a_certificate_counts_where_its_authority_is_known(
    using: Engine, settings: Any, tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made.split(), *names, *files], check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    behind = settings.ELASTICSEARCH_URL
    with front_of(behind, tls) as front:
        settings.ELASTICSEARCH_URL = front.address
        _sign_in_anew()
        assert not engine().healthy()
        settings.ELASTICSEARCH_CA_FILE = str(certificate)
        _sign_in_anew()
        assert engine().healthy()
        record = published(item("Harbour plan"))
        index()
        assert ids(asked("harbour")) == {record.pk}
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_CA_FILE = behind, ""
    _sign_in_anew()


def test_a_page_is_one_request_and_one_without_hits_two(front: Front) -> None:
    the_catalogue()
    filters = {"form": ("Treaty",)}
    for words, chosen, requests in (
        ("treaty", {}, 1),
        ("treaty OR harbour", filters, 1),
        ("freindship alliannce trety", {}, 2),
        ("title:freindship OR place:qqqqq", filters, 2),
    ):
        front.searches = 0
        asked(words, filters=chosen)
        assert front.searches == requests, words
