"""What the search box offers, corrections, values looked for, and searches that are hard to answer."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from catalog.models import Authority, Record
from catalog.records.authorities import Name, create_authority
from catalog.search.engine import engine
from tests.engine.catalogue import the_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture
def records(settings: Any, tmp_path: Path) -> Iterator[dict[str, Record]]:
    settings.REGESTA_HOME = tmp_path
    engine.cache_clear()
    yield the_catalogue()
    engine.cache_clear()


def page(client: Client, path: str, status: int = 200, **asked: str) -> str:
    return answered(client, path, asked, status)


def answered(client: Client, path: str, asked: dict[str, str], status: int = 200) -> str:
    response = client.get(f"{path}?{urlencode(asked)}")
    assert response.status_code == status
    return unescape(response.content.decode())


def test_the_box_offers_names_titles_and_numbers(client: Client, records: dict[str, Record]) -> None:
    create_authority("place", "Lüshunkou", [Name("Port Arthur")])
    Authority.objects.update(seen_from=0)
    assert '<option value="Port Arthur">Lüshunkou</option>' in page(client, "/suggest/", q="port a")
    assert "Treaty of Friendship" in page(client, "/suggest/", q="treaty of fr")
    assert '<option value="NIE-58">Relations between' in page(client, "/suggest/", q="nie5")
    assert page(client, "/suggest/", q="") == ""
    assert 'list="suggestions"' in page(client, "/")


def test_a_page_without_hits_offers_a_correction_that_finds_something(
    client: Client, records: dict[str, Record]
) -> None:
    found = page(client, "/search/", q="freindship")
    assert '<a href="/search/?q=friendship">friendship</a>' in found
    assert "Did you mean" not in page(client, "/search/", q="qqqqqqqq")


def test_hits_say_which_name_found_them(client: Client, records: dict[str, Record]) -> None:
    create_authority("person", "Zhou Enlai", [Name("周恩来")])
    Authority.objects.update(seen_from=0)
    found = page(client, "/search/", q="Zhou Enlai")
    assert "“Zhou Enlai” is a name of Zhou Enlai." in found
    assert "“Zhou Enlai”, “周恩来”: names of Zhou Enlai." in found


def test_records_without_a_value_or_a_date_can_be_asked_for(
    client: Client, records: dict[str, Record]
) -> None:
    assert "Unknown" in page(client, "/search/")
    undated = page(client, "/search/", undated="1")
    assert "Without a date" in undated
    assert "2 records" in undated
    assert "2 records" in page(client, "/search/", form="(unknown)")
    inside = {"from": "1951", "to": "1952", "inside": "1"}
    assert "1 record<" in answered(client, "/search/", inside)


def test_values_of_a_facet_are_looked_for(client: Client, records: dict[str, Record]) -> None:
    found = page(client, "/search/facet/agent/", find="STAL")
    assert "Stalin, Joseph" in found
    assert "Zhou Enlai" not in found
    assert "No value" in page(client, "/search/facet/agent/", find="nobody")
    page(client, "/search/facet/colour/", status=404)


def test_dates_that_are_none_are_said(client: Client, records: dict[str, Record]) -> None:
    assert "“9999-99” is no date" in page(client, "/search/", q="treaty date:9999-99")
