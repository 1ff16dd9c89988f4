"""How many records of each set an aggregator would refuse, and why."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Count, Q

from catalog.interchange.requirements import PROFILES
from catalog.models import HarvestSet, Record, SetMember


class Refusals(NamedTuple):
    """``harvest_set`` is None for all public records; ``reasons`` counts by requirement, and a record that
    lacks two is counted under both, but once in ``refused``.
    """

    harvest_set: HarvestSet | None
    records: int
    refused: int
    reasons: Mapping[str, int]


def refusals(profile: str) -> list[Refusals]:
    """Everything first, then each set with a public record, by its setSpec; three queries."""
    public = Record.objects.filter(seen_from=0, document__isnull=True)
    everything = public.order_by().values_list("harvest_lacks").annotate(Count("pk"))
    members = SetMember.objects.filter(left=False, record__seen_from=0).order_by()
    counted: dict[int, dict[str, int]] = {}
    for pk, lacks, count in members.values_list("harvest_set", "record__harvest_lacks").annotate(Count("pk")):
        counted.setdefault(pk, {})[lacks] = count
    sets = HarvestSet.objects.filter(pk__in=counted).select_related("record", "institution")
    return [
        _of(profile, None, dict(everything)),
        *(_of(profile, one, counted[one.pk]) for one in sets.order_by("spec")),
    ]


def refused_for(asked: str) -> Q:
    """That a public record lacks a requirement, or one of those of a profile, by its name."""
    lacking = Q(pk__in=[])
    for name in PROFILES.get(asked, (asked,)):
        lacking |= Q(harvest_lacks__contains=f" {name} ")
    return lacking & Q(seen_from=0)


def _of(profile: str, harvest_set: HarvestSet | None, counted: Mapping[str, int]) -> Refusals:
    """``counted`` is how many records lack the same, by the column harvest_lacks."""
    asked = PROFILES[profile]
    reasons = {name: sum(count for lacks, count in counted.items() if f" {name} " in lacks) for name in asked}
    refused = sum(count for lacks, count in counted.items() if any(f" {name} " in lacks for name in asked))
    return Refusals(harvest_set, sum(counted.values()), refused, reasons)
