"""The inbox: a folder whose files are taken in once they have come to rest, and then put away.

A visit may be made at any time and by several at once. Nothing of it is remembered but the jobs:
a file that was seen before is known again by its place and the time of its last change, and it stays
in the inbox until its job has ended, so that a visit that is broken off loses nothing.
"""

import hashlib
import itertools
import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

from catalog.ingest.intake import take_in_path
from catalog.ingest.pipeline import KIND
from catalog.ingest.report import ended_badly, sentence
from catalog.models import Job

logger = logging.getLogger(__name__)

REST_SECONDS = 10.0
DONE, ATTENTION = "done", "attention"
_PARTIAL = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".swp", "~")


def visit(inbox: Path, rest: float = REST_SECONDS) -> int:
    """Take in the files unchanged for ``rest`` seconds and put away those whose jobs have ended.

    Returns how many of the files seen wait for their jobs to end. What goes wrong with one file is
    logged and keeps no other from being seen to.
    """
    waiting = 0
    for path in _at_rest(inbox, rest):
        try:
            waiting += not _see_to(inbox, path)
        except FileNotFoundError:
            continue  # another visit put it away
        except OSError:
            logger.exception("The file %s of the inbox could not be put away.", path)
    return waiting


def _see_to(inbox: Path, path: Path) -> bool:
    """True when the file was put away."""
    key = _key(inbox, path)
    job = Job.objects.filter(kind=KIND, batch=key).order_by("pk").last() or take_in_path(path, batch=key)
    if job.ended_at is None:
        return False
    if ended_badly(job):
        _put_away(inbox, path, ATTENTION, sentence(job))
    else:
        _put_away(inbox, path, DONE)
    return True


def _at_rest(inbox: Path, rest: float) -> Iterator[Path]:
    """Regular files that nobody has changed for a while; never hidden, partial or linked ones."""
    for folder, folders, names in os.walk(inbox):
        top = Path(folder) == inbox
        folders[:] = sorted(
            one for one in folders if not one.startswith(".") and not (top and one in (DONE, ATTENTION))
        )
        for name in sorted(names):
            path = Path(folder, name)
            if not name.startswith(".") and not name.lower().endswith(_PARTIAL) and _is_at_rest(path, rest):
                yield path


def _is_at_rest(path: Path, rest: float) -> bool:
    try:
        # The change time, not the modification time: copying tools set the latter back to the original's.
        return path.is_file() and not path.is_symlink() and time.time() - path.stat().st_ctime >= rest
    except FileNotFoundError:
        return False


def _key(inbox: Path, path: Path) -> str:
    """What a file is known by again, as the name of its job's batch."""
    seen = path.stat()
    told = (os.fsencode(path.relative_to(inbox)), seen.st_ino, seen.st_size, seen.st_ctime_ns)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _put_away(inbox: Path, path: Path, where: str, why: str = "") -> None:
    folder = inbox / where / path.relative_to(inbox).parent
    folder.mkdir(parents=True, exist_ok=True)
    target = _reserved(folder, path)
    note = _note_of(target)
    try:
        if why:
            note.write_text(f"{why}\n")
        path.replace(target)
    except OSError:
        # What was reserved is empty, and the file itself stays in the inbox.
        target.unlink()
        note.unlink(missing_ok=True)
        raise


def _reserved(folder: Path, path: Path) -> Path:
    """A name that is free in the folder, taken by an empty file: nothing that lies there is overwritten."""
    names = itertools.chain(
        [path.name], (f"{path.stem} ({number}){path.suffix}" for number in itertools.count(2))
    )
    places = (folder / name for name in names)
    return next(place for place in places if not _note_of(place).exists() and _takes(place))


def _takes(path: Path) -> bool:
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _note_of(path: Path) -> Path:
    """Where the reason stands why a file needs attention."""
    return path.with_name(f"{path.name}.txt")
