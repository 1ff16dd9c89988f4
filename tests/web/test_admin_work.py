"""The steps of work at the desk: sent, approved or sent back, given, said, planned; by those who may."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import Settings

from catalog.domain.description import Access, Note
from catalog.models import Record, User
from catalog.records.groups import GROUPS, make_groups
from tests.database.records import collection, item, part, published
from tests.web.desk import address, post, text_of

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs"


def member(group: str, rank: int = 20) -> tuple[User, Client]:
    """Somebody of one of the four groups, and their browser."""
    user = User.objects.create_user(group.lower(), rank=rank, is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    client = Client()
    client.force_login(user)
    return user, client


def now(record: Record) -> Record:
    return Record.objects.get(pk=record.pk)


def test_a_record_goes_from_cataloguer_to_reviewer_and_back_and_is_published() -> None:
    _cataloguer, hers = member("Cataloguer")
    reviewer, his = member("Reviewer")
    record = item("Cable")
    page = text_of(hers, address("change", record.pk))
    assert "Send to review" in page
    assert address("publish", record.pk) not in page
    assert address("approve", record.pk) not in page
    assert post(hers, address("send", record.pk), to=reviewer.pk, words="Please look").status_code == 302
    page = text_of(his, address("change", record.pk))
    assert "Please look" in page
    assert "Given to reviewer" in page
    assert address("publish", record.pk) not in page
    refused = post(his, address("publish", record.pk), basis="", reason="")
    assert "is not approved" in refused.content.decode()
    without_words = post(his, address("send_back", record.pk), words="")
    assert without_words.status_code == 400
    post(his, address("send_back", record.pk), words="The date is missing")
    assert "The date is missing" in text_of(hers, "/admin/")
    post(hers, address("send", record.pk), to="", words="")
    assert "In review" in text_of(hers, address("changelist"))
    post(his, address("approve", record.pk), words="")
    assert address("publish", record.pk) in text_of(his, address("change", record.pk))
    assert post(his, address("publish", record.pk), basis="", reason="").status_code == 302
    assert now(record).status == "published"


def test_from_review_a_cataloguer_sends_a_record_and_goes_on_to_the_next() -> None:
    _, client = member("Cataloguer")
    text = "Letter\nAnnex"
    waits = Note(note_kind="general", value="Look", state="proposed")
    letter, following = item("Letter", text=text), item("Cable", waits)
    annex = part("Annex", letter, 2, 2, text)
    assert "Send the document to review and go on" in text_of(client, address("review", annex.pk))
    answer = post(client, address("send_and_next", annex.pk))
    assert answer.headers["Location"] == address("review", following.pk)
    assert now(letter).stage == "in review"
    again = post(client, address("send_and_next", letter.pk))
    assert "sent to review already" in again.content.decode()


def test_an_administrator_may_publish_at_once() -> None:
    _, client = member("Administrator")
    record = item("Cable")
    assert post(client, address("publish", record.pk), basis="", reason="").status_code == 302
    assert now(record).status == "published"


def test_a_publication_is_planned_in_the_time_of_the_site(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Moscow"
    _, client = member("Administrator")
    record = item("Cable")
    late = post(client, address("plan", record.pk), at="2020-01-01T09:00")
    assert "That time has passed" in late.content.decode()
    assert post(client, address("plan", record.pk), at="2999-01-01T09:00").status_code == 302
    at = now(record).publish_at
    assert at is not None
    assert at.isoformat() == "2999-01-01T06:00:00+00:00"
    assert "To be published 1 January 2999, 09:00" in text_of(client, address("change", record.pk))
    assert 'value="2999-01-01T09:00"' in text_of(client, address("plan", record.pk))


def test_what_staff_say_is_in_no_page_of_readers() -> None:
    _, client = member("Cataloguer")
    record = published(item("Cable", parent=published(collection())))
    post(client, address("comment", record.pk), words="qzwhisperzq")
    assert "qzwhisperzq" in text_of(client, address("change", record.pk))
    for where in (
        f"/records/{record.public_id}/",
        f"/api/v1/records/{record.public_id}/",
        address("see_as", record.pk, 20),
    ):
        assert "qzwhisperzq" not in text_of(client, where)


def test_a_cataloguer_describes_closed_material_and_reads_it_only_with_leave() -> None:
    user, client = member("Cataloguer", rank=20)
    record = item("Cable", text="qzclosedzq", access=Access(material="closed"))
    page = text_of(client, address("change", record.pk))
    assert "Add a statement" in page
    assert "qzclosedzq" not in page
    User.objects.filter(pk=user.pk).update(rank=30)
    assert "qzclosedzq" in text_of(client, address("change", record.pk))


def test_many_are_sent_and_approved_from_the_list() -> None:
    _, hers = member("Cataloguer")
    _, his = member("Reviewer")
    records = [item(f"Cable {number}") for number in range(3)]
    chosen = {"_selected_action": [one.pk for one in records[:2]], "action": "send_chosen"}
    assert hers.post(address("changelist"), chosen).status_code == 302
    assert [now(one).stage for one in records] == ["in review", "in review", "in work"]
    approve = {"_selected_action": [one.pk for one in records], "action": "approve_chosen"}
    assert hers.post(address("changelist"), approve).status_code == 302
    assert now(records[0]).stage == "in review"
    his.post(address("changelist"), approve)
    assert [now(one).stage for one in records] == ["approved", "approved", "in work"]
    only = text_of(his, address("changelist") + "?stage__exact=approved")
    assert "Cable 0" in only
    assert "Cable 2" not in only


def test_the_groups_have_what_the_table_says_and_get_it_again() -> None:
    group = Group.objects.get(name="Cataloguer")
    group.permissions.clear()
    Group.objects.create(name="Volunteers")
    make_groups()
    for name, codenames in GROUPS.items():
        held = Group.objects.get(name=name).permissions.values_list("codename", flat=True)
        assert set(held) == set(codenames), name
        assert f"\n| {name} | " in (DOCS / "desk.md").read_text(), name
    assert Group.objects.filter(name="Volunteers").exists()
