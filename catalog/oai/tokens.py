"""Resumption tokens (OAI-PMH 2.0, 3.5): signed, so nothing is kept for them, and each can be used again.

A token holds the verb, every argument, the last record given and the bound of the harvest. It outlives
restarts, as long as SECRET_KEY is the same.
"""

from datetime import UTC, datetime, timedelta

import msgspec
from django.core import signing
from django.utils.translation import gettext as _

from catalog.oai.arguments import OaiError

LIFE = timedelta(days=7)
_SALT = "oai"


class Listing(msgspec.Struct, frozen=True, array_like=True):
    """One list request and how far it has come. Times are whole seconds since 1970.

    ``space`` is the namespace of identifiers; ``start`` and ``before`` are what was asked, ``bound`` the
    last second that the harvest looks at; ``after`` is the (datestamp, id) of the last record given,
    ``cursor`` how many were given before.
    """

    verb: str
    prefix: str
    set_spec: str
    space: str
    start: int | None
    before: int | None
    bound: int
    after: tuple[int, int] | None = None
    cursor: int = 0
    total: int = 0


def token_of(listing: Listing) -> str:
    """The token that asks for the rest of a list."""
    return signing.TimestampSigner(salt=_SALT).sign_object(msgspec.to_builtins(listing), compress=False)


def read_token(token: str, verb: str) -> Listing:
    """The list that a token stands for. Raises OaiError (badResumptionToken)."""
    try:
        value = signing.TimestampSigner(salt=_SALT).unsign_object(token, max_age=LIFE)
        listing = msgspec.convert(value, Listing)
    except (signing.BadSignature, msgspec.ValidationError, ValueError) as error:
        raise _refused() from error
    if listing.verb != verb:
        raise _refused()
    return listing


def expires() -> datetime:
    """When a token that is made now will no longer be taken."""
    return datetime.now(UTC).replace(microsecond=0) + LIFE


def _refused() -> OaiError:
    sentence = _("This resumptionToken is damaged, of another verb, or older than %(days)d days. Begin anew.")
    return OaiError("badResumptionToken", sentence % {"days": LIFE.days})
