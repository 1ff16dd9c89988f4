"""The search page, with the real index behind it."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.domain.description import Access
from catalog.ingest.indexing import index_saved
from catalog.models import User
from catalog.records.publish import withdraw
from tests.database.records import ARCHIVIST, item, published

pytestmark = pytest.mark.django_db
FEW = 4
"""Names, exclusions, records, and titles of what is above them and of collections."""
SIGNED_IN = 2
"""Session and user."""
ALL = ("treaty", "communiqué", "estimate", "cable", "meeting")


def results(client: Client, address: str = "/search/", status: int = 200, **given: Any) -> str:
    answer = client.get(address, given)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def hits(html: str) -> list[str]:
    """The public ids of the hits, in their order."""
    return re.findall(r'<h2><a href="/records/(\w+)/"', html)


def count(html: str) -> int:
    found = re.search(r'id="count" role="status">(\d+) record', html)
    return int(found[1]) if found else -1


def facet_link(html: str, label: str) -> str:
    found = re.search(rf'<li[^>]*><a href="([^"]+)" id="[^"]+"[^>]*>{re.escape(label)}<', html)
    assert found
    return found[1]


def test_port_arthur_is_found_by_all_of_its_names(client: Client, seeds: dict[str, str]) -> None:
    html = results(client, q="Port Arthur")
    assert sorted(hits(html)) == sorted(seeds[one] for one in ALL)
    assert "Also searched for" in html
    assert "<strong>Lüshun</strong>" in html


def test_other_names_can_be_switched_off(client: Client, seeds: dict[str, str]) -> None:
    html = results(client, q="Lüshun")
    link = re.search(r'<a href="([^"]+)">Search only', html)
    assert link
    only = results(client, link[1])
    assert "Also searched for" not in only
    assert 0 < count(only) < count(html)


def test_facets_narrow_add_up_and_are_taken_back(client: Client, seeds: dict[str, str]) -> None:
    every = results(client, q="Port Arthur")
    cable = results(client, facet_link(every, "cable"))
    assert hits(cable) == [seeds["cable"]]
    assert "Form: cable" in cable
    both = results(client, facet_link(cable, "National Intelligence Estimate"))
    assert sorted(hits(both)) == sorted([seeds["cable"], seeds["estimate"]])
    chip = re.search(r'<a class="chip" href="([^"]+)"[^>]*>Form: cable', both)
    assert chip
    assert hits(results(client, chip[1])) == [seeds["estimate"]]


def test_a_collection_facet_is_shown_by_its_title(client: Client, seeds: dict[str, str]) -> None:
    html = results(client)
    narrowed = results(client, facet_link(html, "Victor Hoo Collection"))
    assert seeds["meeting"] in hits(narrowed)
    assert seeds["cable"] not in hits(narrowed)
    assert "Collection: Victor Hoo Collection" in narrowed


def test_years_are_bars_that_lead_to_their_records(client: Client, seeds: dict[str, str]) -> None:
    html = results(client)
    bar = re.search(r'<a href="([^"]+)" aria-label="1945: 1 record"', html)
    assert bar
    narrowed = results(client, bar[1])
    assert hits(narrowed) == [seeds["meeting"]]
    assert "Year: 1945" in narrowed


def test_results_are_sorted_by_date_and_title(client: Client, seeds: dict[str, str]) -> None:
    oldest = hits(results(client, sort="date", q="Soviet"))
    assert oldest[0] == seeds["meeting"]
    assert hits(results(client, sort="-date", q="Soviet"))[0] == seeds["treaty"]
    titles = re.findall(r'<h2><a href="/records/\w+/">(.*?)</a>', results(client, sort="title"))
    plain = [re.sub("<[^>]+>", "", one).casefold() for one in titles]
    assert plain == sorted(plain)


def test_a_hit_shows_form_date_agents_and_how_it_was_released(client: Client, seeds: dict[str, str]) -> None:
    html = results(client, q="probable future courses")
    said = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "National Intelligence Estimate 10 September 1952" in said
    assert "Secret, released in full 2 January 2013" in said
    assert "<mark>" in html


def test_a_passage_leads_to_its_line_in_the_text(client: Client, seeds: dict[str, str]) -> None:
    html = results(client, q="Dairen", names="0")
    links = re.findall(r'class="where" href="(/records/\w+/)#(l\d+)">(?:page \d+, )?line', html)
    assert links
    for path, line in links:
        page = client.get(path).content.decode()
        words = re.search(rf'<p id="{line}".*?</p>', page, re.DOTALL)
        assert words
        assert "Dairen" in words[0]


def test_nothing_found_says_what_to_try(client: Client, seeds: dict[str, str]) -> None:
    html = results(client, q="Timbuktu", form="cable")
    assert count(html) == 0
    assert "Nothing here matches “Timbuktu”." in html
    assert "Search again without the filters" in html
    assert 'value="Timbuktu"' in html


@pytest.mark.parametrize("given", [{"from": "MCMLII"}, {"page": "501"}, {"page": "x"}, {"to": "123456789"}])
def test_what_cannot_be_answered_is_said_and_the_words_are_kept(
    client: Client, given: dict[str, str]
) -> None:
    html = results(client, status=400, q="Port Arthur", **given)
    assert 'role="alert"' in html
    assert 'value="Port Arthur"' in html


def test_an_index_that_is_away_leaves_the_rest_of_the_catalogue(
    client: Client, seeds: dict[str, str], settings: Any
) -> None:
    from catalog.search.elastic_client import client as elastic
    from catalog.search.engine import engine

    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    settings.ELASTICSEARCH_TIMEOUT = 0.5
    engine.cache_clear()
    elastic.cache_clear()
    try:
        html = results(client, status=503, q="Port Arthur")
        assert 'value="Port Arthur"' in html
        assert client.get(f"/records/{seeds['cable']}/").status_code == 200
        assert client.get("/").status_code == 200
    finally:
        engine.cache_clear()
        elastic.cache_clear()


def test_words_of_a_search_are_no_markup(client: Client, seeds: dict[str, str]) -> None:
    html = client.get("/search/", {"q": '"><script>alert(1)</script>', "form": "<b>"}).content.decode()
    assert "<script>alert" not in html
    assert "Form: <b>" not in html


def test_a_page_of_results_takes_a_constant_number_of_queries(
    seeds: dict[str, str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    visitor, signed_in = Client(), Client()
    signed_in.force_login(User.objects.create_user("reader"))
    results(visitor)  # the first search of a process asks what the index was made with
    for words in ("Port Arthur", "", "Zhou Enlai"):
        with django_assert_max_num_queries(FEW):
            results(visitor, q=words)
        with django_assert_max_num_queries(FEW + SIGNED_IN):
            results(signed_in, q=words)


def test_what_is_withdrawn_is_found_no_longer_though_the_index_still_has_it(
    client: Client, seeds: dict[str, str]
) -> None:
    before = results(client, q="Port Arthur")
    withdraw(seeds["cable"], author=ARCHIVIST, reason="Returned")
    after = results(client, q="Port Arthur")
    assert seeds["cable"] in hits(before)
    assert seeds["cable"] not in after
    assert count(after) == count(before) - 1


@pytest.mark.django_db(transaction=True)
def test_staff_find_what_readers_do_not(client: Client) -> None:
    item("Marginalia on Sakhalin")
    published(item("Sakhalin, for readers here", access=Access(description="reading room")))
    index_saved()
    signed_in = Client()
    signed_in.force_login(User.objects.create_user("archivist", rank=20))
    assert count(results(client, q="Sakhalin")) == 0
    assert count(results(signed_in, q="Sakhalin")) == 2


def test_pages_of_results_lead_on_and_back(client: Client, seeds: dict[str, str]) -> None:
    html = results(client, page="2", q="Soviet")
    assert re.search(r'rel="prev" href="([^"]+)"', html)
    assert "There is no" not in html
