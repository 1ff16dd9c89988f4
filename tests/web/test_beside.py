"""What stands beside a record: relations from both sides, neighbours in a folder, what is not held."""

from html import unescape

import msgspec
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from catalog.domain.change import Accept
from catalog.domain.description import Container, Date, Identifier, Relation, Title, encode
from catalog.models import Job, Record
from catalog.records.change import change
from catalog.records.relating import relate_saved
from tests.database.records import ARCHIVIST, evidence, item, published
from tests.web.desk import address, archivist, described, post, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
JOB = "79R01012A"
CITED = "1974STATE115974"


def in_folder(sequence: int, title: str, *, accepted: bool = True) -> Record:
    places = (("job", JOB), ("box", "18"), ("folder", "1"), ("sequence", str(sequence)))
    state = "accepted" if accepted else "proposed"
    found = evidence(1, "CIA-RDP79R01012A001800010001-2")
    containers = [
        Container(container_kind=kind, number=number, state=state, evidence=found)  # type: ignore[arg-type]
        for kind, number in places
    ]
    return item(title, *containers)


def page(client: Client, record: Record) -> str:
    return unescape(client.get(reverse("record", args=[record.public_id])).content.decode())


def test_neighbours_in_the_folder_are_those_that_the_reader_sees(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first, _hidden, second, third = (
        in_folder(number, title)
        for number, title in ((1, "Estimate"), (2, "Secret draft"), (5, "Memorandum"), (7, "Cover sheet"))
    )
    proposed = in_folder(4, "Proposed place", accepted=False)
    for one in (first, second, third, proposed):
        published(one)
    seen = page(client, second)
    assert "In the same folder" in seen
    assert "3 records in this folder" in seen
    assert 'rel="prev"' in seen
    assert all(title in seen for title in ("Estimate", "Cover sheet"))
    assert not any(title in seen for title in ("Secret draft", "Proposed place"))
    assert 'container:"job 79R01012A" container:"box 18" container:"folder 1"' in unescape(
        seen.replace("%3A", ":").replace("%22", '"').replace("+", " ")
    )
    assert "Proposed place" in text_of(archivist(), address("change", second.pk))
    with django_assert_max_num_queries(12):
        client.get(reverse("record", args=[second.public_id]))


def test_a_record_that_lies_alone_or_nowhere_has_no_neighbours(client: Client) -> None:
    alone = published(in_folder(1, "Alone"))
    loose = published(item("Loose", Container(container_kind="box", number="6", state="accepted")))
    assert all("In the same folder" not in page(client, one) for one in (alone, loose))


def test_a_version_is_shown_with_its_likeness_on_both_sides(drafts: dict[str, int]) -> None:
    relate_saved()
    desk = archivist()
    annex = Record.objects.get(document=drafts["cable"], title__startswith="Exchange of Letters")
    seen = text_of(desk, address("review", annex.pk))
    assert "Note from the Chinese Government" in seen
    assert "of 100 words stand in passages that the other text has too" in seen
    note = Record.objects.get(title="Note from the Chinese Government")
    other = text_of(desk, address("review", note.pk))
    assert "Is a version of" in other
    assert annex.title in other
    relation = described(annex.pk).of(Relation)[0]
    change(annex.public_id, [Accept(id=relation.id)], expected_revision=_revision(annex), author=ARCHIVIST)
    assert annex.title in page(desk, note)


def _revision(record: Record) -> int:
    return Record.objects.get(pk=record.pk).revision


def test_what_would_take_the_place_of_something_accepted_is_shown_beside_it() -> None:
    old = Date(edtf="1952-08-28", role="created", state="accepted")
    record = item("Cable", old)
    held = described(record.pk).of(Date)[0]
    new = Date(edtf="1952-08-29", role="created", evidence=evidence(1, "29 August"), replaces=held.id)
    with_new = item("Cable read again", old, new)
    statements = described(with_new.pk).statements
    assert statements[2].replaces
    seen = text_of(archivist(), address("review", with_new.pk))
    assert "instead of what is accepted" not in seen
    _point(with_new)
    seen = text_of(archivist(name="another"), address("review", with_new.pk))
    assert "instead of what is accepted: <del>28 August 1952</del>" in seen
    desk = archivist(name="third")
    post(
        desk,
        address("accept", with_new.pk, described(with_new.pk).of(Date)[1].id),
        expected_revision=_revision(with_new),
    )
    assert [one.edtf for one in described(with_new.pk).of(Date)] == ["1952-08-29"]


def _point(record: Record) -> None:
    """Makes the proposed date name the accepted one of its own record."""
    before = described(record.pk)
    old, new = before.of(Date)
    statements = tuple(
        msgspec.structs.replace(one, replaces=old.id) if one.id == new.id else one
        for one in before.statements
    )
    snapshot = encode(msgspec.structs.replace(before, statements=statements))
    Record.objects.filter(pk=record.pk).update(snapshot=snapshot)


def test_what_is_cited_and_not_held_says_who_cites_it_and_readers_see_what_is_accepted(
    client: Client,
) -> None:
    accepted = Relation(relation="references", cited=CITED, state="accepted")
    proposed = Relation(relation="references", cited="1974MOSCOW00001", evidence=evidence(1, "MOSCOW 1"))
    open_one = published(item("La Paz 3978", accepted, proposed))
    item("Draft that cites", accepted)
    where = reverse("cited")
    public = client.get(where).content.decode()
    assert CITED in public
    assert "La Paz 3978" in public
    assert "cited by 1" in public
    assert "1974MOSCOW00001" not in public
    assert "Draft that cites" not in public
    desk = text_of(archivist(), address("cited"))
    assert all(words in desk for words in (CITED, "1974MOSCOW00001", "Draft that cites", open_one.title))
    assert "1974MOSCOW00001" not in text_of(archivist(name="b"), f"{address('cited')}?q=1974 STATE")
    item("State 115974", Identifier(value=CITED, role="registration number", state="accepted"))
    relate_saved()
    assert CITED in client.get(where).content.decode()


def test_reading_again_is_asked_for_at_the_desk(drafts: dict[str, int]) -> None:
    desk = archivist()
    post(desk, address("read_again", drafts["cable"]))
    job = Job.objects.get(kind="again")
    assert job.title == Record.objects.get(pk=drafts["cable"]).title
    Record.objects.filter(pk=drafts["cable"]).update(read_with=0)
    home = text_of(desk, reverse("admin:index"))
    assert "Read by older recognisers" in home
    older = text_of(desk, f"{address('changelist')}?read=older")
    assert "Read all of them again" in older
    assert described(drafts["cable"]).of(Title)[0].value in older
    post(desk, address("read_older_again"))
    assert Job.objects.filter(kind="again").count() == 2
