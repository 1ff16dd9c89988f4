"""The text of bytes whose encoding nobody stated."""

import codecs
import re

from charset_normalizer import from_bytes

from catalog.ingest.probe import sixteen_bit

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The encodings that catalogued documents come in; others would win by chance on short texts.
_CANDIDATES = [
    "cp1251",
    "koi8_r",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "cp1252",
    "cp1250",
    "cp866",
]
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 40_000


def decoded(content: bytes, declared: str = "") -> tuple[str, str, tuple[str, ...]]:
    """Text, Python's name of the encoding, and warnings; what cannot be decoded becomes U+FFFD."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "") or sixteen_bit(content)
    if not encoding:
        try:
            return content.decode("utf-8"), "utf-8", ()
        except UnicodeDecodeError:
            encoding = _known(declared) or _guessed(content)
    text = content.decode(encoding, "replace")
    damaged = text.count("�")
    warning = f"{damaged} characters could not be decoded as {encoding}: compare the text with the file."
    return text, encoding, (warning,) if damaged else ()


def _known(declared: str) -> str:
    try:
        return codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""


def _guessed(content: bytes) -> str:
    sample = _around_high_bytes(content)
    if _mostly_utf8(sample):
        return "utf-8"
    # Western European text has few letters beyond ASCII, so a few say nothing of a code page.
    letters = (
        sum(map(sample.count, range(65, 123))) if len(sample) < 200 else len(re.findall(rb"[A-Za-z]", sample))
    )
    if len(_HIGH.findall(sample)) * 5 < letters and _decodes(sample, "cp1252"):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    return best.encoding if best else "cp1252"


def _around_high_bytes(content: bytes) -> bytes:
    """A piece of the content that begins at the line of the first byte beyond ASCII."""
    first = _HIGH.search(content)
    start = content.rfind(b"\n", 0, first.start()) + 1 if first else 0
    start = max(start, first.start() - 2000 if first else 0)
    piece = content[start : start + _SAMPLE]
    cut = piece.rfind(b"\n")
    return piece[:cut] if len(piece) == _SAMPLE and cut > _SAMPLE // 2 else piece


def _mostly_utf8(sample: bytes) -> bool:
    """Well-formed but for few bytes: a damaged UTF-8 text, not one of another encoding."""
    text = sample.decode("utf-8", "replace")
    beyond = sum(1 for character in text if ord(character) > 127)
    return text.count("�") * 10 < beyond


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
