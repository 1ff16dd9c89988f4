"""Pictures of one page, read by text recognition."""

from pathlib import Path

from catalog.ingest.document import Document, Unreadable, document_of
from catalog.ingest.probe import probe
from catalog.ingest.readers import recognition


def read(path: Path) -> Document:
    """The document of a picture; raises Unreadable where recognition is not installed or finds no text."""
    if not recognition.is_installed():
        raise Unreadable(f"The file is a picture. {recognition.INSTALL}")
    lines = recognition.lines_in(path)
    if not any(line.strip() for line in lines):
        raise Unreadable("No text was recognised in the picture: send a sharper one, or its text.")
    return document_of("\n".join(lines), media_type=probe(path), warnings=(recognition.RECOGNISED,))
