"""The list of like records on a record's page, and as a page of its own."""

from typing import Any

import pytest
from django.test import Client

from tests.database.records import item

pytestmark = pytest.mark.django_db


def test_a_record_page_leads_to_records_like_it(client: Client, seeds: dict[str, str]) -> None:
    address = f"/records/{seeds['cable']}/alike/"
    page = client.get(f"/records/{seeds['cable']}/").content.decode()
    assert f'hx-get="{address}"' in page
    assert f'href="{address}"' in page
    alone = client.get(address)
    assert alone.status_code == 200
    assert "<h1>More like this</h1>" in alone.content.decode()
    listed = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<h1>" not in listed
    assert f"/records/{seeds['treaty']}/" in listed
    assert f"/records/{seeds['cable']}/" not in listed


def test_records_like_one_that_is_not_seen_are_not_told(client: Client, seeds: dict[str, str]) -> None:
    draft = item("A draft on Port Arthur")
    assert client.get(f"/records/{draft.public_id}/alike/").status_code == 404


def test_without_the_engine_the_record_stays(client: Client, seeds: dict[str, str], settings: Any) -> None:
    from catalog.search.elastic_client import client as elastic
    from catalog.search.engine import engine

    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    settings.ELASTICSEARCH_TIMEOUT = 0.5
    engine.cache_clear()
    elastic.cache_clear()
    try:
        assert client.get(f"/records/{seeds['cable']}/").status_code == 200
        assert client.get(f"/records/{seeds['cable']}/alike/").status_code == 503
    finally:
        engine.cache_clear()
        elastic.cache_clear()
