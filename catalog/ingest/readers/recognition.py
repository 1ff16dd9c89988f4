"""Text recognition of pictures of pages by Tesseract, where it is installed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from catalog.domain.text import clean, lines_of
from catalog.ingest.document import Unreadable

INSTALL = (
    "It holds pictures of pages: install Tesseract (the package tesseract-ocr) where the worker runs and send"
    " it again, or send a file with a text layer."
)
RECOGNISED = "The text was recognised from pictures of the pages: compare it with them."
_SECONDS_A_PAGE = 180
_BROKEN = "The picture is broken and cannot be opened: send it again, or scan it anew."
_SLOW = "Recognising the text of a page took longer than three minutes: send the page at a lower resolution."
# Edges of the paper and rules of a form are recognised as bars.
_STRAY = re.compile(r"(?<!\S)[|¦]+(?!\S)")


def is_installed() -> bool:
    """Whether pictures can be read here."""
    return shutil.which("tesseract") is not None


def pages_in(picture: Path) -> list[list[str]]:
    """The lines of each page of a picture, which may hold several; pages that lie on their side are turned.

    Raises Unreadable where the picture is broken or takes longer than three minutes.
    """
    command = ["tesseract", str(picture), "stdout", "--psm", "1"]
    # With several threads Tesseract takes four times the work for a page, and no less time on a busy machine.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, timeout=_SECONDS_A_PAGE, env=environment
        )
    except subprocess.CalledProcessError as error:
        raise Unreadable(_BROKEN) from error
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_SLOW) from error
    pages = done.stdout.decode("utf-8", "replace").removesuffix("\f").split("\f")
    return [[_mended(line) for line in lines_of(page.rstrip())] for page in pages]


def _mended(line: str) -> str:
    return _STRAY.sub("", clean(line)).rstrip()
