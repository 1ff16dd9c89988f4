"""Where the words of an entry stand: signs of line and part among them, read again in what is marked.

A sign is a run of control characters, which no record holds and no tokenizer takes for a word, so that
both engines give it back in the middle of a passage and search as if it were not there.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_DIGITS = {ord(digit): 0x0E + number for number, digit in enumerate("0123456789abcdef")}
_LETTERS = {new: old for old, new in _DIGITS.items()}
_SIGN = re.compile(r"\x01([\x0e-\x1d]*)(?:\x02([\x0e-\x1d]*))?\x03")
_NO_SIGNS = dict.fromkeys((1, 2, 3, 0x7F, *_DIGITS.values()))
_MARK = "<mark>"
_LONG, _STRETCH = 120, 60
"""Characters of a line that is signed once, and of a stretch of a longer one: a passage has more."""
_GAP = re.compile(r"[\s。，、]")


class Passage(NamedTuple):
    """HTML, escaped but for <mark> around what matched.

    ``line`` is the 1-based line of the first mark, 0 where it is no line of a text; ``part`` is the public
    id of the part of the record that the words are of, "" for the record's own.
    """

    html: str
    line: int = 0
    part: str = ""


def signed(text: str, line: int = 0, part: str = "") -> str:
    """The text behind a sign, which is put again into what is long.

    >>> passage(signed("<mark>Dairen</mark>", 12))
    Passage(html='<mark>Dairen</mark>', line=12, part='')
    """
    sign = _sign(line, part)
    if len(text) <= _LONG:
        return sign + text
    return sign + sign.join(_stretches(text))


Line = tuple[int, str, str]
"""The 1-based number of a line of a text, its words, and the public id of the part that it is of, or ""."""


def signed_lines(lines: Iterable[Line]) -> str:
    """Lines as one text. The last one, those of parts, and one behind which some are left out have a sign at
    their end too: of a passage that begins behind the sign of its line, the next sign tells the line alone.
    """
    made: list[str] = []
    last, last_part = 0, ""
    for number, words, part in lines:
        if made and (last_part or number != last + 1):
            made[-1] += _sign(last, last_part)
        made.append(signed(words, number, part) if words else "")
        last, last_part = number, part
    if made:
        made[-1] += _sign(last, last_part)
    return "\n".join(made)


def sign_before(text: str, place: int) -> str:
    """The sign that is nearest before a place of a text, "" where there is none."""
    start = text.rfind("\x01", 0, place)
    return text[start : text.find("\x03", start) + 1] if start >= 0 else ""


def passage(html: str) -> Passage:
    """What an engine marked, without the signs and with what they say of the first mark."""
    if "\x01" not in html:
        return Passage(html.translate(_NO_SIGNS))
    mark = max(0, html.find(_MARK))
    before: re.Match[str] | None = None
    for found in _SIGN.finditer(html):
        if found.start() > mark:
            # Without a sign before it, the mark is on the line of the next sign or above that.
            after = html.count("\n", mark, found.start())
            line, part = _read(before) if before else _above(found, after)
            return Passage(html.translate(_NO_SIGNS), line, part)
        before = found
    line, part = _read(before) if before else (0, "")
    return Passage(html.translate(_NO_SIGNS), line, part)


def _above(found: re.Match[str], lines: int) -> tuple[int, str]:
    """What a sign below says of a place so many lines above it: of another line's part it knows nothing."""
    line, part = _read(found)
    return (line - lines, "" if lines else part) if line else (0, part)


def _read(found: re.Match[str]) -> tuple[int, str]:
    line, part = found[1].translate(_LETTERS), (found[2] or "").translate(_LETTERS)
    return int(line, 16) if line else 0, bytes.fromhex(part).decode("ascii")


@lru_cache(maxsize=8192)
def _sign(line: int, part: str) -> str:
    of_part = f"\x02{part.encode('ascii').hex()}" if part else ""
    # Elasticsearch trims a passage of all below a space: DEL at both ends keeps the sign.
    return f"\x7f\x01{f'{line:x}' if line else ''}{of_part}\x03\x7f".translate(_DIGITS)


def _stretches(text: str) -> Iterator[str]:
    """The text cut behind a gap between words, wherever there is one after _STRETCH characters."""
    start = 0
    while gap := _GAP.search(text, start + _STRETCH):
        yield text[start : gap.end()]
        start = gap.end()
    yield text[start:]
