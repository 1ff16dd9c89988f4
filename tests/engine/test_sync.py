"""The index follows the database, whoever writes when, and forgets nothing it should forget."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.models import Exclusion, IndexState, Record
from catalog.records.change import change
from catalog.search.elastic_client import client
from catalog.search.engine import Engine, engine
from catalog.search.gather import sources
from catalog.search.mark import mark
from catalog.search.query import SearchAway
from catalog.search.state import filling_name, ready
from catalog.search.sync import sync_pending
from catalog.search.write import write_entries
from tests.database.records import ARCHIVIST, collection, item, part, published
from tests.engine.catalogue import PUBLIC, STAFF, asked, ids, index

pytestmark = pytest.mark.django_db


def close(record: Record) -> None:
    record.refresh_from_db()
    access = SetAccess(access=Access(description="staff"))
    change(record.public_id, [access], expected_revision=record.revision, author=ARCHIVIST)


def read_now(*records: Record) -> Any:
    rows = Record.objects.filter(pk__in=[one.pk for one in records]).select_related("institution")
    return next(sources(list(rows)))


def dirty() -> set[int]:
    return {row.pk for row in Record.objects.all() if row.indexed_version < row.version}


def test_what_was_indexed_is_clean_and_knows_its_entries(using: Engine) -> None:
    record = published(item("Harbour plan"))
    assert record.pk in dirty()
    assert sync_pending() == 1
    assert dirty() == set()
    assert Record.objects.get(pk=record.pk).entry_ranks == "0"
    assert sync_pending() == 0


def test_a_batch_takes_the_same_queries_whatever_its_size(using: Engine) -> None:
    index()

    def queries_for(number: int) -> int:
        for one in range(number):
            published(item(f"Plan {one}", text=f"text {one}"))
        with CaptureQueriesContext(connection) as queries:
            assert sync_pending() == number
        return len(queries)

    assert queries_for(1) == queries_for(12)


def test_what_was_saved_last_is_indexed_before_bulk_work(using: Engine) -> None:
    for number in range(5):
        published(item(f"Bulk {number}"))
    Record.objects.update(updated_at=timezone.now() - timedelta(hours=1))
    saved_now = published(item("Edited by a person"))
    assert sync_pending(1) == 1
    assert saved_now.pk not in dirty()
    assert len(dirty()) == 5


def test_a_part_is_clean_with_its_document_and_has_no_entry(using: Engine) -> None:
    text = "One\nTwo"
    document = item("Cable", text=text)
    part("Annex", document, 2, 2, text)
    published(document)
    index()
    assert dirty() == set()
    assert asked("", STAFF).count == 1


def test_a_record_saved_while_it_was_read_is_left_to_the_next_writer(using: Engine) -> None:
    record = published(item("Harbour plan"))
    state = ready(using, django_settings.ELASTICSEARCH_INDEX)
    stale = read_now(record)
    close(record)
    with using.writing(state.place) as writer:
        assert write_entries(writer, stale) == []
    using.refresh(state.place)
    assert asked("harbour").count == 0
    assert record.pk in dirty()
    index()
    assert asked("harbour").count == 0
    assert asked("harbour", STAFF).count == 1


def test_a_mark_is_never_set_for_a_version_that_was_not_written(using: Engine) -> None:
    record = published(item("Harbour plan"))
    index()
    state = ready(using, django_settings.ELASTICSEARCH_INDEX)
    version = Record.objects.get(pk=record.pk).version
    close(record)
    assert mark(state, [(record.pk, version)]) == 0
    assert record.pk in dirty()


def test_a_mark_for_an_index_that_was_replaced_is_refused(using: Engine) -> None:
    record = published(item("Harbour plan"))
    state = ready(using, django_settings.ELASTICSEARCH_INDEX)
    IndexState.objects.update(generation=state.generation + 1)
    record.refresh_from_db()
    assert mark(state, [(record.pk, record.version)]) == 0
    assert record.pk in dirty()


@pytest.mark.parametrize("using", ["elasticsearch"], indirect=True)
def test_a_late_writer_brings_nothing_back(using: Engine) -> None:
    record = published(item("Harbour plan"))
    index()
    state = ready(using, django_settings.ELASTICSEARCH_INDEX)
    late = read_now(record)
    close(record)
    index()
    with using.writing(state.place) as writer:
        write_entries(writer, late)
    using.refresh(state.place)
    assert asked("harbour").count == 0
    assert asked("harbour", STAFF).count == 1


@pytest.mark.parametrize("using", ["embedded"], indirect=True)
def test_a_second_writer_leaves_the_work_to_the_first(using: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.search.embedded.LOCK_SECONDS", 0.1)
    record = published(item("Harbour plan"))
    with using.writing(ready(using, django_settings.ELASTICSEARCH_INDEX).place):
        assert sync_pending() == 0
    assert record.pk in dirty()
    assert sync_pending() == 1


def test_an_index_that_was_lost_is_made_again(using: Engine) -> None:
    record = published(item("Harbour plan"))
    index()
    using.drop(IndexState.objects.get().place)
    with pytest.raises(SearchAway):
        asked("harbour")
    index()
    assert ids(asked("harbour")) == {record.pk}


def test_an_index_with_other_fields_is_said_and_not_written_to(using: Engine) -> None:
    published(item("Harbour plan"))
    index()
    IndexState.objects.update(declaration="other")
    published(item("Harbour letter"))
    with pytest.raises(SearchAway, match="rebuild_index"):
        sync_pending()
    assert len(dirty()) == 1


def test_exclusions_stay_while_another_index_is_filled(using: Engine) -> None:
    record = published(item("Harbour plan"))
    index()
    IndexState.objects.create(engine=filling_name(using), place="elsewhere")
    close(record)
    index()
    assert Exclusion.objects.count() == 1
    assert asked("harbour", PUBLIC).count == 0
    IndexState.objects.filter(place="elsewhere").delete()
    index()
    assert Exclusion.objects.count() == 0


def test_a_search_takes_three_queries_at_most(using: Engine) -> None:
    hoo = published(collection("Victor Hoo Collection"))
    for number in range(5):
        published(item(f"Harbour plan {number}", parent=hoo))
    index()
    with CaptureQueriesContext(connection) as queries:
        assert asked("harbour plan").count == 5
    assert len(queries) <= 3


def test_an_engine_that_is_away_is_said_in_a_sentence(settings: Any, tmp_path: Any) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    settings.ELASTICSEARCH_TIMEOUT = 0.5
    engine.cache_clear()
    client.cache_clear()
    try:
        record = published(item("Harbour plan"))
        with pytest.raises(SearchAway, match=r"away for the moment"):
            asked("harbour")
        with pytest.raises(SearchAway, match=r"away for the moment"):
            sync_pending()
        assert not engine().healthy()
        assert record.pk in dirty()
    finally:
        engine.cache_clear()
        client.cache_clear()


def test_long_texts_are_read_a_few_at_a_time(using: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.search.gather.MOST_CHARACTERS", 2500)
    for number in range(5):
        published(item(f"Long {number}", text=f"torpedo {number} " * 100))
    rows = list(Record.objects.select_related("institution").order_by("pk"))
    groups = [[one.description.text for one in group] for group in sources(rows)]
    assert [len(group) for group in groups] == [2, 2, 1]
    index()
    assert asked("torpedo").count == 5
