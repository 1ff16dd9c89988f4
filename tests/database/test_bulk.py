"""One operation over many records: what it changes, what it leaves alone, going on after a stop, undo."""

from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from catalog.domain.bulk import (
    AddStatement,
    Operation,
    RemoveStatements,
    ReplaceWords,
    SetRecordAccess,
    SetStatement,
)
from catalog.domain.change import Add
from catalog.domain.description import (
    Access,
    Agent,
    Container,
    Date,
    Description,
    Form,
    Identifier,
    Language,
    Note,
    Relation,
    Subject,
    Title,
    decode,
)
from catalog.jobs import queue
from catalog.jobs.queue import LostClaim
from catalog.jobs.run import drain
from catalog.models import Authority, Exclusion, Job, Record, Revision, User
from catalog.records.authorities import create_authority
from catalog.records.bulk import Order, bulk_edit, order, propose
from catalog.records.change import change
from catalog.records.chosen import Selection, narrowed
from catalog.records.pace import FIRST
from catalog.records.publish import withdraw
from catalog.records.quality import CHECKS, count_all, counts, failing
from catalog.records.queries import view, visible_to
from catalog.records.rows import rows_differ
from catalog.records.undo import undo
from tests.database.records import ARCHIVIST, collection, evidence, item, part, published

pytestmark = pytest.mark.django_db
ENGLISH = Language(code="eng")
RUSSIAN = Language(code="rus")


