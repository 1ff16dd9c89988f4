"""Text recognition of pictures of pages by Tesseract, where it is installed."""

import shutil
import subprocess
from pathlib import Path

from catalog.domain.text import clean, lines_of

INSTALL = (
    "It holds pictures of pages: install Tesseract (the package tesseract-ocr) where the worker runs and send"
    " it again, or send a file with a text layer."
)
RECOGNISED = "The text was recognised from pictures of the pages: compare it with them."
_SECONDS_A_PAGE = 180


def is_installed() -> bool:
    """Whether pictures can be read here."""
    return shutil.which("tesseract") is not None


def lines_in(picture: Path) -> list[str]:
    """The lines of one page; empty where Tesseract fails or takes longer than three minutes."""
    command = ["tesseract", str(picture), "stdout"]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS_A_PAGE)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return []
    return [clean(line.replace("\f", "")) for line in lines_of(done.stdout.decode("utf-8", "replace"))]
