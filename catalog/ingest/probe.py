"""The media type of a file by its content; its name is not looked at."""

import re
from pathlib import Path

from catalog.ingest.document import Unreadable

_SAMPLE = 65_536
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_READABLE = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_SIGNATURES = (
    (b"GIF8", "a GIF image"),
    (b"\x00\x00\x00\x0cjP", "a JPEG 2000 image"),
    (b"AT&TFORM", "a DjVu document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an older Microsoft Office"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"RIFF", "a sound or video recording"),
    (b"\x1aE\xdf\xa3", "a video recording"),
    (b"SQLite format 3\x00", "a database"),
    (b"%!PS", "a PostScript document"),
)
_IN_ZIP = (
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an EPUB book"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML = re.compile(rb"\s*<\?xml\b")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x1a")) + b"\x7f"


def probe(path: Path) -> str:
    """The media type, of a format that has a reader; raises Unreadable, which says what it looks like."""
    size = path.stat().st_size
    if not size:
        raise Unreadable("The file is empty: there is nothing to read in it.")
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
        stream.seek(max(size // 2, 0))
        middle = stream.read(_SAMPLE)
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"PK\x03\x04") and b"word/" in head:
        return DOCX
    readable = next((kind for mark, kind in _READABLE if head.startswith(mark)), "")
    if readable:
        return readable
    seen = _known_kind(head) or ("data that is not text" if _is_binary(head, middle) else "")
    if seen:
        raise Unreadable(
            f"The file looks like {seen}: save it as plain text, HTML, DOCX or PDF and send it again."
        )
    return _text_type(head)


def _known_kind(head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _IN_ZIP if mark in head), "a ZIP archive")
    if head[4:8] == b"ftyp":
        return "a video recording or picture"
    return next((kind for mark, kind in _SIGNATURES if head.startswith(mark)), "")


def _is_binary(head: bytes, middle: bytes) -> bool:
    """Text has few control characters; UTF-16 is known by its byte order mark or its zero bytes."""
    if head.startswith(_BYTE_ORDER_MARKS) or sixteen_bit(head):
        return False
    return any(len(part) - len(part.translate(None, _CONTROL)) > len(part) * 0.04 for part in (head, middle))


def sixteen_bit(head: bytes) -> str:
    """utf-16-le or utf-16-be where every other byte of mostly Latin text is zero, else empty."""
    even, odd = head[0:4000:2], head[1:4000:2]
    if len(odd) < 8:
        return ""
    if odd.count(0) > len(odd) * 0.8 and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > len(even) * 0.8 and not odd.count(0) else ""


def _text_type(head: bytes) -> str:
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(_BYTE_ORDER_MARKS):
        plain = plain.replace(b"\x00", b"")[2:]
    if _HTML.match(plain):
        return "text/html"
    if _XML.match(plain):
        raise Unreadable(
            "The file looks like XML: catalogue data in XML is imported, not read as a document."
        )
    return "text/plain"
