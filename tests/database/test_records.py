"""What archivists do to records, against the database that is there."""

import msgspec
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from catalog.domain.change import Accept, Add, Change, Reject, Remove, Replace, SetLevel
from catalog.domain.description import (
    Access,
    Agent,
    Classification,
    ClassificationEvent,
    Date,
    Description,
    Identifier,
    Note,
    Place,
    Title,
    decode,
)
from catalog.models import Record, StatementRow
from catalog.records.authorities import Name, create_authority
from catalog.records.change import accept_stated, change
from catalog.records.delete import delete
from catalog.records.linking import link_full_names
from catalog.records.publish import publish
from catalog.records.queries import children, resolve, view
from catalog.records.refusal import AlreadyCatalogued, Conflict, NoSuchRecord, Refused
from catalog.records.restore import restore, revisions
from catalog.records.rows import rows_differ
from catalog.records.save import create
from tests.database.records import (
    ARCHIVIST,
    CATALOGUER,
    accepted_title,
    collection,
    evidence,
    institution,
    item,
    part,
    published,
)

pytestmark = pytest.mark.django_db

CABLE = "To Chairman Mao\nYesterday evening\nAnnex One\nThe exchange of letters\nZhou Enlai"


def description_of(record: Record) -> Description:
    return decode(bytes(Record.objects.get(pk=record.pk).snapshot))


def statement_id(record: Record, kind: type) -> str:
    return description_of(record).of(kind)[0].id


def test_a_new_record_is_a_draft_that_only_staff_see() -> None:
    record = item("Cable")
    assert view(record.public_id, 10) is None
    seen = view(record.public_id, 20)
    assert seen is not None
    assert seen.description.status == "draft"
    assert (record.revision, record.revisions.count()) == (1, 1)


def test_the_same_file_never_makes_a_second_record() -> None:
    held = create(
        Description(level="item", statements=(accepted_title("Cable"),)),
        institution=institution(),
        author=ARCHIVIST,
        source_sha256="a" * 64,
    )
    with pytest.raises(AlreadyCatalogued, match=held.public_id):
        create(Description(level="item"), institution=institution(), author=ARCHIVIST, source_sha256="a" * 64)
    assert Record.objects.count() == 1


def test_a_change_is_saved_against_the_revision_that_was_seen() -> None:
    record = item("Cable")
    title = statement_id(record, Title)
    replaced = Replace(id=title, statement=Title(value="Cable to Mao"))
    change(record.public_id, [replaced], expected_revision=1, author=ARCHIVIST)
    with pytest.raises(Conflict, match="revision 1, it is now 2") as conflict:
        change(record.public_id, [Remove(id=title)], expected_revision=1, author=ARCHIVIST)
    assert [one.act for one in conflict.value.differences] == ["changed"]
    assert Record.objects.get(pk=record.pk).title == "Cable to Mao"


def test_all_changes_are_saved_or_none() -> None:
    record = item("Cable")
    changes: list[Change] = [Add(statement=Note(note_kind="general", value="A note")), Remove(id="nothing")]
    with pytest.raises(Refused):
        change(record.public_id, changes, expected_revision=1, author=ARCHIVIST)
    assert description_of(record).of(Note) == ()


def test_a_date_is_checked_and_its_bounds_are_filled_in() -> None:
    record = item("Cable")
    added = Add(statement=Date(edtf="1952-02", role="created", primary=True))
    change(record.public_id, [added], expected_revision=1, author=ARCHIVIST)
    date = description_of(record).of(Date)[0]
    assert (date.earliest, date.latest) == ("1952-02-01", "1952-02-29")
    assert Record.objects.get(pk=record.pk).latest == "1952-02-29"
    wrong = Add(statement=Date(edtf="1952-13-40", role="created"))
    with pytest.raises(Refused):
        change(record.public_id, [wrong], expected_revision=2, author=ARCHIVIST)


