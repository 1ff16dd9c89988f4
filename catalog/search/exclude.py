"""What the index may still show and must not: the one place that reads the exclusions for a search."""

from django.utils.translation import gettext as _

from catalog.models import Exclusion
from catalog.search.query import SearchAway

MOST_EXCLUDED = 60_000
"""More ids than an engine takes in one query."""


def excluded(rank: int) -> tuple[int, ...]:
    """Records narrowed since they were indexed: this rank may no longer find them, nor what is below them."""
    pending = Exclusion.objects.filter(rank__gt=rank).values_list("record", flat=True).distinct()
    found = tuple(pending[: MOST_EXCLUDED + 1])
    if len(found) > MOST_EXCLUDED:
        raise SearchAway(
            _(
                "Many records are being closed just now, so the search is away until that is done: "
                "try again soon."
            )
        )
    return found
