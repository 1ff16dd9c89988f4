"""The search of the API: filters, facets, pages, and what is wrong with a question in a sentence."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from catalog.domain.description import Agent, Date, Form, Place
from catalog.models import Record, User
from catalog.records.publish import withdraw
from catalog.search.sync import sync_pending
from tests.database.records import ARCHIVIST, collection, internal, item, part, published

pytestmark = pytest.mark.django_db


def dated(year: int) -> Date:
    return Date(
        edtf=str(year), role="created", earliest=f"{year}-01-01", latest=f"{year}-12-31", state="accepted"
    )


@pytest.fixture
def catalogue() -> Record:
    """A collection of two cables, each of its year; a draft; a treaty of no collection."""
    hoo = published(collection())
    for number, year in enumerate((1945, 1952)):
        cable = item(
            f"Cable {number} on Port Arthur",
            dated(year),
            Form(value="cable", state="accepted"),
            Agent(name="Zhou Enlai", role="sender", state="accepted"),
            Place(name="Lüshun", state="accepted"),
            internal("Blackmail"),
            parent=hoo,
            text=f"The naval base\nof {year}\n",
        )
        if number:
            part("Annex", cable, 2, 2, f"The naval base\nof {year}\n")
        published(cable)
    item("Draft on Port Arthur", Form(value="secret form", state="accepted"))
    published(item("Treaty on rubber", Form(value="treaty", state="accepted")))
    while sync_pending():
        pass
    return hoo


def found(client: Client, **asked: str | int | list[str]) -> dict[str, Any]:
    answer = client.get("/api/v1/records/", asked)
    assert answer.status_code == 200, answer.content
    result: dict[str, Any] = answer.json()
    return result


def titles(result: dict[str, Any]) -> list[str]:
    return [one["title"] for one in result["results"]]


@pytest.mark.usefixtures("catalogue")
def test_words_find_records(client: Client) -> None:
    result = found(client, q="port arthur", sort="date")
    assert result["count"] == 2
    assert titles(result) == ["Cable 0 on Port Arthur", "Cable 1 on Port Arthur"]
    assert (result["next"], result["previous"]) == (None, None)
    first = result["results"][0]
    assert first["date"]["edtf"] == "1945"
    assert [one["title"] for one in first["ancestors"]] == ["Victor Hoo Collection"]
    assert client.get(first["links"]["self"]).json()["id"] == first["id"]


@pytest.mark.usefixtures("catalogue")
def test_everything_is_found_without_words(client: Client) -> None:
    assert found(client)["count"] == 4


def test_facets_count_and_narrow(client: Client, catalogue: Record) -> None:
    facets = found(client)["facets"]
    forms = {one["value"]: one["count"] for one in facets["form"]}
    assert forms == {"cable": 2, "treaty": 1, "(unknown)": 1}
    collections = {one["value"]: (one["label"], one["count"]) for one in facets["collection"]}
    assert collections[catalogue.public_id][0] == "Victor Hoo Collection"
    for facet, values in facets.items():
        for one in values:
            narrowed = found(client, **{facet: one["value"]})
            assert narrowed["count"] == one["count"]
            assert next(
                again["selected"] for again in narrowed["facets"][facet] if again["value"] == one["value"]
            )
    assert found(client, form=["cable", "treaty"])["count"] == 3


@pytest.mark.usefixtures("catalogue")
def test_years_count_and_narrow(client: Client) -> None:
    assert found(client)["years"] == [{"year": 1945, "count": 1}, {"year": 1952, "count": 1}]
    assert titles(found(client, first_year=1950, last_year=1955)) == ["Cable 1 on Port Arthur"]


@pytest.mark.usefixtures("catalogue")
def test_pages_lead_from_first_to_last_and_back(client: Client) -> None:
    seen = []
    page = found(client, q="port arthur", sort="title", page_size=1, agent="Zhou Enlai", names="0")
    assert page["previous"] is None
    seen += titles(page)
    last = client.get(page["next"]).json()
    seen += titles(last)
    assert seen == ["Cable 0 on Port Arthur", "Cable 1 on Port Arthur"]
    assert last["next"] is None
    assert titles(client.get(last["previous"]).json()) == seen[:1]
    assert page["next"].startswith(settings.SITE_URL)


@pytest.mark.usefixtures("catalogue")
def test_dates_inside_and_none_are_asked_for(client: Client) -> None:
    assert titles(found(client, first_year=1945, last_year=1950, inside="1")) == ["Cable 0 on Port Arthur"]
    undated = found(client, undated="1")
    assert undated["count"] == undated["undated"] == 2
    assert "undated=1" in found(client, undated="1", page_size=1)["next"]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("sort", ["date", "title"])
def test_a_cursor_leads_through_the_whole_result(client: Client, sort: str) -> None:
    page = found(client, cursor="*", page_size=1, q="on", sort=sort)
    seen, pages = titles(page), 1
    assert page["facets"]["form"]
    while page["next"]:
        page = client.get(page["next"]).json()
        assert (page["count"], page["facets"], page["previous"]) == (3, {}, None)
        seen, pages = seen + titles(page), pages + 1
    assert seen == ["Cable 0 on Port Arthur", "Cable 1 on Port Arthur", "Treaty on rubber"]
    assert pages == 4


@pytest.mark.usefixtures("catalogue")
def test_a_cursor_that_was_changed_or_given_for_another_search_is_refused(client: Client) -> None:
    following = found(client, cursor="*", page_size=1, q="on")["next"]
    assert client.get(following).status_code == 200
    assert client.get(f"{following}&page_size=2").status_code == 200
    for changed in (following + "x", following.replace("q=on", "q=port"), f"{following}&undated=1"):
        answer = client.get(changed)
        assert answer.status_code == 400
        assert "cursor=*" in answer.json()["detail"]


@pytest.mark.usefixtures("catalogue")
def test_a_correction_is_offered_where_nothing_is_found(client: Client) -> None:
    assert found(client, q="rubbre")["correction"] == "rubber"
    assert found(client, q="rubber")["correction"] == ""


@pytest.mark.usefixtures("catalogue")
def test_a_passage_says_its_line(client: Client) -> None:
    result = found(client, q="naval", sort="date")
    passages = [one["highlights"]["text"][0] for one in result["results"]]
    assert [(one["line"], one["part"] and one["part"]["title"]) for one in passages] == [(1, None), (1, None)]
    part = found(client, q="is:part 1952")["results"][0]["highlights"]["text"][0]
    assert (part["line"], part["part"]["title"]) == (2, "Annex")
    assert part["html"] == "of <mark>1952</mark>"


@pytest.mark.usefixtures("catalogue")
def test_values_of_a_facet_and_suggestions_are_those_of_the_reader(client: Client) -> None:
    values = client.get("/api/v1/facets/form/?find=E&q=port").json()
    assert values["values"] == [{"value": "cable", "label": "cable", "count": 2, "selected": False}]
    assert client.get("/api/v1/facets/form/?find=secret").json()["values"] == []
    assert client.get("/api/v1/facets/colour/").status_code == 404
    assert client.get("/api/v1/facets/form/?page=none").status_code == 400
    suggested = client.get("/api/v1/suggestions/?q=treaty+on").json()
    assert [one["title"] for one in suggested["records"]] == ["Treaty on rubber"]
    assert client.get("/api/v1/suggestions/?q=draft").json()["records"] == []


@pytest.mark.usefixtures("catalogue")
def test_a_draft_is_found_by_staff_alone(client: Client) -> None:
    asked = "/api/v1/records/?q=draft"
    result = client.get(asked).json()
    assert (result["count"], result["years"], result["undated"]) == (0, [], 0)
    assert not any(result["facets"].values())
    archivist = Client()
    archivist.force_login(User.objects.create(username="archivist", rank=20))
    assert titles(archivist.get(asked).json()) == ["Draft on Port Arthur"]
    assert archivist.get("/api/v1/records/?q=blackmail").json()["count"] == 2
    assert client.get("/api/v1/records/?q=blackmail").json()["count"] == 0


def test_what_is_withdrawn_is_found_no_more_before_the_index_knows(client: Client, catalogue: Record) -> None:
    withdraw(catalogue.public_id, author=ARCHIVIST, reason="Personal data")
    result = found(client, q="port arthur")
    assert (result["count"], result["results"], result["years"]) == (0, [], [])
    assert "Victor Hoo" not in str(found(client))
    assert found(client)["count"] == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0x1"},
        {"page": "-3"},
        {"page": 600, "page_size": 100},
        {"page": 0},
        {"page_size": 0},
        {"page_size": 101},
        {"first_year": "around 1950"},
        {"first_year": 1952, "last_year": 1945},
        {"last_year": "99999"},
        {"sort": "colour"},
        {"names": "maybe"},
        {"inside": "yes"},
        {"undated": "2"},
        {"cursor": "*", "page": 2},
        {"cursor": "nothing:of:ours"},
        {"cursor": "\x01"},
        {"colour": "red"},
        {"q": "word " * 100},
    ],
    ids=str,
)
def test_a_question_that_cannot_be_answered_is_refused_in_a_sentence(
    client: Client, asked: dict[str, str | int]
) -> None:
    answer = client.get("/api/v1/records/", asked)
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith((".", "!"))


def test_words_that_are_no_syntax_are_searched_as_words(client: Client, catalogue: Record) -> None:
    result = found(client, q='port "arthur')
    assert result["count"] == 2
    assert result["message"].endswith(".")


@pytest.mark.usefixtures("catalogue")
def test_a_page_takes_as_many_questions_whatever_it_shows(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for asked in ("", "?q=port+arthur", "?page_size=1"):
        with django_assert_max_num_queries(7):
            client.get(f"/api/v1/records/{asked}")
