"""What was classified is declassified at the desk, and what is closed is given its end."""

import pytest

from catalog.domain.description import Classification, ClassificationEvent, Date
from catalog.models import Record
from tests.database.records import item
from tests.web.desk import address, archivist, described, form_of, post, text_of

pytestmark = pytest.mark.django_db
SECRET = Classification(level="Secret", code="S", state="accepted")


def test_a_declassification_is_stated_with_authority_exemption_and_case_and_opens_the_way() -> None:
    client, record = archivist(), item("Cable", SECRET)
    refused = post(client, address("publish", record.pk), basis="", reason="")
    assert "was classified" in refused.content.decode()
    assert "classification%20event%3Adeclassified" in text_of(client, address("change", record.pk))
    where = address("add_statement", record.pk)
    form = form_of(text_of(client, f"{where}?kind=classification%20event%3Adeclassified"))
    assert form["act"] == "declassified"
    form |= {"date": "2 January 2013", "extent": "part", "authority": "E.O. 13526", "exemption": "25X1"}
    assert post(client, where, **form | {"case_number": "M-2013-0042"}).status_code == 302
    event = described(record.pk).of(ClassificationEvent)[0]
    assert (event.date, event.authority, event.exemption) == ("2013-01-02", "E.O. 13526", "25X1")
    assert (event.case_number, event.extent, event.state) == ("M-2013-0042", "part", "accepted")
    assert post(client, address("publish", record.pk), basis="", reason="").status_code == 302


def test_material_is_closed_for_years_or_to_a_day_and_never_both() -> None:
    written = Date(edtf="2000-05-05", role="created", earliest="2000-05-05", latest="2000-05-05")
    client, record = archivist(), item("Letter", written)
    form = form_of(text_of(client, address("access", record.pk))) | {"material": "closed"}
    both = form | {"opens_on": "2031-01-01", "opens_after_years": "30", "expected_revision": "1"}
    assert "not both" in post(client, address("access", record.pk), **both).content.decode()
    by_rule = form | {"opens_after_years": "30", "review_on": "2029-01-01", "expected_revision": "1"}
    assert post(client, address("access", record.pk), **by_rule).status_code == 302
    assert Record.objects.get(pk=record.pk).opens_on == ""
    assert "When it opens cannot be counted" in text_of(client, address("change", record.pk))
    accept = address("accept", record.pk, described(record.pk).of(Date)[0].id)
    assert post(client, accept, expected_revision=2).status_code == 302
    row = Record.objects.get(pk=record.pk)
    assert (row.opens_on, row.review_on) == ("2030-05-05", "2029-01-01")
    assert "Opens on 5 May 2030." in text_of(client, address("change", record.pk))
    assert "30 years after its latest date" in text_of(client, address("see_as", record.pk, 20))
