"""A rebuild beside the index that is searched: no gap, nothing lost, nothing hidden shown."""

import pytest
from django.core.management import call_command

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.models import Exclusion, IndexState, Record
from catalog.records.change import change
from catalog.records.delete import delete
from catalog.search.engine import Engine
from catalog.search.rebuild import Overtaken, rebuild
from catalog.search.state import filling_name
from tests.database.records import ARCHIVIST, item, part, published
from tests.engine.catalogue import PUBLIC, STAFF, asked, counts, ids, index, the_catalogue

pytestmark = pytest.mark.django_db


def test_a_rebuilt_index_answers_the_same(using: Engine) -> None:
    the_catalogue()
    before = asked(), asked("treaty", STAFF)
    old = IndexState.objects.get()
    call_command("rebuild_index")
    assert (asked(), asked("treaty", STAFF)) == before
    new = IndexState.objects.get()
    assert new.place != old.place
    assert new.generation == old.generation + 1
    assert not using.exists(old.place)


def test_a_rebuild_before_there_was_any_index(using: Engine) -> None:
    record = published(item("Harbour plan"))
    assert rebuild(lambda done, total: None) == 1
    assert ids(asked("harbour")) == {record.pk}
    record.refresh_from_db()
    assert record.indexed_version == record.version


def test_progress_is_told_to_the_end(using: Engine) -> None:
    text = "One\nTwo"
    document = item("Cable", text=text)
    part("Annex", document, 2, 2, text)
    told: list[tuple[int, int]] = []
    rebuild(lambda done, total: told.append((done, total)))
    assert told == [(0, 1), (1, 1)]


def test_what_happens_while_an_index_is_filled_is_in_it_afterwards(using: Engine) -> None:
    closed = published(item("Harbour plan"))
    deleted = item("Harbour draft")
    for number in range(3):
        published(item(f"Letter {number}"))
    index()
    seen: list[int] = []

    def meanwhile(done: int, total: int) -> None:
        seen.append(asked("letter").count)
        if done == 0:
            return
        closed.refresh_from_db()
        change(
            closed.public_id,
            [SetAccess(access=Access(description="staff"))],
            expected_revision=closed.revision,
            author=ARCHIVIST,
        )
        delete(deleted.public_id, author=ARCHIVIST)
        published(item("Harbour letter"))
        index()
        assert asked("harbour").count == 1
        assert Exclusion.objects.exists()
        seen.append(asked("letter").count)

    rebuild(meanwhile)
    assert seen == [3, 3, 4]
    # Not yet indexed anew: what was closed meanwhile is hidden already.
    assert closed.pk not in ids(asked("harbour", PUBLIC))
    index()
    assert asked("harbour").count == 1
    assert asked("harbour", STAFF).count == 2
    assert asked("letter").count == 4
    assert counts(asked(rank=STAFF), "classification") == {"Not marked": 5}
    assert not Exclusion.objects.exists()
    assert not Record.objects.filter(indexed_version=0).exists()


def test_of_two_rebuilds_the_later_one_counts(using: Engine) -> None:
    published(item("Harbour plan"))
    index()
    begun: list[int] = []

    def another(done: int, total: int) -> None:
        if not begun:
            begun.append(rebuild(lambda done, total: None))

    with pytest.raises(Overtaken):
        rebuild(another)
    assert begun == [1]
    assert asked("harbour").count == 1
    index()
    assert asked("harbour").count == 1


def test_a_rebuild_that_was_broken_off_leaves_the_old_index_searched(using: Engine) -> None:
    record = published(item("Harbour plan"))
    index()

    def broken(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(broken)
    assert ids(asked("harbour")) == {record.pk}
    other = published(item("Harbour letter"))
    index()
    assert ids(asked("harbour")) == {record.pk, other.pk}
    assert rebuild(lambda done, total: None) == 2
    assert ids(asked("harbour")) == {record.pk, other.pk}


def test_a_rebuild_goes_on_where_another_ended(using: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    records = {published(item(f"Harbour plan {number}")).pk for number in range(4)}
    index()
    monkeypatch.setattr("catalog.search.rebuild.AT_ONCE", 1)

    def broken(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(broken)
    place = IndexState.objects.get(engine=filling_name(using)).place
    told: list[tuple[int, int]] = []
    assert rebuild(lambda done, total: told.append((done, total))) == 4
    assert told[0][0] > 1
    assert told[-1] == (4, 4)
    assert IndexState.objects.get().place == place
    assert ids(asked("harbour")) == records


def test_an_index_that_was_filled_with_other_fields_is_begun_anew(using: Engine) -> None:
    record = published(item("Harbour plan"))
    with pytest.raises(KeyboardInterrupt):
        rebuild(_broken)
    left = IndexState.objects.get()
    IndexState.objects.update(declaration="of an earlier version")
    assert rebuild(lambda done, total: None) == 1
    assert IndexState.objects.get().place != left.place
    assert not using.exists(left.place)
    assert ids(asked("harbour")) == {record.pk}


def test_an_index_that_was_filled_before_a_record_was_deleted_is_begun_anew(using: Engine) -> None:
    record, other = published(item("Harbour plan")), item("Harbour draft")
    with pytest.raises(KeyboardInterrupt):
        rebuild(_broken)
    left = IndexState.objects.get()
    delete(other.public_id, author=ARCHIVIST)
    assert rebuild(lambda done, total: None) == 1
    assert IndexState.objects.get().place != left.place
    assert ids(asked("harbour", STAFF)) == {record.pk}


def _broken(done: int, total: int) -> None:
    if done:
        raise KeyboardInterrupt
