"""Whole results are taken from what was written down of each record, and never tell what is hidden since."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import override_settings

from catalog.domain.change import Replace, SetAccess
from catalog.domain.description import Access, Relation, Title, decode
from catalog.exports.records import WRITTEN, texts
from catalog.jobs.run import drain
from catalog.models import Provider, Record, WrittenRecord
from catalog.records.announce import announce_mapping
from catalog.records.change import change
from catalog.records.publish import withdraw
from tests.database.records import ARCHIVIST, collection, internal, item, part, published

pytestmark = pytest.mark.django_db
SECRET = "Operation Golden Lily"
TEXT = "To Chairman Mao\nAnnex\n"


def told(*records: Record, suffix: str = "csv", rank: int = 0) -> str:
    return "".join("".join(batch) for batch in texts([one.pk for one in records], rank, suffix))


def changed(record: Record, *changes: Replace | SetAccess) -> None:
    revision = Record.objects.get(pk=record.pk).revision
    change(record.public_id, changes, expected_revision=revision, author=ARCHIVIST)


def renamed(record: Record, title: str) -> None:
    old = decode(bytes(Record.objects.get(pk=record.pk).snapshot)).of(Title)[0]
    changed(record, Replace(id=old.id, statement=Title(value=title, state="accepted")))


def all_renamed(tree: dict[str, Record]) -> None:
    for name in ("top", "cable", "annex"):
        renamed(tree[name], "Operation")


@pytest.fixture
def tree() -> dict[str, Record]:
    """A fonds, in it a cable with an annex and a letter that refers to the cable."""
    top = published(collection(SECRET))
    cable = item(f"Cable on {SECRET}", internal("Ask"), parent=top, text=TEXT)
    annex = part(f"Annex on {SECRET}", cable, 2, 2, TEXT)
    cable = published(cable)
    naming = Relation(relation="references", target=cable.public_id, state="accepted")
    return {"top": top, "cable": cable, "annex": annex, "letter": published(item("Letter", naming))}


@pytest.mark.parametrize("suffix", WRITTEN)
def test_what_was_written_down_is_what_would_be_made_now(tree: dict[str, Record], suffix: str) -> None:
    written = told(*tree.values(), suffix=suffix)
    assert WrittenRecord.objects.count() == 3
    WrittenRecord.objects.all().delete()
    assert told(*tree.values(), suffix=suffix) == written


HIDING: dict[str, Callable[[dict[str, Record]], object]] = {
    "top kept for staff": lambda tree: changed(tree["top"], SetAccess(access=Access(description="staff"))),
    "reading room": lambda tree: changed(tree["top"], SetAccess(access=Access(description="reading room"))),
    "all withdrawn": lambda tree: withdraw(tree["top"].public_id, author=ARCHIVIST, reason="Mistake"),
    "all renamed": all_renamed,
}


@pytest.mark.parametrize("suffix", WRITTEN)
@pytest.mark.parametrize("hide", HIDING)
def test_what_is_hidden_since_is_told_no_more(tree: dict[str, Record], suffix: str, hide: str) -> None:
    """While no worker runs, too: neither of the record itself nor of what stands above it or is its part."""
    assert told(*tree.values(), suffix=suffix).count(SECRET) > 3
    HIDING[hide](tree)
    assert SECRET not in told(*tree.values(), suffix=suffix)
    drain()
    assert SECRET not in told(*tree.values(), suffix=suffix)


@pytest.mark.parametrize("suffix", WRITTEN)
def test_who_is_hidden_is_named_by_no_relation(tree: dict[str, Record], suffix: str) -> None:
    assert tree["cable"].public_id in told(tree["letter"], suffix=suffix)
    withdraw(tree["cable"].public_id, author=ARCHIVIST, reason="Mistake")
    assert tree["cable"].public_id not in told(tree["letter"], suffix=suffix)


@pytest.mark.parametrize(
    "narrowed",
    [{"seen_from": 10, "text_from": 10}, {"public_digest": "text withheld"}, {"public_digest": ""}],
)
def test_the_row_is_believed_before_what_was_written(tree: dict[str, Record], narrowed: Any) -> None:
    """What a narrowing says in the row is enough, though what was written down still stands there."""
    WrittenRecord.objects.update(csv="as it was", mods="as it was")
    assert told(tree["cable"]) == "as it was"
    Record.objects.filter(pk=tree["cable"].pk).update(**narrowed)
    assert "as it was" not in told(tree["cable"])
    assert told(tree["cable"], tree["letter"], suffix="mods.xml").count("as it was") == 1


def test_higher_ranks_are_told_what_they_see(tree: dict[str, Record]) -> None:
    draft = item("Draft")
    WrittenRecord.objects.update(csv="as the public sees it")
    assert "Draft" in told(tree["cable"], draft, rank=20)
    assert "as the public sees it" not in told(tree["cable"], draft, rank=20)
    assert told(draft) == ""


@override_settings(SITE_URL="https://elsewhere.example")
def test_what_was_not_written_yet_is_written_and_announced_to_nobody(tree: dict[str, Record]) -> None:
    """A site that has moved, and one that has a new format to write down."""
    here, there = "https://elsewhere.example", "https://archive.example"
    stamps = dict(Record.objects.values_list("pk", "oai_datestamp"))
    WrittenRecord.objects.filter(record=tree["top"]).update(csv="")
    WrittenRecord.objects.filter(record=tree["cable"]).delete()
    with override_settings(SITE_URL=there):
        assert there in told(tree["letter"])
        assert here not in told(*tree.values())
        Provider.objects.update_or_create(pk=1, defaults={"namespace": "a.example", "mapping_version": 0})
        assert announce_mapping()
        drain()
    written = WrittenRecord.objects.filter(address__startswith=there).exclude(csv="")
    assert set(written.values_list("record", flat=True)) == {
        tree[one].pk for one in ("top", "cable", "letter")
    }
    assert dict(Record.objects.values_list("pk", "oai_datestamp")) == stamps
