"""What went wrong, as problem details (RFC 9457)."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from catalog.domain.description import AnyStatement
from catalog.domain.difference import Difference


class DifferenceShown(msgspec.Struct):
    """A statement that somebody else added, removed or changed meanwhile."""

    act: Literal["added", "removed", "changed"]
    before: AnyStatement | None
    after: AnyStatement | None


class Problem(msgspec.Struct, omit_defaults=True):
    """``detail`` is a sentence that says what is wrong and what to do; ``differences`` tells, of a 412, what
    others changed since the revision that was named.
    """

    title: str
    status: int
    detail: str
    type: str = "about:blank"
    differences: tuple[DifferenceShown, ...] = ()


def differences_shown(differences: Iterable[Difference]) -> tuple[DifferenceShown, ...]:
    """The differences as they are encoded."""
    return tuple(DifferenceShown(*one) for one in differences)
