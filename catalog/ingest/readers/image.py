"""Pictures of pages, read by text recognition."""

from pathlib import Path

from catalog.ingest.document import Document, Unreadable, document_of
from catalog.ingest.probe import probe
from catalog.ingest.readers import recognition


def read(path: Path) -> Document:
    """The document of a picture; raises Unreadable where recognition is not installed or finds no text."""
    if not recognition.is_installed():
        raise Unreadable(f"The file is a picture. {recognition.INSTALL}")
    pages = recognition.pages_in(path)
    if not any(line.strip() for page in pages for line in page):
        raise Unreadable("No text was recognised in the picture: send a sharper one, or its text.")
    # A form feed begins a page.
    text = "\n\n\f".join("\n".join(page) for page in pages)
    return document_of(text, media_type=probe(path), warnings=(recognition.RECOGNISED,))
