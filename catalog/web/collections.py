"""The collections at the top of the tree, and how much this reader sees of each."""

from typing import NamedTuple

from django.db.models import Count

from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.models.path import below
from catalog.records.queries import views, visible_to
from catalog.web.facts import Summary, summary


class Collection(NamedTuple):
    """``records`` is how many records this reader sees below it, parts left out."""

    summary: Summary
    records: int


def top_collections(rank: int, limit: int) -> tuple[Collection, ...]:
    """The first ``limit`` collections by title, with their counts: four queries for any number."""
    rows = visible_to(rank).filter(parent__isnull=True, level__in=AGGREGATE_LEVELS).order_by("title", "pk")
    chosen = list(rows.values_list("pk", "path")[:limit])
    if not chosen:
        return ()
    documents = visible_to(rank).exclude(level="part")
    counts = documents.aggregate(
        **{f"under_{pk}": Count("pk", filter=below(path)) for pk, path in chosen},
    )
    seen = views([pk for pk, _ in chosen], rank)
    return tuple(Collection(summary(seen[pk]), counts[f"under_{pk}"] - 1) for pk, _ in chosen if pk in seen)