def test_what_an_author_does_not_see_cannot_be_named() -> None:
    closed = Access(material="closed")
    text = "Line one\nA footnote"
    footnote = Note(
        note_kind="footnote", value="A footnote", state="accepted", evidence=evidence(2, "A footnote")
    )
    record = item("Cable", footnote, text=text, access=closed)
    hidden = statement_id(record, Note)
    with pytest.raises(Refused, match="no statement"):
        change(record.public_id, [Remove(id=hidden)], expected_revision=1, author=CATALOGUER)
    assert len(description_of(record).of(Note)) == 1
    change(record.public_id, [Remove(id=hidden)], expected_revision=1, author=ARCHIVIST)
    assert description_of(record).of(Note) == ()


def test_publishing_needs_an_accepted_title_and_a_published_parent() -> None:
    untitled = create(
        Description(level="item", statements=(Title(value="Proposed"),)),
        institution=institution(),
        author=ARCHIVIST,
    )
    with pytest.raises(Refused, match="no accepted title"):
        publish(untitled.public_id, author=ARCHIVIST)
    parent = collection()
    child = item("Cable", parent=parent)
    with pytest.raises(Refused, match="Victor Hoo Collection"):
        publish(child.public_id, author=ARCHIVIST)
    published(parent)
    assert published(child).seen_from == 0


def test_what_was_classified_is_published_only_on_a_stated_basis() -> None:
    record = item("Estimate", Classification(level="Secret", code="S", state="accepted"))
    with pytest.raises(Refused, match="released"):
        publish(record.public_id, author=ARCHIVIST)
    released = ClassificationEvent(act="released", date="2013-01-02", extent="full")
    change(record.public_id, [Add(statement=released)], expected_revision=1, author=ARCHIVIST)
    assert published(record).status == "published"


def test_restore_brings_back_the_statements_with_their_ids() -> None:
    record = published(item("Cable", Note(note_kind="scope", value="On the railway", state="accepted")))
    note = statement_id(record, Note)
    change(record.public_id, [Remove(id=note)], expected_revision=2, author=ARCHIVIST)
    restored = restore(record.public_id, 1, expected_revision=3, author=ARCHIVIST)
    assert statement_id(record, Note) == note
    assert (restored.revision, restored.status) == (4, "published")


def test_history_is_for_those_from_whom_nothing_is_hidden() -> None:
    record = item("Cable", text=CABLE, access=Access(material="closed"))
    assert revisions(record, 20) == []
    assert [one.number for one in revisions(record, 30)] == [1]


def test_only_a_draft_can_be_deleted() -> None:
    record = item("Cable", text=CABLE)
    part("Annex One", record, 3, 4, CABLE)
    delete(record.public_id, author=ARCHIVIST)
    assert Record.objects.count() == 0
    assert StatementRow.objects.count() == 0


def test_accepting_what_is_stated_leaves_what_was_inferred_to_a_person() -> None:
    stated = Place(name="Moscow", evidence=evidence(1, "Moscow"))
    inferred = Place(
        name="Peking", evidence=msgspec.structs.replace(evidence(1, "Mao"), basis="inferred", confidence=0.4)
    )
    record = item("Cable", stated, inferred)
    accept_stated(record.public_id, author=ARCHIVIST)
    states = {one.name: one.state for one in description_of(record).of(Place)}
    assert states == {"Moscow": "accepted", "Peking": "proposed"}
    assert Record.objects.get(pk=record.pk).proposed == 1


def test_staff_without_leave_accept_what_they_see_of_closed_material() -> None:
    seen = Place(name="Moscow", evidence=evidence(1, "To Chairman Mao"))
    record = item("Cable", seen, text=CABLE, access=Access(material="closed"))
    accept_stated(record.public_id, author=CATALOGUER)
    assert description_of(record).of(Place)[0].state == "proposed"
    accept_stated(record.public_id, author=ARCHIVIST)
    assert description_of(record).of(Place)[0].state == "accepted"


