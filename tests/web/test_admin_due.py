"""The list of what opens, is published or is due for review."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from catalog.domain.description import Access
from catalog.records.workflow import plan_publication
from tests.database.records import ARCHIVIST, item
from tests.web.desk import address, archivist, text_of

pytestmark = pytest.mark.django_db


def day(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def test_what_is_due_stands_in_its_order_and_what_is_overdue_is_marked() -> None:
    item("Opens soon", access=Access(material="closed", opens_on=day(30)))
    item("Overdue", access=Access(material="closed", review_on=day(-3), opens_on=day(80)))
    item("Much later", access=Access(material="closed", opens_on=day(120)))
    planned = item("Planned")
    now = timezone.now()
    plan_publication(planned.public_id, now + timedelta(days=5), author=ARCHIVIST, now=now)
    page = text_of(archivist(20), address("due"))
    listed = page.split("<table", 1)[1].split("</table>")[0]
    assert listed.index("Overdue</a>") < listed.index("Planned</a>") < listed.index("Opens soon</a>")
    assert "Much later" not in listed
    assert listed.count("<strong") == 1
    first_page = text_of(archivist(20, "view_record", name="reader"), "/admin/")
    assert "3 records open or are due for review" in first_page


def test_the_list_takes_the_same_queries_for_any_number(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = archivist(20)
    for number in range(12):
        item(f"Cable {number}", access=Access(material="closed", opens_on=day(number)))
    client.get(address("due"))
    with django_assert_max_num_queries(8):
        client.get(address("due"))
