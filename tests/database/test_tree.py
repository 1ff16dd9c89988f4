"""Who sees what in the tree, and when harvesters are told, against the database that is there."""

import pytest

from catalog.domain.change import Add, Reject, Replace, SetAccess
from catalog.domain.description import (
    Access,
    Agent,
    Description,
    Note,
    Relation,
    Title,
    decode,
)
from catalog.models import Exclusion, Job, Record
from catalog.records.authorities import Name, create_authority
from catalog.records.change import change
from catalog.records.delete import delete
from catalog.records.move import move
from catalog.records.publish import withdraw
from catalog.records.queries import text_of, view
from catalog.records.refusal import Refused
from tests.database.records import (
    ARCHIVIST,
    CATALOGUER,
    collection,
    evidence,
    internal,
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


def test_parts_are_published_and_withdrawn_with_their_document() -> None:
    record = item("Cable", text=CABLE)
    annex = part("Annex One", record, 3, 4, CABLE)
    published(record)
    seen = view(record.public_id, 0)
    assert seen is not None
    assert [one.title for one in seen.parts] == ["Annex One"]
    assert view(annex.public_id, 0) is not None
    with pytest.raises(Refused, match="with its document"):
        withdraw(annex.public_id, author=ARCHIVIST, reason="Mistake")
    withdraw(record.public_id, author=ARCHIVIST, reason="The donor asked")
    assert view(annex.public_id, 0) is None
    assert Record.objects.get(pk=annex.pk).status == "withdrawn"


def test_a_withdrawn_record_leaves_a_tombstone_with_a_new_datestamp() -> None:
    record = published(item("Cable"))
    first = record.oai_datestamp
    withdrawn = withdraw(record.public_id, author=ARCHIVIST, reason="The donor asked")
    assert first is not None
    assert withdrawn.oai_datestamp is not None
    assert withdrawn.oai_datestamp >= first
    assert (withdrawn.was_public, withdrawn.public_digest) == (True, "")
    with pytest.raises(Refused, match="draft"):
        delete(record.public_id, author=ARCHIVIST)


def test_the_datestamp_moves_only_when_the_public_view_does() -> None:
    record = published(item("Cable"))
    Record.objects.filter(pk=record.pk).update(oai_datestamp="2020-01-01T00:00:00Z")
    change(
        record.public_id, [Add(statement=internal("Ask the donor"))], expected_revision=2, author=ARCHIVIST
    )
    unmoved = Record.objects.get(pk=record.pk)
    assert unmoved.oai_datestamp is not None
    assert unmoved.oai_datestamp.year == 2020
    shown = Add(statement=Note(note_kind="scope", value="On the railway"))
    change(record.public_id, [shown], expected_revision=3, author=ARCHIVIST)
    moved = Record.objects.get(pk=record.pk)
    assert moved.oai_datestamp is not None
    assert moved.oai_datestamp.year > 2020


def test_datestamps_never_go_below_the_largest_given() -> None:
    future = published(item("Later"))
    Record.objects.filter(pk=future.pk).update(oai_datestamp="2090-01-01T00:00:00Z")
    record = published(item("Cable"))
    assert record.oai_datestamp is not None
    assert record.oai_datestamp.year == 2090


def test_narrowing_reaches_everything_below_in_the_same_transaction() -> None:
    top = published(collection())
    series = published(collection("Series", top))
    document = published(item("Cable", parent=series, text=CABLE))
    staff_only = SetAccess(access=Access(description="staff"))
    change(top.public_id, [staff_only], expected_revision=top.revision, author=ARCHIVIST)
    for record in (top, series, document):
        row = Record.objects.get(pk=record.pk)
        assert (row.seen_from, row.text_from, row.public_digest) == (20, 20, "")
        assert view(record.public_id, 10) is None
    assert Exclusion.objects.get().record_id == top.pk
    assert Exclusion.objects.get().rank == 20


def test_closed_material_hides_text_and_quotes_below_it_and_keeps_descriptions() -> None:
    top = published(collection())
    quoted = Note(
        note_kind="scope", value="On the railway", state="accepted", evidence=evidence(2, "Yesterday")
    )
    document = published(item("Cable", quoted, parent=top, text=CABLE))
    closed = SetAccess(access=Access(material="closed"))
    change(top.public_id, [closed], expected_revision=top.revision, author=ARCHIVIST)
    seen = view(document.public_id, 20)
    assert seen is not None
    assert (seen.description.text, seen.description.files) == (None, ())
    assert seen.description.of(Note)[0].evidence is None
    allowed = view(document.public_id, 30)
    assert allowed is not None
    assert allowed.description.of(Note)[0].evidence is not None


def test_widening_follows_by_a_job() -> None:
    from catalog.jobs.run import drain

    top = published(collection())
    document = published(item("Cable", parent=top))
    for access in (Access(description="staff"), Access()):
        now = Record.objects.get(pk=top.pk).revision
        change(top.public_id, [SetAccess(access=access)], expected_revision=now, author=ARCHIVIST)
    assert view(document.public_id, 0) is None
    assert Job.objects.filter(kind="propagation", state="waiting").exists()
    drain()
    assert view(document.public_id, 0) is not None
    row = Record.objects.get(pk=document.pk)
    assert row.public_digest
    assert row.indexed_version < row.version


def test_a_closed_part_is_left_out_of_its_document() -> None:
    footnote = Note(
        note_kind="footnote", value="The exchange", state="accepted", evidence=evidence(4, "The exchange")
    )
    document = item("Cable", footnote, text=CABLE)
    annex = part("Annex One", document, 3, 4, CABLE)
    published(document)
    now = Record.objects.get(pk=annex.pk).revision
    change(
        annex.public_id,
        [SetAccess(access=Access(material="closed"))],
        expected_revision=now,
        author=ARCHIVIST,
    )
    seen, allowed = view(document.public_id, 0), view(document.public_id, 30)
    assert seen is not None
    assert allowed is not None
    assert [line.words for line in text_of(seen)] == [
        "To Chairman Mao",
        "Yesterday evening",
        None,
        None,
        "Zhou Enlai",
    ]
    assert seen.description.of(Note) == ()
    assert all(line.words is not None for line in text_of(allowed))
    assert Exclusion.objects.get().record_id == document.pk


def test_a_closed_part_within_a_part_is_left_out_of_that_too() -> None:
    document = item("Communiqué", text=CABLE)
    exchange = part("Exchange of notes", document, 2, 5, CABLE)
    reply = part("Reply", exchange, 4, 5, CABLE)
    published(document)
    now = Record.objects.get(pk=reply.pk).revision
    closed = [SetAccess(access=Access(material="closed"))]
    change(reply.public_id, closed, expected_revision=now, author=ARCHIVIST)
    seen = view(exchange.public_id, 20)
    assert seen is not None
    assert [line.words for line in text_of(seen)] == ["Yesterday evening", "Annex One", None, None]


def test_a_new_title_above_is_shown_below_with_a_new_datestamp() -> None:
    from catalog.jobs.run import drain

    top = published(collection())
    document = published(item("Cable", parent=top))
    Record.objects.filter(pk=document.pk).update(oai_datestamp="2020-01-01T00:00:00Z")
    renamed = Replace(id=statement_id(top, Title), statement=Title(value="Hoo Papers"))
    change(top.public_id, [renamed], expected_revision=top.revision, author=ARCHIVIST)
    before = Record.objects.get(pk=document.pk)
    drain()
    after = Record.objects.get(pk=document.pk)
    assert after.oai_datestamp is not None
    assert after.oai_datestamp.year > 2020
    assert after.version > before.version
    assert bytes(after.snapshot) == bytes(before.snapshot)


def test_moving_takes_all_that_is_below_along_and_takes_the_new_access() -> None:
    reading_room = published(collection("Closed stacks"))
    change(
        reading_room.public_id,
        [SetAccess(access=Access(description="reading room"))],
        expected_revision=reading_room.revision,
        author=ARCHIVIST,
    )
    series = published(collection("Series"))
    document = published(item("Cable", parent=series))
    move(series.public_id, reading_room.public_id, author=ARCHIVIST)
    row = Record.objects.get(pk=document.pk)
    assert row.path == f"{reading_room.pk}/{series.pk}/{document.pk}/"
    assert row.seen_from == 10
    with pytest.raises(Refused, match="under itself"):
        move(reading_room.public_id, series.public_id, author=ARCHIVIST)


def test_an_authority_is_seen_from_the_lowest_rank_that_uses_it() -> None:
    zhou = create_authority("person", "Zhou Enlai", [Name("Chou En-lai", "Wade-Giles")])
    assert zhou.seen_from == 20
    agent = Agent(name="Zhou Enlai", role="author", authority=zhou.public_id, state="accepted")
    record = published(item("Cable", agent))
    zhou.refresh_from_db()
    assert zhou.seen_from == 0
    withdraw(record.public_id, author=ARCHIVIST, reason="Mistake")
    zhou.refresh_from_db()
    assert zhou.seen_from == 20


def test_nobody_opens_what_they_may_not_see() -> None:
    closed = published(item("Cable", text=CABLE, access=Access(material="closed")))
    opening = [SetAccess(access=Access())]
    with pytest.raises(Refused, match="leave"):
        change(closed.public_id, opening, expected_revision=closed.revision, author=CATALOGUER)
    shut = published(collection("Closed series"))
    change(
        shut.public_id,
        [SetAccess(access=Access(material="closed"))],
        expected_revision=shut.revision,
        author=ARCHIVIST,
    )
    document = published(item("Cable", parent=shut, text=CABLE))
    with pytest.raises(Refused, match="leave"):
        move(document.public_id, None, author=CATALOGUER)
    move(document.public_id, None, author=ARCHIVIST)
    assert Record.objects.get(pk=document.pk).text_from == 0


def test_a_relation_to_what_a_reader_does_not_see_is_not_there_for_them() -> None:
    draft = item("Draft reply")
    relation = Relation(relation="references", target=draft.public_id, state="accepted")
    record = published(item("Cable", relation))
    seen, staff = view(record.public_id, 0), view(record.public_id, 20)
    assert seen is not None
    assert staff is not None
    assert seen.description.of(Relation) == ()
    assert staff.others[draft.public_id].title == "Draft reply"


def test_a_published_record_keeps_an_accepted_title() -> None:
    record = published(item("Cable"))
    with pytest.raises(Refused, match="accepted title"):
        change(
            record.public_id,
            [Reject(id=statement_id(record, Title))],
            expected_revision=record.revision,
            author=ARCHIVIST,
        )
