"""Bad input gets a clear sentence, the file is kept, and the others of its batch go on."""

import io
import random
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalog.domain.text import clean, sha256_of
from catalog.domain.upgrades import read
from catalog.files import store
from catalog.ingest.intake import take_in
from catalog.jobs import queue
from catalog.jobs.run import drain
from catalog.models import Job, Record, StoredFile, Text

BINARY = random.Random(5).randbytes(40_000)
PICTURE = b"\x89PNG\r\n\x1a\n" + BINARY
BROKEN_PDF = b"%PDF-1.7\n" + BINARY
ENCRYPTED_PDF = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
4 0 obj << /Filter /Standard /V 1 /R 2 /P -4 /O <OWNER> /U <USER> >> endobj
trailer << /Root 1 0 R /Size 5 /Encrypt 4 0 R /ID [<00112233445566778899> <00112233445566778899>] >>
%%EOF
""".replace(b"OWNER", b"5a" * 32).replace(b"USER", b"a5" * 32)


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    settings.REGESTA_HOME = folder
    return folder


def taken_in(content: bytes, name: str = "letter.txt") -> Job:
    job = take_in(io.BytesIO(content), name)
    drain(("ingest",))
    job.refresh_from_db()
    return job


def text_of(job: Job) -> str:
    description = read(bytes(Record.objects.get(public_id=job.report["record"]).snapshot))
    assert description.text is not None
    return Text.objects.get(sha256=description.text.sha256).content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.txt", "empty"),
        (BINARY, "really-a-program.txt", "not text"),
        (PICTURE, "really-a-picture.txt", "picture"),
        (BROKEN_PDF, "broken.pdf", "PDF"),
        (ENCRYPTED_PDF, "encrypted.pdf", "password"),
    ],
)
def test_what_cannot_be_read_fails_with_a_sentence_and_is_kept(content: bytes, name: str, said: str) -> None:
    job = taken_in(content, name)
    assert job.state == "failed"
    assert said in job.error
    assert job.error.endswith(".")
    assert "Error" not in job.error
    with store.open_file(sha256_of(content)) as kept:
        assert kept.read() == content
    assert not Record.objects.exists()


@pytest.mark.django_db
def test_a_file_over_the_limit_is_not_kept_and_its_job_says_so(settings: Any, home: Path) -> None:
    settings.FILE_LIMIT = 1024 * 1024
    job = taken_in(b"x" * (1024 * 1024 + 1), "log.txt")
    assert (job.state, job.error) == (
        "failed",
        "“log.txt” is larger than the limit of 1 MB and was not kept.",
    )
    assert not StoredFile.objects.exists()
    assert [one for one in home.rglob("*") if one.is_file()] == []
    assert queue.retry(job.pk)
    drain(("ingest",))
    job.refresh_from_db()
    assert (job.state, "Send it once more" in job.error) == ("failed", True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "Télégramme du général"),
        ("utf-16", "Telegram"),
        ("cp1251", "Телеграмма министра иностранных дел СССР"),
    ],
)
def test_a_text_in_another_encoding_is_read_as_it_was_written(encoding: str, words: str) -> None:
    text = f"{words}\n\nMoscow, 3 May 1950.\n" + f"{words}. " * 40
    job = taken_in(text.encode(encoding))
    assert job.state == "done"
    assert text_of(job).startswith(words)


@pytest.mark.django_db
def test_bytes_that_are_no_characters_are_said_in_the_report() -> None:
    text = ("Выписка из протокола заседания. " * 40).encode()
    job = taken_in(text[:200] + b"\xff\xfe\xff" + text[200:])
    assert job.state == "done"
    assert "could not be decoded" in " ".join(job.report["warnings"])


@pytest.mark.django_db
def test_control_characters_are_left_out_of_the_record_and_stay_in_the_file() -> None:
    content = (
        "Minutes\x07 of a meeting\x01\n\nNanking, 14 March 1946.\n" + "The railway is open. " * 40
    ).encode()
    job = taken_in(content)
    assert job.state == "done"
    record = Record.objects.get()
    assert text_of(job) == clean(text_of(job))
    assert record.title == clean(record.title)
    with store.open_file(sha256_of(content)) as kept:
        assert kept.read() == content


@pytest.mark.django_db
def test_a_text_of_one_line_of_five_megabytes_is_read() -> None:
    line = "On 14 March 1946 the Committee resolved that the railway be opened to both parties. "
    content = (line * (5 * 1024 * 1024 // len(line) + 1)).encode()
    job = taken_in(content)
    assert job.state == "done", job.error
    assert len(text_of(job)) == len(content.decode())
    assert len(Record.objects.get().snapshot) < 1024 * 1024
    assert len(Record.objects.get().title) < 1000


@pytest.mark.django_db
def test_a_name_with_path_parts_is_only_a_name(home: Path) -> None:
    job = taken_in(b"A letter of 3 May 1950.\n", "../../../etc/passwd")
    assert job.title == "passwd"
    assert StoredFile.objects.get().name == "passwd"
    outside = [one for one in home.parent.rglob("*") if one.is_file() and home / "files" not in one.parents]
    assert outside == []


@pytest.mark.django_db
def test_one_bad_file_keeps_no_other_from_being_catalogued(tmp_path: Path) -> None:
    folder = tmp_path / "batch"
    folder.mkdir()
    (folder / "1 empty.txt").write_bytes(b"")
    (folder / "2 letter.txt").write_text("Nanking, 14 March 1946\n\nDear Dr. Hoo, the railway is open.\n")
    (folder / "3 picture.txt").write_bytes(PICTURE)
    (folder / "4 broken.pdf").write_bytes(BROKEN_PDF)
    (folder / "5 note.txt").write_text("A note of 3 May 1950 on the railway.\n")
    out = StringIO()
    with pytest.raises(CommandError, match="could not be catalogued"):
        call_command("ingest", str(folder), stdout=out)
    assert "2 of 5 files catalogued." in out.getvalue()
    assert [line.split(":")[0] for line in out.getvalue().splitlines()[:5]] == sorted(
        path.name for path in folder.iterdir()
    )
    assert set(Job.objects.values_list("title", "state")) == {
        ("1 empty.txt", "failed"),
        ("2 letter.txt", "done"),
        ("3 picture.txt", "failed"),
        ("4 broken.pdf", "failed"),
        ("5 note.txt", "done"),
    }
    assert StoredFile.objects.count() == 5


@pytest.mark.django_db
def test_a_failed_job_is_done_when_it_is_retried_and_its_cause_is_gone() -> None:
    content = b"A letter of 3 May 1950 on the railway.\n"
    job = take_in(io.BytesIO(content), "letter.txt")
    path = store.path_of(sha256_of(content))
    path.rename(path.with_name("elsewhere"))
    drain(("ingest",))
    job.refresh_from_db()
    assert (job.state, "not in the store" in job.error) == ("failed", True)
    path.with_name("elsewhere").rename(path)
    assert queue.retry(job.pk)
    drain(("ingest",))
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    assert Record.objects.count() == 1
