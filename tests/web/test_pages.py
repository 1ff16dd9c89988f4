"""Home, collections, people and places, and what is shown where there is nothing."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from catalog.models import Authority, User

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).parents[2] / "catalog" / "web" / "templates"


def said(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(answer.content.decode())).split())


def test_home_tells_what_the_catalogue_holds(client: Client, seeds: dict[str, str]) -> None:
    words = said(client, "/")
    assert "5 documents" in words
    assert "Victor Hoo Collection HOO 1 record" in words
    assert "Cable, Zhou Enlai to Chairman Mao" in words


def test_people_and_places_are_found_by_any_of_their_names(client: Client, seeds: dict[str, str]) -> None:
    assert "Zhou Enlai Person" in said(client, "/people-and-places/")
    assert "Zhou Enlai Person" in said(client, "/people-and-places/?q=Ch%27ou+En-lai")
    assert "Lüshunkou Place" in said(client, "/people-and-places/?q=port+arthur&kind=place")
    assert "No heading bears this name." in said(client, "/people-and-places/?q=port+arthur&kind=person")


def test_an_authority_shows_its_names_and_its_records(client: Client, seeds: dict[str, str]) -> None:
    place = Authority.objects.get(heading="Lüshunkou")
    words = said(client, f"/people-and-places/{place.public_id}/")
    assert "Port Arthur" in words
    assert "Ryojun" in words
    assert "Record of a Meeting Between T. V. Soong and V. M. Molotov" in words
    assert "Records 5" in words


def test_an_address_with_nothing_is_told_in_words(client: Client) -> None:
    assert "There is nothing at this address" in said(client, "/nowhere/", 404)
    assert "There is nothing at this address" in said(client, "/people-and-places/nobody/", 404)


def test_a_page_that_breaks_is_told_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("catalog.web.home_views.top_collections", lambda *_: 1 / 0)
    words = said(client, "/", 500)
    assert "Something went wrong" in words
    assert "ZeroDivision" not in words


def test_signing_in_leads_back_and_out(client: Client) -> None:
    html = client.get("/collections/").content.decode()
    assert 'href="/sign-in/?next=%2Fcollections%2F"' in html
    client.force_login(User.objects.create_user("archivist", rank=20, is_staff=True))
    assert "Sign out archivist" in said(client, "/collections/")


def test_no_page_of_ours_has_scripts_or_styles_in_it() -> None:
    tags = re.compile(r"{%.*?%}")
    pages = {path.name: tags.sub("", path.read_text()) for path in TEMPLATES.rglob("*.html")}
    inside = re.compile(
        r'\sstyle=|\son\w+=|<style|<script(?! src=| type="application/ld\+json")|javascript:'
    )
    assert {name for name, html in pages.items() if inside.search(html)} == set()


def test_every_word_of_a_page_can_be_translated() -> None:
    pages = {path.name: path.read_text() for path in TEMPLATES.rglob("*.html")}
    taken_out = re.compile(
        r"{% block shape %}\w+{% endblock %}|<a href=\"\?verb=\w+\">\w+</a>|<option>\w+</option>|"
        r"\(List\w+\)|UTC|"
        r"<code>.*?</code>|"
        r"<a href=\"{% url 'search' %}\?.*?</a>|"
        r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{%.*?%}|{{.*?}}|<[^<>]*>|&\w+;|Regesta",
        re.DOTALL,
    )
    left = {name: re.findall(r"[^\W\d_]{2,}", taken_out.sub(" ", html)) for name, html in pages.items()}
    assert {name: words for name, words in left.items() if words} == {}
