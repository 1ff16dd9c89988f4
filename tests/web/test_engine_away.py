"""The site while the search engine is away, and after it came back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from catalog.models import Record
from catalog.search.elastic_client import client as elastic_client
from catalog.search.engine import engine
from catalog.search.query import SearchAway
from catalog.search.sync import sync_pending
from tests.database.records import item, published
from tests.engine.catalogue import asked, ids, index, the_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
CLOSED_PORT = "http://127.0.0.1:9"


def served_by(address: str, settings: Any) -> None:
    settings.ELASTICSEARCH_URL = address
    elastic_client.cache_clear()
    engine.cache_clear()


@pytest.fixture
def records(settings: Any, elasticsearch_url: str) -> Iterator[dict[str, Record]]:
    settings.ELASTICSEARCH_TIMEOUT = 30.0
    settings.ELASTICSEARCH_INDEX += "_away"
    served_by(elasticsearch_url, settings)
    yield the_catalogue()
    served_by("", settings)


def test_pages_and_edits_work_and_what_was_saved_is_found_afterwards(
    client: Client, records: dict[str, Record], settings: Any, elasticsearch_url: str
) -> None:
    served_by(CLOSED_PORT, settings)
    away = client.get("/search/?q=treaty")
    assert away.status_code == 503
    assert "away for the moment" in away.content.decode()
    assert client.get("/api/v1/records/?q=treaty").status_code == 503
    assert client.get("/suggest/?q=treaty").content == b""
    assert client.get("/").status_code == 200
    assert client.get(f"/records/{records['treaty'].public_id}/").status_code == 200
    saved = published(item("Harbour plan"))
    with pytest.raises(SearchAway):
        sync_pending()
    served_by(elasticsearch_url, settings)
    index()
    assert ids(asked("harbour plan")) == {saved.pk}
    assert client.get("/search/?q=treaty").status_code == 200
