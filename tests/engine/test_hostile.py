"""Whatever is typed is answered, with a result or with a sentence."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.search.engine import Engine
from catalog.search.query import InvalidQuery
from tests.database.records import item, published
from tests.engine.catalogue import asked, ids, index, the_catalogue

pytestmark = pytest.mark.django_db

STRANGE = [
    "(" * 900 + "treaty" + ")" * 900,
    "x" * 2000,
    "周" * 2000,
    "ab-" * 600 + "*",
    '"unbalanced',
    "((treaty",
    "treaty))",
    "OR",
    "AND AND",
    "NOT",
    "treaty AND",
    "/.*/ OR /(a+)+b/",
    "*:* _exists_:title",
    "*treaty",
    "?",
    "title:",
    "title:(",
    'title:"',
    "-",
    "--",
    "a^99999999 b~99",
    "[1950 TO",
    "{a TO b]",
    "date:9999-99",
    "<script>alert(1)</script>",
    '{"query": {"match_all": {}}}',
    "ctx._source",
    "\\",
    "\\\\\" \\",
    "\x00\x01treaty",
    "\ud800",
    "treaty\ud800 a\udfffb",
    "😀",
    "a:b:c:d",
    "treaty\u2028series",
    "' OR 1=1 --",
    "%00%s{}",
]


def test_strange_words_are_answered(using: Engine) -> None:
    the_catalogue()
    for words in STRANGE:
        results = asked(words)
        assert 0 <= results.count <= 5, words


def test_what_cannot_be_read_is_searched_as_plain_words_and_said(using: Engine) -> None:
    records = the_catalogue()
    results = asked('title:"mutual treaty)')
    assert "plain words" in results.message
    assert asked("((treaty").hits
    assert asked("treaty friendship").message == ""
    assert asked("...").count == 0
    assert "no word" in asked("...").message
    assert records


def test_more_words_than_anybody_means_are_refused_in_a_sentence(using: Engine) -> None:
    the_catalogue()
    with pytest.raises(InvalidQuery, match="at most 64 words"):
        asked("word " * 65)
    assert asked("word " * 64).count == 0
    for words in ("x" * 2001, "ﷺ" * 200):
        with pytest.raises(InvalidQuery, match="at most 2,000 characters"):
            asked(words)


def test_what_is_too_long_for_a_word_is_searched_as_it_stands(using: Engine) -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    record = published(item(long))
    index()
    assert ids(asked(f"{long.lower()}~")) == {record.pk}
    assert asked(f"{long[:-1]}k~").count == 0
    assert asked(f"{long[:-1]}k").correction == ""


@pytest.mark.parametrize(
    "asked_for",
    [
        {"page": 10**9},
        {"page": 0},
        {"page": -1},
        {"page": 501, "page_size": 20},
        {"page_size": 0},
        {"sort": "colour"},
        {"filters": {"colour": ("red",)}},
        {"filters": {"agent": tuple(str(one) for one in range(101))}},
        {"first_year": 10**12},
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(asked_for: dict[str, Any]) -> None:
    with pytest.raises(InvalidQuery) as refusal:
        asked("treaty", **asked_for)
    assert str(refusal.value).endswith(".")


def test_strange_values_are_honest_zeros(using: Engine) -> None:
    the_catalogue()
    strange = ("\ud800", "\x00", "x" * 10_000, "*", "a\\", "")
    assert asked(filters={"agent": strange, "collection": ("zzzzzzzzz",)}).count == 0


def test_the_last_page_that_can_be_walked_to_is_answered(using: Engine) -> None:
    the_catalogue()
    assert asked(page=500, page_size=20).count == 5


def test_years_that_do_not_meet_find_nothing(using: Engine) -> None:
    the_catalogue()
    assert asked(first_year=1960, last_year=1940).count == 0
    assert asked(first_year=-9999, last_year=9999).count == 3


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.sampled_from('ab "()-:OR AND NOT title:[]*~\\/^周é\u0301.'), max_size=40))
def test_any_writing_is_answered(using: Engine, words: str) -> None:
    index()
    assert asked(words).count == 0
