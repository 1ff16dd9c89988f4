"""What stands around every answer: the OAI-PMH element, the date, and the request it answers."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from catalog.interchange.xml_text import escaped, quoted
from catalog.oai.records import utc
from catalog.oai.tokens import Listing, expires, token_of

_START = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ '
    'http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">'
)
END = "</OAI-PMH>"


def opening(base: str, given: Mapping[str, str], at: datetime) -> str:
    """Up to the request that is answered. ``given`` is empty where it was not understood (3.2)."""
    told = "".join(f" {name}={quoted(value)}" for name, value in given.items())
    return f"{_START}<responseDate>{utc(at)}</responseDate><request{told}>{escaped(base)}</request>"


def answered(base: str, given: Mapping[str, str], at: datetime, content: Iterable[str]) -> str:
    """A whole answer."""
    return "".join((opening(base, given, at), *content, END))


def resumption(listing: Listing, rest: Listing | None) -> str:
    """The token behind a page; an empty one ends a list of several pages, and a list of one page has none."""
    if rest is None and listing.after is None:
        return ""
    size = f'completeListSize="{listing.total}" cursor="{listing.cursor}"'
    if rest is None:
        return f"<resumptionToken {size}/>"
    return f'<resumptionToken expirationDate="{utc(expires())}" {size}>{token_of(rest)}</resumptionToken>'
