"""Where a whole result is downloaded in each format, and where it is followed."""

from typing import NamedTuple

from django.urls import reverse

from catalog.interchange.formats import FORMATS
from catalog.search.query import Query
from catalog.web.search_address import address


class Download(NamedTuple):
    label: str
    address: str


class Downloads(NamedTuple):
    """``asked`` is the part of the search's address behind the question mark."""

    formats: tuple[Download, ...]
    feed: str
    asked: str


def downloads(query: Query) -> Downloads:
    """The addresses for a search, from its first record on."""
    asked = address(query).partition("?")[2]
    behind = f"&{asked}" if asked else ""
    path = reverse("export")
    return Downloads(
        tuple(Download(one.label, f"{path}?format={suffix}{behind}") for suffix, one in FORMATS.items()),
        f"{reverse('search-feed')}?{asked}" if asked else reverse("search-feed"),
        asked,
    )
