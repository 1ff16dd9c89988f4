"""What changes what harvesters get is announced, when it does and only then; sets are left and joined."""

from io import BytesIO

import msgspec
import pytest
from django.test import Client
from lxml import etree

from catalog.domain.change import Add, Replace, SetAccess
from catalog.domain.description import Access, AnyStatement, File, Form, Relation, Rights, Title, decode
from catalog.files.store import keep
from catalog.jobs.run import drain
from catalog.models import Institution, Provider, Record, SetMember, WrittenRecord
from catalog.records.announce import announce_institution, announce_mapping
from catalog.records.attach import attach
from catalog.records.change import change
from catalog.records.check import mend, records_whose_rows_differ
from catalog.records.move import move
from catalog.records.publish import publish, withdraw
from catalog.records.sets import form_spec
from tests.database.records import ARCHIVIST, aged, collection, internal, item, published
from tests.oai.harvests import Header, harvested, pages

pytestmark = pytest.mark.django_db
RIGHTS = Rights(uri="http://rightsstatements.org/vocab/NoC-US/1.0/", state="accepted")


def now(record: Record) -> Record:
    return Record.objects.get(pk=record.pk)


def moved(*records: Record) -> list[bool]:
    """Whether each was announced since everything was aged."""
    newest = Record.objects.filter(oai_datestamp__isnull=False).order_by("-oai_datestamp").first()
    assert newest is not None
    assert newest.oai_datestamp is not None
    stamps = [now(one).oai_datestamp for one in records]
    return [stamp is not None and (newest.oai_datestamp - stamp).days < 1 for stamp in stamps]


def set_access(record: Record, access: Access) -> None:
    change(
        record.public_id, [SetAccess(access=access)], expected_revision=now(record).revision, author=ARCHIVIST
    )


def with_file(name: str, parent: Record | None = None, *more: AnyStatement) -> Record:
    """A published record with an open file and a rights statement; ``more`` is accepted, too."""
    accepted = (msgspec.structs.replace(one, state="accepted") for one in more)
    record = item(name, RIGHTS, *accepted, parent=parent)
    stored = keep(BytesIO(name.encode()), f"{name}.txt", 1000)
    file = File(sha256=stored.sha256, name=stored.name, media_type="text/plain", size=stored.size)
    attach(record.public_id, [file], expected_revision=record.revision, author=ARCHIVIST)
    return published(record)


def listed(client: Client, spec: str, **arguments: str) -> dict[str, Header]:
    return {one.public_id: one for one in harvested(client, set=spec, **arguments)}


def test_what_only_staff_see_announces_nothing() -> None:
    record = published(item("Cable"))
    aged()
    added = Add(statement=internal("Ask the donor"))
    change(record.public_id, [added], expected_revision=now(record).revision, author=ARCHIVIST)
    later = published(item("Later"))
    assert moved(record, later) == [False, True]


@pytest.mark.parametrize("access", [Access(description="staff"), Access(description="reading room")])
def test_restricting_makes_tombstones_of_all_below_and_opening_brings_them_back(
    client: Client, access: Access
) -> None:
    top = published(collection())
    record = with_file("Cable", top)
    aged()
    set_access(top, access)
    assert moved(top, record) == [True, True]
    aged()
    assert [one.gone for one in harvested(client)] == [True, True]
    assert listed(client, "digital")[record.public_id].gone
    set_access(top, Access())
    drain()
    assert moved(top, record) == [True, True]
    aged()
    assert [one.gone for one in harvested(client)] == [False, False]
    assert not listed(client, "digital")[record.public_id].gone


def test_closed_material_leaves_the_set_of_what_opens(client: Client) -> None:
    top = published(collection())
    record = with_file("Cable", top)
    aged()
    begun = "2000-01-01"
    assert list(listed(client, "digital")) == [record.public_id]
    set_access(top, Access(material="closed"))
    assert moved(record) == [True]
    aged()
    later = listed(client, "digital", **{"from": begun})[record.public_id]
    assert not later.gone
    assert "digital" not in later.sets
    assert not SetMember.objects.filter(harvest_set__spec="digital", left=False).exists()


