"""The store keeps every file once, whole or not at all."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.text import sha256_of
from catalog.files import fixity, store
from catalog.models import StoredFile

MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.REGESTA_HOME = tmp_path


def files_of(home: Path) -> list[Path]:
    return [one for one in home.rglob("*") if one.is_file()]


@pytest.mark.django_db
def test_a_kept_file_is_read_back_byte_for_byte_and_nothing_is_left_aside(tmp_path: Path) -> None:
    content = bytes(range(256)) * 10_000
    stored = store.keep(io.BytesIO(content), "minutes.txt", 5 * MEGABYTE)
    with store.open_file(stored.sha256) as file:
        assert file.read() == content
    assert (stored.sha256, stored.size, stored.name) == (sha256_of(content), len(content), "minutes.txt")
    assert files_of(tmp_path) == [store.path_of(stored.sha256)]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [None, 2 * MEGABYTE])
def test_a_file_over_the_limit_is_refused_and_nothing_of_it_stays(tmp_path: Path, size: int | None) -> None:
    with pytest.raises(store.FileTooLarge, match=r"“big\.txt” is larger than the limit of 1 MB"):
        store.keep(io.BytesIO(b"x" * 2 * MEGABYTE), "big.txt", MEGABYTE, size)
    assert files_of(tmp_path) == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_file_whose_size_is_known_is_refused_before_it_is_read() -> None:
    stream = io.BytesIO(b"x" * 100)
    with pytest.raises(store.FileTooLarge):
        store.keep(stream, "big.txt", 10, 100)
    assert stream.tell() == 0


@pytest.mark.django_db
def test_a_stream_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(10)

    with pytest.raises(ConnectionResetError):
        store.keep(Broken(b"x" * 100), "letter.txt", MEGABYTE)
    assert files_of(tmp_path) == []


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_one_file_at_once_are_one_file(tmp_path: Path) -> None:
    content = b"The same letter. " * 50_000

    def upload(number: int) -> int:
        try:
            return store.keep(io.BytesIO(content), f"letter {number}.txt", MEGABYTE).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        rows = set(pool.map(upload, range(8)))
    assert len(rows) == 1
    assert files_of(tmp_path) == [store.path_of(sha256_of(content))]


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\letters\\Chou En-lai.txt", "Chou En-lai.txt"),
        ("/", "file"),
        ("..", "file"),
        ("a\x00b\nc.txt", "ab c.txt"),
        ("周恩来.txt", "周恩来.txt"),
    ],
)
def test_a_name_is_its_last_part(given_name: str, kept: str) -> None:
    assert store.file_name(given_name) == kept


@given(st.text(max_size=600))
def test_a_name_is_never_a_path_and_always_fits(text: str) -> None:
    name = store.file_name(text)
    assert 0 < len(name) <= 255
    assert not set(name) & set("/\\\n\x00")
    assert name not in (".", "..")
    assert store.file_name(name) == name


@pytest.mark.django_db
def test_fixity_marks_what_is_damaged_or_missing_and_an_upload_heals_it() -> None:
    _, damaged, missing = (
        store.keep(io.BytesIO(word), f"{word.decode()}.txt", MEGABYTE)
        for word in (b"whole", b"damaged", b"missing")
    )
    path = store.path_of(damaged.sha256)
    path.chmod(0o640)
    path.write_bytes(b"DAMAGED")
    store.path_of(missing.sha256).unlink()
    with pytest.raises(CommandError, match=r"damaged\.txt"):
        call_command("check_fixity")
    states = dict(StoredFile.objects.values_list("name", "state"))
    assert states == {"whole.txt": "kept", "damaged.txt": "damaged", "missing.txt": "missing"}
    assert not StoredFile.objects.filter(checked_at=None).exists()
    with pytest.raises(store.FileIsMissing, match="not in the store"):
        store.open_file(missing.sha256)

    store.keep(io.BytesIO(b"damaged"), "damaged.txt", MEGABYTE)
    store.keep(io.BytesIO(b"missing"), "missing.txt", MEGABYTE)
    assert fixity.check() == {"kept": 3}


@pytest.mark.django_db
def test_fixity_begins_with_what_was_longest_unchecked() -> None:
    first, second = (store.keep(io.BytesIO(word), "file", MEGABYTE) for word in (b"one", b"two"))
    fixity.check_one(first)
    fixity.check(seconds=0)
    second.refresh_from_db()
    assert second.checked_at is None
