"""From draft to publication: who sends, approves, sends back, plans; and what that leaves untouched."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.domain.change import Add, SetAccess
from catalog.domain.description import Access, Agent, Subject
from catalog.jobs.run import drain
from catalog.models import Record, Step, User
from catalog.records.author import Author, person
from catalog.records.authorities import HEADINGS, create_authority, rename
from catalog.records.change import change
from catalog.records.publish import publish
from catalog.records.refusal import NoSuchRecord, Refused
from catalog.records.workflow import assign, comment, plan_publication, take_step, take_steps, work_of
from tests.database.records import ARCHIVIST, CATALOGUER, collection, item, part, published

pytestmark = pytest.mark.django_db
Kind, Stage = Step.Kind, Record.Stage
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def somebody(name: str, rank: int = 20) -> User:
    return User.objects.create_user(name, rank=rank, is_staff=True)


def now(record: Record) -> Record:
    return Record.objects.get(pk=record.pk)


def kinds(record: Record) -> list[str]:
    return list(record.steps.order_by("pk").values_list("kind", flat=True))


def test_a_record_is_sent_approved_and_published_by_those_who_may() -> None:
    anna, boris = somebody("anna"), somebody("boris")
    record = item("Cable")
    with pytest.raises(Refused, match="is not approved"):
        publish(record.public_id, author=person(boris))
    take_step(record.public_id, Kind.SENT, author=person(anna), to=boris)
    assert (now(record).stage, now(record).assigned_to) == (Stage.IN_REVIEW, boris)
    with pytest.raises(Refused, match="sent to review already"):
        take_step(record.public_id, Kind.SENT, author=person(anna))
    take_step(record.public_id, Kind.APPROVED, author=person(boris), words="Well described")
    assert now(record).stage == Stage.APPROVED
    publish(record.public_id, author=person(boris))
    assert (now(record).status, now(record).stage, now(record).assigned_to) == ("published", "in work", None)
    assert kinds(record) == ["sent to review", "approved"]
    with pytest.raises(Refused, match="is published"):
        take_step(record.public_id, Kind.SENT, author=person(anna))


def test_a_step_is_no_revision_and_moves_neither_index_nor_datestamp() -> None:
    record = published(collection())
    draft = item("Cable", parent=record)
    before = now(draft)
    take_step(draft.public_id, Kind.SENT, author=CATALOGUER)
    comment(draft.public_id, "Whose cable?", author=CATALOGUER)
    after = now(draft)
    for name in ("revision", "version", "snapshot", "public_digest", "oai_datestamp", "updated_at"):
        assert getattr(after, name) == getattr(before, name), name


def test_what_is_sent_back_goes_with_words_to_whoever_sent_it() -> None:
    anna, boris = somebody("anna"), somebody("boris")
    record = item("Cable")
    take_step(record.public_id, Kind.SENT, author=person(anna), to=boris)
    with pytest.raises(Refused, match="Say what is to be changed"):
        take_step(record.public_id, Kind.SENT_BACK, author=person(boris), words=" ")
    take_step(record.public_id, Kind.SENT_BACK, author=person(boris), words="The date is missing")
    assert list(work_of(anna.pk, 20)) == [record]
    assert list(work_of(boris.pk, 20)) == []
    step = record.steps.first()
    assert step is not None
    assert (step.words, step.author_name) == ("The date is missing", "boris")


def test_what_changes_after_approval_is_in_review_again() -> None:
    text = "Letter\nAnnex"
    letter = item("Letter", text=text)
    annex = part("Annex", letter, 2, 2, text)
    for changed in (letter, annex):
        record = now(letter)
        if record.stage == Stage.IN_WORK:
            take_step(letter.public_id, Kind.SENT, author=CATALOGUER)
        take_step(letter.public_id, Kind.APPROVED, author=CATALOGUER)
        plan_publication(letter.public_id, NOW + timedelta(days=1), author=ARCHIVIST, now=NOW)
        subject = Add(statement=Subject(name="Railways"))
        expected = now(changed).revision
        change(changed.public_id, [subject], expected_revision=expected, author=CATALOGUER)
        assert (now(letter).stage, now(letter).publish_at) == (Stage.IN_REVIEW, None)
    assert kinds(letter).count("approval lapsed") == 2


def test_a_record_is_given_only_to_those_who_see_it() -> None:
    reader, gone = somebody("reader", 10), somebody("gone")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    record = item("Cable")
    for person_of_no_use in (reader, gone):
        with pytest.raises(Refused, match="Choose somebody else"):
            assign(record.public_id, person_of_no_use, author=CATALOGUER)
    anna = somebody("anna")
    assign(record.public_id, anna, author=CATALOGUER, words="Please")
    assert now(record).assigned_to == anna
    assign(record.public_id, None, author=CATALOGUER)
    assert now(record).assigned_to is None
    with pytest.raises(NoSuchRecord):
        comment(record.public_id, "Hello", author=Author("reader", None, 10))


def test_many_are_sent_and_approved_together_those_that_are_at_that_stage() -> None:
    text = "Letter\nAnnex"
    letter = item("Letter", text=text)
    records = [letter, item("Cable"), published(item("Note")), part("Annex", letter, 2, 2, text)]
    chosen = [one.pk for one in records]
    assert take_steps(chosen, Kind.SENT, author=CATALOGUER) == 2
    assert take_steps(chosen, Kind.SENT, author=CATALOGUER) == 0
    assert take_steps(chosen, Kind.APPROVED, author=CATALOGUER) == 2
    assert [now(one).stage for one in records] == ["approved", "approved", "in work", "in work"]
    with pytest.raises(Refused, match="at most 1000"):
        take_steps(range(1001), Kind.SENT, author=CATALOGUER)


def test_a_publication_is_planned_by_those_who_may_publish_what_it_shows() -> None:
    boris = somebody("boris")
    record, closed = item("Cable"), item("Closed", access=Access(material="closed"))
    later = NOW + timedelta(days=2)
    with pytest.raises(Refused, match="Nobody has approved"):
        plan_publication(record.public_id, later, author=person(boris), now=NOW)
    with pytest.raises(Refused, match="has passed"):
        plan_publication(record.public_id, NOW, author=ARCHIVIST, now=NOW)
    with pytest.raises(Refused, match="closed to you"):
        plan_publication(closed.public_id, later, author=CATALOGUER, now=NOW)
    plan_publication(record.public_id, later, author=ARCHIVIST, now=NOW)
    assert (now(record).publish_at, now(record).stage) == (later, Stage.APPROVED)
    plan_publication(record.public_id, None, author=ARCHIVIST, now=NOW)
    assert now(record).publish_at is None


def test_who_may_not_see_closed_material_cannot_say_when_it_opens() -> None:
    record = item("Closed", access=Access(material="closed", opens_on="2050-01-01"))
    for access in (
        Access(material="closed", opens_on="2027-01-01"),
        Access(material="closed", opens_on="2049-12-31"),
    ):
        with pytest.raises(Refused, match="may not see this closed material"):
            change(record.public_id, [SetAccess(access=access)], expected_revision=1, author=CATALOGUER)
    put_off = SetAccess(access=Access(material="closed", opens_on="2060-01-01"))
    change(record.public_id, [put_off], expected_revision=1, author=CATALOGUER)
    assert now(record).opens_on == "2060-01-01"


def test_another_heading_of_an_authority_leaves_an_approval_as_it_is() -> None:
    chou = create_authority("person", "Chou En-lai")
    named = Agent(name="Chou En-lai", role="author", authority=chou.public_id, state="accepted")
    record = item("Cable", named)
    take_step(record.public_id, Kind.SENT, author=CATALOGUER)
    take_step(record.public_id, Kind.APPROVED, author=CATALOGUER)
    rename(chou, "Zhou Enlai")
    drain((HEADINGS,))
    assert b"Zhou Enlai" in bytes(now(record).snapshot)
    assert now(record).stage == Stage.APPROVED
