"""The text layer of a PDF, page by page."""

import math
import tempfile
from pathlib import Path

import pypdfium2

from catalog.domain.text import clean, lines_of
from catalog.ingest.document import Document, Unreadable, quality_of
from catalog.ingest.readers import recognition

NO_TEXT = "The PDF has no text layer, so nothing could be read from it."
_MOST_NAMED = 20
# 300 dots an inch, at 72 points an inch.
_DOTS_A_POINT = 300 / 72
_MOST_DOTS = 150_000_000
"""Of a page that is drawn: a sheet of A0. A larger one is drawn at a lower resolution."""
_ENCRYPTED = "The PDF is encrypted: remove its password and send it again."
_BROKEN = (
    "The PDF is broken and cannot be opened: send it again, or save it anew with the program that made it."
)


def read(path: Path) -> Document:
    """The document of a PDF; raises Unreadable where the file is broken or asks for a password."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_ENCRYPTED if "password" in str(error).lower() else _BROKEN) from error
    try:
        pages = [_page_lines(pdf, number) for number in range(len(pdf))]
        pictures = [number for number, lines in enumerate(pages) if not any(lines)]
        recognised = bool(pictures) and recognition.is_installed()
        for number in pictures if recognised else ():
            pages[number] = _recognised(pdf, number)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_BROKEN) from error
    finally:
        pdf.close()
    if not pages:
        raise Unreadable("The PDF has no pages: there is nothing to read in it.")
    return _document(pages, pictures, recognised)


def _page_lines(pdf: pypdfium2.PdfDocument, number: int) -> list[str]:
    page = pdf[number]
    text_page = page.get_textpage()
    try:
        return [clean(line) for line in lines_of(text_page.get_text_bounded())]
    finally:
        text_page.close()
        page.close()


def _recognised(pdf: pypdfium2.PdfDocument, number: int) -> list[str]:
    """The lines of a page that is a picture: drawn in grey, as a plain pixel map, for recognition."""
    page = pdf[number]
    points = page.get_width() * page.get_height()
    scale = min(_DOTS_A_POINT, math.sqrt(_MOST_DOTS / max(points, 1.0)))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels = b"".join(rows[top : top + width] for top in range(0, stride * height, stride))
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.pgm"
        picture.write_bytes(b"P5 %d %d 255\n" % (width, height) + pixels)
        lines = [line for page in recognition.pages_in(picture) for line in page]
    bitmap.close()
    page.close()
    return lines


def _document(pages: list[list[str]], pictures: list[int], recognised: bool) -> Document:
    """An empty line ends each page, so no paragraph runs over a page's end unseen."""
    lines: list[str] = []
    first_lines: list[int] = []
    for page in pages:
        first_lines.append(len(lines) + 1)
        lines.extend((*page, ""))
    lines = lines[:-1] if any(lines) else []
    text = "\n".join(lines)
    return Document(
        text=text,
        lines=tuple(lines),
        media_type="application/pdf",
        pages=tuple(first_lines) if lines else (),
        quality=quality_of(text),
        warnings=_warnings(bool(lines), len(pages), pictures, recognised),
    )


def _warnings(has_text: bool, pages: int, pictures: list[int], recognised: bool) -> tuple[str, ...]:
    """What to know of the pages that had no text layer; some of many may be blank sheets."""
    if not pictures:
        return ()
    if len(pictures) == pages:
        if recognised:
            return (recognition.RECOGNISED if has_text else "No text was recognised on the pages.",)
        return (f"{NO_TEXT} {recognition.INSTALL}",)
    named = ", ".join(str(number + 1) for number in pictures[:_MOST_NAMED])
    return (f"Pages without a text layer, {'recognised' if recognised else 'left out'}: {named}.",)
