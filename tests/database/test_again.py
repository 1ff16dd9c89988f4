"""Documents that are catalogued are read again: nothing decided is lost, and what is new is proposed."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.core.management import CommandError, call_command

from catalog.domain.change import Accept, Change, Reject, Remove, Replace
from catalog.domain.description import Agent, AnyStatement, Date, Description, Place, Title, encode
from catalog.domain.upgrades import read
from catalog.files.store import path_of
from catalog.ingest import again, describe
from catalog.ingest.again import Order, ask, to_read
from catalog.ingest.document import Document
from catalog.ingest.intake import take_in_path
from catalog.ingest.statements import Reading, Said
from catalog.ingest.version import RECOGNISERS
from catalog.jobs import queue
from catalog.jobs.run import drain, run
from catalog.models import Job, Record, TextSketch
from catalog.records.change import change
from catalog.records.publish import publish
from tests.database.records import ARCHIVIST, collection

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
_, COMMUNIQUE, _, CABLE, _ = sorted(SEEDS.glob("0*.txt"))
LETTER = (
    "Nanking, 14 March 1946\n\nDear Dr. Hoo,\n\nThe railway is open.\n\nYours sincerely,\n\nT. V. Soong\n"
)


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.REGESTA_HOME = tmp_path / "home"
    settings.REGESTA_HOME.mkdir()


@pytest.fixture
def letter(tmp_path: Path) -> Record:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    take_in_path(path)
    drain(("ingest",))
    return Record.objects.get()


def described(record: Record) -> Description:
    return read(bytes(Record.objects.get(pk=record.pk).snapshot))


def save(record: Record, *changes: Change) -> None:
    revision = Record.objects.get(pk=record.pk).revision
    change(record.public_id, changes, expected_revision=revision, author=ARCHIVIST)


def read_again(record: Record) -> dict[str, Any]:
    job = ask(Order(under=record.public_id), record.title)
    drain((again.KIND,))
    job.refresh_from_db()
    assert job.state == "done", job.error
    return dict(job.report)


def of(record: Record, kind: type[AnyStatement]) -> AnyStatement:
    return described(record).of(kind)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", sorted(SEEDS.glob("0*.txt")), ids=lambda path: path.name[:3])
def test_a_document_that_is_read_as_before_gets_no_revision(seed: Path) -> None:
    take_in_path(seed)
    drain(("ingest",))
    before = list(Record.objects.order_by("pk").values_list("version", "revision", "snapshot"))
    report = read_again(Record.objects.get(level="item"))
    assert list(Record.objects.order_by("pk").values_list("version", "revision", "snapshot")) == before
    assert report["same"] == 1
    assert "changed" not in report


@pytest.mark.django_db
def test_what_an_archivist_did_stays_done(letter: Record) -> None:
    date, title = of(letter, Date), of(letter, Title)
    others = [one for one in described(letter).statements if one not in (date, title)]
    removed, rejected = others[0], others[1]
    assert isinstance(title, Title)
    better = msgspec.structs.replace(title, value="Letter to Victor Hoo")
    save(letter, Accept(id=date.id), Replace(id=title.id, statement=better))
    save(letter, Remove(id=removed.id), Reject(id=rejected.id))
    before = described(letter)
    assert read_again(letter)["same"] == 1
    assert described(letter) == before


@pytest.mark.django_db
def test_a_new_reading_of_what_was_accepted_waits_beside_it(
    letter: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    date = of(letter, Date)
    save(letter, Accept(id=date.id))
    _read_otherwise(monkeypatch)
    report = read_again(letter)
    assert report["changed"] == 1
    old, new = described(letter).of(Date)[:2]
    assert (old.edtf, old.state) == ("1946-03-14", "accepted")
    assert (new.edtf, new.state, new.replaces) == ("1947-03-14", "proposed", old.id)
    assert letter.revisions.filter(job__kind="again").count() == 1

    save(letter, Reject(id=new.id))
    assert read_again(letter)["same"] == 1
    assert [(one.edtf, one.state) for one in described(letter).of(Date)[:2]] == [
        ("1946-03-14", "accepted"),
        ("1947-03-14", "rejected"),
    ]


@pytest.mark.django_db
def test_a_difference_that_is_accepted_takes_the_old_ones_place(
    letter: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(letter, Accept(id=of(letter, Date).id))
    _read_otherwise(monkeypatch)
    read_again(letter)
    save(letter, Accept(id=described(letter).of(Date)[1].id))
    assert [(one.edtf, one.state) for one in described(letter).of(Date)] == [("1947-03-14", "accepted")]
    monkeypatch.undo()
    assert read_again(letter)["same"] == 1


def _read_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if newer recognisers read another year in the dateline."""
    newer = tuple(map(_of_another_year, describe.RECOGNISERS))
    monkeypatch.setattr(describe, "RECOGNISERS", newer)


