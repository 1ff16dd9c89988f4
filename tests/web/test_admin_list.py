"""The list of records: what is in it, for whom, and at what cost."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Job, Record, User
from catalog.records.move import move
from catalog.records.publish import publish
from tests.database.records import ARCHIVIST, collection, item, published
from tests.web.desk import address, archivist, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
FEW = 12
"""Session, user, permissions (two), count, rows, the titles above them, institutions, batches, accessions,
saved filters; and the frame."""


def listed(client: Client, **chosen: object) -> list[str]:
    """The titles in the list, in its order."""
    answer = client.get(f"{address('changelist')}?{urlencode(chosen)}")
    assert answer.status_code == 200
    return [one.title for one in answer.context["cl"].result_list]


def test_the_list_costs_the_same_for_five_records_and_for_fifty(drafts: dict[str, int]) -> None:
    client = archivist()
    shelf = collection("Victor Hoo Collection")
    item("Letter of introduction", parent=shelf)
    counts = []
    for more in (0, 45):
        for number in range(more):
            item(f"Letter {number}", parent=shelf)
        with CaptureQueriesContext(connection) as queries:
            text_of(client, address("changelist"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= FEW


def test_parts_stand_under_their_document_unless_they_are_asked_for(drafts: dict[str, int]) -> None:
    client = archivist()
    assert len(listed(client)) == 5
    parts = listed(client, level="part")
    assert len(parts) == Record.objects.filter(level="part").count() > 3


def test_the_list_is_narrowed_by_state_level_doubt_and_batch(drafts: dict[str, int]) -> None:
    client = archivist()
    shelf = published(collection("General CIA Records"))
    assert listed(client, status__exact="published") == ["General CIA Records"]
    assert listed(client, level="collection") == ["General CIA Records"]
    assert listed(client, proposed="no") == ["General CIA Records"]
    assert len(listed(client, proposed="yes")) == 5
    Job.objects.filter(title__startswith="003").update(batch="b1")
    assert [one[:5] for one in listed(client, batch="b1")] == ["Cable"]
    assert len(listed(client, institution__id__exact=shelf.institution.pk)) == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [("cable, zhou", "Cable"), ("208202", "Cable"), ("Record of a MEETING", "Record of"), ("rec-7", "Cable")],
)
def test_records_are_found_by_title_number_code_and_identifier(
    drafts: dict[str, int], typed: str, found: str
) -> None:
    client = archivist()
    Record.objects.filter(pk=drafts["cable"]).update(reference_code="REC-7")
    if typed == "rec-7":
        typed = "REC-7"
    assert [one[: len(found)] for one in listed(client, q=typed)] == [found]
    public_id = Record.objects.get(pk=drafts["treaty"]).public_id
    assert len(listed(client, q=public_id.upper())) == 1
    assert listed(client, q="Timbuktu") == []


def test_a_row_says_where_the_record_stands_and_when_it_is_from(drafts: dict[str, int]) -> None:
    client = archivist()
    shelf = published(collection("Victor Hoo Collection"))
    record = Record.objects.get(pk=drafts["meeting"])
    move(record.public_id, shelf.public_id, author=ARCHIVIST)
    row = next(part for part in text_of(client, address("changelist")).split("<tr") if "Soong" in part)
    assert "Victor Hoo Collection" in row
    assert "10 July 1945" in row
    assert "Draft" in row


def test_what_is_not_published_is_listed_for_staff_alone(drafts: dict[str, int]) -> None:
    shelf = published(collection("General CIA Records"))
    assert publish(shelf.public_id, author=ARCHIVIST).status == "published"
    assert archivist(10, name="reader").get(address("changelist")).status_code == 403
    assert len(listed(archivist(20, name="cataloguer"))) == 6


def test_a_narrowed_list_goes_on_in_its_order_from_page_to_page(db: None) -> None:
    client, shelf = archivist(), collection("Victor Hoo Collection")
    for number in range(60):
        item(f"Letter {number:02}", parent=shelf)
    letters = [f"Letter {number:02}" for number in range(60)]
    below = {"under": shelf.public_id}
    assert listed(client, **below) == letters[:9:-1]
    assert listed(client, **below, p=2) == letters[9::-1]
    assert listed(client, **below, p=2, o=1) == letters[50:]
    assert listed(client, **below, all="", o=1) == letters
    assert listed(client, level="collection", p=-1) == listed(client, level="collection", p=10**25)
    assert client.get(f"{address('changelist')}?p=-1").status_code == 302


@pytest.mark.parametrize(
    ("where", "status"),
    [
        *((f"search/?s=record&page={page}", 404) for page in ("²", "0", "9")),
        ("catalog/authority/add/?_to_field=", 404),
        ("catalog/record/bulk/99/", 404),
        *((f"catalog/authority/?{one}__in=1,{'9' * 25}", 400) for one in ("id", "kind")),
        *(
            (f"catalog/accession/?{one}", 400)
            for one in ("received_on__year=-1", f"institution__exact={'9' * 25}")
        ),
        (f"catalog/accession/?institution__id__exact={'9' * 25}", 200),
        (f"catalog/record/?assigned_to__id__exact={'9' * 25}", 200),
    ],
)
def test_an_address_that_cannot_be_meant_breaks_nothing(where: str, status: int) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("administrator", rank=30))
    answer = client.get(f"/admin/{where}")
    assert answer.status_code == status
    assert b"given query" not in answer.content


@pytest.mark.parametrize("ticked", ["", "²", "9" * 25])
def test_what_is_ticked_and_cannot_be_is_refused(ticked: str) -> None:
    said = {"action": "change_together", "_selected_action": ticked, "index": "0"}
    assert archivist().post(address("changelist"), said).status_code == 404
