"""What the addresses of the site are made of in a vault of secrets, and how."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from catalog.models import (
    Accession,
    AuditLine,
    Authority,
    Institution,
    Job,
    Record,
    RecordFile,
    SavedSearch,
    StatementRow,
    StoredFile,
    User,
)


class Known(NamedTuple):
    """What addresses are made of: everything that is in the database, whoever may see it.

    ``closed`` are the records of which staff see less than those with leave for closed material.
    """

    records: tuple[Record, ...]
    closed: tuple[Record, ...]
    authorities: tuple[Authority, ...]
    files: tuple[StoredFile, ...]
    kept_by: tuple[tuple[str, str], ...]
    statements: tuple[tuple[int, str], ...]
    jobs: tuple[int, ...]
    people: tuple[int, ...]
    institutions: tuple[int, ...]
    audit: tuple[int, ...]
    kept: tuple[str, ...]
    accessions: tuple[int, ...]


Addresses = Callable[[Known], Iterator[str]]


def known() -> Known:
    closed = Record.objects.filter(Q(text_from=30) | Q(parts__text_from=30)).distinct()
    return Known(
        records=tuple(Record.objects.order_by("pk")),
        closed=tuple(closed),
        authorities=tuple(Authority.objects.all()),
        files=tuple(StoredFile.objects.all()),
        kept_by=tuple(RecordFile.objects.values_list("record__public_id", "file__sha256")),
        statements=tuple(
            StatementRow.objects.filter(record__in=closed).values_list("record_id", "statement_id")
        ),
        jobs=tuple(Job.objects.values_list("pk", flat=True)),
        people=tuple(User.objects.values_list("pk", flat=True)),
        institutions=tuple(Institution.objects.values_list("pk", flat=True)),
        audit=tuple(AuditLine.objects.values_list("pk", flat=True)[:3]),
        kept=tuple(_kept_search(user) for user in User.objects.all()),
        accessions=tuple(Accession.objects.values_list("pk", flat=True)),
    )


def _kept_search(user: User) -> str:
    """The key of the feed of everything, as each person may keep it."""
    made = {"name": "Everything", "key": f"key{user.pk}", "told_until": timezone.now()}
    return SavedSearch.objects.get_or_create(user=user, query="", defaults=made)[0].key


def at(*paths: str) -> Addresses:
    return lambda known: iter(paths)


def of_records(form: str) -> Addresses:
    return lambda known: (form.format(pk=one.pk, id=one.public_id) for one in known.records)


def of_closed(form: str) -> Addresses:
    return lambda known: (form.format(pk=one.pk, id=one.public_id) for one in known.closed)


def of_statements(form: str) -> Addresses:
    return lambda known: (form.format(pk=pk, id=statement) for pk, statement in known.statements)


def of_one_statement(form: str) -> Addresses:
    """Addresses that only take a form that is sent: one refusal is as good as any other."""
    return lambda known: (form.format(pk=pk, id=statement) for pk, statement in known.statements[:1])


def of(kind: str, form: str) -> Addresses:
    return lambda known: (form.format(pk=getattr(one, "pk", one)) for one in getattr(known, kind))