def _of_another_year(recognise: Callable[[Document], Reading]) -> Callable[[Document], Reading]:
    def newer(document: Document) -> Reading:
        reading = recognise(document)
        return msgspec.structs.replace(reading, said=tuple(map(_later, reading.said)))

    return newer


def _later(one: Said) -> Said:
    if not isinstance(one.statement, Date):
        return one
    bounds = {"earliest": "1947-03-14", "latest": "1947-03-14"}
    return Said(msgspec.structs.replace(one.statement, edtf="1947-03-14", **bounds), one.part)


@pytest.mark.django_db
def test_evidence_says_which_version_read_it_and_older_ones_are_counted(letter: Record) -> None:
    versions = {one.evidence.version for one in described(letter).statements if one.evidence}
    assert versions == {RECOGNISERS}
    assert not to_read(Order(older=True)).exists()
    Record.objects.update(read_with=RECOGNISERS - 1)
    assert list(to_read(Order(older=True))) == [letter]
    out = StringIO()
    call_command("read_again", stdout=out)
    assert "1 read as before" in out.getvalue()
    assert not to_read(Order(older=True)).exists()


@pytest.mark.django_db
def test_parts_are_read_again_with_their_document_and_new_ones_are_drafts() -> None:
    take_in_path(CABLE)
    drain(("ingest",))
    document = Record.objects.get(level="item")
    gone, kept = Record.objects.filter(level="part").order_by("path")
    publish_all(document)
    gone.delete()
    report = read_again(document)
    assert report["parts"] == 1
    new = Record.objects.get(level="part", status="draft")
    assert described(new).text == read(bytes(gone.snapshot)).text
    assert Record.objects.get(pk=kept.pk).version == Record.objects.get(pk=kept.pk).version
    assert read_again(document)["same"] == 1


def publish_all(document: Record) -> None:
    for record in (document, *document.parts.all()):
        titles = described(record).of(Title)
        save(record, Accept(id=titles[0].id))
    publish(document.public_id, author=ARCHIVIST)


@pytest.mark.django_db
def test_a_record_whose_text_could_not_be_read_before_gets_it_with_its_sketch(letter: Record) -> None:
    before = described(letter)
    empty = msgspec.structs.replace(before, text=None, statements=before.of(Place))
    Record.objects.update(snapshot=encode(empty))
    TextSketch.objects.create(record=letter, value=1)
    assert read_again(letter)["changed"] == 1
    assert described(letter).text == before.text
    assert {type(one) for one in described(letter).statements} >= {Title, Date, Agent}
    assert not TextSketch.objects.filter(value=1).exists()


@pytest.mark.django_db
def test_many_are_read_in_jobs_of_some_that_can_be_stopped_and_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "AT_ONCE", 2)
    for number in range(5):
        path = tmp_path / f"{number}.txt"
        path.write_text(LETTER.replace("Soong", f"Soong {'I' * (number + 1)}"))
        take_in_path(path)
    drain(("ingest",))
    Record.objects.update(read_with=0)
    job = ask(Order(older=True), "All")
    claim = queue.claim((again.KIND,))
    assert claim is not None
    queue.stop(job.pk)
    run(claim)
    assert to_read(Order(older=True)).count() == 5
    assert queue.retry(job.pk)
    drain((again.KIND,))
    assert not to_read(Order(older=True)).exists()
    jobs = list(Job.objects.filter(kind=again.KIND).order_by("pk"))
    assert [(one.state, one.progress, one.total) for one in jobs] == [
        ("done", 2, 5),
        ("done", 4, 5),
        ("done", 5, 5),
    ]
    assert jobs[-1].report["same"] == 5


@pytest.mark.django_db
def test_what_cannot_be_read_is_named_and_stays(letter: Record, settings: Any) -> None:
    place = collection()
    assert "could not be read" in _command(place.public_id, letter)
    with pytest.raises(CommandError, match="No record has the code"):
        call_command("read_again", "no-such")


def _command(*references: Any) -> str:
    """A record under the collection whose file is gone from the store, and its text from the record."""
    place, letter = references
    Record.objects.filter(pk=letter.pk).update(
        snapshot=encode(msgspec.structs.replace(described(letter), text=None))
    )
    path_of(described(letter).files[0].sha256).unlink()
    out = StringIO()
    call_command("read_again", letter.public_id, place, stdout=out)
    return out.getvalue()
