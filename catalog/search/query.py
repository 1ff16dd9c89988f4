"""A search and its results as values, and what can be wrong with a search."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from catalog.search.branch import Branch
from catalog.search.passages import Passage
from catalog.search.tree import Node

_MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)
Sort = Literal["relevance", "date", "-date", "title"]
Position = int | str
"""Of a record among others: a number in the order of dates, a word in that of titles."""
FARTHEST = 10_000
"""How many hits can be walked page by page; both engines answer the same so far."""
PASSAGES = 3
"""Of a field of a hit in which something matched."""


class InvalidQuery(ValueError):
    """What was asked cannot be answered; the text is a sentence that says what to do."""


class SearchAway(Exception):
    """The engine does not answer; the text is a sentence. Records and edits work meanwhile."""


@dataclass(frozen=True)
class Query:
    """What a reader asks. ``filters`` holds the chosen values by facet: any of a facet's, all of the facets'.

    Agent, place, subject and repository values are headings, collection values are public ids. Years
    are inclusive; a record's dates share one with them or, ``inside``, all its years are among them.
    ``undated`` are the records without a date instead. UNKNOWN chosen in a facet are those without a value
    of it. ``names`` says whether other names of the persons and places named are searched too.
    """

    words: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first_year: int | None = None
    last_year: int | None = None
    inside: bool = False
    undated: bool = False
    sort: Sort = "relevance"
    page: int = 1
    page_size: int = 20
    names: bool = True


@dataclass(frozen=True)
class Hit:
    """A record found. ``highlights`` holds what matched in title, notes and text, by field.

    ``position`` is its place in the order of dates or of titles, from which a walk goes on; 0 by relevance.
    """

    record: int
    public_id: str
    highlights: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    position: Position = 0

    @property
    def marked(self) -> frozenset[str]:
        """Each word or phrase that matched, as it stands in the record."""
        passages = (one.html for found in self.highlights.values() for one in found)
        return frozenset(unescape(one) for html in passages for one in _MARKED.findall(html))


@dataclass(frozen=True)
class Bucket:
    """A value of a facet and how many records of the result have it."""

    value: str
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class OtherNames:
    """What was typed is a name of these headings, so their other names were searched for as well."""

    typed: str
    headings: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """A page of hits with the counts of the whole result.

    The counts of a facet, and of the years, leave out that facet's own filter. ``also_searched`` are
    the names that were added, and ``message`` is a sentence where the words were not read as written.
    ``correction`` is what finds something where the words find nothing: it was found for this reader.
    ``branches`` are the chosen collections and what stands right below them.
    """

    count: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[Bucket, ...]] = field(default_factory=dict)
    years: tuple[tuple[int, int], ...] = ()
    undated: int = 0
    also_searched: tuple[OtherNames, ...] = ()
    message: str = ""
    correction: str = ""
    branches: tuple[Branch, ...] = ()

    @property
    def names_added(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys(name for one in self.also_searched for name in one.names))


@dataclass(frozen=True)
class Request:
    """A query made ready for an engine: words as a tree, and what this reader may not find.

    ``after`` is the position behind which the hits begin, in place of a page's number. What of the tree is
    ``marked`` in the hits is all of it where nothing else is said, in the best ``passages`` of a field.
    """

    query: Query
    tree: Node
    rank: int
    excluded: tuple[int, ...] = ()
    after: Position | None = None
    marked: Node | None = None
    passages: int = PASSAGES

    @property
    def offset(self) -> int:
        return 0 if self.after is not None else (self.query.page - 1) * self.query.page_size


@dataclass(frozen=True)
class Counts:
    """Counts of one facet: the most frequent values first, equal counts by value; then the chosen ones.

    ``unknown`` are the records without a value.
    """

    values: tuple[tuple[str, int], ...]
    chosen: Mapping[str, int] = field(default_factory=dict)
    unknown: int = 0


@dataclass(frozen=True)
class Found:
    """What an engine answers to a request."""

    count: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Counts] = field(default_factory=dict)
    years: tuple[tuple[int, int], ...] = ()
    undated: int = 0
    branches: tuple[Branch, ...] = ()