def keeper(rank: int = 30, name: str = "keeper") -> User:
    user = User.objects.create_user(name, rank=rank, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_record", "add_record"]))
    return user


def asked(operation: Operation, user: User, **chosen: Any) -> Job:
    selection = Selection(**chosen)
    return order(
        Order(selection=selection, operation=operation, reason="Agreed", asked_at=timezone.now()),
        user,
        "Bulk",
    )


def done(operation: Operation, user: User, **chosen: Any) -> Job:
    job = asked(operation, user, **chosen)
    drain()
    job.refresh_from_db()
    assert job.state == "done", job.error
    return job


def said(record: Record) -> Description:
    return decode(bytes(Record.objects.get(pk=record.pk).snapshot))


def letters(count: int, *statements: Any) -> list[Record]:
    shelf = published(collection())
    return [published(item(f"Letter {number}", *statements, parent=shelf)) for number in range(count)]


def test_a_field_is_set_with_one_revision_a_record_and_the_rows_follow() -> None:
    records = letters(3, Language(code="fra", state="accepted"))
    stamps = {one.pk: one.public_digest for one in Record.objects.filter(level="item")}
    job = done(SetStatement(statement=ENGLISH), keeper(), filters={"level": "item"})
    assert job.report == {"changed": 3, "unchanged": 0, "refused": 0, "refusals": []}
    for record in records:
        row = Record.objects.get(pk=record.pk)
        assert [one.code for one in said(row).of(Language)] == ["eng"]
        last = row.revisions.get(number=row.revision)
        assert (last.job, last.author_name, last.reason) == (job, "keeper", "Agreed")
        assert bytes(last.snapshot) == bytes(row.snapshot)
        assert not rows_differ(row, said(row))
        assert row.public_digest != stamps[row.pk]
        assert row.indexed_version < row.version
        seen = view(row.public_id, 0)
        assert seen is not None
        assert [one.code for one in seen.description.of(Language)] == ["eng"]


def test_what_is_so_already_gets_no_revision() -> None:
    records = letters(2)
    done(AddStatement(statement=ENGLISH), keeper(), ids=(records[0].pk,))
    job = done(AddStatement(statement=ENGLISH), keeper(name="second"), ids=tuple(one.pk for one in records))
    assert (job.report["changed"], job.report["unchanged"]) == (1, 1)
    assert Revision.objects.filter(job=job).count() == 1


def test_what_is_only_proposed_is_neither_accepted_nor_put_in_other_words() -> None:
    record = item("Cable", Form(value="Telegramm", evidence=evidence(1, "Telegramm")))
    user = keeper()
    words = ReplaceWords(kind="form", find="Telegramm", by="Telegram")
    assert done(words, user, ids=(record.pk,)).report["changed"] == 0
    done(SetStatement(statement=Form(value="Cable")), user, ids=(record.pk,))
    assert [(one.value, one.state) for one in said(record).of(Form)] == [
        ("Telegramm", "proposed"),
        ("Cable", "accepted"),
    ]
    done(AddStatement(statement=Form(value="Telegramm")), user, ids=(record.pk,))
    assert [one.state for one in said(record).of(Form)] == ["accepted", "accepted"]


def test_words_are_replaced_whole_or_in_part_and_their_evidence_stays() -> None:
    note = Note(note_kind="general", value="From Peking by Pekinger mail", state="accepted")
    read = Title(value="Talks in Peking", state="accepted", evidence=evidence(1, "Talks in Peking"))
    record = item("Letter", note, read)
    user = keeper()
    done(
        ReplaceWords(kind="note", find="peking", by="Beijing", whole_words=True, match_case=False),
        user,
        ids=(record.pk,),
    )
    assert said(record).of(Note)[0].value == "From Beijing by Pekinger mail"
    done(ReplaceWords(kind="title", find="Peking", by="Beijing"), user, ids=(record.pk,))
    changed = next(one for one in said(record).of(Title) if one.evidence)
    assert (changed.value, changed.evidence) == ("Talks in Beijing", evidence(1, "Talks in Peking"))


def test_what_cannot_be_changed_is_told_with_its_reason_and_the_others_are_changed() -> None:
    place = create_authority("place", "Lüshun")
    record = item("Letter", Subject(name="Lüshun", authority=place.public_id, state="accepted"))
    other = item("Memorandum", Subject(name="Lüshun harbour", state="accepted"))
    alone = published(item("Letter of introduction"))
    user = keeper()
    job = done(ReplaceWords(kind="subject", find="Lüshun", by="Port Arthur"), user, filters={"level": "item"})
    assert [one["id"] for one in job.report["refusals"]] == [record.public_id]
    assert "authority" in job.report["refusals"][0]["reason"]
    assert said(other).of(Subject)[0].name == "Port Arthur harbour"
    job = done(RemoveStatements(kind="title"), user, ids=(alone.pk,))
    assert "accepted title" in job.report["refusals"][0]["reason"]


def test_a_record_saved_after_the_preview_is_left_alone() -> None:
    first, second = letters(2)
    job = asked(AddStatement(statement=ENGLISH), keeper(), ids=(first.pk, second.pk))
    note = Add(statement=Note(note_kind="general", value="Seen today"))
    change(first.public_id, [note], expected_revision=first.revision, author=ARCHIVIST)
    drain()
    job.refresh_from_db()
    assert (job.report["changed"], job.report["refused"]) == (1, 1)
    assert said(first).of(Language) == ()


def test_nobody_changes_what_their_rank_does_not_see() -> None:
    footnote = Note(note_kind="footnote", value="Named by the agent", state="accepted", label="1")
    record = item("Report", footnote, access=Access(material="closed"))
    cataloguer = keeper(20, "cataloguer")
    job = done(RemoveStatements(kind="note", role="footnote"), cataloguer, ids=(record.pk,))
    assert (job.report["changed"], job.report["unchanged"]) == (0, 1)
    job = done(SetRecordAccess(access=Access()), cataloguer, ids=(record.pk,))
    assert "leave" in job.report["refusals"][0]["reason"]
    assert Record.objects.get(pk=record.pk).text_from == 30
    done(SetRecordAccess(access=Access()), keeper(30, "with leave"), ids=(record.pk,))
    assert Record.objects.get(pk=record.pk).text_from == 20


def test_who_has_lost_the_permission_changes_nothing() -> None:
    record, user = letters(1)[0], keeper()
    job = asked(AddStatement(statement=ENGLISH), user, ids=(record.pk,))
    user.user_permissions.clear()
    drain()
    job.refresh_from_db()
    assert job.state == "failed"
    assert said(record).of(Language) == ()


def test_words_taken_back_are_left_out_of_search_until_the_index_follows() -> None:
    record, other = letters(2, Subject(name="Named person", state="accepted"))
    user = keeper()
    done(AddStatement(statement=ENGLISH), user, ids=(other.pk,))
    assert not Exclusion.objects.filter(record=other).exists()
    done(RemoveStatements(kind="subject", value="Named person"), user, ids=(record.pk,))
    assert list(Exclusion.objects.filter(record=record).values_list("rank", flat=True)) == [20]


def test_an_authority_is_seen_as_long_as_a_record_that_is_seen_names_it() -> None:
    first, second = letters(2)
    person = create_authority("person", "Zhou Enlai")
    author = Agent(name="Zhou Enlai", role="author", authority=person.public_id)
    user = keeper()

    def seen_from() -> int:
        return Authority.objects.get(pk=person.pk).seen_from

    done(AddStatement(statement=author), user, filters={"level": "item"})
    assert seen_from() == 0
    done(RemoveStatements(kind="agent"), user, ids=(first.pk,))
    assert seen_from() == 0
    done(RemoveStatements(kind="agent"), user, ids=(second.pk,))
    assert seen_from() == 20


def test_parts_and_titles_with_records_below_are_written_with_all_that_follows() -> None:
    text = "One\nTwo\nThree"
    shelf = published(collection("Peking papers"))
    document = item("Peking cable", parent=shelf, text=text)
    # More than one batch: what is saved of the document in the first moves its parts in the second.
    annexes = [part("Peking annex", document, 2, 2, text) for _ in range(FIRST)]
    published(document)
    user = keeper()
    whole = Record.objects.get(pk=document.pk).version
    chosen = (shelf.pk, document.pk, *(one.pk for one in annexes))
    done(ReplaceWords(kind="title", find="Peking", by="Beijing"), user, ids=chosen)
    titles = Record.objects.filter(pk__in=chosen).order_by("pk")
    assert [one.title for one in titles] == ["Beijing papers", "Beijing cable", *["Beijing annex"] * FIRST]
    assert Record.objects.get(pk=document.pk).version > whole + 1


def test_a_work_that_was_broken_off_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after the end of a worker: the claim runs out and the next one takes the rest up."""
    records = letters(40, Note(note_kind="general", value="a", state="accepted"))
    job = asked(ReplaceWords(kind="note", find="a", by="aa"), keeper(), filters={"level": "item"})
    claim = queue.claim(["bulk edit"])
    assert claim is not None

    def broken_off(*said: Any) -> None:
        raise LostClaim("The worker ended after its first records.")

    monkeypatch.setattr("catalog.records.save_many.show_progress", broken_off)
    with pytest.raises(LostClaim):
        bulk_edit(claim)
    monkeypatch.undo()
    half = Revision.objects.filter(job=job).count()
    assert 0 < half < 40
    Job.objects.filter(pk=job.pk).update(claimed_until=timezone.now())
    drain()
    job.refresh_from_db()
    assert (job.state, job.report["changed"], job.attempts) == ("done", 40, 2)
    assert {said(one).of(Note)[0].value for one in records} == {"aa"}
    assert Revision.objects.filter(job=job).count() == 40


def test_one_undo_puts_everything_back_but_what_was_saved_since() -> None:
    records = letters(4, Container(container_kind="box", number="6", state="accepted"))
    before = {one.pk: bytes(Record.objects.get(pk=one.pk).snapshot) for one in records}
    user = keeper()
    job = done(
        SetStatement(statement=Container(container_kind="box", number="7")), user, filters={"level": "item"}
    )
    note = Add(statement=Note(note_kind="general", value="Seen today"))
    change(records[0].public_id, [note], expected_revision=3, author=ARCHIVIST)
    taken_back = undo(job, user)
    drain()
    taken_back.refresh_from_db()
    assert taken_back.report["changed"] == 3
    assert [one["id"] for one in taken_back.report["refusals"]] == [records[0].public_id]
    for record in records[1:]:
        row = Record.objects.get(pk=record.pk)
        assert bytes(row.snapshot) == before[record.pk]
        assert row.revision == 4
        assert not rows_differ(row, said(row))
    again = undo(taken_back, user)
    drain()
    again.refresh_from_db()
    assert again.report["changed"] == 3
    assert said(records[1]).of(Container)[0].number == "7"


def test_a_preview_costs_the_same_for_three_records_and_for_thirty(django_assert_num_queries: Any) -> None:
    letters(30)
    for many in (3, 30):
        rows = list(Record.objects.filter(level="item")[:many])
        with django_assert_num_queries(1):
            found = propose(rows, AddStatement(statement=ENGLISH), ARCHIVIST._replace(rank=20))
        assert all(one.edit is not None for one in found)


def test_filters_combine() -> None:
    shelf = published(collection("Wilson papers"))
    series = collection("Letters", shelf)
    early = item("Early", Form(value="Letter", state="accepted"), ENGLISH, parent=series)
    read = msgspec.structs.replace(evidence(1, "CABLE"), doubt="Perhaps a letter")
    doubtful = Form(value="Cable", evidence=read)
    late = item("Late", doubtful, parent=shelf)

    def titles(**chosen: str) -> set[str]:
        return {one.title for one in narrowed(visible_to(30), chosen, 30)}

    assert titles(form="letter") == {"Early"}
    assert titles(under=shelf.public_id) == {"Letters", "Early", "Late"}
    assert titles(under=series.public_id, form="Letter", language="eng") == {"Early"}
    assert titles(proposed="doubtful") == {"Late"}
    assert titles(missing="form", level="item") == set()
    assert titles(missing="language", level="item") == {"Late"}
    assert titles(under="nothing") == set()
    Record.objects.filter(pk=early.pk).update(earliest="1919-01-01", latest="1919-12-31")
    Record.objects.filter(pk=late.pk).update(earliest="1952-08-28", latest="1952-08-28")
    assert titles(to="1919") == {"Early"}
    assert titles(**{"from": "1952-08"}) == {"Late"}
    assert titles(**{"from": "1919-06", "to": "1952-08"}) == {"Early", "Late"}
    assert titles(to="soon") == set()


def test_each_check_finds_what_is_to_be_put_right() -> None:
    written = Date(
        edtf="1952-08-28",
        role="created",
        primary=True,
        earliest="1952-08-28",
        latest="1952-08-28",
        state="accepted",
    )
    released = Date(
        edtf="1950", role="released", earliest="1950-01-01", latest="1950-12-31", state="accepted"
    )
    number = Identifier(value="NIE 58", role="registration number", state="accepted")
    wrong = item("Released too early", written, released, number)
    twice = item("Second of the number", Identifier(value="nie-58", role="registration number"))
    gone = published(item("To be withdrawn"))
    pointing = item("Points at it", Relation(relation="references", target=gone.public_id, state="accepted"))
    withdraw(gone.public_id, author=ARCHIVIST, reason="Wrong copy")

    def found(name: str) -> set[int]:
        return set(failing(name, Record.objects.all()).values_list("pk", flat=True))

    assert found("dates") == {wrong.pk}
    assert found("numbers") == {wrong.pk, twice.pk}
    assert found("relations") == {pointing.pk}
    shelf = collection()
    assert all(shelf.pk in found(f"lacks-{one}") for one in ("code", "date", "extent", "creator", "scope"))
    assert shelf.pk not in found("lacks-title")
    count_all()
    told = counts(30).records
    assert told == {name: len(found(name)) for name in CHECKS}
    assert counts(10).records["dates"] == 0
