"""What a reader makes of a file: its text in lines, and what was noticed while reading it."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

import msgspec

from catalog.domain.text import clean, lines_of

_FORM_FEED = "\f"
_BROKEN_WORD = re.compile(r"- (?<=[a-z]- )[a-z]")
_QUALITY_SAMPLE = 200_000


class Unreadable(Exception):
    """The file cannot be read as a document; the message is a sentence for a person."""


class Document(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    r"""A file that was read: clean text whose lines are joined by \n, and lines counted from 1.

    ``pages`` holds the first line of each page, and is empty where the file has no pages.
    ``encoding`` is Python's name of the encoding, empty where the format has none of its own.
    """

    text: str
    lines: tuple[str, ...]
    media_type: str = "text/plain"
    encoding: str = ""
    pages: tuple[int, ...] = ()
    quality: str = ""
    warnings: tuple[str, ...] = ()

    @cached_property
    def starts(self) -> list[int]:
        """The offset in ``text`` at which each line starts."""
        return list(accumulate((len(line) + 1 for line in self.lines), initial=0))[: len(self.lines)]

    def line_at(self, offset: int) -> int:
        """The line, counted from 1, on which an offset of the text stands."""
        return max(bisect_right(self.starts, offset), 1)

    def offset_of(self, line: int) -> int:
        """The offset at which a line starts; the end of the text for a line after the last."""
        return self.starts[line - 1] if line <= len(self.starts) else len(self.text)


def document_of(
    text: str, *, media_type: str = "text/plain", encoding: str = "", warnings: tuple[str, ...] = ()
) -> Document:
    """The document of a text: form feeds begin pages, and illegal characters are removed."""
    raw = lines_of(text)
    pages = [number for number, line in enumerate(raw, 1) if _FORM_FEED in line] if _FORM_FEED in text else []
    # A form feed separates words as well as pages, so it leaves a space behind.
    lines = [clean(line.replace(_FORM_FEED, " ")) for line in raw] if text != clean(text) else raw
    joined = "\n".join(lines)
    return Document(
        text=joined,
        lines=tuple(lines),
        media_type=media_type,
        encoding=encoding,
        pages=tuple(sorted({1, *pages})) if pages else (),
        quality=quality_of(joined),
        warnings=warnings,
    )


def quality_of(text: str) -> str:
    """What a person should know of the text itself, in words; empty where nothing was noticed."""
    sample = text[:_QUALITY_SAMPLE]
    words = sample.count(" ") + 1
    noticed = []
    if sample.count("- ") * 500 > words > 200 and len(_BROKEN_WORD.findall(sample)) * 500 > words:
        noticed.append("uncorrected OCR: words broken by line ends")
    if sample.count("�") * 1000 > len(sample):
        noticed.append("damaged characters")
    return "; ".join(noticed)
