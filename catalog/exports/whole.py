"""Whole results in a format: streamed where they are short, written by a job where they are long.

What a job wrote is kept for a day in the data folder, and is not given any more once something has been
hidden from its reader or taken back: the file was made of what was seen then. StoredResult says which may be.
"""

import hashlib
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.exports import records
from catalog.interchange import formats
from catalog.interchange.formats import FORMATS
from catalog.jobs.queue import Claim, Request, WorkRefused, enqueue, show_progress
from catalog.models import Job, StoredResult, User
from catalog.search.query import InvalidQuery, Query
from catalog.search.walk import walk

KIND = "export"
STREAMED = 10_000
"""Results of more records are a job's work."""
KEPT = timedelta(days=1)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a job of this kind is asked. ``rank`` is the reader's, ``key`` the secret part of its address."""

    key: str
    suffix: str
    rank: int
    query: Query


def stream(query: Query, rank: int, suffix: str) -> Iterator[bytes]:
    """The file of a result, in pieces. Raises InvalidQuery and SearchAway before the first."""
    return encoded(suffix, records.texts(_begun(walk(query, rank)), rank, suffix))


def encoded(suffix: str, batches: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The file of records in a format, a piece a batch."""
    return (piece.encode() for piece in formats.whole(suffix, batches) if piece)


def ask_for(query: Query, rank: int, suffix: str, user: User | None, title: str) -> Job:
    """A job that writes the file of a result."""
    order = Order(key=secrets.token_urlsafe(24), suffix=suffix, rank=rank, query=query)
    payload = msgspec.to_builtins(order)
    with transaction.atomic():
        job = enqueue(Request(KIND, payload, title=title, batch=order.key[:32], created_by=user))
        StoredResult.objects.create(job=job, rank=rank)
    return job


def write_export(claim: Claim) -> Mapping[str, Any]:
    """The work of such a job: the file, how many records it holds, its size in bytes and its sha256.

    Raises WorkRefused where the reader's rank is no longer what it was.
    """
    order = msgspec.convert(claim.payload, Order)
    _refuse_lowered(claim, order)
    clear_old()
    target = path_of(order)
    aside = target.with_suffix(f".{claim.token[:8]}")
    counts, digest, size = [0], hashlib.sha256(), 0
    batches = records.texts(walk(order.query, order.rank), order.rank, order.suffix)
    with aside.open("wb") as file:
        for piece in encoded(order.suffix, _told(batches, claim, counts)):
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    aside.replace(target)
    return {"records": counts[0], "size": size, "sha256": digest.hexdigest(), "format": order.suffix}


def path_of(order: Order) -> Path:
    """Where the file of an export stands."""
    folder = settings.REGESTA_HOME / "exports"
    folder.mkdir(exist_ok=True)
    return Path(folder / f"{order.key}.{order.suffix}")


def may_be_given(job: Job) -> bool:
    """Whether its file is written, and nothing was hidden from its reader since it was asked for."""
    return job.state == Job.State.DONE and StoredResult.objects.filter(job=job).exists()


def clear_old() -> None:
    """Removes the files of exports that are older than a day."""
    folder = settings.REGESTA_HOME / "exports"
    limit = time.time() - KEPT.total_seconds()
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
    StoredResult.objects.filter(job__ended_at__lt=timezone.now() - KEPT).delete()


def is_over(job: Job) -> bool:
    """Whether the day is over for which its file is kept."""
    return job.ended_at is not None and timezone.now() - job.ended_at > KEPT


def check_format(suffix: str) -> None:
    """Raises InvalidQuery, with the names that there are."""
    if suffix not in FORMATS:
        raise InvalidQuery(
            _("There is no format “%(name)s”. Use: %(names)s.")
            % {"name": suffix[:20], "names": ", ".join(FORMATS)}
        )


def _told(batches: Iterable[Sequence[str]], claim: Claim, counts: list[int]) -> Iterator[Sequence[str]]:
    """The batches, their records counted in ``counts`` and told to the job."""
    for batch in batches:
        counts[0] += len(batch)
        show_progress(claim, counts[0], 0)
        yield batch


def _refuse_lowered(claim: Claim, order: Order) -> None:
    user = User.objects.filter(pk=claim.created_by).first() if claim.created_by else None
    if order.rank > 0 and (user is None or not user.is_active or user.rank < order.rank):
        raise WorkRefused(_("You no longer see what you asked for. Search again and ask anew."))


def _begun(ids: Iterator[int]) -> Iterator[int]:
    """The same, with its first asked for already: what is wrong with the search is told at once."""
    first = next(ids, None)
    return iter(()) if first is None else _chained(first, ids)


def _chained(first: int, ids: Iterator[int]) -> Iterator[int]:
    yield first
    yield from ids
