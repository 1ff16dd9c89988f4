"""The one rule of who sees what of a record. Pure: it never looks at a clock or a database."""

import sys
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import msgspec

from catalog.domain.description import AnyStatement, Description, Note, Text

PUBLIC, READING_ROOM, STAFF, CLOSED = RANKS = (0, 10, 20, 30)
HIGHEST = 1000
"""Above every rank: the upper bound of the last view."""

Lines = tuple[int, int]
_EVERY_LINE: tuple[Lines, ...] = ((0, sys.maxsize),)
_DESCRIPTION_RANK = {"public": PUBLIC, "reading room": READING_ROOM, "staff": STAFF}
_MATERIAL_RANK = {
    "open": PUBLIC,
    "reading room only": READING_ROOM,
    "by permission": CLOSED,
    "closed": CLOSED,
}


class PartLines(NamedTuple):
    """The 1-based inclusive lines of a document's text that are a part's, and who may read them."""

    first_line: int
    last_line: int
    text_from: int


class Effective(NamedTuple):
    """The lowest ranks that see a record and its material, what ancestors add included.

    ``parts`` names the parts of a document that are stricter than the document itself.
    """

    seen_from: int
    text_from: int
    parts: tuple[PartLines, ...] = ()


class View(NamedTuple):
    """What every rank with ``seen_from <= rank < seen_below`` sees."""

    seen_from: int
    seen_below: int
    description: Description


def own_access(description: Description) -> Effective:
    """What the record itself asks for, its ancestors left out: drafts and what is withdrawn are for staff."""
    seen_from = _DESCRIPTION_RANK[description.access.description]
    if description.status != "published":
        seen_from = STAFF
    return Effective(seen_from, max(seen_from, _MATERIAL_RANK[description.access.material]))


def inherited(own: Effective, parent: Effective | None) -> Effective:
    """The stricter of the record's own access and its parent's effective access."""
    if parent is None:
        return own
    seen_from = max(own.seen_from, parent.seen_from)
    return Effective(seen_from, max(seen_from, own.text_from, parent.text_from))


def stricter_parts(
    text: Text | None, text_from: int, parts: Iterable[tuple[Text | None, int]]
) -> tuple[PartLines, ...]:
    """The lines of ``text`` that are those of a stricter part; each part with its text and who reads it."""
    return tuple(
        PartLines(one.first_line, one.last_line, rank)
        for one, rank in parts
        if text is not None and one is not None and one.sha256 == text.sha256 and rank > text_from
    )


def disclose(description: Description, effective: Effective, rank: int) -> Description | None:
    """What a reader of this rank sees of the record, or None where it is not theirs to know of.

    Below staff: only what is accepted, no internal notes, nothing of who accepted it. Below
    ``text_from``: no text, no files, no footnotes, and no words that were read from the text. Where a
    part is stricter, its lines are withheld in the same way and the file, which holds them, is not shown,
    nor its digest, by which a few withheld words could be guessed.
    """
    if rank < effective.seen_from:
        return None
    statements: tuple[AnyStatement, ...] = description.statements
    if rank < STAFF:
        statements = tuple(_for_readers(one) for one in statements if _is_for_readers(one))
        description = msgspec.structs.replace(
            description,
            publication_basis="",
            access=msgspec.structs.replace(description.access, authority="", decided_on="", review_on=""),
        )
    hidden = _hidden_lines(effective, rank)
    if not hidden:
        return msgspec.structs.replace(description, statements=statements)
    statements = tuple(
        _without_text(one, hidden)
        for one in statements
        if not (_is_footnote(one) and (rank < effective.text_from or _stands_on(one, hidden)))
    )
    text = description.text
    if text is not None:
        text = None if rank < effective.text_from else msgspec.structs.replace(text, withheld=hidden)
    return msgspec.structs.replace(description, statements=statements, text=text, files=())


def views(description: Description, effective: Effective) -> tuple[View, ...]:
    """The distinct views of the record, from the lowest rank that sees anything up; none overlap."""
    found: list[tuple[int, Description]] = []
    for rank in RANKS:
        seen = disclose(description, effective, rank)
        if seen is not None and (not found or found[-1][1] != seen):
            found.append((rank, seen))
    bounds = [*(rank for rank, _ in found), HIGHEST]
    return tuple(
        View(start, end, seen) for (start, end), (_, seen) in zip(pairwise(bounds), found, strict=True)
    )


def hides_nothing(effective: Effective, rank: int) -> bool:
    """Whether this rank sees all of the record: only then may its revisions be shown.

    Where lines of it are withheld they may stand in what it said earlier, even if nothing of now is hidden.
    """
    return rank >= STAFF and not _hidden_lines(effective, rank)


def _is_for_readers(statement: AnyStatement) -> bool:
    internal = isinstance(statement, Note) and statement.note_kind == "internal"
    return statement.state == "accepted" and not internal


def _for_readers(statement: AnyStatement) -> AnyStatement:
    if not statement.decided_by and not statement.decided_at:
        return statement
    return msgspec.structs.replace(statement, decided_by="", decided_at="")


def _hidden_lines(effective: Effective, rank: int) -> tuple[Lines, ...]:
    if rank < effective.text_from:
        return _EVERY_LINE
    return tuple((one.first_line, one.last_line) for one in sorted(effective.parts) if rank < one.text_from)


def _stands_on(statement: AnyStatement, hidden: tuple[Lines, ...]) -> bool:
    where = statement.evidence
    return where is not None and any(
        where.first_line <= last and first <= where.last_line for first, last in hidden
    )


def _is_footnote(statement: AnyStatement) -> bool:
    return isinstance(statement, Note) and statement.note_kind == "footnote"


def _without_text(statement: AnyStatement, hidden: tuple[Lines, ...]) -> AnyStatement:
    """Words as given are the text's own, also where a person typed them and named no line."""
    all_hidden = hidden == _EVERY_LINE
    if _stands_on(statement, hidden) or (all_hidden and statement.as_given):
        return msgspec.structs.replace(statement, as_given="", evidence=None)
    if statement.evidence is None:
        return statement
    return msgspec.structs.replace(statement, evidence=msgspec.structs.replace(statement.evidence, file=""))
