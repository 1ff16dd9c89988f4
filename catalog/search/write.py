"""Writes the entries of records into an index, so that no view ever written is left behind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple, TypeVar

from django.db.models import Case, Q, Value, When

from catalog.models import Record
from catalog.search.engine import Writer
from catalog.search.entry import Entry, Source, entries

Key = TypeVar("Key", str, int)


class Prepared(NamedTuple):
    """A record with its present views, and the ranks under which it ever had one."""

    record: Record
    views: tuple[Entry, ...]
    ranks: frozenset[int]

    @property
    def known(self) -> str:
        return ",".join(str(rank) for rank in sorted(self.ranks))


def write_entries(writer: Writer, group: Sequence[Source]) -> list[Record]:
    """Writes and commits the entries of these records; gives the rows that now stand there as read."""
    return write_prepared(writer, prepared(group))


def prepared(group: Sequence[Source]) -> list[Prepared]:
    """What can be written of these records: without those that were saved in between."""
    return _noted([_prepared(one) for one in group])


def write_prepared(writer: Writer, made: Sequence[Prepared]) -> list[Record]:
    """As ``write_entries``; asks nothing of the database, so that it can go on beside what does."""
    failed = writer.write(entry for one in made for entry in _all_entries(one))
    writer.commit()
    return [one.record for one in made if one.record.pk not in failed]


def grouped(rows: Iterable[Record], key: Callable[[Record], Key]) -> dict[Key, list[int]]:
    """The numbers of the records by a value of theirs."""
    found: dict[Key, list[int]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row.pk)
    return found


def _prepared(source: Source) -> Prepared:
    views = entries(source)
    written = {int(one) for one in source.record.entry_ranks.split(",") if one}
    return Prepared(source.record, views, frozenset(written | {one.seen_from for one in views}))


def _all_entries(one: Prepared) -> Iterator[Entry]:
    """The entries of the present views, and an empty one for each view that was written once and is gone.

    They are never deleted: Elasticsearch soon forgets the version of what is deleted, and a late writer
    would bring it back.
    """
    yield from one.views
    for rank in sorted(one.ranks - {view.seen_from for view in one.views}):
        yield Entry(record=one.record.pk, seen_from=rank, version=one.record.version)


def _noted(made: list[Prepared]) -> list[Prepared]:
    """Notes in the rows, before anything is written, under which ranks entries will have been written.

    A record saved in between is left out: whoever writes its later version could not know of ours.
    """
    new = {one.record.pk: one for one in made if one.known != one.record.entry_ranks}
    if not new:
        return made
    rows = [one.record for one in new.values()]
    read = [Q(pk__in=pks, version=version) for version, pks in grouped(rows, lambda row: row.version).items()]
    ranks = grouped(rows, lambda row: new[row.pk].known)
    Record.objects.filter(reduce(or_, read)).update(
        entry_ranks=Case(*(When(pk__in=pks, then=Value(known)) for known, pks in ranks.items()))
    )
    now = Record.objects.filter(pk__in=new).values_list("pk", "version", "entry_ranks")
    kept = {pk for pk, version, known in now if (version, known) == (new[pk].record.version, new[pk].known)}
    return [one for one in made if one.record.pk not in new or one.record.pk in kept]
