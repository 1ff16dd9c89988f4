"""Both engines give the same records, counts, facets, lines and marked words, whatever is asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalog.models import Authority
from catalog.records.authorities import Name, create_authority
from catalog.search.elastic import Elastic
from catalog.search.elastic_client import client
from catalog.search.embedded import Embedded
from catalog.search.engine import engine
from catalog.search.fields import UNKNOWN
from catalog.search.find import asked_of
from catalog.search.query import Found, Query
from catalog.search.rebuild import rebuild
from catalog.search.tree import All, AnyOf, Node
from tests.database.records import item, part, published
from tests.engine.catalogue import PUBLIC, STAFF, day, language, note, the_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

LEAVES = (
    "treaty",
    "bases",
    "port arthur",
    "Lüshun",
    "lushunkou",
    "周恩来",
    "stalin",
    "harbour",
    "nothing",
    '"naval base"',
    '"mutual assistance"',
    '"port arthur"',
    "relatio*",
    "周*",
    "tre*",
    "freindship~",
    "stallin~",
    "title:treaty",
    "text:treaty",
    "agent:stalin",
    "place:moscow",
    'title:"mutual assistance"',
    "note:registered",
    "number:58",
    "NIE 58",
    "nie58",
    "rdp79r01012a001800010001",
    "container:6",
    "subject:relations",
    "date:1950",
    "date:1950-02..1952",
    "date:>1951",
    "released:2011",
    "classification:secret",
    "classification:none",
    "has:text",
    "is:part",
    "torpedoes",
    "pilots",
)
FILTERS = (
    ("form", "Treaty"),
    ("form", UNKNOWN),
    ("language", "eng"),
    ("language", "rus"),
    ("subject", "Sino-Soviet relations"),
    ("agent", "Nobody"),
    ("classification", "Secret"),
)


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    return st.one_of(
        two.map(lambda pair: f"{pair[0]} {pair[1]}"),
        two.map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        two.map(lambda pair: f"{pair[0]} -({pair[1]})"),
        inner.map(lambda one: f"-({one})"),
        inner.map(lambda one: f"({one})"),
    )


WORDS = st.one_of(st.just(""), st.recursive(st.sampled_from(LEAVES), _joined, max_leaves=5))
QUERIES = st.builds(
    lambda words, filters, years, inside, undated, sort, names: Query(
        words,
        filters={name: tuple(one for key, one in filters if key == name) for name, _value in filters},
        first_year=years[0],
        last_year=years[1],
        inside=inside,
        undated=undated,
        sort=sort,
        names=names,
        page_size=50,
    ),
    WORDS,
    st.lists(st.sampled_from(FILTERS), max_size=2, unique=True),
    st.sampled_from([(None, None), (None, None), (1945, 1950), (1951, None), (None, 1952)]),
    st.booleans(),
    st.sampled_from([False, False, False, True]),
    st.sampled_from(["relevance", "date", "-date", "title"]),
    st.booleans(),
)


class Both(NamedTuple):
    embedded: Embedded
    elastic: Elastic


@pytest.fixture
def both(settings: Any, tmp_path: Path, elasticsearch_url: str) -> Iterator[Both]:
    """One catalogue in both engines, with names, a cable with an annex, and a draft."""
    the_catalogue_with_parts_and_names()
    settings.REGESTA_HOME = tmp_path
    settings.ELASTICSEARCH_TIMEOUT = 30.0
    settings.ELASTICSEARCH_INDEX = f"regesta_test_{tmp_path.name.lower()}_{id(settings)}"
    for address in ("", elasticsearch_url):
        settings.ELASTICSEARCH_URL = address
        engine.cache_clear()
        client.cache_clear()
        rebuild(lambda done, total: None)
    yield Both(Embedded(), Elastic())
    for place in client().indices.get(index=f"{settings.ELASTICSEARCH_INDEX}-*"):
        client().indices.delete(index=place)
    engine.cache_clear()
    client.cache_clear()


def the_catalogue_with_parts_and_names() -> None:
    the_catalogue()
    text = (
        "To Chairman Mao\nYesterday we spoke of the naval base.\nAnnex One\nTorpedoes at Port Arthur\nStalin"
    )
    cable = item(
        "Cable on the treaty", day("1952-09-15"), note("Harbour of Lüshun"), language("rus"), text=text
    )
    part("Annex on pilots", cable, 3, 4, text)
    published(cable)
    item("A draft on the treaty of Stalin", day("1950-02-14"))
    create_authority("place", "Lüshunkou", [Name("Lüshun"), Name("Port Arthur"), Name("旅順")])
    create_authority("person", "Zhou Enlai", [Name("周恩来"), Name("Chou En-lai")])
    Authority.objects.update(seen_from=PUBLIC)


@example(query=Query("treaty tre*", page_size=50), rank=PUBLIC)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=QUERIES, rank=st.sampled_from([PUBLIC, STAFF]))
def test_both_engines_answer_the_same(both: Both, query: Query, rank: int) -> None:
    request = asked_of(query, rank).request
    one, other = both.embedded.search(request), both.elastic.search(request)
    assert told(one) == told(other)
    # Of an alternative of several words Elasticsearch marks nothing unless all of them match.
    if not alternatives_of_words(request.tree):
        assert marked(one) == marked(other)
    if query.sort != "relevance":
        assert [hit.record for hit in one.hits] == [hit.record for hit in other.hits]


def alternatives_of_words(tree: Node) -> bool:
    """Whether one of several alternatives is made of more than one word."""
    match tree:
        case AnyOf(parts=parts):
            return any(isinstance(one, All) or alternatives_of_words(one) for one in parts)
        case All(parts=parts):
            return any(map(alternatives_of_words, parts))
    return False


def told(found: Found) -> dict[str, Any]:
    return {
        "count": found.count,
        "records": sorted(hit.record for hit in found.hits),
        "facets": dict(found.facets),
        "years": found.years,
        "undated": found.undated,
        "branches": found.branches,
    }


def marked(found: Found) -> dict[int, dict[str, list[tuple[str, int, str]]]]:
    """By record and field: each passage's marked words, its line and its part."""
    return {
        hit.record: {
            field: sorted((" ".join(_marks(one.html)), one.line, one.part) for one in passages)
            for field, passages in hit.highlights.items()
        }
        for hit in found.hits
    }


def _marks(html: str) -> list[str]:
    return [one.partition("</mark>")[0] for one in html.split("<mark>")[1:]]
