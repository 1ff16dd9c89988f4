"""Narrowing a result by where records stand and by when they were made: each step is a link."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from catalog.domain.description import Access, Description
from catalog.models import Record
from catalog.records.save import create
from catalog.search.engine import engine
from tests.database.records import ARCHIVIST, accepted_title, institution, item, published
from tests.engine.catalogue import dated, index

pytestmark = pytest.mark.django_db


def above(title: str, level: str, parent: Record | None = None, access: Access | None = None) -> Record:
    description = Description(level=level, statements=(accepted_title(title),), access=access or Access())
    made = create(description, institution=institution(), parent=parent, author=ARCHIVIST)
    return published(made)


def of_year(year: int, parent: Record | None = None) -> Record:
    return published(
        item(f"Letter of {year}", dated(str(year), f"{year}-01-01", f"{year}-12-31"), parent=parent)
    )


@pytest.fixture
def fonds(settings: Any, tmp_path: Path) -> Iterator[dict[str, Record]]:
    """A fonds with two series, one of them hidden and one with a file; letters of two centuries."""
    settings.REGESTA_HOME = tmp_path
    engine.cache_clear()
    fonds = above("Hoo papers", "fonds")
    series = above("Correspondence", "series", fonds)
    folder = above("Folder of 1945", "file", series)
    hidden = above("Hidden series", "series", fonds, Access(description="staff"))
    of_year(1811)
    of_year(1944, series)
    of_year(1945, folder)
    of_year(1952, fonds)
    of_year(1953, hidden)
    index()
    yield {"fonds": fonds, "series": series, "folder": folder}
    engine.cache_clear()


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def link(html: str, label: str) -> str:
    found = re.search(rf'<a href="([^"]+)"(?: id="[^"]+")?>{re.escape(label)}<', html[html.index("<aside") :])
    assert found, label
    return found[1]


def counted(html: str) -> int:
    found = re.search(r'id="count" role="status">(\d+) record', html)
    assert found
    return int(found[1])


def test_a_chosen_collection_opens_to_its_series_and_leads_back(
    client: Client, fonds: dict[str, Record]
) -> None:
    every = page(client, "/search/?q=letter")
    assert "class='tree'" not in every
    opened = page(client, link(every, "Hoo papers"))
    assert counted(opened) == 3
    assert "Hidden series" not in opened
    series = page(client, link(opened, "Correspondence"))
    assert counted(series) == 2
    assert "Collection: Correspondence" in series
    folder = page(client, link(series, "Folder of 1945"))
    assert counted(folder) == 1
    assert counted(page(client, link(folder, "Correspondence"))) == 2
    assert counted(page(client, link(folder, "Hoo papers"))) == 3
    tree = re.search(r"<ul class='tree'>.*?</section>", folder, re.DOTALL)
    assert tree
    assert [one for one in ("Hoo papers", "Correspondence", "Folder of 1945") if one in tree[0]][2:]


def test_the_api_opens_a_chosen_collection_too(client: Client, fonds: dict[str, Record]) -> None:
    answer = client.get(f"/api/v1/records/?q=letter&collection={fonds['series'].public_id}").json()
    assert [(one["label"], one["count"]) for one in answer["branches"]] == [
        ("Correspondence", 2),
        ("Folder of 1945", 1),
    ]
    chosen = [one for one in answer["facets"]["collection"] if one["selected"]]
    assert [(one["label"], one["count"]) for one in chosen] == [("Correspondence", 2)]


@pytest.mark.usefixtures("fonds")
def test_decades_lead_to_their_years_and_back(client: Client) -> None:
    every = page(client, "/search/")
    assert 'aria-label="1940–1949: 2 records"' in every
    assert 'aria-label="1810–1819: 1 record"' in every
    decade = re.search(r'<a href="([^"]+)" aria-label="1940–1949', every)
    assert decade
    years = page(client, decade[1])
    assert 'aria-label="1944: 1 record"' in years
    assert "1811: " not in years
    assert "Years: 1940–1949" in years
    assert counted(years) == 2
    year = re.search(r'<a href="([^"]+)" aria-label="1945: 1 record"', years)
    assert year
    one = page(client, year[1])
    assert counted(one) == 1
    assert one.count('class="bar in"') == 1
    assert one.count('class="bar"') == 1
    assert 'aria-label="1810–1819: 1 record"' in page(client, link(one, "All years, 1811–1952"))


@pytest.mark.usefixtures("fonds")
@pytest.mark.parametrize("asked", ["from=1812&to=1900", "from=1999", "to=-500", "from=1952&to=1811"])
def test_years_without_records_are_drawn_around(client: Client, asked: str) -> None:
    assert 'class="years"' in page(client, f"/search/?{asked}")
