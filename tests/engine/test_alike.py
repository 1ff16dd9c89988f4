"""Records like another, on both engines: what they share that is rare counts most."""

import pytest

from catalog.domain.description import Access, Agent
from catalog.models import Record
from catalog.records.publish import withdraw
from catalog.records.queries import view
from catalog.search.alike import alike
from catalog.search.engine import Engine
from tests.database.records import ARCHIVIST, item, published
from tests.engine.catalogue import PUBLIC, STAFF, agent, index, place, subject

pytestmark = pytest.mark.django_db


def like(record: Record, rank: int = PUBLIC) -> list[int]:
    found = view(record.public_id, rank)
    assert found
    return list(alike(found.description, record.public_id, rank))


def test_what_is_shared_and_rare_makes_records_alike(using: Engine) -> None:
    cable = published(item("Cable to Mao", agent("Zhou Enlai"), place("Dairen"), subject("Railways")))
    closest = published(item("Report on Dairen", agent("Zhou Enlai"), place("Dairen")))
    close = published(item("Letter", subject("Railways")))
    hidden = published(item("Secret cable", agent("Zhou Enlai"), access=Access(description="staff")))
    published(item("Unlike it in everything", agent("Nobody")))
    index()
    assert like(cable) == [closest.pk, close.pk]
    assert set(like(cable, STAFF)) == {closest.pk, close.pk, hidden.pk}
    withdraw(closest.public_id, author=ARCHIVIST, reason="Returned")
    assert like(cable) == [close.pk]


def test_what_a_reader_is_not_shown_of_a_record_is_not_asked_for(using: Engine) -> None:
    proposed = Agent(name="Zhou Enlai", role="author")
    record = published(item("Telegram", proposed))
    other = published(item("Letter", agent("Zhou Enlai")))
    nameless = published(item("№ 5"))
    index()
    assert like(record) == []
    assert like(record, STAFF) == [other.pk]
    assert like(nameless) == []
