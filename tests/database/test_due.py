"""What is done on its day, with the time passed in: publications that were planned, restrictions that end."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.domain.change import Add, SetAccess
from catalog.domain.description import Access, Date, Subject, decode
from catalog.jobs.run import drain
from catalog.models import Job, Record
from catalog.records.change import change
from catalog.records.due import ask_for_due, do_due, opening_or_review
from catalog.records.queries import visible_to
from catalog.records.workflow import plan_publication
from tests.database.records import ARCHIVIST, collection, item, published

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2031, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BEFORE = timedelta(seconds=-1)


def now(record: Record) -> Record:
    return Record.objects.get(pk=record.pk)


def test_an_embargo_lifts_itself_on_its_day_and_not_before() -> None:
    access = Access(material="closed", reason="Third persons", opens_on="2031-01-01", review_on="2030-01-01")
    record = published(item("Cable", text="The words", access=access))
    stamp = now(record).oai_datestamp
    assert do_due(record.public_id, NEW_YEAR + BEFORE) == []
    assert now(record).text_from == 30
    assert do_due(record.public_id, NEW_YEAR) == ["opened"]
    opened = now(record)
    assert (opened.text_from, opened.opens_on, opened.review_on) == (0, "", "")
    assert decode(bytes(opened.snapshot)).access == Access()
    assert opened.version > record.version
    assert opened.public_digest != record.public_digest
    assert opened.oai_datestamp is not None
    assert stamp is not None
    assert opened.oai_datestamp >= stamp
    revision = opened.revisions.first()
    assert revision is not None
    assert (revision.author_name, revision.reason) == ("clock", "The restriction ended on 2031-01-01")
    assert do_due(record.public_id, NEW_YEAR) == []


def test_a_rule_follows_the_dates_of_the_record() -> None:
    written = Date(
        edtf="1990-05-05", role="created", earliest="1990-05-05", latest="1990-05-05", state="accepted"
    )
    record = published(item("Cable", written, access=Access(material="closed", opens_after_years=30)))
    assert now(record).opens_on == "2020-05-05"
    signed = Add(statement=Date(edtf="1999-12-31", role="signed"))
    change(record.public_id, [signed], expected_revision=now(record).revision, author=ARCHIVIST)
    assert now(record).opens_on == "2029-12-31"
    assert do_due(record.public_id, NOW) == []
    assert do_due(record.public_id, datetime(2029, 12, 31, tzinfo=UTC)) == ["opened"]


def test_what_stands_in_something_closed_stays_closed() -> None:
    fonds = published(collection())
    cable = published(item("Cable", parent=fonds, access=Access(material="closed", opens_on="2026-01-01")))
    closed = SetAccess(access=Access(material="closed"))
    change(fonds.public_id, [closed], expected_revision=now(fonds).revision, author=ARCHIVIST)
    assert do_due(cable.public_id, NOW) == ["opened"]
    assert (now(cable).own_text_from, now(cable).text_from) == (0, 30)


def test_a_planned_publication_is_done_at_its_time() -> None:
    record = item("Cable")
    plan_publication(record.public_id, NOW, author=ARCHIVIST, now=NOW - timedelta(days=3))
    assert do_due(record.public_id, NOW + BEFORE) == []
    assert do_due(record.public_id, NOW) == ["published"]
    assert now(record).status == "published"
    assert now(record).publish_at is None


def test_what_cannot_be_published_says_so_once_and_waits_for_a_person() -> None:
    record = item("Cable", parent=collection())
    plan_publication(record.public_id, NOW, author=ARCHIVIST, now=NOW - timedelta(days=3))
    assert do_due(record.public_id, NOW) == ["not published"]
    assert do_due(record.public_id, NOW) == []
    assert (now(record).status, now(record).stage) == ("draft", "approved")
    step = record.steps.first()
    assert step is not None
    assert "is not published. Publish it first" in step.words


@pytest.mark.django_db(transaction=True)
def test_the_clock_asks_for_one_job_which_does_all_that_is_due() -> None:
    past = Access(material="closed", opens_on="2020-01-01")
    records = [published(item(f"Cable {number}", access=past)) for number in range(3)]
    later = published(item("Later", access=Access(material="closed", opens_on="2999-01-01")))
    assert ask_for_due(NOW)
    assert not ask_for_due(NOW)
    drain(("due",))
    assert {now(one).text_from for one in records} == {0}
    assert now(later).text_from == 30
    job = Job.objects.get(kind="due")
    assert job.report == {"opened": 3, "published": 0, "not published": 0}
    assert not ask_for_due(NOW)


def test_the_list_tells_what_opens_or_is_due_for_review_soon() -> None:
    opens = item("Opens", access=Access(material="closed", opens_on="2026-04-01"))
    reviewed = item("Review", access=Access(material="closed", review_on="2025-01-01"))
    planned, other = item("Planned"), item("Other", Subject(name="Railways", state="accepted"))
    plan_publication(planned.public_id, NOW + timedelta(days=5), author=ARCHIVIST, now=NOW)
    item("Far", access=Access(material="closed", opens_on="2030-04-01"))
    listed = opening_or_review(visible_to(20), NOW + timedelta(days=90))
    assert set(listed) == {opens, reviewed, planned}
    assert other not in listed
