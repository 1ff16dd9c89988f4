"""EDTF dates as the numbers that other formats have, where they have any."""

import re

_DAY = re.compile(r"(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?")

Parts = tuple[int, ...]


def parts_of(edtf: str) -> tuple[Parts, ...]:
    """Year, month and day of a date, or of both ends of an interval; () for what has no such numbers."""
    found = []
    for end in edtf.split("/"):
        matched = _DAY.fullmatch(end)
        if not matched:
            return ()
        found.append(tuple(int(one) for one in matched.groups() if one))
    return tuple(found) if len(found) <= 2 else ()


def is_plain(edtf: str) -> bool:
    """Whether the numbers say all that the date says: neither open nor doubtful."""
    return bool(parts_of(edtf)) and not any(mark in edtf for mark in "?~%")


def edtf_of(parts: tuple[Parts, ...]) -> str:
    """The EDTF date of such numbers."""
    return "/".join("-".join((f"{one[0]:04d}", *(f"{part:02d}" for part in one[1:]))) for one in parts)
