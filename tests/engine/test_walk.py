"""A whole result is walked through, nothing lost and nothing doubled, on both engines."""

import pytest

from catalog.records.publish import withdraw
from catalog.search import walk as walking
from catalog.search.engine import Engine
from catalog.search.query import Query
from catalog.search.walk import find_after, walk
from tests.database.records import ARCHIVIST, item, published
from tests.engine.catalogue import PUBLIC, STAFF, asked, day, form, index, order, the_catalogue

pytestmark = pytest.mark.django_db


def letters(number: int) -> list[int]:
    """Letters of a few days, some of no day, and drafts between them; the published ones."""
    made = []
    for one in range(number):
        dated = [day(f"1950-01-{one % 9 + 1:02d}")] if one % 5 else []
        letter = item(f"Letter {one}", form("Letter"), *dated, text="of the harbour")
        made.append(published(letter).pk if one % 7 else letter.pk)
    index()
    return [pk for place, pk in enumerate(made) if place % 7]


@pytest.mark.parametrize("sort", ["date", "-date", "title"])
def test_every_record_of_a_result_comes_once(
    using: Engine, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = letters(40)
    the_catalogue()
    monkeypatch.setattr(walking, "STEP", 7)
    query = Query("letter", filters={"form": ("Letter",)}, sort=sort)  # type: ignore[arg-type]
    walked = list(walk(query, PUBLIC))
    assert sorted(walked) == sorted(public)
    assert walked == order(asked("letter", filters={"form": ("Letter",)}, sort=sort, page_size=100))
    assert len(list(walk(query, STAFF))) == 40
    assert len(list(walk(Query(first_year=1950, last_year=1950, inside=True), PUBLIC))) > 20
    assert list(walk(Query("nothing of this"), PUBLIC)) == []


def test_pages_go_on_behind_the_last_hit(using: Engine) -> None:
    letters(23)
    query = Query("harbour", page_size=6, sort="-date")
    page = asked("harbour", page_size=6, sort="-date")
    walked = order(page)
    while page.hits:
        page = find_after(query, PUBLIC, page.hits[-1].position)
        walked += order(page)
        assert all("<mark>" in one.highlights["text"][0].html for one in page.hits)
    assert walked == order(asked("harbour", page_size=100, sort="-date"))


def test_what_is_taken_back_during_a_walk_comes_no_more(
    using: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = letters(20)
    monkeypatch.setattr(walking, "STEP", 4)
    walked = walk(Query(sort="date"), PUBLIC)
    first = [next(walked) for _ in range(4)]
    last = asked(sort="-date").hits[0]
    withdraw(last.public_id, author=ARCHIVIST, reason="Returned")
    assert sorted([*first, *walked]) == sorted(set(public) - {last.record})


def test_every_title_has_its_place_in_a_walk(using: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    titles = ["Harbour", "Harbour", "harbour plan", "Harbours", "“Harbour” {1} [sic] TO *", "OR", "*", "1950"]
    titles += ["1950-02-14 to 15", "U.S.S.R. and", "旅顺口", "Порт-Артур", "Ünit \\ a/b", "word " * 90]
    made = [published(item(title)).pk for title in titles]
    index()
    monkeypatch.setattr(walking, "STEP", 1)
    walked = list(walk(Query(sort="title"), PUBLIC))
    assert walked == order(asked(sort="title", page_size=100))
    assert sorted(walked) == sorted(made)
    assert [titles[made.index(one)] for one in walked if one in made[:4]] == titles[:4]


def test_pages_by_title_go_on_behind_the_last_hit(using: Engine) -> None:
    letters(9)
    query = Query("harbour", page_size=2, sort="title")
    page = asked("harbour", page_size=2, sort="title")
    walked = order(page)
    while page.hits:
        page = find_after(query, PUBLIC, page.hits[-1].position)
        walked += order(page)
    assert walked == order(asked("harbour", page_size=100, sort="title"))
