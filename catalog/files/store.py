"""The store: every file once, under its sha256, whole or not at all.

A file is written aside in the store's own folder, its digest taken while it is written, and renamed
to its place when it is safely on disk. A reader never sees a part of one, and two uploads of one
file at once end as one file.
"""

import hashlib
import os
import tempfile
import time
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from catalog.domain.text import clean
from catalog.models import StoredFile

_CHUNK = 1024 * 1024
_ASIDE_KEPT_FOR = 24 * 3600
_NAME_LENGTH = 255
_ENDING_LENGTH = 12
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn the direction of what follows: with them a name shows another ending than it has."""


class FileTooLarge(Exception):
    """The file is over the limit and was not kept; the message is a sentence for a person."""


class FileIsMissing(Exception):
    """The store has no such file; the message is a sentence for a person."""


def keep(stream: BinaryIO, name: str, limit: int, size: int | None = None) -> StoredFile:
    """Keep the bytes of ``stream`` and return their row; bytes that are kept already are kept once.

    ``limit`` and ``size`` are in bytes; ``size`` is given where it is known, so that a file over
    the limit is refused before a byte of it is written. Raises FileTooLarge, and then nothing is kept.
    """
    name = file_name(name)
    if size is not None and size > limit:
        raise FileTooLarge(_too_large(name, limit))
    aside, sha256, size = _write_aside(stream, name, limit)
    try:
        _into_place(aside, path_of(sha256), size)
    finally:
        aside.unlink(missing_ok=True)
    stored, made = StoredFile.objects.get_or_create(sha256=sha256, defaults={"name": name, "size": size})
    if not made and stored.state != StoredFile.State.KEPT:
        stored.state = StoredFile.State.KEPT
        stored.save(update_fields=["state"])
    return stored


def path_of(sha256: str) -> Path:
    """Where the file of this digest lies, or would lie."""
    return folder() / sha256[:2] / sha256[2:4] / sha256


def remove(sha256: str) -> None:
    """Removes a kept file for good, where it is there: its bytes are written over before it is unlinked."""
    path = path_of(sha256)
    if not path.exists():
        return
    path.chmod(0o600)
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _CHUNK)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def open_file(sha256: str) -> BinaryIO:
    """The kept file, open for reading. Raises FileIsMissing."""
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError as error:
        raise FileIsMissing(
            _("The kept file %(digest)s is not in the store. Restore it from the backup, or upload it again.")
            % {"digest": sha256}
        ) from error


def file_name(name: str) -> str:
    """The last part of a name, fit to show and to save under; never empty, never a path.

    >>> file_name("../../etc/passwd"), file_name("C:\\\\letters\\\\Chou.txt"), file_name("..")
    ('passwd', 'Chou.txt', 'file')
    """
    last = PurePosixPath(clean(name).translate(_TURNING).replace("\\", "/")).name
    plain = " ".join(last.split())
    if not plain.strip(". "):
        return "file"
    ending = PurePosixPath(plain).suffix[:_ENDING_LENGTH]
    return plain if len(plain) <= _NAME_LENGTH else plain[: _NAME_LENGTH - len(ending)] + ending


def folder() -> Path:
    """The folder of the store."""
    return Path(settings.REGESTA_HOME) / "files"


def clear_aside() -> int:
    """Remove what uploads that were cut short left aside a day ago or more; returns how many."""
    ended = [one for one in _aside_folder().iterdir() if time.time() - one.stat().st_mtime > _ASIDE_KEPT_FOR]
    for one in ended:
        one.unlink(missing_ok=True)
    return len(ended)


def _aside_folder() -> Path:
    aside = folder() / "aside"
    aside.mkdir(parents=True, exist_ok=True)
    return aside


def _write_aside(stream: BinaryIO, name: str, limit: int) -> tuple[Path, str, int]:
    """Write the stream aside: the path, its sha256 and its size. Over the limit nothing stays."""
    digest, size = hashlib.sha256(), 0
    handle, made = tempfile.mkstemp(dir=_aside_folder())
    aside = Path(made)
    try:
        with os.fdopen(handle, "wb") as target:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise FileTooLarge(_too_large(name, limit))
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
    except BaseException:
        aside.unlink()
        raise
    return aside, digest.hexdigest(), size


def _into_place(aside: Path, place: Path, size: int) -> None:
    """Rename into place, unless a file of the right size lies there: fixity finds a damaged one."""
    if place.exists() and place.stat().st_size == size and not _is_damaged(place.name):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    aside.chmod(0o440)
    aside.replace(place)
    folder_handle = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder_handle)
    finally:
        os.close(folder_handle)


def _is_damaged(sha256: str) -> bool:
    return StoredFile.objects.filter(sha256=sha256, state=StoredFile.State.DAMAGED).exists()


def _too_large(name: str, limit: int) -> str:
    return _("“%(name)s” is larger than the limit of %(limit)s and was not kept.") % {
        "name": name,
        "limit": f"{limit / 1024 / 1024:g} MB",
    }
