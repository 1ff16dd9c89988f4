"""What is to be put right in the catalogue: each check chooses the records that somebody should look at."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.models import QualityCount, Record, StatementRow
from catalog.models.user import Rank
from catalog.records.elements import ELEMENTS, REQUIRED

LATER_ROLES = (
    "received",
    "registered",
    "released",
    "reviewed",
    "declassified",
    "downgraded",
    "source_published",
    "source_record_created",
)
"""Dates that cannot lie before the material was made."""
LATER_ACTS = ("reviewed", "downgraded", "declassified", "released")


class Check(NamedTuple):
    """``chosen`` are the records that the check is about."""

    label: Promise
    chosen: Q


class Counted(NamedTuple):
    """Records by the name of a check, and when they were counted: None where they never were."""

    at: datetime | None
    records: Mapping[str, int]


def _rows(**chosen: object) -> QuerySet[StatementRow]:
    return StatementRow.objects.filter(record=OuterRef("pk"), **chosen).exclude(state="rejected")


def _too_early() -> Q:
    later = Q(kind="date", role__in=LATER_ROLES) | Q(kind="classification event", role__in=LATER_ACTS)
    too_early = StatementRow.objects.filter(later, latest__gt="", latest__lt=F("record__earliest"))
    # Beginning from the statements: asked of each record by itself, half a million take half a minute.
    return Q(pk__in=too_early.exclude(state="rejected").values("record"))


def _number_twice() -> Q:
    numbers = {"kind": "identifier", "role__in": ("registration number", "identifier")}
    others = StatementRow.objects.filter(**numbers, key=OuterRef("key"), role=OuterRef("role"))
    others = others.exclude(state="rejected").exclude(record=OuterRef("record")).exclude(record__level="part")
    return Q(Exists(_rows(**numbers, key__gt="").filter(Exists(others))))


def _broken_relation() -> Q:
    withdrawn = Q(target__status="withdrawn")
    unseen = Q(record__status="published", target__seen_from__gt=F("record__seen_from"))
    broken = StatementRow.objects.filter(withdrawn | unseen, kind="relation").exclude(state="rejected")
    return Q(pk__in=broken.values("record"))  # from the statements, as above


CHECKS: Mapping[str, Check] = {
    **{
        f"lacks-{name}": Check(ELEMENTS[name].label, Q(level__in=sorted(levels)) & ELEMENTS[name].lacking)
        for name, levels in REQUIRED.items()
    },
    "dates": Check(_("Released, received or registered before they were written"), _too_early()),
    "numbers": Check(_("Number that another record bears as well"), _number_twice()),
    "relations": Check(_("Relation to what is withdrawn or what readers do not see"), _broken_relation()),
}


def failing(name: str, records: QuerySet[Record]) -> QuerySet[Record]:
    """Those of the records that a check is about; parts stand under their document."""
    return records.exclude(level="part").filter(CHECKS[name].chosen)


def count_all() -> None:
    """Counts every check anew, by the rank from which its records are seen: seconds in a large catalogue.

    Reading stands before the transaction, which only puts the new figures in the place of the old.
    """
    now = timezone.now()
    for name in CHECKS:
        seen = failing(name, Record.objects.all()).order_by().values_list("seen_from")
        counted = list(seen.annotate(records=Count("pk")))
        with transaction.atomic():
            QualityCount.objects.filter(check_name=name).delete()
            QualityCount.objects.bulk_create(
                QualityCount(check_name=name, seen_from=rank, records=records, counted_at=now)
                for rank, records in (counted or [(Rank.STAFF, 0)])
            )


def counts(rank: int) -> Counted:
    """How many records of each check this rank sees, as they were last counted. One query."""
    found = dict.fromkeys(CHECKS, 0)
    rows = list(QualityCount.objects.filter(check_name__in=CHECKS))
    for one in rows:
        found[one.check_name] += one.records if one.seen_from <= rank else 0
    return Counted(max((one.counted_at for one in rows), default=None), found)
