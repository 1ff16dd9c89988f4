"""Word documents: paragraphs and tables in their order."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from catalog.ingest.document import Document, Unreadable, document_of
from catalog.ingest.probe import DOCX

_LARGEST = 200_000_000
_BROKEN = (
    "The Word document is broken and cannot be opened: send it again, or save it anew where it was made."
)
_TOO_LARGE = (
    "The Word document unpacks to more than 200 MB: save its text without pictures and send it again."
)


def read(path: Path) -> Document:
    """The document of a DOCX file; raises Unreadable where it is broken or unpacks to too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            # A small file can unpack to more than the memory holds.
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise Unreadable(_TOO_LARGE)
        lines = list(_lines(docx.Document(str(path))))
    except (zipfile.BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError) as error:
        raise Unreadable(_BROKEN) from error
    warnings = () if any(lines) else ("The Word document has no text: it may hold pictures alone.",)
    return document_of("\n".join(lines), media_type=DOCX, warnings=warnings)


def _lines(document: "docx.document.Document") -> Iterator[str]:
    """An empty line parts paragraphs, as the recognisers part them; a row of a table is a line."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
        elif isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(" ".join(cell.text.split()) for cell in row.cells)
        yield ""
