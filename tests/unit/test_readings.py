"""Reading again: nothing that a person decided is lost or asked again, and nothing is said twice."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.description import (
    Agent,
    AnyStatement,
    Date,
    Description,
    Evidence,
    Relation,
    Title,
)
from catalog.domain.identifiers import new_statement_id
from catalog.domain.readings import read_anew, reading_key
from tests.descriptions import descriptions, statements


def at(line: int, quote: str = "words", recogniser: str = "general", version: int = 1) -> Evidence:
    return Evidence(
        file="f" * 64,
        first_line=line,
        last_line=line,
        quote=quote,
        basis="stated",
        confidence=0.9,
        recogniser=recogniser,
        version=version,
    )


def record(*said: AnyStatement) -> Description:
    return Description(
        level="item",
        statements=tuple(msgspec.structs.replace(one, id=one.id or f"s{n}") for n, one in enumerate(said)),
    )


def told(after: tuple[AnyStatement, ...]) -> list[tuple[Any, ...]]:
    return [(getattr(one, "value", getattr(one, "name", "")), one.state, one.replaces) for one in after]


@given(descriptions())
def test_what_is_read_as_before_changes_nothing(description: Description) -> None:
    newer = tuple(
        msgspec.structs.replace(one, id="", state="proposed", evidence=at(7, version=2))
        for one in description.statements
    )
    assert read_anew(description, newer) == description.statements


@given(descriptions(), st.lists(statements(), max_size=8))
def test_reading_twice_is_reading_once_and_what_was_decided_stays(
    description: Description, readings: list[AnyStatement]
) -> None:
    held = msgspec.structs.replace(
        description,
        statements=tuple(
            msgspec.structs.replace(one, id=new_statement_id()) for one in description.statements
        ),
    )
    once = read_anew(held, readings)
    decided = [one for one in held.statements if one.state != "proposed" or one.evidence is None]
    assert [one for one in once if one in decided] == decided
    assert len({one.id for one in once}) == len(once)
    assert read_anew(msgspec.structs.replace(held, statements=once), readings) == once
    keys = [reading_key(one) for one in once if one not in held.statements]
    assert len(keys) == len(set(keys))


def test_a_rejected_reading_and_what_a_person_changed_are_not_proposed_again() -> None:
    rejected = Title(value="TOP SECRET", state="rejected", evidence=at(1))
    before = record(rejected, Title(value="Minutes", state="accepted", evidence=at(2)))
    readings = (Title(value="TOP SECRET", evidence=at(1)), Title(value="MINUTES", evidence=at(2)))
    assert read_anew(before, readings, {reading_key(readings[1])}) == before.statements


def test_another_reading_of_what_is_accepted_is_proposed_in_its_place() -> None:
    before = record(Date(edtf="1952-08-28", role="created", state="accepted", evidence=at(4)))
    after = read_anew(before, (Date(edtf="1952-08-29", role="created", evidence=at(4)),))
    assert [(one.edtf, one.state, one.replaces) for one in after] == [  # type: ignore[union-attr]
        ("1952-08-28", "accepted", ""),
        ("1952-08-29", "proposed", "s0"),
    ]
    again = read_anew(
        msgspec.structs.replace(before, statements=after),
        (Date(edtf="1952", role="created", evidence=at(4)),),
    )
    assert [one.replaces for one in again] == ["", "s0"]
    assert again[1].id == after[1].id


def test_a_proposal_gives_way_to_the_new_reading_and_goes_where_nothing_is_read() -> None:
    before = record(
        Agent(name="Chou En-Iai", role="sender", evidence=at(5)),
        Agent(name="Page Two", role="sender", evidence=at(9)),
        Agent(name="A. Archivist", role="creator", state="accepted"),
    )
    readings = (
        Agent(name="Chou En-lai", role="sender", evidence=at(5)),
        Agent(name="Mao Tse-tung", role="recipient", evidence=at(6)),
    )
    after = read_anew(before, readings)
    assert told(after) == [
        ("Chou En-lai", "proposed", ""),
        ("A. Archivist", "accepted", ""),
        ("Mao Tse-tung", "proposed", ""),
    ]
    assert after[0].id == "s0"


def test_two_persons_on_one_line_do_not_take_each_others_place() -> None:
    before = record(Agent(name="Dean Rusk", role="participant", state="accepted", evidence=at(3)))
    readings = (
        Agent(name="Dean Rusk", role="participant", evidence=at(3)),
        Agent(name="George Ball", role="participant", evidence=at(3)),
    )
    assert told(read_anew(before, readings)) == [
        ("Dean Rusk", "accepted", ""),
        ("George Ball", "proposed", ""),
    ]


def test_a_citation_stays_one_citation_when_its_record_was_found() -> None:
    found = Relation(relation="references", cited="NIE-58", target="abc", state="rejected", evidence=at(3))
    before = record(found)
    assert read_anew(before, (Relation(relation="references", cited="NIE-58", evidence=at(3)),)) == (
        before.statements
    )


def test_what_was_found_between_texts_is_not_taken_back_by_reading_one() -> None:
    before = record(
        Relation(relation="is_version_of", target="abc", evidence=at(3, recogniser="likeness of texts"))
    )
    assert read_anew(before, ()) == before.statements
