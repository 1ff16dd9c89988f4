"""A kept file becomes one draft record with its parts; the same bytes never make a second one."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from catalog.domain.description import Date, Description, Identifier, Relation, Title
from catalog.domain.text import lines_of
from catalog.domain.upgrades import read
from catalog.ingest.intake import take_in_path
from catalog.jobs import queue
from catalog.jobs.run import drain, run
from catalog.models import Job, Record, StoredFile, Text
from catalog.records.author import command
from catalog.records.institutions import own_institution
from catalog.records.publish import publish
from catalog.records.save import create

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
_, COMMUNIQUE, _, _, MEETING = sorted(SEEDS.glob("0*.txt"))
LETTER = (
    "Nanking, 14 March 1946\n\nDear Dr. Hoo,\n\nI have the honour to inform you that the railway is open.\n"
)


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.REGESTA_HOME = tmp_path / "home"
    settings.REGESTA_HOME.mkdir()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    return path


def collection(title: str, code: str, *, published: bool = True) -> Record:
    description = Description(
        level="collection",
        statements=(
            Title(value=title, state="accepted"),
            Identifier(value=code, role="reference code", state="accepted"),
        ),
    )
    record = create(description, institution=own_institution(), author=command("test"))
    return publish(record.public_id, author=command("test")) if published else record


def ingest(*paths: Path, **options: Any) -> str:
    out = StringIO()
    call_command("ingest", *map(str, paths), stdout=out, **options)
    return out.getvalue()


def described(record: Record) -> Description:
    return read(bytes(record.snapshot))


@pytest.mark.django_db
def test_a_letter_becomes_a_draft_with_its_text_and_its_file(letter: Path) -> None:
    said = ingest(letter)
    record = Record.objects.get()
    description = described(record)
    assert (record.status, record.level, record.seen_from) == ("draft", "item", 20)
    assert description.text is not None
    assert Text.objects.get(sha256=description.text.sha256).content.splitlines() == LETTER.splitlines()
    assert [(one.name, one.media_type, one.size) for one in description.files] == [
        ("letter.txt", "text/plain", len(LETTER))
    ]
    assert all(one.state == "proposed" for one in description.statements)
    assert f"letter.txt: Catalogued as {record.public_id}" in said


@pytest.mark.django_db
@pytest.mark.parametrize("seed", sorted(SEEDS.glob("0*.txt")), ids=lambda path: path.name[:3])
def test_every_statement_quotes_the_lines_of_the_file_that_it_names(seed: Path) -> None:
    ingest(seed)
    lines = lines_of(seed.read_text(encoding="utf-8"))
    file = StoredFile.objects.get()
    for record in Record.objects.all():
        for one in described(record).statements:
            assert one.id
            assert one.evidence is not None
            assert one.evidence.file == file.sha256
            place = "\n".join(lines[one.evidence.first_line - 1 : one.evidence.last_line])
            assert " ".join(one.evidence.quote.split()) in " ".join(place.split())


@pytest.mark.django_db
def test_every_date_has_the_bounds_of_its_edtf() -> None:
    ingest(SEEDS)
    dates = [one for record in Record.objects.all() for one in described(record).of(Date)]
    assert dates
    assert all(one.earliest or one.latest for one in dates)


@pytest.mark.django_db
def test_a_part_has_its_own_lines_of_its_documents_text() -> None:
    ingest(COMMUNIQUE)
    document = Record.objects.get(level="item")
    whole = described(document).text
    parts = [described(part).text for part in Record.objects.filter(level="part")]
    assert whole is not None
    assert parts
    for part in parts:
        assert part is not None
        assert part.sha256 == whole.sha256
        assert 1 <= part.first_line <= part.last_line <= whole.last_line
    assert Record.objects.filter(level="part").exclude(document=document).count() == 0


@pytest.mark.django_db
def test_the_same_bytes_again_make_no_second_record(letter: Path, tmp_path: Path) -> None:
    ingest(letter)
    copy = tmp_path / "copy of letter.txt"
    copy.write_text(LETTER)
    record = Record.objects.get()
    assert f"Catalogued already as {record.public_id}" in ingest(copy)
    assert Record.objects.get().version == record.version


@pytest.mark.django_db(transaction=True)
def test_one_file_described_by_two_workers_at_once_is_one_record(letter: Path) -> None:
    jobs = [take_in_path(letter) for _ in range(4)]

    def work(_: int) -> None:
        try:
            drain(("ingest",))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    record = Record.objects.get()
    reports = [Job.objects.get(pk=job.pk).report for job in jobs]
    assert {report["record"] for report in reports} == {record.public_id}
    assert sorted(report["outcome"] for report in reports) == ["already", "already", "already", "created"]


@pytest.mark.django_db
def test_a_job_broken_off_after_its_record_was_saved_ends_with_that_record(letter: Path) -> None:
    job = take_in_path(letter)
    claim = queue.claim(("ingest",))
    assert claim is not None
    run(claim)
    # As if the worker had been killed between the record and the end of its job.
    Job.objects.filter(pk=job.pk).update(state="waiting", ended_at=None, report={})
    drain(("ingest",))
    job.refresh_from_db()
    assert job.state == "done"
    assert (job.report["outcome"], job.report["record"]) == ("created", Record.objects.get().public_id)


@pytest.mark.django_db
def test_a_job_that_was_stopped_writes_no_record(letter: Path) -> None:
    job = take_in_path(letter)
    claim = queue.claim(("ingest",))
    assert claim is not None
    queue.stop(job.pk)
    run(claim)
    assert not Record.objects.exists()
    assert queue.retry(job.pk)
    drain(("ingest",))
    assert Record.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["code", "identifier"])
def test_a_document_is_put_under_the_place_that_was_named(letter: Path, by: str) -> None:
    place = collection("Victor Hoo Collection", "HOO")
    ingest(letter, under="HOO" if by == "code" else place.public_id.upper())
    assert Record.objects.get(level="item").parent == place


@pytest.mark.django_db
def test_a_place_that_is_not_there_is_said_before_anything_is_kept(letter: Path) -> None:
    with pytest.raises(CommandError, match="No record has the code or identifier “HOO”"):
        ingest(letter, under="HOO")
    ingest(letter)
    with pytest.raises(CommandError, match="only parts stand under it"):
        ingest(letter, under=Record.objects.get().public_id)
    with pytest.raises(CommandError, match=r"no-such\.txt"):
        ingest(letter.with_name("no-such.txt"), letter)
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_what_is_stated_is_accepted_and_published_with_the_parts_when_asked_for() -> None:
    assert "Published." in ingest(COMMUNIQUE, publish=True)
    assert Record.objects.filter(level="part").exists()
    for record in Record.objects.all():
        assert (record.status, record.seen_from) == ("published", 0)
        cited = {one.state for one in described(record).of(Relation)}
        assert cited <= {"proposed"}, "Relations are for a person to accept."
        others = [one for one in described(record).statements if not isinstance(one, Relation)]
        proofs = [(one.evidence, one.state) for one in others]
        assert {state for proof, state in proofs if proof and proof.basis == "stated"} == {"accepted"}
        assert {state for proof, state in proofs if proof and proof.basis == "inferred"} <= {"proposed"}


@pytest.mark.django_db
def test_where_publishing_is_refused_the_record_stands_and_the_report_says_why(letter: Path) -> None:
    collection("Victor Hoo Collection", "HOO", published=False)
    said = ingest(letter, publish=True, under="HOO")
    assert "Not published: “Victor Hoo Collection”, which this record stands in, is not published." in said
    record = Record.objects.get(level="item")
    assert record.status == "draft"
    assert Job.objects.get().state == "done"


@pytest.mark.django_db
def test_a_collection_that_is_named_is_proposed_and_never_made() -> None:
    assert "which is not in the catalogue" in ingest(MEETING)
    assert not Record.objects.filter(level="collection").exists()


@pytest.mark.django_db
def test_a_collection_that_is_there_is_proposed_and_not_chosen() -> None:
    place = collection("Victor Hoo Collection", "HOO")
    assert f"It may belong under Victor Hoo Collection ({place.public_id})" in ingest(MEETING)
    assert Record.objects.get(level="item").parent is None


@pytest.mark.django_db
def test_folders_are_taken_with_all_below_and_hidden_files_are_left(letter: Path, tmp_path: Path) -> None:
    folder = tmp_path / "to do"
    (folder / "box 6").mkdir(parents=True)
    (folder / "box 6" / "letter.txt").write_text(LETTER)
    (folder / ".DS_Store").write_text("not a document")
    (folder / "note.txt").write_text("A note of 3 May 1950.\n")
    assert "2 of 2 files catalogued." in ingest(folder)
