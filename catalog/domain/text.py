"""Lines, clean characters and digests of text."""

import hashlib
import re

_LINE_END = re.compile(r"\r\n|\r|\n")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def lines_of(text: str) -> list[str]:
    r"""The lines of a text without their ends.

    A line ends at \n, \r\n or \r alone; a form feed, a vertical tab or U+2028 ends none. A last
    line that is ended is not followed by an empty one, and an empty text has no lines.
    """
    lines = _LINE_END.split(text) if "\r" in text else text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 forbids: controls, NUL, lone surrogates.

    PostgreSQL refuses NUL and every encoder refuses lone surrogates, so a statement is cleaned
    once, when it is made; the kept file is never changed.
    """
    return _ILLEGAL.sub("", text)


def sha256_of(content: bytes) -> str:
    """The SHA-256 digest as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
