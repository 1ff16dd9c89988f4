"""Readers who are no staff sign in, see what is theirs, and sign out."""

import pytest
from django.test import Client

from catalog.domain.description import Access
from catalog.models import User
from tests.database.records import item, published

pytestmark = pytest.mark.django_db


def test_a_registered_reader_signs_in_and_sees_the_reading_room() -> None:
    User.objects.create_user("reader", password="a long password", rank=10)
    record = published(item("Cable", access=Access(description="reading room")))
    address = f"/records/{record.public_id}/"
    client = Client()
    assert client.get(address).status_code == 404
    wrong = client.post("/sign-in/", {"username": "reader", "password": "another"})
    assert b"do not go together" in wrong.content
    signed_in = client.post(
        "/sign-in/", {"username": "reader", "password": "a long password", "next": address}, follow=True
    )
    assert signed_in.redirect_chain == [(address, 302)]
    assert b"Sign out reader" in signed_in.content
    client.post("/sign-out/")
    assert client.get(address).status_code == 404


def test_signing_in_leads_nowhere_else() -> None:
    User.objects.create_user("reader", password="a long password")
    answer = Client().post(
        "/sign-in/?next=https://elsewhere.example/",
        {"username": "reader", "password": "a long password", "next": "https://elsewhere.example/"},
    )
    assert answer.headers["Location"] == "/"
