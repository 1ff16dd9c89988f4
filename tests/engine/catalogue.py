"""A small catalogue that searches are asked of, and the ways of asking."""

from typing import Any

from catalog.domain.description import (
    Agent,
    AnyStatement,
    Citation,
    Classification,
    ClassificationEvent,
    Container,
    Date,
    Form,
    Identifier,
    Language,
    Note,
    Place,
    Provenance,
    Subject,
)
from catalog.models import Record
from catalog.search.engine import engine
from catalog.search.fields import UNKNOWN
from catalog.search.find import find
from catalog.search.query import Query, Results
from catalog.search.state import ready
from catalog.search.sync import sync_pending
from tests.database.records import collection, item, published

PUBLIC, READING_ROOM, STAFF, CLOSED = 0, 10, 20, 30


def dated(edtf: str, earliest: str, latest: str, role: str = "created") -> Date:
    return Date(edtf=edtf, role=role, primary=True, earliest=earliest, latest=latest, state="accepted")


def day(iso: str) -> Date:
    return dated(iso, iso, iso)


def agent(name: str, as_given: str = "") -> Agent:
    return Agent(name=name, as_given=as_given, role="author", state="accepted")


def place(name: str, as_given: str = "") -> Place:
    return Place(name=name, as_given=as_given, state="accepted")


def subject(name: str) -> Subject:
    return Subject(name=name, state="accepted")


def form(value: str) -> Form:
    return Form(value=value, state="accepted")


def language(code: str) -> Language:
    return Language(code=code, state="accepted")


def number(value: str) -> Identifier:
    return Identifier(value=value, state="accepted")


def note(value: str) -> Note:
    return Note(note_kind="scope", value=value, state="accepted")


def box(value: str) -> Container:
    return Container(container_kind="box", number=value, state="accepted")


def citation(value: str) -> Citation:
    return Citation(value=value, state="accepted")


def secret() -> tuple[AnyStatement, ...]:
    return (
        Classification(level="Secret", code="S", state="accepted"),
        ClassificationEvent(
            act="released", extent="full", decision_code="RIPPUB", date="2011-03-14", state="accepted"
        ),
    )


def holder(name: str) -> Provenance:
    return Provenance(element="holder of the original", value=name, state="accepted")


def the_catalogue() -> dict[str, Record]:
    """Five published records and what they are called in tests, indexed."""
    hoo = published(collection("Victor Hoo Collection"))
    records = {
        "hoo": hoo,
        "meeting": published(_meeting(hoo)),
        "estimate": published(_estimate()),
        "treaty": published(_treaty()),
        "undated": published(
            item("A letter in Chinese about a harbour", note("周恩来 wrote it"), language("zho"))
        ),
    }
    index()
    return records


def _meeting(parent: Record) -> Record:
    return item(
        "Record of a meeting between T. V. Soong and Stalin",
        day("1945-07-10"),
        agent("Soong, T. V.", "Dr. Soong"),
        agent("Stalin, Joseph"),
        place("Lüshunkou", "Port Arthur"),
        subject("Sino-Soviet relations"),
        form("Minutes"),
        language("eng"),
        box("6"),
        parent=parent,
        text="Soong: We wish to keep Dairen.\nStalin: The naval base at Port Arthur\nis our own.",
    )


def _estimate() -> Record:
    return item(
        "Relations between the Chinese Communist regime and the USSR",
        dated("1952-09", "1952-09-01", "1952-09-30"),
        number("NIE-58"),
        number("CIA-RDP79R01012A001800010001-2"),
        subject("Sino-Soviet relations"),
        form("National Intelligence Estimate"),
        language("eng"),
        holder("National Archives"),
        *secret(),
        text="The Chinese Changchun Railway and the treaty bases.",
    )


def _treaty() -> Record:
    return item(
        "Treaty of Friendship, Alliance and Mutual Assistance",
        dated("1950/1952", "1950-02-14", "1952-12-31"),
        agent("Zhou Enlai", "Chou En-lai"),
        place("Moscow"),
        subject("Treaties"),
        form("Treaty"),
        language("eng"),
        language("rus"),
        citation("United Nations Treaty Series, vol. 226"),
        note("Registered by the Union of Soviet Socialist Republics"),
    )


def index() -> None:
    """All that is dirty stands in the index afterwards, and is found."""
    while sync_pending(50):
        pass
    engine().refresh(ready(engine(), "").place)


def asked(words: str = "", rank: int = PUBLIC, **others: Any) -> Results:
    return find(Query(words=words, **others), rank)


def ids(results: Results) -> set[int]:
    return {hit.record for hit in results.hits}


def order(results: Results) -> list[int]:
    return [hit.record for hit in results.hits]


def counts(results: Results, facet: str) -> dict[str, int]:
    """Without the records that have no value of the facet."""
    return {one.value: one.count for one in results.facets[facet] if one.value != UNKNOWN}
