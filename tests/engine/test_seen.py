"""Nothing hidden is matched, counted or marked, also while the index lags behind."""

import pytest

from catalog.domain.change import Accept, Remove, Replace, SetAccess
from catalog.domain.description import Access, Agent, Identifier, Title
from catalog.domain.upgrades import read
from catalog.models import Exclusion, Record
from catalog.records.change import change
from catalog.records.delete import delete
from catalog.records.move import move
from catalog.records.publish import withdraw
from catalog.search.engine import Engine
from catalog.search.find import find_values
from catalog.search.query import Query
from catalog.search.suggest import suggest
from tests.database.records import (
    ARCHIVIST,
    accepted_title,
    collection,
    internal,
    item,
    part,
    published,
)
from tests.engine.catalogue import (
    CLOSED,
    PUBLIC,
    READING_ROOM,
    STAFF,
    agent,
    asked,
    counts,
    day,
    ids,
    index,
    number,
    subject,
)

pytestmark = pytest.mark.django_db

RANKS = (PUBLIC, READING_ROOM, STAFF, CLOSED)


def seen_at(words: str) -> list[int]:
    """How many records each rank finds."""
    return [asked(words, rank).count for rank in RANKS]


def set_access(record: Record, access: Access) -> None:
    record.refresh_from_db()
    change(record.public_id, [SetAccess(access=access)], expected_revision=record.revision, author=ARCHIVIST)


def test_each_rank_finds_its_own_view(using: Engine) -> None:
    record = item(
        "The plan of the harbour",
        internal("bought from a dealer"),
        Agent(name="Doubtful Author", role="author"),
        text="Torpedo nets",
        access=Access(material="closed"),
    )
    index()
    assert seen_at("harbour") == [0, 0, 1, 1]
    published(record)
    index()
    assert seen_at("harbour") == [1, 1, 1, 1]
    assert seen_at("dealer") == [0, 0, 1, 1]
    assert seen_at("doubtful") == [0, 0, 1, 1]
    assert seen_at("torpedo") == [0, 0, 0, 1]
    assert counts(asked(rank=PUBLIC), "agent") == {}
    assert counts(asked(rank=STAFF), "agent") == {"Doubtful Author": 1}
    assert [len(find_values(Query(), rank, "agent", "doubt")) for rank in RANKS] == [0, 0, 1, 1]
    assert asked("harbour", PUBLIC).hits[0].record == record.pk


def test_what_is_rejected_is_found_by_nobody(using: Engine) -> None:
    record = item("A letter", Agent(name="Wrong Person", role="author", state="rejected"))
    index()
    assert seen_at("letter") == [0, 0, 1, 1]
    assert seen_at("wrong person") == [0, 0, 0, 0]
    assert record.pk in ids(asked("letter", STAFF))


def test_a_view_that_is_gone_is_found_no_more(using: Engine) -> None:
    record = published(item("Harbour plan"))
    index()
    assert seen_at("harbour") == [1, 1, 1, 1]
    set_access(record, Access(description="staff"))
    index()
    assert seen_at("harbour") == [0, 0, 1, 1]
    set_access(record, Access(description="reading room"))
    index()
    assert seen_at("harbour") == [0, 1, 1, 1]
    withdraw(record.public_id, author=ARCHIVIST, reason="Returned to the owner")
    index()
    assert seen_at("harbour") == [0, 0, 1, 1]


def test_narrowing_hides_at_once_all_that_is_below(using: Engine) -> None:
    hoo = published(collection("Victor Hoo Collection"))
    inside = published(item("Harbour plan", subject("Harbours"), day("1945-07-10"), parent=hoo))
    outside = published(item("Harbour letter"))
    index()
    assert seen_at("harbour") == [2, 2, 2, 2]
    set_access(hoo, Access(description="staff"))
    # The worker is stopped: nothing is indexed here.
    assert seen_at("harbour") == [1, 1, 2, 2]
    assert ids(asked("harbour")) == {outside.pk}
    assert counts(asked("harbour"), "subject") == {}
    assert asked("harbour").years == ()
    assert seen_at("hoo collection") == [0, 0, 1, 1]
    index()
    assert seen_at("harbour") == [1, 1, 2, 2]
    assert not Exclusion.objects.exists()
    assert inside.pk in ids(asked("harbour", STAFF))


