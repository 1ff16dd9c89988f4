"""What recognisers say of known documents does not change without their number being raised.

What was catalogued is read again by that number: left as it was, an archive never learns of the change.
To accept a change: ACCEPT_READINGS=1 python -m pytest tests/unit/test_version.py, and commit what it writes.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from catalog.ingest import version
from catalog.ingest.describe import describe
from catalog.ingest.readers import read

ROOT = Path(__file__).parents[2]
ACCEPTED = Path(__file__).with_name("readings.json")
SENTENCE = (
    "{changed} read otherwise than recognisers {number} did. If that is meant, run"
    " ACCEPT_READINGS=1 python -m pytest tests/unit/test_version.py, which raises RECOGNISERS where it was"
    " not raised yet, and commit what it wrote."
)
NEW = (
    "RECOGNISERS was raised, or a document came or went. Run"
    " ACCEPT_READINGS=1 python -m pytest tests/unit/test_version.py, and commit what it wrote."
)


def readings() -> dict[str, str]:
    """By the name of each known document the digest of its description."""
    paths = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests/unit/documents").glob("*.txt")])
    return {
        path.name: hashlib.sha256(msgspec.json.encode(describe(read(path)))).hexdigest() for path in paths
    }


def _accept(held: dict[str, Any], now: dict[str, str], changed: list[str]) -> int:
    """Keeps what is read now, under the number that stands for it."""
    number = version.RECOGNISERS
    if changed and held["recognisers"] == number:
        source = Path(version.__file__)
        source.write_text(
            source.read_text().replace(f"RECOGNISERS = {number}", f"RECOGNISERS = {number + 1}")
        )
        number += 1
    ACCEPTED.write_text(json.dumps({"recognisers": number, "documents": now}, indent=1) + "\n")
    return number


def test_what_is_read_otherwise_is_read_by_recognisers_of_another_number() -> None:
    held, now = json.loads(ACCEPTED.read_text()), readings()
    changed = [name for name, digest in now.items() if held["documents"].get(name, digest) != digest]
    if os.environ.get("ACCEPT_READINGS") == "1":
        pytest.skip(f"Accepted as what recognisers {_accept(held, now, changed)} read.")
    assert not changed, SENTENCE.format(changed=", ".join(changed), number=held["recognisers"])
    assert (held["recognisers"], held["documents"].keys()) == (version.RECOGNISERS, now.keys()), NEW
