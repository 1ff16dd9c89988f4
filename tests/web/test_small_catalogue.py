"""Pages of a catalogue with few records or none."""

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import User
from catalog.records.authorities import Name, create_authority
from tests.database.records import collection, item, published

pytestmark = pytest.mark.django_db


def said(client: Client, address: str) -> str:
    html = unescape(client.get(address).content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_home_counts_only_what_the_reader_sees(client: Client) -> None:
    above = published(collection())
    published(item("Shown", parent=above))
    item("Kept back", parent=above)
    words = said(client, "/")
    assert "1 document ·" in words
    assert "Kept back" not in words
    assert "Victor Hoo Collection 1 record" in words


def test_an_empty_catalogue_has_a_home(client: Client) -> None:
    assert "Nothing is published yet." in said(client, "/")
    assert "There is no collection yet." in said(client, "/collections/")


def test_home_takes_a_constant_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        above = published(collection(f"Collection {number}"))
        published(item(f"Letter {number}", parent=above))
    with django_assert_max_num_queries(9):
        client.get("/")


def test_an_authority_that_no_record_shows_is_for_staff(client: Client) -> None:
    made = create_authority("person", "Hoo, Victor", [Name("Hoo Chi-tsai", "Wade-Giles")])
    assert "Hoo, Victor" not in said(client, "/people-and-places/")
    assert client.get(f"/people-and-places/{made.public_id}/").status_code == 404
    client.force_login(User.objects.create_user("archivist", rank=20))
    assert "Hoo Chi-tsai" in said(client, f"/people-and-places/{made.public_id}/")
