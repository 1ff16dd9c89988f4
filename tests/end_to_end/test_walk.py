"""From the files of seeds/ to readers, and out of their sight again: the whole way, on both engines."""

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.test import Client

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.files.store import path_of
from catalog.models import Authority, Record, User
from catalog.records.author import Author
from catalog.records.change import change
from catalog.records.publish import publish, withdraw
from catalog.search.engine import Engine
from tests.engine.catalogue import index
from tests.web.conftest import seeds as seeds
from tests.web.seeds import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
ARCHIVIST = Author("archivist", None, 30)


class Site(NamedTuple):
    """The site with the five documents, and what a reader who is not signed in is told by it."""

    reader: Client
    records: dict[str, str]

    def found(self, words: str) -> set[str]:
        """The titles found by a search of the API, all of which stand on the page of results too."""
        answer = self.reader.get("/api/v1/records/", {"q": words, "page_size": "100"}).json()
        titles = {one["title"] for one in answer["results"]}
        assert answer["count"] == len(titles)
        page = self.reader.get("/search/", {"q": words}).content.decode()
        addresses = set(re.findall(r'href="(/records/\w+/)', page))
        assert {
            one["links"]["html"].removeprefix(settings.SITE_URL) for one in answer["results"]
        } <= addresses
        return titles

    def record(self, name: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.reader.get(f"/api/v1/records/{self.records[name]}/").json()
        return answer


@pytest.fixture
def site(seeds: dict[str, str], using: Engine) -> Site:
    """Catalogued by the real ingest, accepted as far as commands may, published and indexed by the engine."""
    kept = Path(os.environ["REGESTA_HOME"]) / "files"
    (Path(settings.REGESTA_HOME) / "files").symlink_to(kept)
    index()
    return Site(Client(), seeds)


def names_of_lushun() -> list[str]:
    authority = Authority.objects.get(kind="place", names__form="Port Arthur")
    return list(authority.names.values_list("form", flat=True))


def mentioning(names: Iterable[str]) -> set[str]:
    """The seeds whose text bears any of the names."""
    wanted = [_plain(one) for one in names]
    texts = {path.name: _plain(path.read_text(errors="replace")) for path in (ROOT / "seeds").iterdir()}
    return {name for name, text in texts.items() if any(one in text for one in wanted)}


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.sub(r"[^\w\s]", "", letters).split())


def files_of(public_ids: Iterable[str]) -> set[str]:
    rows = Record.objects.filter(public_id__in=public_ids, level="item")
    return set(rows.values_list("file_rows__file__name", flat=True))


def test_every_name_of_a_place_finds_all_that_mention_it_by_any_name(site: Site) -> None:
    expected = mentioning(names_of_lushun())
    for name in ("Port Arthur", "Lüshun", "lushun", "Port-Arthur", "Ryojun", "旅順"):
        answer = site.reader.get("/api/v1/records/", {"q": name}).json()
        assert files_of(one["id"] for one in answer["results"]) == expected, name
        assert answer["count"] == len(expected) > 1, name
        assert answer["also_searched"], name
        alone = site.reader.get("/api/v1/records/", {"q": name, "names": "0"}).json()
        assert alone["count"] < answer["count"], name


def test_a_document_is_found_read_and_taken_back_everywhere(site: Site) -> None:
    title = site.record("cable")["title"]
    assert title in site.found("port arthur")
    page = site.reader.get(f"/records/{site.records['cable']}/")
    assert page.status_code == 200
    assert "Chairman Mao" in page.content.decode()
    (file,) = site.record("cable")["files"]
    download = site.reader.get(file["url"].removeprefix(settings.SITE_URL))
    assert download.status_code == 200
    assert download.getvalue() == path_of(file["sha256"]).read_bytes()
    others = site.found("") - {title}

    withdraw(site.records["cable"], author=ARCHIVIST, reason="Personal data")
    # Nothing has been told to the index, and then it has.
    for _ in ("the worker is stopped", "the worker has run"):
        assert site.found("") == others
        assert title not in site.found("port arthur")
        assert_gone(site.reader, "cable", site, file["sha256"])
        index()


def assert_gone(reader: Client, name: str, site: Site, sha256: str) -> None:
    """No address tells of the record, of its parts or of its file any more."""
    record = Record.objects.get(public_id=site.records[name])
    for one in (record, *record.parts.all()):
        for address in (f"/records/{one.public_id}/", f"/api/v1/records/{one.public_id}/"):
            answer = reader.get(address)
            assert answer.status_code == 410
            assert one.title not in answer.content.decode()
    assert reader.get(f"/records/{record.public_id}/files/{sha256}").status_code == 404
    for address in ("/", "/collections/", "/search/", "/people-and-places/", "/api/v1/records/"):
        told = reader.get(address).content.decode()
        assert record.public_id not in told
        assert record.title not in told


def test_what_was_taken_back_is_there_for_staff_and_comes_back(site: Site) -> None:
    staff = Client()
    staff.force_login(User.objects.create(username="archivist", rank=20))
    withdraw(site.records["cable"], author=ARCHIVIST, reason="Personal data")
    assert staff.get(f"/records/{site.records['cable']}/").status_code == 200
    assert Site(staff, site.records).found("port arthur") > site.found("port arthur")
    publish(site.records["cable"], author=ARCHIVIST)
    index()
    assert site.record("cable")["title"] in site.found("port arthur")


def test_a_collection_that_is_closed_takes_what_is_below_it_along(site: Site) -> None:
    meeting = site.record("meeting")
    (collection,) = meeting["ancestors"]
    assert meeting["title"] in site.found("port arthur")
    hidden = Record.objects.get(public_id=collection["id"])
    staff_only = SetAccess(access=Access(description="staff"))
    change(collection["id"], [staff_only], expected_revision=hidden.revision, author=ARCHIVIST)
    for _ in ("the worker is stopped", "the worker has run"):
        assert meeting["title"] not in site.found("port arthur")
        assert site.reader.get(f"/records/{meeting['id']}/").status_code == 410
        facets = site.reader.get("/api/v1/records/").json()["facets"]
        assert collection["id"] not in str(facets)
        index()


def test_material_that_is_closed_is_described_and_not_read(site: Site) -> None:
    cable = Record.objects.get(public_id=site.records["cable"])
    only_in_text = '"introduce strategic issues into consideration"'
    assert len(site.found(only_in_text)) == 1
    title, (file,) = site.record("cable")["title"], site.record("cable")["files"]
    closed = SetAccess(access=Access(material="closed", reason="Personal data"))
    change(cable.public_id, [closed], expected_revision=cable.revision, author=ARCHIVIST)
    seen = site.record("cable")
    assert (seen["title"], seen["text"], seen["files"]) == (title, None, [])
    assert site.reader.get(f"/records/{cable.public_id}/files/{file['sha256']}").status_code == 404
    assert site.found(only_in_text) == set()
    index()
    assert site.found(only_in_text) == set()
    assert title in site.found("zhou enlai")
