"""Secrets that are made once and kept in the data folder, readable by their owner alone."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """The secret in ``path``; made there, 0600, when the file is not yet there."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        secret = secrets.token_urlsafe(50)
        file.write(secret)
    return secret
