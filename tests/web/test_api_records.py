"""The record of the API: what it says, to whom, and in how many questions to the database."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.domain.change import Replace, SetAccess
from catalog.domain.description import (
    Access,
    Agent,
    Date,
    Extent,
    Identifier,
    Language,
    Note,
    Relation,
    Title,
)
from catalog.models import Record, StatementRow, User
from catalog.records.change import change
from catalog.records.publish import withdraw
from tests.database.records import (
    ARCHIVIST,
    collection,
    evidence,
    internal,
    item,
    part,
    published,
)

pytestmark = pytest.mark.django_db
TEXT = "28 August 1952\nTo Chairman Mao:\nThe naval base at Lüshun.\nAnnex One\nDraft letters\n"
EVIDENCE_QUESTIONS = 3
"""The records; the titles of others; what others say of the record."""


@pytest.fixture
def cable() -> Record:
    above = published(collection())
    base = published(item("Agreement on Port Arthur"))
    whole = item(
        "Cable, Zhou Enlai to Chairman Mao",
        Date(
            edtf="1952-08-28",
            role="created",
            primary=True,
            earliest="1952-08-28",
            latest="1952-08-28",
            state="accepted",
            as_given="28 August 1952",
            evidence=evidence(1, "28 August 1952"),
        ),
        Agent(name="Zhou Enlai", role="sender", state="accepted"),
        Agent(name="Mao Zedong", role="recipient", state="proposed"),
        Identifier(value="208202", scheme="Wilson Center", state="accepted"),
        Language(code="eng", state="accepted"),
        Extent(quantity="4", unit="pages", state="accepted"),
        Relation(relation="references", target=base.public_id, state="accepted"),
        internal("Ask Moscow"),
        Note(note_kind="scope", value="Negotiations on the naval base", state="accepted"),
        parent=above,
        text=TEXT,
    )
    part("Annex One", whole, 4, 5, TEXT)
    return published(whole)


def shown(client: Client, record: Record) -> dict[str, Any]:
    answer = client.get(f"/api/v1/records/{record.public_id}/")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def signed_in(rank: int) -> Client:
    client = Client()
    client.force_login(User.objects.get_or_create(username=f"rank {rank}", rank=rank)[0])
    return client


def test_a_record_says_everything_that_its_page_says(client: Client, cable: Record) -> None:
    found = shown(client, cable)
    assert (found["id"], found["title"]) == (cable.public_id, "Cable, Zhou Enlai to Chairman Mao")
    assert found["date"]["words"] == "28 August 1952"
    assert [one["title"] for one in found["ancestors"]] == ["Victor Hoo Collection"]
    assert [one["title"] for one in found["parts"]] == ["Annex One"]
    assert [one["title"] for one in found["relations"]] == ["Agreement on Port Arthur"]
    assert found["institution"] == "Hoover Institution Archives"
    assert "Victor Hoo Collection" in found["citation"]
    assert found["links"]["html"].endswith(f"/records/{cable.public_id}/")
    assert found["links"]["self"].endswith(f"/api/v1/records/{cable.public_id}/")
    assert found["text"]["last_line"] == 5


def test_a_statement_stands_with_its_label_its_words_and_the_line_it_was_read_on(
    client: Client, cable: Record
) -> None:
    dates = [one for one in shown(client, cable)["statements"] if one["statement"]["kind"] == "date"]
    assert [(one["label"], one["words"]) for one in dates] == [("Written", "28 August 1952")]
    read = dates[0]["statement"]["evidence"]
    assert (read["first_line"], read["quote"], read["basis"]) == (1, "28 August 1952", "stated")


def test_a_relation_leads_to_its_record(client: Client, cable: Record) -> None:
    found = shown(client, cable)
    told = [one for one in found["statements"] if one["statement"]["kind"] == "relation"]
    assert [(one["label"], one["words"]) for one in told] == [("Cites", "Agreement on Port Arthur")]
    assert shown(client, Record.objects.get(public_id=told[0]["target"]["id"]))["title"] == told[0]["words"]


def test_a_record_says_who_cites_it(client: Client, cable: Record) -> None:
    base = Record.objects.get(title="Agreement on Port Arthur")
    item("Draft that cites", Relation(relation="references", target=base.public_id, state="accepted"))
    doubted = item("Newer text", Relation(relation="replaces", target=base.public_id, state="proposed"))
    published(doubted)
    cited = ("is_referenced_by", "Is cited by", "accepted", cable.title)
    assert _inverse(shown(client, base)["inverse_relations"]) == [cited]
    assert _inverse(client.get(f"/api/v1/records/{base.public_id}/relations/").json()["inverse"]) == [cited]
    at_the_desk = _inverse(shown(signed_in(20), base)["inverse_relations"])
    assert sorted(at_the_desk) == sorted(
        [
            cited,
            ("is_referenced_by", "Is cited by", "accepted", "Draft that cites"),
            ("is_replaced_by", "Is replaced by", "proposed", "Newer text"),
        ]
    )
    withdraw(cable.public_id, author=ARCHIVIST, reason="Personal data")
    assert shown(client, base)["inverse_relations"] == []


def test_all_who_cite_a_record_are_told_page_after_page(
    client: Client, cable: Record, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    base = Record.objects.get(title="Agreement on Port Arthur")
    row = StatementRow.objects.get(record=cable, kind="relation")
    StatementRow.objects.bulk_create(
        StatementRow(
            record=cable, statement_id=f"s{number}", position=0, kind="relation", role=row.role,
            state="accepted", target=base,
        )
        for number in range(120)
    )  # fmt: skip
    told, address = [], f"/api/v1/records/{base.public_id}/relations/"
    while address:
        with django_assert_num_queries(EVIDENCE_QUESTIONS):
            answer = client.get(address).json()
        told.append(len(answer["inverse"]))
        address = answer["next"]
    assert told == [100, 21]
    assert len(shown(client, base)["inverse_relations"]) == 100


def _inverse(told: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    return [(one["relation"], one["label"], one["state"], one["record"]["title"]) for one in told]


def test_dublin_core_is_what_the_crosswalk_says(client: Client, cable: Record) -> None:
    terms = shown(client, cable)["dublin_core"]
    assert terms["title"] == ["Cable, Zhou Enlai to Chairman Mao"]
    assert terms["creator"] == ["Zhou Enlai"]
    assert terms["date"] == ["1952-08-28"]
    assert terms["identifier"][0].endswith(f"/records/{cable.public_id}/")
    assert "208202" in terms["identifier"]
    assert terms["type"] == ["Text"]
    assert terms["language"] == ["eng"]
    assert terms["extent"] == ["4 pages"]
    assert terms["isPartOf"] == ["Victor Hoo Collection"]
    assert terms["hasPart"] == ["Annex One"]
    assert terms["description"] == ["Negotiations on the naval base"]
    assert [one.rsplit("/records/")[-1] for one in terms["references"]] == [
        f"{Record.objects.get(title='Agreement on Port Arthur').public_id}/"
    ]


def test_readers_are_told_nothing_that_is_proposed_or_internal(client: Client, cable: Record) -> None:
    for reader in (client, signed_in(0), signed_in(10)):
        told = str(shown(reader, cable))
        assert "Mao Zedong" not in told
        assert "Ask Moscow" not in told
    for reader in (signed_in(20), signed_in(30)):
        found = shown(reader, cable)
        assert "Mao Zedong" in str(found["statements"])
        assert "Ask Moscow" in str(found["statements"])
        assert "Mao Zedong" not in str(found["dublin_core"])


def test_a_relation_to_an_unseen_record_is_not_told(client: Client, cable: Record) -> None:
    hidden = Record.objects.get(title="Agreement on Port Arthur")
    change(
        hidden.public_id,
        [SetAccess(access=Access(description="staff"))],
        expected_revision=hidden.revision,
        author=ARCHIVIST,
    )
    told = str(shown(client, cable))
    assert hidden.public_id not in told
    assert "Agreement" not in told
    assert hidden.public_id in str(shown(signed_in(20), cable))


def test_what_a_reader_may_not_see_is_not_there(client: Client) -> None:
    draft = item("Draft")
    answer = client.get(f"/api/v1/records/{draft.public_id}/")
    assert answer.status_code == 404
    assert answer.json()["detail"].endswith(".")
    assert signed_in(20).get(f"/api/v1/records/{draft.public_id}/").status_code == 200


def test_what_was_public_and_was_withdrawn_is_gone(client: Client, cable: Record) -> None:
    withdraw(cable.public_id, author=ARCHIVIST, reason="Personal data")
    answer = client.get(f"/api/v1/records/{cable.public_id}/")
    assert answer.status_code == 410
    assert "Cable" not in answer.content.decode()
    assert "Personal data" not in answer.content.decode()
    assert shown(signed_in(20), cable)["status"] == "withdrawn"


def test_an_id_is_read_as_people_type_it(client: Client, cable: Record) -> None:
    assert client.get(f"/api/v1/records/{cable.public_id.upper()}/").status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/records/zzzzzzzzz/", "/api/v1/shelves/", "/api/", "/api/v2/"])
def test_an_address_that_leads_nowhere_is_answered_in_json(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.json()["detail"].endswith(".")


def test_an_address_without_its_last_slash_leads_to_the_right_one(client: Client, cable: Record) -> None:
    address = f"/api/v1/records/{cable.public_id}"
    assert client.get(address, follow=True).json()["id"] == cable.public_id


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_record_is_not_replaced_or_removed_here(client: Client, cable: Record, method: str) -> None:
    answer = getattr(client, method)(f"/api/v1/records/{cable.public_id}/")
    assert answer.status_code == 405
    assert "detail" in answer.json()


def changed_title(record: Record) -> None:
    title = shown(signed_in(30), record)["statements"][0]["statement"]
    now = Record.objects.get(pk=record.pk)
    change(
        record.public_id,
        [Replace(id=title["id"], statement=Title(value="Telegram"))],
        expected_revision=now.revision,
        author=ARCHIVIST,
    )


def changed_other(record: Record) -> None:
    changed_title(Record.objects.get(title="Agreement on Port Arthur"))


def withdrawn_other(record: Record) -> None:
    other = Record.objects.get(title="Agreement on Port Arthur")
    withdraw(other.public_id, author=ARCHIVIST, reason="Personal data")


@pytest.mark.parametrize("saved", [changed_title, changed_other, withdrawn_other])
def test_a_client_is_told_again_when_what_it_sees_has_changed(
    client: Client, cable: Record, saved: Callable[[Record], None]
) -> None:
    address = f"/api/v1/records/{cable.public_id}/"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    saved(cable)
    again = client.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert again["ETag"] != tag


def test_no_rank_is_served_what_another_rank_was(client: Client, cable: Record) -> None:
    address = f"/api/v1/records/{cable.public_id}/"
    for_staff = signed_in(20).get(address)
    assert client.get(address, headers={"If-None-Match": for_staff["ETag"]}).status_code == 200
    assert "Cookie" in for_staff["Vary"]
    assert "private" in for_staff["Cache-Control"]


def test_a_record_takes_two_questions_whatever_it_names(
    client: Client, cable: Record, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bare = published(item("Bare"))
    for record in (bare, cable):
        with django_assert_num_queries(EVIDENCE_QUESTIONS):
            client.get(f"/api/v1/records/{record.public_id}/")


def test_closed_material_is_described_without_its_words(client: Client) -> None:
    closed = published(
        item(
            "Closed file",
            Date(
                edtf="1952",
                role="created",
                state="accepted",
                as_given="in the year 1952",
                evidence=evidence(1, "in the year 1952"),
            ),
            text=TEXT,
            access=Access(material="closed", reason="Personal data"),
        )
    )
    found = shown(client, closed)
    assert found["text"] is None
    assert found["access"] == {"material": "closed", "reason": "Personal data"}
    assert "in the year 1952" not in str(found)
    assert "in the year 1952" not in str(shown(signed_in(20), closed))
    assert "in the year 1952" in str(shown(signed_in(30), closed))
