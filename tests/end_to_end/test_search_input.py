"""Whatever is put into an address of the search is answered by both engines, with a result or a sentence."""

from html import unescape
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from django.test import Client

from catalog.search.engine import Engine
from tests.engine.catalogue import the_catalogue

pytestmark = pytest.mark.django_db

PLAIN = "plain words"
NOTHING = "Nothing here matches"
RAW = ("Traceback", "exception", "Exception", "illegal_argument", "tantivy", "lucene", "<script>alert")

TOO_MANY = "&".join(["q=treaty"] * 10_001)


@pytest.fixture(autouse=True)
def catalogue(using: Engine, plain_static_files: None) -> None:
    the_catalogue()


class Asked(NamedTuple):
    """``said`` stands in the page; ``status`` is that of the page and of the API."""

    given: dict[str, str]
    said: str
    status: int = 200


TABLE = (
    Asked({"q": "x" * 10_000}, "at most 2,000 characters", 400),
    Asked({"q": "ﷺ" * 1000}, "at most 2,000 characters", 400),
    Asked({"q": "x" * 2000}, NOTHING),
    Asked({"q": "abcdefgh" * 200 + "~"}, NOTHING),
    Asked({"q": "ab-" * 600 + "*"}, NOTHING),
    Asked({"q": "周" * 2000}, NOTHING),
    Asked({"q": "treaty " * 250}, "at most 64 words", 400),
    Asked({"q": "(" * 900 + "treaty" + ")" * 900}, PLAIN),
    Asked({"q": 'treaty "friendship'}, PLAIN),
    Asked({"q": "treaty))"}, PLAIN),
    Asked({"q": "treaty OR"}, NOTHING),
    Asked({"q": "/(a+)+b/ OR /.*/"}, NOTHING),
    Asked({"q": "<script>alert(1)</script>"}, NOTHING),
    Asked({"q": '{"query": {"match_all": {}}} ctx._source'}, NOTHING),
    Asked({"q": "*treaty"}, "Treaty"),
    Asked({"q": "*"}, "There is no word in this search"),
    Asked({"q": "?reaty t?eaty"}, NOTHING),
    Asked({"q": "treaty\x00\ud800".encode("utf-8", "replace").decode()}, "Treaty"),
    Asked({"q": "date:9999-99 treaty"}, "“9999-99” is no date"),
    Asked({"q": "date:1950-02-30"}, "is no date"),
    Asked({"q": "released:>9999-12-31"}, NOTHING),
    Asked({"q": "date:1952..1950"}, NOTHING),
    Asked({"q": "classification:purple has:nothing is:whole"}, NOTHING),
    Asked({"form": "*", "agent": "nobody at all"}, NOTHING),
    Asked({"collection": ".*|(a+)+"}, NOTHING),
    Asked({"collection": "zzzzzzzzz", "language": "x" * 5000}, NOTHING),
    Asked({"page": str(10**9)}, "10,000 records", 400),
    Asked({"page": "501"}, "10,000 records", 400),
    Asked({"page": "9999999999999999999999999"}, "in figures", 400),
)
BY_THE_PAGE = (Asked({"from": "9999-99"}, "is no year", 400), Asked({"to": "MCMLII"}, "is no year", 400))
BY_THE_API = (
    Asked({"first_year": "9999-99"}, "in figures", 400),
    Asked({"cursor": "x" * 5000}, "cursor=*", 400),
    Asked({"page_size": "100000"}, "page_size", 400),
    Asked({"colour": "red"}, "There is no parameter", 400),
)


def test_a_page_answers_whatever_is_asked(client: Client) -> None:
    for given, said, status in (*TABLE, *BY_THE_PAGE):
        answer = client.get(f"/search/?{urlencode(given)}")
        html = unescape(answer.content.decode())
        assert answer.status_code == status, given
        assert said in html, given
        assert not [one for one in RAW if one in html.replace(unescape(given.get("q", "-")), "")], given
        assert client.get(f"/search/facet/agent/?{urlencode(given)}").status_code in (200, status), given
        assert client.get(f"/suggest/?{urlencode(given)}").status_code == 200, given
    many = client.get(f"/search/?{TOO_MANY}")
    assert (many.status_code, "send less" in many.content.decode()) == (400, True)


def test_the_api_answers_whatever_is_asked(client: Client) -> None:
    for given, said, status in (*TABLE, *BY_THE_API):
        answer = client.get(f"/api/v1/records/?{urlencode(given)}")
        assert answer.status_code == status, given
        told = answer.json()
        if status == 400:
            assert said in told["detail"] or "in figures" in told["detail"], given
            assert told["detail"].endswith("."), given
        else:
            finds_nothing = said in (NOTHING, "There is no word in this search")
            assert (told["count"] == 0) == finds_nothing or told["message"], given
        suggested = client.get("/api/v1/suggestions/", {"q": given.get("q", "")})
        assert suggested.status_code == 200, given
    many = client.get(f"/api/v1/records/?{TOO_MANY}")
    assert (many.status_code, "send fewer" in many.json()["detail"]) == (400, True)
    assert client.get("/api/v1/records/?agent=nobody&agent=").json()["count"] == 0
