"""Readers: a format a file. Each gives the Document of a file or raises Unreadable."""

from collections.abc import Callable
from pathlib import Path

from catalog.ingest.document import Document
from catalog.ingest.probe import DOCX, probe
from catalog.ingest.readers import docx, html, image, pdf, plain

READERS: dict[str, Callable[[Path], Document]] = {
    "text/plain": plain.read,
    "text/html": html.read,
    "application/pdf": pdf.read,
    DOCX: docx.read,
    "image/png": image.read,
    "image/jpeg": image.read,
    "image/tiff": image.read,
}


def read(path: Path) -> Document:
    """The document of a file of any format we read; raises Unreadable with a sentence."""
    return READERS[probe(path)](path)
