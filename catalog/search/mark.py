"""Says in the database which versions stand in the index."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Case, Q, Value, When

from catalog.models import IndexState, Record
from catalog.search.state import still_written_to


def mark(state: IndexState, versions: Sequence[tuple[int, int]]) -> int:
    """Records with the versions that were written to this index; gives how many were marked.

    Nothing is marked once another index has taken its place, and no mark is ever lowered.
    """
    by_version: dict[int, list[int]] = {}
    for record, version in versions:
        by_version.setdefault(version, []).append(record)
    if not by_version:
        return 0
    older = [Q(pk__in=records, indexed_version__lt=version) for version, records in by_version.items()]
    cases = [When(pk__in=records, then=Value(version)) for version, records in by_version.items()]
    with still_written_to(state) as ours:
        if not ours:
            return 0
        return Record.objects.filter(reduce(or_, older)).update(indexed_version=Case(*cases))
