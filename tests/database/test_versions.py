"""Drafts and final texts find each other, and what only sounds alike does not."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from catalog.domain.description import Relation
from catalog.domain.upgrades import read
from catalog.ingest.intake import take_in_path
from catalog.jobs.run import drain
from catalog.models import Record, TextSketch
from catalog.records.relating import relate_saved, relations_are_due
from tests.database.records import item

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LINE = (
    "The railway commission of {place} shall hand over the {what} number {n} of the {place} line by spring."
)


@pytest.fixture(scope="module")
def seeds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Record]]:
    """The records of the seeds and their parts by title, read and compared in the order of their names."""
    with django_db_blocker.unblock():
        for path in sorted(SEEDS.glob("0*.txt")):
            take_in_path(path)
        drain(("ingest",))
        relate_saved()
        yield {record.title: record for record in Record.objects.all()}
        call_command("flush", interactive=False, verbosity=0)


def alike(records: dict[str, Record]) -> dict[tuple[str, str], Relation]:
    """Each relation that was found between texts, by the titles of both."""
    title = {record.public_id: record.title for record in records.values()}
    return {
        (record.title[:16], title[one.target][:24]): one
        for record in records.values()
        for one in read(bytes(Record.objects.get(pk=record.pk).snapshot)).of(Relation)
        if one.evidence is not None and one.evidence.recogniser == "likeness of texts"
    }


@pytest.mark.django_db
def test_annexes_of_the_cable_and_what_was_published_are_found_and_nothing_else(
    seeds: dict[str, Record],
) -> None:
    found = alike(seeds)
    assert set(found) == {
        ("Exchange of Lett", "Note from the Chinese Gov"[:24]),
        ("Sino-Soviet Comm", "Joint Announcement on the Transfer"[:24]),
    }
    for one in found.values():
        assert (one.state, one.relation) == ("proposed", "has_version")
        assert one.evidence is not None
        assert one.evidence.basis == "inferred"
        assert "of 100 words stand in passages that the other text has too" in one.evidence.doubt
    first = found["Exchange of Lett", "Note from the Chinese Gov"[:24]].evidence
    assert first is not None
    assert (first.first_line, first.last_line) == (72, 76)
    assert "lines 72–76 here, 33–38 there" in first.doubt
    assert first.quote.startswith("Ever since Japan rejected")


@pytest.mark.django_db
def test_what_was_compared_is_not_compared_again(seeds: dict[str, Record]) -> None:
    before = dict(Record.objects.values_list("pk", "version"))
    Record.objects.update(relations_due=True)
    relate_saved()
    assert dict(Record.objects.values_list("pk", "version")) == before
    assert not relations_are_due()


def text(place: str, what: str, lines: int = 12) -> str:
    return "\n\n".join(LINE.format(place=place, what=f"{what} {chr(97 + n) * 4}", n=n) for n in range(lines))


@pytest.mark.django_db
def test_two_copies_are_proposed_once_and_from_one_side() -> None:
    first = item("A copy", text=text("Harbin", "station"))
    second = item("Another copy", text=text("Harbin", "station") + "\n\nSeen and approved.")
    other = item(
        "Another thing", text="\n\n".join(f"Wheat {n} barley {n * 7} oats {n * 3} rye." for n in range(40))
    )
    relate_saved()
    said = {
        record.title: [(one.relation, one.target) for one in read(bytes(record.snapshot)).of(Relation)]
        for record in Record.objects.filter(pk__in=[first.pk, second.pk, other.pk])
    }
    assert said == {first.title: [], second.title: [("is_version_of", first.public_id)], other.title: []}


@pytest.mark.django_db
def test_a_printed_form_that_many_bear_finds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.records.versions.COMMON", 3)
    for number in range(6):
        form = item(f"Form {number}", text=text("Mukden", "form"))
    relate_saved()
    borne = TextSketch.objects.filter(record__title__startswith="Form ").values_list("value", flat=True)
    assert max(Counter(borne).values()) == 4
    assert not TextSketch.objects.filter(record=form).exists()
    assert read(bytes(Record.objects.get(pk=form.pk).snapshot)).of(Relation) == ()
