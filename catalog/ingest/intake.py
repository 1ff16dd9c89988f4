"""Taking files in: each is kept first, then asked to be described."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _

from catalog.files import store
from catalog.files.store import FileTooLarge
from catalog.ingest.pipeline import KIND, Order
from catalog.jobs import queue
from catalog.jobs.queue import Request
from catalog.models import Job, User


def take_in(
    stream: BinaryIO,
    name: str,
    *,
    size: int | None = None,
    under: str = "",
    publish: bool = False,
    batch: str = "",
    accession: str = "",
    created_by: User | None = None,
) -> Job:
    """Keep one file and enqueue its job. A file over the limit is not kept: its job has failed and says so.

    ``size`` is in bytes where it is known; ``under`` is the public id of a place in the tree; ``accession``
    is the number of the accession that the file came with.
    """
    order = Order(name=store.file_name(name), under=under, publish=publish, accession=accession)
    try:
        kept = store.keep(stream, name, settings.FILE_LIMIT, size)
    except FileTooLarge as refusal:
        return queue.refuse(_request(order, batch, created_by), str(refusal))
    return queue.enqueue(_request(msgspec.structs.replace(order, sha256=kept.sha256), batch, created_by))


def take_in_path(path: Path, *, under: str = "", publish: bool = False, batch: str = "") -> Job:
    """As take_in; a file that cannot be opened gives a failed job as well, so that others go on."""
    try:
        with path.open("rb") as stream:
            size = path.stat().st_size
            return take_in(stream, path.name, size=size, under=under, publish=publish, batch=batch)
    except OSError as error:
        order = Order(name=store.file_name(path.name), under=under, publish=publish)
        sentence = _("The file cannot be opened (%(reason)s). Make it readable and send it again.")
        return queue.refuse(_request(order, batch, None), sentence % {"reason": error.strerror})


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those of the folders named with all below, in order.

    What is hidden is left out of folders, and so is what is neither file nor folder, and linked folders.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if not one.name.startswith("."))
            yield from files_in(
                one for one in inside if one.is_file() or (one.is_dir() and not one.is_symlink())
            )
        else:
            yield path


def _request(order: Order, batch: str, created_by: User | None) -> Request:
    payload = msgspec.to_builtins(order)
    return Request(KIND, payload, title=order.name, batch=batch, created_by=created_by)
