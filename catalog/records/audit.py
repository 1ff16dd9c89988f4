"""The audit: who saw and changed what in closed material. Lines are only ever added."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from catalog.domain.disclosure import CLOSED
from catalog.domain.text import clean
from catalog.models import AuditLine
from catalog.records.author import Author

SEEN_ONCE_IN = timedelta(hours=1)
"""Whoever looks at a record again within this time has seen it once."""


def note(act: AuditLine.Act, public_id: str, author: Author, detail: str = "") -> None:
    """Adds one line; ``detail`` says nothing of what the record says."""
    _line(act, public_id, author, detail).save(force_insert=True)


def note_changed(public_id: str, text_from: int, author: Author, reason: str) -> None:
    """Notes that closed material was described otherwise, moved, opened or closed."""
    note_many_changed([(public_id, text_from)], author, reason)


def note_many_changed(records: Iterable[tuple[str, int]], author: Author, reason: str) -> None:
    """The same for many records, each by its identifier and the rank that reads its material."""
    closed = [public_id for public_id, text_from in records if text_from >= CLOSED]
    AuditLine.objects.bulk_create(_line(AuditLine.Act.CHANGED, one, author, reason) for one in closed)


def note_seen(public_id: str, text_from: int, author: Author) -> None:
    """Notes that a person who has leave for closed material was shown it."""
    if text_from < CLOSED or author.rank < CLOSED or author.user_id is None:
        return
    lately = AuditLine.objects.filter(
        record_public_id=public_id,
        person=author.user_id,
        act=AuditLine.Act.SAW,
        at__gt=timezone.now() - SEEN_ONCE_IN,
    )
    if not lately.exists():
        note(AuditLine.Act.SAW, public_id, author)


def _line(act: AuditLine.Act, public_id: str, author: Author, detail: str) -> AuditLine:
    return AuditLine(
        at=timezone.now(),
        person_id=author.user_id,
        person_name=author.name,
        act=act,
        record_public_id=public_id,
        detail=clean(detail)[:500],
    )
