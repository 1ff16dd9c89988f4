"""Secrets that are made once and kept in the data folder, readable by their owner alone."""

import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def kept_secret(path: Path, size: int = 50) -> str:
    """The secret in ``path``; made there of ``size`` random bytes, 0600, when it is not yet there."""
    if not path.exists():
        # Written aside and linked: of two processes that start at once, both read the same whole secret.
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as aside:
            aside.write(secrets.token_urlsafe(size))
            aside.flush()
            with suppress(FileExistsError):
                path.hardlink_to(aside.name)
    return path.read_text().strip()
