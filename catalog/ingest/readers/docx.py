"""Word documents: paragraphs and tables in their order."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.document import CT_Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from catalog.ingest.document import Document, Unreadable, document_of
from catalog.ingest.probe import DOCX

_LARGEST, _LARGEST_XML = 200_000_000, 30_000_000
_BROKEN = (
    "The Word document is broken and cannot be opened: send it again, or save it anew where it was made."
)
_LOCKED = "The Word document is locked with a password: take the password off and send it again."
_TOO_LARGE = (
    "The Word document unpacks to more than 200 MB, or its text to more than 30 MB: save it without "
    "pictures, or in parts, and send it again."
)
_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, PackageNotFoundError, LxmlError),
    # What the library meets in a package whose parts are of other kinds than it takes them to be.
    *(AttributeError, KeyError, TypeError, ValueError),
)
_ENCRYPTED = 0x1


def read(path: Path) -> Document:
    """The document of a DOCX file; raises Unreadable where it is broken or unpacks to too much."""
    lines = list(_lines(_opened(path)))
    warnings = () if any(lines) else ("The Word document has no text: it may hold pictures alone.",)
    return document_of("\n".join(lines), media_type=DOCX, warnings=warnings)


def _opened(path: Path) -> "docx.document.Document":
    """The document as the library opens it; only what opening raises is a fault of the file."""
    try:
        with zipfile.ZipFile(path) as archive:
            # A small file can unpack to more than the memory holds; XML takes twenty times its size there.
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
            encrypted = any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist())
        if sum(sizes.values()) > _LARGEST or any(size > _LARGEST_XML for size in _of_xml(sizes)):
            raise Unreadable(_TOO_LARGE)
        if encrypted:
            raise Unreadable(_LOCKED)
        opened = docx.Document(str(path))
    except _ERRORS as error:
        raise Unreadable(_BROKEN) from error
    if not isinstance(opened.element, CT_Document) or opened.element.body is None:
        raise Unreadable(_BROKEN)
    return opened


def _of_xml(sizes: Mapping[str, int]) -> Iterator[int]:
    return (size for name, size in sizes.items() if not name.startswith("word/media/"))


def _lines(document: "docx.document.Document") -> Iterator[str]:
    """An empty line parts paragraphs, as the recognisers part them; a row of a table is a line."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
        elif isinstance(block, Table):
            for row in block.rows:
                # row.cells gives a cell again for each column that it spans, and it may claim any number.
                cells = (_Cell(one, block).text for one in row._tr.tc_lst)
                yield "\t".join(" ".join(cell.split()) for cell in cells)
        yield ""
