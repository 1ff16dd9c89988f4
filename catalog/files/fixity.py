"""Fixity: the digest of every kept file is computed again, the longest unchecked first."""

import hashlib
import time
from collections import Counter

from django.db.models import F
from django.utils import timezone

from catalog.files.store import path_of
from catalog.models import StoredFile


def check(seconds: float = float("inf")) -> Counter[str]:
    """Check kept files until all are checked or ``seconds`` have passed; how many are in which state.

    A file that is missing or damaged is marked so, one that is whole again is marked kept.
    """
    ends = time.monotonic() + seconds
    # Ids alone: a cursor held open over hours of reading would hold the database's old pages with it.
    longest_unchecked = StoredFile.objects.order_by(F("checked_at").asc(nulls_first=True))
    found: Counter[str] = Counter()
    for one in list(longest_unchecked.values_list("pk", flat=True)):
        if time.monotonic() > ends:
            break
        found[check_one(StoredFile.objects.get(pk=one))] += 1
    return found


def check_one(stored: StoredFile) -> StoredFile.State:
    """Compute the digest again and write down what was found."""
    state = _state_of(stored.sha256)
    stored.state, stored.checked_at = state, timezone.now()
    stored.save(update_fields=["state", "checked_at"])
    return state


def _state_of(sha256: str) -> StoredFile.State:
    try:
        with path_of(sha256).open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return StoredFile.State.MISSING
    except OSError:
        return StoredFile.State.DAMAGED
    return StoredFile.State.KEPT if same else StoredFile.State.DAMAGED
