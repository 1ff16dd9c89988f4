"""Plain text in whatever encoding it came."""

from pathlib import Path

from catalog.ingest.document import Document, document_of
from catalog.ingest.readers.encoding import decoded


def read(path: Path) -> Document:
    """The document of a plain text file."""
    text, encoding, warnings = decoded(path.read_bytes())
    return document_of(text, encoding=encoding, warnings=warnings)