def test_what_was_taken_out_of_a_record_is_suggested_no_more(using: Engine) -> None:
    record = published(item("Harbour plan", number("NIE-58")))
    index()
    assert suggest("NIE-5", PUBLIC).records == (record.pk,)
    held = read(bytes(record.snapshot)).of(Identifier)[0]
    change(record.public_id, [Remove(id=held.id)], expected_revision=record.revision, author=ARCHIVIST)
    assert suggest("NIE-5", PUBLIC).records == ()


def test_a_word_of_hidden_records_alone_is_corrected_as_one_of_no_record(using: Engine) -> None:
    published(item("Treaty of friendship"))
    item("Notes on freindship")
    index()
    assert asked("freindship", PUBLIC).correction == "friendship"
    assert asked("freindship", STAFF).count == 1


def test_an_exclusion_stays_until_all_below_is_indexed(using: Engine) -> None:
    hoo = published(collection("Victor Hoo Collection"))
    for place in range(3):
        published(item(f"Harbour plan {place}", parent=hoo))
    index()
    set_access(hoo, Access(description="staff"))
    from catalog.search.sync import sync_pending

    while sync_pending(1):
        using.refresh(_place(using))
        assert seen_at("harbour") == [0, 0, 3, 3]
    assert not Exclusion.objects.exists()
    assert seen_at("harbour") == [0, 0, 3, 3]


def test_parts_are_found_in_their_document(using: Engine) -> None:
    text = "To Chairman Mao\nYesterday evening\nAnnex One\nThe exchange of torpedoes\nZhou Enlai"
    document = item("Cable to Mao", day("1952-09-15"), text=text)
    open_part = part("Annex on railways", document, 3, 3, text)
    secret_part = part("Annex on submarines", document, 4, 4, text, Access(material="closed"))
    published(document)
    index()
    assert ids(asked("railways")) == {document.pk}
    assert asked(rank=STAFF).count == 1
    assert seen_at("submarines") == [1, 1, 1, 1]
    assert seen_at("torpedoes") == [0, 0, 0, 1]
    assert seen_at("yesterday") == [1, 1, 1, 1]
    set_access(open_part, Access(description="staff"))
    assert seen_at("railways") == [0, 0, 1, 1]
    index()
    assert seen_at("railways") == [0, 0, 1, 1]
    assert seen_at('"annex one"') == [0, 0, 1, 1]
    assert seen_at("cable") == [1, 1, 1, 1]
    assert secret_part.pk not in ids(asked("submarines"))


def test_a_record_that_moves_is_counted_in_its_new_collection(using: Engine) -> None:
    old, new = published(collection("Old fonds")), published(collection("New fonds"))
    record = published(item("Harbour plan", parent=old))
    index()
    move(record.public_id, new.public_id, author=ARCHIVIST)
    index()
    assert counts(asked("harbour"), "collection") == {new.public_id: 1}
    assert asked(filters={"collection": (old.public_id,)}).count == 0


def test_a_deleted_draft_is_gone_for_good(using: Engine) -> None:
    record = item("Harbour plan", agent("Somebody"))
    index()
    assert seen_at("harbour") == [0, 0, 1, 1]
    delete(record.public_id, author=ARCHIVIST)
    index()
    assert seen_at("harbour") == [0, 0, 0, 0]


def test_a_changed_title_is_found_and_the_old_one_is_not(using: Engine) -> None:
    record = published(item("Harbour plan"))
    index()
    title = read(bytes(record.snapshot)).of(Title)[0]
    replaced = change(
        record.public_id,
        [Replace(id=title.id, statement=accepted_title("Railway plan"))],
        expected_revision=record.revision,
        author=ARCHIVIST,
    )
    proposed = [one for one in read(bytes(replaced.snapshot)).of(Title) if one.state == "proposed"]
    if proposed:
        change(
            record.public_id,
            [Accept(id=one.id) for one in proposed],
            expected_revision=replaced.revision,
            author=ARCHIVIST,
        )
    index()
    assert seen_at("railway") == [1, 1, 1, 1]
    assert seen_at("harbour") == [0, 0, 0, 0]


def _place(using: Engine) -> str:
    from catalog.search.state import ready

    return ready(using, "").place
