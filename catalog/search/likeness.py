"""How many letters two words differ by, as the engines count it."""

from rapidfuzz.distance import OSA


def distance(one: str, other: str) -> int:
    """Letters put in, left out, replaced, or two neighbours changed about, each counted once.

    >>> distance("freindship", "friendship")
    1
    """
    return int(OSA.distance(one, other))
