"""The text that one view of a record may read, line by line, with what of it stands in parts."""

from collections.abc import Iterator, Mapping, Sequence

from catalog.domain.description import Text
from catalog.domain.text import lines_of
from catalog.search.passages import Line, signed_lines

Readable = tuple[tuple[str, Text | None], ...]
"""The text of a document and those of its parts as a reader may read them, each with the public id."""


def texts_of(readable: Readable, texts: Mapping[str, str]) -> tuple[str, str]:
    """The document's lines and texts of parts that stand elsewhere; and of all that what is of parts."""
    own = readable[0][1]
    known = [(public_id, text) for public_id, text in readable[1:] if text and text.sha256 in texts]
    inside = [one for one in known if own is not None and one[1].sha256 == own.sha256]
    lines = list(_lines(own, texts, _parts_by_line(inside))) if own and own.sha256 in texts else []
    elsewhere = [
        signed_lines(_lines(one[1], texts, _parts_by_line([one]))) for one in known if one not in inside
    ]
    of_parts = [signed_lines([one for one in lines if one[2]])] if inside else []
    return _joined([signed_lines(lines), *elsewhere]), _joined([*of_parts, *elsewhere])


def _lines(text: Text, texts: Mapping[str, str], parts: Mapping[int, str]) -> Iterator[Line]:
    """The lines of a text that are not withheld."""
    whole = lines_of(texts[text.sha256])
    end = min(text.last_line, len(whole)) + 1
    withheld = {number for first, last in text.withheld for number in range(first, min(last + 1, end))}
    for number in range(text.first_line, end):
        if number not in withheld:
            yield number, whole[number - 1], parts.get(number, "")


def _parts_by_line(parts: Sequence[tuple[str, Text]]) -> dict[int, str]:
    """The innermost part of each line: parts come with the outer one first."""
    found: dict[int, str] = {}
    for public_id, text in parts:
        found.update(dict.fromkeys(range(text.first_line, text.last_line + 1), public_id))
    return found


def _joined(texts: Sequence[str]) -> str:
    return "\n".join(one for one in texts if one)
