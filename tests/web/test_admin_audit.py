"""The audit at the desk, and expunging by two persons as they meet it."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.models import AuditLine, Record, User
from catalog.records.change import change
from tests.database.records import ARCHIVIST
from tests.web.desk import ALL, address, archivist, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
LIST = reverse("admin:catalog_auditline_changelist")


def closed_cable(drafts: dict[str, int]) -> Record:
    record = Record.objects.get(pk=drafts["cable"])
    closed = SetAccess(access=Access(material="closed"))
    return change(record.public_id, [closed], expected_revision=1, author=ARCHIVIST)


def keeper(name: str, rank: int = 30) -> Client:
    return archivist(rank, *ALL, "add_expunction", "view_auditline", name=name)


def test_who_looks_at_closed_material_stands_in_the_audit_once_an_hour(drafts: dict[str, int]) -> None:
    record = closed_cable(drafts)
    first, cataloguer = keeper("first"), keeper("cataloguer", 20)
    for client in (first, cataloguer):
        for where in (
            address("change", record.pk),
            f"/records/{record.public_id}/",
            address("review", record.pk),
        ):
            text_of(client, where)
    assert Client().get(f"/records/{record.public_id}/").status_code == 404
    seen = AuditLine.objects.filter(act="saw").values_list("person_name", "record_public_id")
    assert list(seen) == [("first", record.public_id)], "a cataloguer is not shown the text"


def test_the_audit_is_for_those_with_leave_and_is_taken_along_as_a_table(drafts: dict[str, int]) -> None:
    record = closed_cable(drafts)
    first = keeper("first")
    text_of(first, address("change", record.pk))
    page = text_of(first, LIST)
    assert record.public_id in page
    assert keeper("cataloguer", 20).get(LIST).status_code == 403
    lines = [str(one) for one in AuditLine.objects.values_list("pk", flat=True)]
    answer = first.post(LIST, {"action": "as_table", "_selected_action": lines})
    rows = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert rows[0].endswith("person,act,record,detail")
    assert any(f"first,saw,{record.public_id}" in one for one in rows)


@pytest.mark.usefixtures("drafts")
def test_a_day_that_no_calendar_has_leads_to_all_lines() -> None:
    everything, client = reverse("admin:catalog_auditline_changelist"), keeper("Anna")
    for asked in ({"at__year": "9" * 25}, {"at__year": "2026", "at__month": "9" * 25}):
        assert client.get(everything, asked, follow=True).status_code == 200


def test_a_record_is_expunged_by_a_second_person(drafts: dict[str, int]) -> None:
    pk = drafts["cable"]
    first, second = keeper("first"), keeper("second")
    asked = first.post(address("expunge", pk), {"reason": "The heirs asked for it"}, follow=True)
    assert "first asked on" in asked.content.decode()
    refused = first.post(address("confirm_expunging", pk))
    assert "another person must confirm it" in refused.content.decode()
    done = second.post(address("confirm_expunging", pk), follow=True)
    assert "Expunged." in done.content.decode()
    assert "Yesterday evening" not in text_of(second, address("change", pk))
    assert Record.objects.get(pk=pk).status == "withdrawn"
    assert User.objects.filter(username="first").exists()
