"""Authorities offered while a name is typed, and made in place where there is none."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from catalog.domain.description import Agent, Place, Title
from catalog.models import Authority, Record
from catalog.records.authorities import Name, create_authority
from tests.web.desk import ALL, address, archivist, described, form_of, post, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
WHERE = reverse("admin:catalog_authority_suggest")
MAKER = (*ALL, "add_authority")


def offered(client: Client, typed: str, *kinds: str) -> list[str]:
    answer = client.get(f"{WHERE}?{urlencode({'authority': typed, 'kind': kinds}, doseq=True)}")
    assert answer.status_code == 200
    return [one["heading"] for one in answer.json()["authorities"]]


@pytest.mark.parametrize(
    "typed",
    ["Zhou En", "zhou, enlai", "Chou En-lai", "chou enlai", "Chou En’", "周恩来"],
)
def test_a_person_is_offered_by_any_of_their_names(drafts: dict[str, int], typed: str) -> None:
    assert "Zhou Enlai" in offered(archivist(), typed, "person")


def test_a_word_within_a_name_is_enough_and_other_kinds_are_not_offered(drafts: dict[str, int]) -> None:
    client = archivist()
    assert any("Molotov" in one for one in offered(client, "molotov", "person"))
    assert offered(client, "molotov", "place") == []
    assert offered(client, "  ") == []
    assert offered(client, "qzqzqz") == []


def test_nobody_is_offered_what_their_rank_does_not_see(drafts: dict[str, int]) -> None:
    made = create_authority("person", "Hidden, Informant")
    Authority.objects.filter(pk=made.pk).update(seen_from=30)
    assert offered(archivist(20), "Hidden") == []
    assert offered(archivist(30, name="keeper"), "Hidden") == ["Hidden, Informant"]


def test_an_option_holds_what_was_typed_so_that_the_browser_shows_it(drafts: dict[str, int]) -> None:
    where = f"{WHERE}?authority=chou+enlai&kind=person"
    page = archivist().get(where, headers={"HX-Request": "true"}).content.decode()
    assert '<option value="Zhou Enlai">chou enlai → Zhou Enlai, Chou En-lai' in page
    form = text_of(archivist(name="other"), address("add_statement", drafts["cable"]) + "?kind=agent")
    assert 'list="new-authority-list"' in form
    assert '<datalist id="new-authority-list">' in form


def test_an_authority_is_made_in_place_of_the_kind_that_is_said(drafts: dict[str, int]) -> None:
    client, pk = archivist(30, *MAKER), drafts["meeting"]
    said = {"kind": "agent", "name": "Lu Zhaonan", "role": "participant", "authority": "Lu, Zhaonan"}
    none = post(client, address("add_statement", pk), expected_revision=1, **said).content.decode()
    assert "Make a new authority of this name" in none
    again = {**form_of(none), "make_authority": "on"}
    unsaid = post(client, address("add_statement", pk), **again).content.decode()
    assert "Say whether it is a person" in unsaid
    answer = post(client, address("add_statement", pk), **again | {"agent_kind": "person"})
    assert answer.status_code == 302, answer.content.decode()
    made = Authority.objects.get(heading="Lu, Zhaonan")
    added = described(pk).statements[-1]
    assert isinstance(added, Agent)
    assert (added.name, added.authority, added.as_given) == ("Lu, Zhaonan", made.public_id, "Lu Zhaonan")
    place = {
        "kind": "place",
        "name": "Dalian",
        "role": "mentioned",
        "authority": "Bayan Tumen",
        "make_authority": "on",
    }
    assert post(client, address("add_statement", pk), expected_revision=2, **place).status_code == 302
    assert Authority.objects.get(heading="Bayan Tumen").kind == "place"
    assert isinstance(described(pk).statements[-1], Place)


def test_no_authority_is_made_where_the_statement_is_not_saved(drafts: dict[str, int]) -> None:
    client, pk = archivist(30, *MAKER), drafts["meeting"]
    said = {"kind": "subject", "name": "Rubber", "authority": "Rubber", "make_authority": "on"}
    stale = post(client, address("add_statement", pk), expected_revision=7, **said)
    assert stale.status_code == 409
    assert not Authority.objects.filter(heading="Rubber").exists()


def test_making_an_authority_needs_its_own_leave(drafts: dict[str, int]) -> None:
    client, pk = archivist(), drafts["meeting"]
    create_authority("person", "Somebody Else", [Name("Someone")])
    said = {"kind": "subject", "name": "Rubber", "authority": "Rubber", "make_authority": "on"}
    refused = post(client, address("add_statement", pk), expected_revision=1, **said)
    assert refused.status_code == 400
    assert "Make a new authority" not in refused.content.decode()
    assert Record.objects.get(pk=pk).revision == 1
    assert described(pk).of(Title)
