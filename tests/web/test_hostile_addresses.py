"""Whatever stands in the path of an address, nothing breaks: it leads somewhere, or nowhere in a sentence."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client

from catalog.models import User
from tests.database.records import collection
from tests.end_to_end.outputs import routes

pytestmark = pytest.mark.django_db

WORDS = [quote(one) for one in ("a\x00b", "²", "'\"<\\%\u202e")]
NUMBERS = ["9" * 25]
_PLACE = re.compile(r"<(int|str|path|id):?\w*>")


def test_no_path_breaks_the_site() -> None:
    collection()
    staff = Client(raise_request_exception=False)
    staff.force_login(User.objects.create_superuser("archivist", rank=30))
    addresses = [one for route in sorted(routes()) for one in _hostile(route)]
    assert len(addresses) > 200
    assert [one for one in addresses if staff.get(one).status_code >= 500] == []


def _hostile(route: str) -> Iterator[str]:
    """The route with each of its places in turn filled with what nothing can be called."""
    for place in _PLACE.finditer(route):
        before, after = (_PLACE.sub("1", one) for one in (route[: place.start()], route[place.end() :]))
        yield from (f"/{before}{one}{after}" for one in (NUMBERS if place[1] == "int" else WORDS))
