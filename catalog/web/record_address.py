"""Where a record's page is: a page of results holds sixty of these addresses, and asks for one alone."""

from functools import cache

from django.urls import get_script_prefix, reverse


def record_address(public_id: str) -> str:
    """The path of a record's page on this site."""
    return _form(get_script_prefix()).replace("-", public_id)


@cache
def _form(prefix: str) -> str:
    """All but the id changes with the prefix alone."""
    return reverse("record", args=["-"])
