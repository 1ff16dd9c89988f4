"""Reads all that entries are made of, for many records in a constant number of queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalog.domain.description import Description
from catalog.domain.upgrades import read
from catalog.models import Record, Text
from catalog.models.path import ancestors_of
from catalog.search.entry import LONGEST_TEXT, Ancestor, Part, Source

MOST_CHARACTERS = 8_000_000
"""Of texts held in memory at once: an archive has single texts of many megabytes."""

Decoded = tuple[Record, Description]


def sources(rows: Sequence[Record]) -> Iterator[list[Source]]:
    """The sources of these records, not parts, in groups of a bounded length of text; three queries a group.

    The rows must have their institution at hand.
    """
    for group in _groups([(row, read(bytes(row.snapshot))) for row in rows]):
        above = _above([row for row, _ in group])
        parts = _parts([row.pk for row, _ in group])
        texts = _texts(one for row, description in group for one in (description, *_said(parts, row)))
        yield [
            Source(
                record=row,
                description=description,
                ancestors=tuple(above[one] for one in ancestors_of(row.path) if one in above),
                parts=tuple(parts.get(row.pk, ())),
                texts=texts,
            )
            for row, description in group
        ]


def _groups(decoded: Iterable[Decoded]) -> Iterator[list[Decoded]]:
    group: list[Decoded] = []
    characters = 0
    for row, description in decoded:
        length = min(description.text.length, LONGEST_TEXT) if description.text else 0
        if group and characters + length > MOST_CHARACTERS:
            yield group
            group, characters = [], 0
        group.append((row, description))
        characters += length
    if group:
        yield group


def _above(rows: Iterable[Record]) -> Mapping[int, Ancestor]:
    wanted = {one for row in rows for one in ancestors_of(row.path)}
    if not wanted:
        return {}
    found = Record.objects.filter(pk__in=wanted).values_list("pk", "public_id", "level")
    return {pk: Ancestor(pk, public_id, level) for pk, public_id, level in found}


def _parts(documents: Sequence[int]) -> Mapping[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    rows = Record.objects.filter(document__in=documents).order_by("path")
    for document, public_id, snapshot, seen_from, text_from in rows.values_list(
        "document", "public_id", "snapshot", "seen_from", "text_from"
    ):
        part = Part(public_id, read(bytes(snapshot)), seen_from, text_from)
        found.setdefault(int(document or 0), []).append(part)
    return found


def _said(parts: Mapping[int, list[Part]], row: Record) -> Iterator[Description]:
    return (part.description for part in parts.get(row.pk, ()))


def _texts(descriptions: Iterable[Description]) -> Mapping[str, str]:
    wanted = {one.text.sha256 for one in descriptions if one.text}
    if not wanted:
        return {}
    return dict(Text.objects.filter(sha256__in=wanted).values_list("sha256", "content"))
