"""What the index lacks or has too much of, beside the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import F

from catalog.models import Record
from catalog.search.engine import Engine, engine
from catalog.search.forget import forget
from catalog.search.state import ready
from catalog.search.sync import sync_pending

AT_ONCE = 500


@dataclass
class Differences:
    """Numbers of records: not in the index, there in another version, and there without a record."""

    missing: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.surplus)


def differences() -> Differences:
    """Looks through the whole index, side by side with the records. Raises SearchAway."""
    using = engine()
    place = ready(using, settings.ELASTICSEARCH_INDEX).place
    using.refresh(place)
    found = Differences()
    indexed = _indexed(using, place)
    number, version = next(indexed, _END)
    rows = Record.objects.exclude(level="part").order_by("pk").values_list("pk", "version")
    for pk, now in rows.iterator(chunk_size=2000):
        while number < pk:
            found.surplus.append(number)
            number, version = next(indexed, _END)
        if number > pk:
            found.missing.append(pk)
            continue
        if version != now:
            found.stale.append(pk)
        number, version = next(indexed, _END)
    while number < _END[0]:
        found.surplus.append(number)
        number, version = next(indexed, _END)
    return found


_END = (2**63, 0)


def mend(found: Differences) -> int:
    """Indexes again what is missing or stale and takes out what has no record. Raises SearchAway.

    Gives the number of records that the index did not take; the log says why.
    """
    wrong = found.missing + found.stale
    for start in range(0, len(wrong), AT_ONCE):
        Record.objects.filter(pk__in=wrong[start : start + AT_ONCE]).update(indexed_version=0)
    for start in range(0, len(found.surplus), AT_ONCE):
        forget(found.surplus[start : start + AT_ONCE])
    while sync_pending():
        pass
    dirty = Record.objects.filter(indexed_version__lt=F("version"))
    return sum(
        dirty.filter(pk__in=wrong[start : start + AT_ONCE]).count() for start in range(0, len(wrong), AT_ONCE)
    )


def _indexed(using: Engine, place: str) -> Iterator[tuple[int, int]]:
    """Each record of the index once, with the lowest version of its entries."""
    last = 0
    while page := using.stored(place, last):
        versions: dict[int, int] = {}
        for number, version in page:
            versions[number] = min(version, versions.get(number, version))
        last = page[-1][0]
        yield from versions.items()
