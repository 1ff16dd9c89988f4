"""The index beside the database: what is wrong is counted and mended, on both engines."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tantivy import Index, SchemaBuilder

from catalog.models import IndexState, Record
from catalog.search.elastic_client import client
from catalog.search.engine import Engine, engine
from catalog.search.entry import Entry, EntryValues
from catalog.search.query import SearchAway
from catalog.search.rebuild import rebuild
from catalog.search.state import filling_name, is_searched, say_what_is_wrong, what_is_wrong
from catalog.search.sync import sync_pending
from tests.database.records import item, published
from tests.engine.catalogue import asked, ids, index, the_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Client:
    return Client()


def test_an_index_that_is_as_the_database_has_no_differences(
    using: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    the_catalogue()
    call_command("check_index")
    assert "0 missing, 0 stale, 0 surplus" in capsys.readouterr().out


def test_what_is_missing_stale_or_surplus_is_counted_and_mended(using: Engine) -> None:
    records = the_catalogue()
    surplus: EntryValues = {"record": [10**6], "version": [1], "seen_by": [0], "title": ["treaty of a ghost"]}
    with using.writing(IndexState.objects.get().place) as writer:
        writer.write([Entry(10**6, 0, 1, values=surplus)])
        writer.commit()
    unseen = published(item("Harbour plan"))
    Record.objects.filter(pk=unseen.pk).update(indexed_version=unseen.version)
    Record.objects.filter(pk=records["treaty"].pk).update(version=90, indexed_version=90)
    with pytest.raises(CommandError, match="1 missing, 1 stale, 1 surplus"):
        call_command("check_index")
    call_command("check_index", "--mend")
    call_command("check_index")
    assert ids(asked("harbour plan")) == {unseen.pk}
    assert asked("ghost").count == 0


def test_what_a_killed_rebuild_left_is_removed_by_the_next(using: Engine) -> None:
    published(item("Harbour plan"))
    index()
    orphan = f"{IndexState.objects.get().place}-x"
    using.create(orphan)
    IndexState.objects.create(engine=filling_name(using), place=orphan)
    assert rebuild(lambda done, total: None) == 1
    assert not using.exists(orphan)
    assert IndexState.objects.get().engine == using.name


@pytest.mark.django_db(transaction=True)
def test_an_index_of_other_fields_is_said_and_made_anew(
    using: Engine, site: Client, caplog: pytest.LogCaptureFixture
) -> None:
    the_catalogue()
    IndexState.objects.update(declaration="of an earlier version")
    engine.cache_clear()
    with pytest.raises(SearchAway, match="rebuild_index"):
        asked("treaty")
    told = site.get("/health/").json()
    assert (told["status"], told["index"]["status"]) == ("degraded", "away")
    assert "rebuild_index" in told["index"]["message"]
    say_what_is_wrong()
    assert "rebuild_index" in caplog.text
    call_command("rebuild_index")
    assert what_is_wrong() == ""
    assert asked("treaty").count == 2


@pytest.mark.parametrize("using", ["embedded"], indirect=True)
def test_a_directory_of_other_fields_is_replaced(using: Engine, settings: Any) -> None:
    directory = Path(settings.REGESTA_HOME) / "index" / "of-an-earlier-version"
    directory.mkdir(parents=True)
    builder = SchemaBuilder()
    builder.add_text_field("title")
    Index(builder.build(), path=str(directory))
    using.show(directory.name)
    IndexState.objects.create(engine=using.name, place=directory.name, declaration="of an earlier version")
    record = published(item("Harbour plan"))
    call_command("rebuild_index")
    assert ids(asked("harbour")) == {record.pk}
    assert not directory.exists()


@pytest.mark.parametrize("using", ["elasticsearch"], indirect=True)
def test_an_index_is_made_as_the_settings_say(using: Engine, settings: Any) -> None:
    settings.ELASTICSEARCH_SHARDS, settings.ELASTICSEARCH_REPLICAS = 2, "0"
    settings.ELASTICSEARCH_REFRESH = "3s"
    the_catalogue()
    assert asked("treaty").count == 2
    rebuild(lambda done, total: None)
    place = IndexState.objects.get().place
    made = client().indices.get_settings(index=place)[place]["settings"]["index"]
    assert (made["number_of_shards"], made["number_of_replicas"], made["refresh_interval"]) == (
        "2",
        "0",
        "3s",
    )


def test_the_client_signs_in_as_the_settings_say(settings: Any) -> None:
    settings.ELASTICSEARCH_URL = "https://search.example.org:9200"
    settings.ELASTICSEARCH_USER, settings.ELASTICSEARCH_PASSWORD = "regesta", "secret"
    client.cache_clear()
    assert client()._headers["authorization"].startswith("Basic ")
    settings.ELASTICSEARCH_USER, settings.ELASTICSEARCH_API_KEY = "", "abc"
    client.cache_clear()
    assert client()._headers["authorization"] == "ApiKey abc"
    client.cache_clear()


def test_an_index_that_is_gone_or_led_elsewhere_is_found_again(using: Engine) -> None:
    the_catalogue()
    place = IndexState.objects.get().place
    another = f"{place}-another"
    using.create(another)
    using.show(another)
    assert not is_searched()
    assert asked("treaty").count == 0
    sync_pending()
    assert is_searched()
    assert asked("treaty").count == 2
    using.drop(another)
    using.drop(place)
    assert not is_searched()
    index()
    assert is_searched()
    assert asked("treaty").count == 2


@pytest.mark.parametrize("using", ["elasticsearch"], indirect=True)
def test_what_was_done_by_hand_to_the_names_of_an_index_is_said_and_mended(
    using: Engine, settings: Any
) -> None:
    the_catalogue()
    alias, place = settings.ELASTICSEARCH_INDEX, IndexState.objects.get().place
    client().indices.delete_alias(index=place, name="*")
    with pytest.raises(SearchAway, match="away for the moment"):
        asked("treaty")
    sync_pending()
    assert asked("treaty").count == 2
    record = published(item("Zanzibar plan"))
    client().indices.delete_alias(index=place, name=alias)
    client().indices.create(index=alias)
    try:
        said = f"An index of Elasticsearch is named “{alias}”"
        with pytest.raises(SearchAway, match=said):
            sync_pending()
        with pytest.raises(CommandError, match=said):
            call_command("rebuild_index")
        with pytest.raises(SearchAway):
            asked("treaty")
        assert not is_searched()
    finally:
        client().indices.delete(index=alias)
    call_command("rebuild_index")
    assert ids(asked("zanzibar")) == {record.pk}
