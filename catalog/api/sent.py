"""What is sent to the API, as values that refuse fields they do not know."""

from typing import Annotated

import msgspec

from catalog.domain.change import Change
from catalog.domain.description import Access, AnyStatement

Reason = Annotated[str, msgspec.Meta(max_length=500)]
MOST = 1000


class Sent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body."""


class NewRecord(Sent, frozen=True, kw_only=True):
    """A record to be made, as a draft. ``parent`` is the id of what it stands in, empty at the top.

    Its statements are the sender's: they are accepted, and have no evidence.
    """

    level: str
    statements: Annotated[tuple[AnyStatement, ...], msgspec.Meta(max_length=MOST)] = ()
    level_label: str = ""
    parent: str = ""
    access: Access = Access()
    reason: Reason = ""


class Changes(Sent, frozen=True, kw_only=True):
    """Changes of one record, each of a statement by its id, in the order in which they are made."""

    changes: Annotated[tuple[Change, ...], msgspec.Meta(min_length=1, max_length=MOST)]
    reason: Reason = ""


class Publication(Sent, frozen=True, kw_only=True):
    """``basis`` says on what basis a classified document may be shown, where nothing else says it."""

    reason: Reason = ""
    basis: str | None = None


class Withdrawal(Sent, frozen=True, kw_only=True):
    reason: Reason
