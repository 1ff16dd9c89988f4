"""Indexing against the database that is there: marks, locks and exclusions, with the embedded engine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.models import Exclusion, Record
from catalog.records.change import change
from catalog.records.delete import delete
from catalog.records.move import move
from catalog.search.engine import engine
from catalog.search.find import find
from catalog.search.query import Query
from catalog.search.rebuild import rebuild
from catalog.search.sync import sync_pending
from tests.database.records import ARCHIVIST, collection, item, part, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index_of_its_own(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.REGESTA_HOME = tmp_path
    settings.ELASTICSEARCH_URL = ""
    engine.cache_clear()
    yield
    engine.cache_clear()


def found(words: str, rank: int = 0) -> set[int]:
    return {hit.record for hit in find(Query(words=words), rank).hits}


def close(record: Record) -> None:
    record.refresh_from_db()
    changes = [SetAccess(access=Access(description="staff"))]
    change(record.public_id, changes, expected_revision=record.revision, author=ARCHIVIST)


def test_every_dirty_record_is_indexed_once_and_marked() -> None:
    text = "One\nTwo"
    document = item("Cable", text=text)
    part("Annex", document, 2, 2, text)
    published(document)
    letters = [published(item(f"Harbour letter {number}")) for number in range(4)]
    assert sum(iter(lambda: sync_pending(2), 0)) == 6
    assert found("harbour") == {one.pk for one in letters}
    for row in Record.objects.all():
        assert row.indexed_version == row.version


def test_an_exclusion_goes_when_its_own_subtree_is_indexed_and_no_sooner() -> None:
    first, second = published(collection("First fonds")), published(collection("Second fonds"))
    one, other = (published(item("Harbour letter", parent=above)) for above in (first, second))
    sync_pending()
    close(first)
    close(second)
    Record.objects.filter(pk__in=[second.pk, other.pk]).update(updated_at="2001-01-01T00:00:00Z")
    assert Exclusion.objects.count() == 2
    assert found("harbour") == set()
    sync_pending(2)
    assert [pending.record.pk for pending in Exclusion.objects.all()] == [second.pk]
    assert found("harbour") == set()
    sync_pending()
    assert not Exclusion.objects.exists()
    assert found("harbour", 20) == {one.pk, other.pk}


def test_moving_keeps_what_is_excluded_out() -> None:
    old, new = published(collection("Old fonds")), published(collection("New fonds"))
    record = published(item("Harbour letter", parent=old))
    sync_pending()
    close(old)
    move(record.public_id, new.public_id, author=ARCHIVIST)
    assert found("harbour") == set()


def test_a_deletion_and_a_rebuild_leave_nothing_behind() -> None:
    draft, kept = item("Harbour draft"), item("Harbour letter")
    sync_pending()
    assert found("harbour", 20) == {draft.pk, kept.pk}
    delete(draft.public_id, author=ARCHIVIST)
    sync_pending()
    assert found("harbour", 20) == {kept.pk}
    rebuild(lambda done, total: None)
    assert found("harbour", 20) == {kept.pk}
