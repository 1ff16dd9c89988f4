"""Counts and orders of a result: the same on both engines."""

import pytest

from catalog.domain.description import Access, Description
from catalog.models import Record
from catalog.records.save import create
from catalog.search.engine import Engine
from catalog.search.fields import UNKNOWN
from catalog.search.find import find_values
from catalog.search.query import Bucket, Query
from catalog.search.values import NOT_MARKED
from tests.database.records import ARCHIVIST, accepted_title, institution, item, published
from tests.engine.catalogue import (
    PUBLIC,
    agent,
    asked,
    counts,
    dated,
    form,
    ids,
    index,
    order,
    subject,
    the_catalogue,
)

pytestmark = pytest.mark.django_db


def test_facets_count_the_whole_result(using: Engine) -> None:
    records = the_catalogue()
    results = asked(page_size=1)
    assert results.count == 5
    assert len(results.hits) == 1
    assert counts(results, "subject") == {"Sino-Soviet relations": 2, "Treaties": 1}
    assert counts(results, "language") == {"eng": 3, "rus": 1, "zho": 1}
    assert counts(results, "classification") == {NOT_MARKED: 4, "Secret": 1}
    assert counts(results, "release") == {"Released in full": 1}
    assert counts(results, "repository") == {"Hoover Institution Archives": 4, "National Archives": 1}
    assert counts(results, "collection") == {records["hoo"].public_id: 1}
    assert counts(results, "place") == {"Lüshunkou": 1, "Moscow": 1}
    assert counts(results, "agent") == {"Soong, T. V.": 1, "Stalin, Joseph": 1, "Zhou Enlai": 1}
    assert counts(asked("bases"), "form") == {"Minutes": 1, "National Intelligence Estimate": 1}
    labels = {one.value: one.label for one in results.facets["language"]}
    assert labels["rus"] == "Russian"


def test_values_of_equal_count_stand_in_their_own_order(using: Engine) -> None:
    for number in range(70):
        shared, alone = subject(f"Subject {number % 35:02d}"), subject(f"Alone {number:02d}")
        published(item(f"Letter {number}", shared, alone))
    index()
    values = [one.value for one in asked().facets["subject"]]
    assert values == [f"Subject {number:02d}" for number in range(20)]
    few = [one.value for one in asked("letter -13").facets["subject"]]
    assert few[:3] == ["Subject 00", "Subject 01", "Subject 02"]


def test_a_facet_is_counted_without_its_own_filter(using: Engine) -> None:
    records = the_catalogue()
    results = asked(filters={"form": ("Minutes", "Treaty")})
    assert ids(results) == {records["meeting"].pk, records["treaty"].pk}
    assert results.facets["form"] == (
        Bucket("Minutes", "Minutes", 1, selected=True),
        Bucket("National Intelligence Estimate", "National Intelligence Estimate", 1),
        Bucket("Treaty", "Treaty", 1, selected=True),
        Bucket(UNKNOWN, "Unknown", 2),
    )
    assert counts(results, "subject") == {"Sino-Soviet relations": 1, "Treaties": 1}
    both = asked(filters={"form": ("Minutes", "Treaty"), "subject": ("Treaties",)})
    assert ids(both) == {records["treaty"].pk}
    assert counts(both, "form") == {"Treaty": 1, "Minutes": 0}
    assert counts(both, "subject") == {"Sino-Soviet relations": 1, "Treaties": 1}


def test_a_value_that_no_record_has_is_an_honest_zero(using: Engine) -> None:
    the_catalogue()
    results = asked(filters={"agent": ("Nobody",), "form": ('"; DROP', "Treaty")})
    assert results.count == 0
    assert counts(results, "agent") == {"Zhou Enlai": 1, "Nobody": 0}


def test_a_chosen_value_is_shown_however_rare_it_is(using: Engine) -> None:
    for number in range(30):
        published(item(f"Letter {number}", agent(f"Writer {number % 25:02d}")))
    published(item("The rare one", agent("Zz, Rare")))
    index()
    results = asked(filters={"agent": ("Zz, Rare",)})
    assert len(results.facets["agent"]) == 21
    assert results.facets["agent"][-1] == Bucket("Zz, Rare", "Zz, Rare", 1, selected=True)


def test_years_count_every_year_of_an_interval(using: Engine) -> None:
    records = the_catalogue()
    assert asked().years == ((1945, 1), (1950, 1), (1951, 1), (1952, 2))
    assert asked().undated == 2
    within = asked(first_year=1951, last_year=1952)
    assert ids(within) == {records["estimate"].pk, records["treaty"].pk}
    assert within.years == asked().years
    assert within.undated == 2
    assert counts(within, "language") == {"eng": 2, "rus": 1}
    assert ids(asked(last_year=1949)) == {records["meeting"].pk}
    assert ids(asked(first_year=1953)) == set()
    assert asked("treaty").years == ((1950, 1), (1951, 1), (1952, 2))


def test_an_interval_of_ages_does_not_fill_the_histogram(using: Engine) -> None:
    published(item("Annals", dated("0001/1999", "0001-01-01", "1999-12-31")))
    index()
    assert len(asked().years) == 500


