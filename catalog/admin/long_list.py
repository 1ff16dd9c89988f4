"""Pages of a list that may be very long: it is counted no further than anybody turns pages."""

from functools import cached_property
from typing import cast

from django.core.paginator import Paginator
from django.db.models import QuerySet

from catalog.models import Record

COUNTED = 10_000
FEW = 1_000


class LongPaginator(Paginator):  # type: ignore[type-arg]  # generic only in the stubs
    """Counts up to COUNTED; ``is_longer`` where there is more, which is reached by narrowing the list."""

    @cached_property
    def count(self) -> int:
        return min(self._counted, COUNTED)

    @property
    def is_longer(self) -> bool:
        return self._counted > COUNTED

    @cached_property
    def _counted(self) -> int:
        return count_of(cast("QuerySet[Record]", self.object_list))


def count_of(records: QuerySet[Record]) -> int:
    """How many records there are; COUNTED + 1 stands for more."""
    # In no order: counting in order would read the rows in it.
    return records.order_by()[: COUNTED + 1].count()


def by_their_ids(records: QuerySet[Record]) -> QuerySet[Record]:
    """The same records in the same order, for at most FEW of them.

    They are found as they were counted, in indexes: asked for in an order, PostgreSQL goes through all of the
    catalogue in it where it thinks that many are chosen. The limit keeps it from making one query of both.
    """
    ids = records.order_by().values("pk")[:FEW]
    return Record.objects.filter(pk__in=ids).defer("snapshot").order_by(*records.query.order_by)