def test_a_record_with_others_below_is_no_item_and_a_part_stays_a_part() -> None:
    top = collection()
    document = item("Cable", parent=top, text=CABLE)
    annex = part("Annex One", document, 3, 4, CABLE)
    for record, level in ((top, "item"), (document, "series"), (document, "part"), (annex, "item")):
        now = Record.objects.get(pk=record.pk).revision
        with pytest.raises(Refused):
            change(record.public_id, [SetLevel(level=level)], expected_revision=now, author=ARCHIVIST)


def test_a_rejected_statement_stays_and_is_not_shown() -> None:
    record = published(item("Cable", Place(name="Moscow", state="accepted")))
    place = statement_id(record, Place)
    change(record.public_id, [Reject(id=place)], expected_revision=2, author=ARCHIVIST)
    seen = view(record.public_id, 0)
    assert seen is not None
    assert seen.description.of(Place) == ()
    change(record.public_id, [Accept(id=place)], expected_revision=3, author=ARCHIVIST)
    again = view(record.public_id, 0)
    assert again is not None
    assert [one.name for one in again.description.of(Place)] == ["Moscow"]


def test_a_full_name_that_one_authority_bears_is_linked_and_a_surname_is_not() -> None:
    zhou = create_authority("person", "Zhou Enlai", [Name("Chou En-lai", "Wade-Giles")])
    create_authority("person", "Molotov, Vyacheslav Mikhailovich", [Name("V. M. Molotov")])
    create_authority("person", "Wang Ming", [Name("Chen Shaoyu")])
    create_authority("person", "Chen Shaoyu", [])
    names = ("CHOU EN-LAI", "Molotov", "Chen Shaoyu")
    description = Description(level="item", statements=tuple(Agent(name=one, role="author") for one in names))
    linked = link_full_names([description])[0].of(Agent)
    assert (linked[0].authority, linked[0].name, linked[0].as_given) == (
        zhou.public_id,
        "Zhou Enlai",
        names[0],
    )
    assert [one.authority for one in linked[1:]] == ["", ""]


def test_former_reference_codes_resolve() -> None:
    code = Identifier(value="HIA-7", role="reference code", state="accepted")
    former = Identifier(value="VH/7", role="former reference code", state="accepted")
    record = published(item("Cable", code, former))
    assert resolve("HIA-7", 0) == resolve("VH/7", 0) == record.public_id
    assert resolve("HIA-8", 0) is None
    with pytest.raises(Refused, match="HIA-7"):
        item("Another", code)


def test_the_rows_say_what_the_snapshot_says() -> None:
    record = item("Cable", Place(name="Moscow"), Date(edtf="1952", role="created"))
    assert not rows_differ(record, description_of(record))
    StatementRow.objects.filter(kind="place").update(value="Kiev")
    with pytest.raises(CommandError, match="1 record differs"):
        call_command("check_rows")
    call_command("check_rows", "--mend")
    assert not rows_differ(record, description_of(record))


def test_the_database_itself_refuses_a_public_draft() -> None:
    record = item("Cable")
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.filter(pk=record.pk).update(own_seen_from=0, seen_from=0)


def test_nobody_changes_what_they_cannot_see() -> None:
    record = item("Cable")
    reader = ARCHIVIST._replace(rank=0)
    with pytest.raises(NoSuchRecord):
        change(record.public_id, [], expected_revision=1, author=reader)


def test_reading_takes_the_same_queries_for_any_number_of_records(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    top = published(collection())
    for number in range(5):
        document = item(f"Cable {number}", parent=top, text=CABLE)
        part("Annex", document, 3, 4, CABLE)
        published(document)
    seen = view(top.public_id, 0)
    with django_assert_num_queries(3):
        found = children(seen, 0)
    assert len(found) == 5
    with django_assert_num_queries(3):
        children(seen, 0, limit=1)