def test_orders_put_the_undated_last_and_are_the_same_each_time(using: Engine) -> None:
    records = the_catalogue()
    by_date = [records[name].pk for name in ("meeting", "treaty", "estimate", "hoo", "undated")]
    assert order(asked(sort="date")) == by_date
    assert order(asked()) == by_date
    newest = [records[name].pk for name in ("estimate", "treaty", "meeting")]
    assert order(asked(sort="-date"))[:3] == newest
    by_title = [records[name].pk for name in ("undated", "meeting", "estimate", "treaty", "hoo")]
    assert order(asked(sort="title")) == by_title
    assert set(order(asked("treaty", sort="relevance"))[:1]) == {records["treaty"].pk}


def test_pages_hold_each_record_once(using: Engine) -> None:
    for number in range(25):
        published(item(f"Letter {number:02d}", form("Letter")))
    index()
    for sort in ("date", "-date", "title", "relevance"):
        pages = [asked("letter", sort=sort, page=page, page_size=10) for page in (1, 2, 3)]
        walked = [one for page in pages for one in order(page)]
        assert len(walked) == len(set(walked)) == 25
    assert order(asked(page=4, page_size=10)) == []
    assert asked(page=4, page_size=10).count == 25


def test_records_without_a_value_are_counted_and_can_be_chosen(using: Engine) -> None:
    records = the_catalogue()
    unknown = {one.value: one for one in asked().facets["form"]}[UNKNOWN]
    assert unknown == Bucket(UNKNOWN, "Unknown", 2)
    chosen = asked(filters={"form": (UNKNOWN,)})
    assert ids(chosen) == {records["hoo"].pk, records["undated"].pk}
    assert counts(chosen, "form") == counts(asked(), "form")
    assert Bucket(UNKNOWN, "Unknown", 2, selected=True) in chosen.facets["form"]
    assert Bucket(UNKNOWN, "Unknown", 1) in chosen.facets["language"]
    either = asked(filters={"form": (UNKNOWN, "Treaty"), "language": ("zho", "rus")})
    assert ids(either) == {records["treaty"].pk, records["undated"].pk}
    assert all(one.value != UNKNOWN for one in asked("treaty").facets["classification"])


def test_dates_wholly_inside_the_years_and_records_without_a_date(using: Engine) -> None:
    records = the_catalogue()
    assert ids(asked(first_year=1951, last_year=1952, inside=True)) == {records["estimate"].pk}
    both = {records["estimate"].pk, records["treaty"].pk}
    assert ids(asked(first_year=1950, last_year=1952, inside=True)) == both
    assert ids(asked(first_year=1950, inside=True)) == both
    assert ids(asked(last_year=1951, inside=True)) == {records["meeting"].pk}
    undated = asked(undated=True)
    assert ids(undated) == {records["hoo"].pk, records["undated"].pk}
    assert undated.years == asked().years
    assert undated.undated == undated.count == 2


def test_a_value_is_found_among_all_values_of_a_facet(using: Engine) -> None:
    for number in range(60):
        published(item(f"Letter {number}", agent(f"Writer {number:02d}"), agent("Zhōu Ēnlái")))
    index()
    found = find_values(Query("letter -41"), PUBLIC, "agent", "writer 4")
    assert [one.value for one in found] == [f"Writer 4{last}" for last in (0, *range(2, 10))]
    assert find_values(Query(), PUBLIC, "agent", "zhou en") == (Bucket("Zhōu Ēnlái", "Zhōu Ēnlái", 60),)
    assert find_values(Query(), PUBLIC, "agent", ".*") == ()


def test_a_chosen_collection_is_opened_to_what_stands_right_below(using: Engine) -> None:
    fonds = published(above("Victor Hoo Collection", "fonds"))
    series = published(above("Correspondence", "series", fonds))
    folder = published(above("Letters of 1945", "file", series))
    published(above("Empty series", "series", fonds))
    other = published(above("Another collection", "collection"))
    for number, parent in enumerate((fonds, series, folder, folder, other)):
        published(item(f"Letter {number}", parent=parent))
    secret = published(above("Closed series", "series", fonds, Access(description="staff")))
    published(item("Letter of the closed series", parent=secret))
    index()
    one, two, three = fonds.public_id, series.public_id, folder.public_id
    results = asked("letter", filters={"collection": (one,), "form": (UNKNOWN,)})
    ways = {branch.path: branch.records for branch in results.branches}
    assert ways == {(one,): 5, (one, two): 4}
    assert _ways(two) == {(one, two): 4, (one, two, three): 2}
    assert _ways(three) == {(one, two, three): 2}
    assert (
        Bucket(three, three, 2, selected=True)
        in asked("letter", filters={"collection": (three,)}).facets["collection"]
    )
    assert asked("letter", filters={"collection": (three,)}).count == 2
    assert counts(asked("letter"), "collection") == {one: 5, other.public_id: 1}
    staff = asked("letter", 20, filters={"collection": (one,)})
    assert (one, secret.public_id) in {branch.path for branch in staff.branches}
    assert asked("letter").branches == asked(filters={"collection": (".*", "")}).branches == ()


def _ways(chosen: str) -> dict[tuple[str, ...], int]:
    results = asked("letter", filters={"collection": (chosen,)})
    return {branch.path: branch.records for branch in results.branches}


def above(title: str, level: str, parent: Record | None = None, access: Access | None = None) -> Record:
    description = Description(level=level, statements=(accepted_title(title),), access=access or Access())
    return create(description, institution=institution(), parent=parent, author=ARCHIVIST)
