"""A scanned page read by the real Tesseract through the real ingest."""

import shutil
import struct
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from catalog.domain.description import Agent, Date, Title
from catalog.domain.upgrades import read
from catalog.ingest.intake import take_in_path
from catalog.ingest.readers import read as read_file
from catalog.jobs.run import drain
from catalog.models import Job, Record

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
CABLE = next(SEEDS.glob("003*.txt"))
MARGIN, SIZE, WIDTH = 60, 30, 1500


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """The head of the cable as a scanner gives it: grey, a little askew and out of focus, with specks."""
    if shutil.which("tesseract") is None:
        # No skip, which would fail where all is required: a site does without Tesseract too.
        pytest.xfail("Tesseract is absent: install the package tesseract-ocr")
    font = ImageFont.load_default(SIZE)
    words = CABLE.read_text(encoding="utf-8").splitlines()[:8]
    rows = [row for line in words for row in _wrapped(line, font)]
    sheet = Image.new("L", (WIDTH, 2 * MARGIN + 45 * len(rows)), 236)
    draw = ImageDraw.Draw(sheet)
    for number, row in enumerate(rows):
        draw.text((MARGIN, MARGIN + 45 * number), row, fill=40, font=font)
    for number in range(900):
        sheet.putpixel((number * 7919 % sheet.width, number * 104729 % sheet.height), 90)
    return sheet.rotate(0.5, fillcolor=236).filter(ImageFilter.GaussianBlur(0.6))


def _wrapped(line: str, font: Any) -> list[str]:
    rows = [""]
    for word in line.split():
        longer = f"{rows[-1]} {word}".strip()
        rows[-1:] = [longer] if font.getlength(longer) < WIDTH - 2 * MARGIN else [rows[-1], word]
    return rows


@pytest.mark.django_db
def test_a_scanned_page_is_described_like_its_text(page: Image.Image, settings: Any, tmp_path: Path) -> None:
    settings.REGESTA_HOME = tmp_path / "home"
    settings.REGESTA_HOME.mkdir()
    page.save(tmp_path / "scan.png", dpi=(200, 200))
    take_in_path(tmp_path / "scan.png")
    drain(("ingest",))
    job = Job.objects.get()
    assert job.state == "done", job.error
    assert "compare it with them" in job.report["warnings"][0]
    described = read(bytes(Record.objects.get().snapshot))
    assert described.files[0].media_type == "image/png"
    assert described.of(Title)[0].value.startswith("Cable, Zhou Enlai to Chairman Mao")
    assert "1952-08-28" in {one.edtf for one in described.of(Date)}
    assert "Zhou Enlai" in {one.name for one in described.of(Agent)}


def test_a_page_on_its_side_is_turned_and_pages_of_one_picture_stay_apart(
    page: Image.Image, tmp_path: Path
) -> None:
    (tmp_path / "scan.tif").write_bytes(_tiff([page.rotate(90, expand=True), page]))
    document = read_file(tmp_path / "scan.tif")
    assert document.text.count("Zhou Enlai to Chairman Mao") >= 2
    assert len(document.pages) == 2


def _tiff(pages: list[Image.Image]) -> bytes:
    """A plain TIFF of several grey pages (TIFF 6.0, uncompressed, one strip a page)."""
    out, link = bytearray(b"II*\0" + bytes(4)), 4
    for page in pages:
        strip = len(out)
        out += page.tobytes() + bytes(len(page.tobytes()) % 2)
        struct.pack_into("<I", out, link, len(out))
        width, height = page.size
        tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: strip, 277: 1, 278: height}
        tags[279] = width * height
        out += struct.pack("<H", len(tags))
        for tag, value in tags.items():
            out += struct.pack("<HHII", tag, 4, 1, value)
        link = len(out)
        out += bytes(4)
    return bytes(out)
