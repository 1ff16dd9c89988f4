"""What can be typed is told beside the search box, and each example is a search that is read as written."""

import re
from html import unescape

import pytest
from django.test import Client

from catalog.search.syntax import parse
from catalog.search.typed import DAYS_OF, VALUES_OF, WORDS_OF
from catalog.web.search_help_views import SECTIONS

TYPED = [one for _heading, rows in SECTIONS for typed, _said in rows for one in typed]


@pytest.mark.parametrize("words", TYPED)
def test_each_example_is_read_as_it_is_written(words: str) -> None:
    assert parse(words).message == ""


def test_every_field_that_can_be_named_has_an_example() -> None:
    named = {one for words in TYPED for one in re.findall(r"\b([a-z]+):", words)}
    assert named == {*WORDS_OF, *DAYS_OF, *VALUES_OF}


@pytest.mark.django_db
def test_the_page_stands_beside_every_search_box_and_its_examples_lead_to_searches(client: Client) -> None:
    for address in ("/", "/collections/", "/search/help/"):
        assert 'href="/search/help/"' in client.get(address).content.decode()
    html = client.get("/search/help/").content.decode()
    links = [unescape(one) for one in re.findall(r'<a href="(/search/\?[^"]+)"><code>', html)]
    assert len(links) == len(TYPED)
    assert client.get(links[1]).status_code == 200
