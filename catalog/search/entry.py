"""What is indexed of a record: its entries, one for each distinct view of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from catalog.domain.dates import sort_key, years
from catalog.domain.description import Description
from catalog.domain.disclosure import HIGHEST, RANKS, Effective, disclose, stricter_parts
from catalog.domain.names import matching_key
from catalog.domain.vocabularies import COLLECTION_LEVELS
from catalog.domain.wording import primary_date, title_of
from catalog.models import Record
from catalog.models.path import ancestors_of
from catalog.search.branch import branch_values
from catalog.search.days import MOST_YEARS, day_keys
from catalog.search.fields import FACETS, NO, YES
from catalog.search.texts import Readable, texts_of
from catalog.search.values import Shown, Values, collect, folded

EntryValues = Mapping[str, Sequence[str] | Sequence[int]]

LONGEST_VALUE = 256
LONGEST_TEXT = 20_000_000
"""Characters of a text that are searched: a request to the engine must stay below its limit."""
BETWEEN_WORDS, BEFORE_NUMBER = "\x02", "\x01"
"""Of the title by which records are sorted."""
UNDATED = 2**30
"""Beyond every day as a number (YYYYMMDD): undated records come last, whichever way dates are sorted."""


@dataclass(frozen=True)
class Entry:
    """One view of a record for the index, found by readers with ``seen_from <= rank < seen_below``.

    An entry without values is found by nobody: it stands where a view was and is gone.
    """

    record: int
    seen_from: int
    version: int
    seen_below: int = HIGHEST
    values: EntryValues = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The id in the index: every view of a record ever written has its own."""
        return f"{self.record}:{self.seen_from}"


@dataclass(frozen=True)
class Ancestor:
    """What an entry says of a record above its own."""

    record: int
    public_id: str
    level: str


@dataclass(frozen=True)
class Part:
    """A part of a document with the ranks that see it and its text."""

    public_id: str
    description: Description
    seen_from: int
    text_from: int


@dataclass(frozen=True)
class Source:
    """All that the entries of one record are made of. ``texts`` holds the stored texts by sha256."""

    record: Record
    description: Description
    ancestors: tuple[Ancestor, ...] = ()
    parts: tuple[Part, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def entries(source: Source) -> tuple[Entry, ...]:
    """One entry for each distinct view of the record with its parts; none overlap, the last is open above."""
    found: list[tuple[int, EntryValues]] = []
    before: tuple[Shown, ...] = ()
    # Views that differ in a note have the same text, and that is most of the work.
    texts = cache(lambda readable: _texts(source, readable))
    for rank in RANKS:
        shown = _shown(source, rank)
        # Most ranks see the same: what was just seen need not be looked through again.
        if not shown or shown == before:
            continue
        readable = tuple((one.public_id, one.description.text) for one in shown)
        before, values = shown, {**_values(source, shown), **texts(readable)}
        if not found or found[-1][1] != values:
            found.append((rank, values))
    bounds = [*(rank for rank, _ in found), HIGHEST]
    return tuple(
        Entry(
            record=source.record.pk,
            seen_from=start,
            seen_below=end,
            version=source.record.version,
            values={**values, "seen_by": [rank for rank in RANKS if start <= rank < end]},
        )
        for (start, end), (_, values) in zip(pairwise(bounds), found, strict=True)
    )


def _seen(
    source: Source, description: Description, seen_from: int, text_from: int, rank: int
) -> Description | None:
    """The record or a part of it as this rank sees it: stricter parts hide their lines in its text."""
    parts = ((one.description.text, one.text_from) for one in source.parts)
    effective = Effective(seen_from, text_from, stricter_parts(description.text, text_from, parts))
    return disclose(description, effective, rank)


def _shown(source: Source, rank: int) -> tuple[Shown, ...]:
    """The document and its parts as this rank sees them; empty where it does not see the document."""
    row = source.record
    seen = _seen(source, source.description, row.seen_from, row.text_from, rank)
    if seen is None:
        return ()
    parts = (
        (one.public_id, _seen(source, one.description, one.seen_from, one.text_from, rank))
        for one in source.parts
    )
    known = (Shown(public_id, part) for public_id, part in parts if part is not None)
    return (Shown(row.public_id, seen), *known)


def _values(source: Source, shown: tuple[Shown, ...]) -> EntryValues:
    values = collect(shown, source.record.institution.name)
    _add_place(values, source)
    unknown = [name for name in FACETS if name not in values.facets]
    above = [one.public_id for one in source.ancestors]
    return {
        **{name: [folded(one) for one in words] for name, words in values.words.items()},
        **{name: [one[:LONGEST_VALUE] for one in facet] for name, facet in values.facets.items()},
        **_years([one.description for one in shown]),
        **_orders(source.record.pk, shown[0].description),
        "above": above,
        "branch": list(branch_values(above)),
        "unknown": unknown,
        "released": sorted(values.released),
        "has_parts": [YES if len(shown) > 1 else NO],
        "public_id": [source.record.public_id],
        "record": [source.record.pk],
        "version": [source.record.version],
        "lineage": [*ancestors_of(source.record.path), source.record.pk],
    }


def _texts(source: Source, readable: Readable) -> EntryValues:
    text, of_parts = (folded(one[:LONGEST_TEXT]) for one in texts_of(readable, source.texts))
    return {
        "text": [text] if text else [],
        "part_text": [of_parts] if of_parts else [],
        "has_text": [YES if text else NO],
    }


def _add_place(values: Values, source: Source) -> None:
    for above in source.ancestors:
        if above.level in COLLECTION_LEVELS:
            values.add_facet("collection", above.public_id)


def _years(shown: Iterable[Description]) -> EntryValues:
    """The years and the days of the primary dates, at most MOST_YEARS of each."""
    dates = [date for one in shown if (date := primary_date(one))]
    found = {year for date in dates for year in years(date.earliest, date.latest)[:MOST_YEARS]}
    days = set().union(*(day_keys(date.earliest, date.latest) for date in dates))
    return {"years": sorted(found), "days": sorted(days), "undated": [NO if found else YES]}


def _orders(pk: int, seen: Description) -> EntryValues:
    """Sort keys, the record's number in each, so that no two are equal."""
    date = primary_date(seen)
    dated = date is not None and bool(date.earliest or date.latest)
    day = sort_key(date.earliest, date.latest) if date and dated else UNDATED
    # Both signs sort before every letter, so that a title stands before its longer namesakes. It has no
    # blanks: the embedded engine reads where a page of titles begins from words.
    key = matching_key(title_of(seen))[:LONGEST_VALUE].replace(" ", BETWEEN_WORDS)
    title = f"{key}{BEFORE_NUMBER}{pk:012d}"
    return {
        "date_up": [(day << 32) | pk],
        "date_down": [((day if dated else -UNDATED) << 32) | pk],
        "title_order": [title],
    }