def test_a_record_that_is_moved_is_listed_once_more_where_it_was(client: Client) -> None:
    here, there = published(collection("Here")), published(collection("There"))
    series = published(collection("Series", here))
    record = published(item("Cable", parent=series))
    aged()
    move(series.public_id, there.public_id, author=ARCHIVIST)
    drain()
    assert moved(series, record) == [True, True]
    aged()
    old, new = f"collection:{here.public_id}", f"collection:{there.public_id}"
    left = listed(client, old, **{"from": "2000-01-01"})
    assert set(left) == {here.public_id, series.public_id, record.public_id}
    assert new in left[record.public_id].sets
    assert old not in left[record.public_id].sets
    assert f"{new}:{series.public_id}" in left[record.public_id].sets
    assert set(listed(client, old)) == {here.public_id}
    assert set(listed(client, new)) == {there.public_id, series.public_id, record.public_id}


def test_a_form_is_a_set_by_its_digest_as_long_as_it_is_accepted(client: Client) -> None:
    record = published(item("Cable", Form(value="Cable", state="accepted"), Form(value="Letter")))
    aged()
    specs = {one.public_id: one.sets for one in harvested(client)}[record.public_id]
    assert form_spec("Cable") in specs
    assert form_spec("CABLE") == form_spec("Cable")
    assert form_spec("Letter") not in specs


def test_a_relation_to_what_comes_or_goes_is_announced(client: Client) -> None:
    reply = published(item("Reply"))
    relation = Relation(relation="references", target=reply.public_id, state="accepted")
    record = published(item("Cable", relation))
    aged()
    withdraw(reply.public_id, author=ARCHIVIST, reason="Mistake")
    drain()
    assert moved(record) == [True]
    aged()
    publish(reply.public_id, author=ARCHIVIST)
    drain()
    assert moved(record) == [True]


def test_a_new_mapping_and_a_renamed_institution_announce_what_is_public() -> None:
    record, draft = published(item("Cable")), item("Draft")
    aged()
    Provider.objects.update_or_create(pk=1, defaults={"namespace": "a.example", "mapping_version": 1})
    Record.objects.update(public_digest="of an older mapping")
    Record.objects.filter(pk=draft.pk).update(public_digest="")
    assert announce_mapping()
    assert not announce_mapping()
    drain()
    assert moved(record) == [True]
    assert now(draft).oai_datestamp is None
    aged()
    institution = Institution.objects.get(pk=record.institution_id)
    institution.name = "Hoover Institution Library & Archives"
    institution.save()
    announce_institution(institution)
    drain()
    assert moved(record) == [True]


def test_rows_of_sets_are_compared_and_written_again() -> None:
    record = published(item("Cable", Form(value="Cable", state="accepted")))
    aged()
    assert list(records_whose_rows_differ()) == []
    SetMember.objects.filter(record=record, harvest_set__spec=form_spec("Cable")).delete()
    assert list(records_whose_rows_differ()) == [record]
    mend(record)
    assert list(records_whose_rows_differ()) == []
    assert moved(record) == [True]


def test_what_was_written_down_never_tells_what_is_no_longer_shown(client: Client) -> None:
    """While no worker runs, too: what a job announces later is told no more at once."""
    top = published(collection("Secret operation"))
    reply = published(item("Reply", parent=top))
    relation = Relation(relation="references", target=reply.public_id, state="accepted")
    record = published(item("Cable", relation, parent=top))
    aged()
    assert told_of(client).count("Secret operation") == 3
    assert told_of(client).count(f"/records/{reply.public_id}/") == 2
    title = decode(bytes(top.snapshot)).of(Title)[0]
    renamed = Replace(id=title.id, statement=Title(value="Operation", state="accepted"))
    change(top.public_id, [renamed], expected_revision=now(top).revision, author=ARCHIVIST)
    withdraw(reply.public_id, author=ARCHIVIST, reason="Mistake")
    aged()
    assert "Secret operation" not in told_of(client)
    assert f"/records/{reply.public_id}/" not in told_of(client)
    drain()
    aged()
    assert "Secret operation" not in told_of(client)
    assert WrittenRecord.objects.filter(record=record, digest=now(record).public_digest).exists()
    assert not WrittenRecord.objects.filter(record=reply).exists()


def told_of(client: Client) -> str:
    found = pages(client, metadataPrefix="oai_dc")
    return "".join(etree.tostring(page, encoding="unicode") for page in found)
