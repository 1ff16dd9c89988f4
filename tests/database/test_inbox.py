"""The inbox: files that have come to rest are catalogued and put away, and none is ever lost."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalog.ingest import inbox
from catalog.jobs.run import drain
from catalog.models import Job, Record, StoredFile


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.REGESTA_HOME = tmp_path / "home"
    path = tmp_path / "inbox"
    path.mkdir()
    settings.REGESTA_INBOX = str(path)
    return path


def look(folder: Path) -> None:
    """A visit to files at rest, the work, and the next visit."""
    inbox.visit(folder, rest=0)
    drain(("ingest",))
    inbox.visit(folder, rest=0)


def lying(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if not one.is_dir())


@pytest.mark.django_db
def test_a_file_is_catalogued_and_moved_to_done(folder: Path) -> None:
    (folder / "letter.txt").write_text("Nanking, 14 March 1946\n")
    (folder / "box 6").mkdir()
    (folder / "box 6" / "note.txt").write_text("A note of 3 May 1950.\n")
    look(folder)
    assert lying(folder) == ["done/box 6/note.txt", "done/letter.txt"]
    assert Record.objects.count() == 2
    look(folder)
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_a_file_stays_where_it_is_until_its_job_has_ended(folder: Path) -> None:
    (folder / "letter.txt").write_text("Nanking, 14 March 1946\n")
    assert [inbox.visit(folder, rest=0) for _ in range(3)] == [1, 1, 1]
    assert lying(folder) == ["letter.txt"]
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_file_that_was_changed_just_now_is_left_alone_also_where_its_time_was_set_back(
    folder: Path,
) -> None:
    (folder / "letter.txt").write_text("Nanking, 14 Ma")
    os.utime(folder / "letter.txt", (0, 0))
    assert inbox.visit(folder) == 0
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_hidden_partial_and_linked_files_are_left_alone(folder: Path, tmp_path: Path) -> None:
    for name in (".letter.txt", "letter.txt.part", "letter.crdownload", "letter.txt~", ".hidden/letter.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Nanking")
    (tmp_path / "secret").write_text("not for the catalogue")
    (folder / "link.txt").symlink_to(tmp_path / "secret")
    before = lying(folder)
    look(folder)
    assert lying(folder) == before
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_what_cannot_be_catalogued_goes_to_attention_with_the_reason_beside_it(
    folder: Path, settings: Any
) -> None:
    settings.FILE_LIMIT = 1000
    (folder / "empty.txt").touch()
    (folder / "large.txt").write_text("x" * 1001)
    (folder / "letter.txt").write_text("Nanking, 14 March 1946\n")
    look(folder)
    assert lying(folder) == [
        "attention/empty.txt",
        "attention/empty.txt.txt",
        "attention/large.txt",
        "attention/large.txt.txt",
        "done/letter.txt",
    ]
    assert "empty" in (folder / "attention/empty.txt.txt").read_text()
    assert "larger than the limit" in (folder / "attention/large.txt.txt").read_text()
    assert set(StoredFile.objects.values_list("name", flat=True)) == {"empty.txt", "letter.txt"}


@pytest.mark.django_db
def test_names_that_are_there_already_get_a_number_and_nothing_is_overwritten(folder: Path) -> None:
    for words in ("first", "second", "third"):
        (folder / "letter.txt").write_text(f"The {words} letter.\n")
        (folder / "empty.txt").write_text("")
        look(folder)
    assert lying(folder) == [
        "attention/empty (2).txt",
        "attention/empty (2).txt.txt",
        "attention/empty (3).txt",
        "attention/empty (3).txt.txt",
        "attention/empty.txt",
        "attention/empty.txt.txt",
        "done/letter (2).txt",
        "done/letter (3).txt",
        "done/letter.txt",
    ]
    assert (folder / "done/letter (2).txt").read_text() == "The second letter.\n"


@pytest.mark.django_db
def test_a_file_that_replaces_one_being_catalogued_is_catalogued_as_well(folder: Path) -> None:
    (folder / "letter.txt").write_text("The first letter.\n")
    inbox.visit(folder, rest=0)
    (folder / "new").write_text("The second letter.\n")
    (folder / "new").replace(folder / "letter.txt")
    look(folder)
    assert lying(folder) == ["done/letter.txt"]
    assert Record.objects.count() == 2


@pytest.mark.django_db
def test_a_job_lost_three_times_puts_its_file_into_attention(folder: Path) -> None:
    (folder / "letter.txt").write_text("Nanking, 14 March 1946\n")
    inbox.visit(folder, rest=0)
    Job.objects.update(state="running", attempts=3, claimed_until="2000-01-01T00:00:00Z", claim="lost")
    look(folder)
    assert lying(folder) == ["attention/letter.txt", "attention/letter.txt.txt"]
    assert "broken off each time" in (folder / "attention/letter.txt.txt").read_text()


@pytest.mark.django_db
def test_a_file_that_cannot_be_put_away_stays_and_keeps_no_other(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "a.txt").write_text("The first letter.\n")
    (folder / "b.txt").write_text("")
    (folder / "done").write_text("a file where the folder should be")
    look(folder)
    assert lying(folder) == ["a.txt", "attention/b.txt", "attention/b.txt.txt", "done"]
    assert "a.txt of the inbox could not be put away" in caplog.text


@pytest.mark.django_db
def test_the_command_says_what_it_needs(settings: Any) -> None:
    settings.REGESTA_INBOX = ""
    with pytest.raises(CommandError, match="REGESTA_INBOX"):
        call_command("watch_inbox", once=True)
