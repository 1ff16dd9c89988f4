"""Names that wait for an authority: how often, whom they may name and why, and linking them all."""

import pytest

from catalog.domain.description import Access, Agent, Place, decode
from catalog.jobs.run import drain
from catalog.models import Record, User
from catalog.records.authorities import Name, create_authority
from catalog.records.refusal import Refused
from catalog.records.unlinked_names import name_all, names_waiting
from tests.database.records import evidence, item, part

pytestmark = pytest.mark.django_db


def agent(name: str, **more: str) -> Agent:
    return Agent(name=name, role="author", **more)  # type: ignore[arg-type]  # states are strings here


def reasons(kind: str = "agent", rank: int = 20) -> dict[str, list[tuple[str, str]]]:
    return {
        one.name: [(likely.authority.heading, likely.reason) for likely in one.likely]
        for one in names_waiting(kind, rank, 0, 50)
    }


def test_a_name_is_offered_those_it_may_name_each_with_the_reason() -> None:
    create_authority("person", "Zhou Enlai", family_name_first=True)
    create_authority("person", "Molotov, Vyacheslav Mikhailovich", [Name("V. M. Molotov")])
    create_authority("place", "Lüshunkou", [Name("Lüshun", "pinyin")])
    named = ("Chou En-lai", "V.M. Molotof", "The Consul", "Molotov", "Zhou")
    item("A letter", *(agent(name) for name in named), Place(name="Port Arthur"))
    assert reasons() == {
        "Chou En-lai": [("Zhou Enlai", "the same name in pinyin")],
        "V.M. Molotof": [("Molotov, Vyacheslav Mikhailovich", "written nearly alike: V. M. Molotov")],
        "The Consul": [],
        "Molotov": [("Molotov, Vyacheslav Mikhailovich", "the same family name")],
        "Zhou": [("Zhou Enlai", "the same family name")],
    }
    assert reasons("place") == {"Port Arthur": [("Lüshunkou", "its postal name")]}


def test_names_are_counted_by_records_and_only_in_what_the_rank_sees_whole() -> None:
    for words in ("One", "Two"):
        item(words, agent("Wang Bingnan"), agent("Wang Bingnan"))
    item("Three", agent("Zhang Wentian"), agent("Wang Bingnan", state="rejected"))
    item("Four", agent("A hidden name"), access=Access(material="closed"))
    counted = [(one.name, one.records) for one in names_waiting("agent", 20, 0, 50)]
    assert counted == [("Wang Bingnan", 2), ("Zhang Wentian", 1)]
    assert "A hidden name" in reasons(rank=30)


def test_words_of_a_closed_part_are_in_no_name_of_its_document() -> None:
    text = "A letter\nof Ostrovsky\n"
    given = Agent(name="O.", role="author", as_given="Ostrovsky", evidence=evidence(2, "of Ostrovsky"))
    document = item("A letter", given, text=text)
    part("A closed part", document, 2, 2, text, Access(material="closed"))
    assert names_waiting("agent", 20, 0, 50) == ()
    assert [one.key for one in names_waiting("agent", 30, 0, 50)] == ["ostrovsky"]


def test_all_statements_of_a_name_are_linked_and_keep_the_words_as_given() -> None:
    user = User.objects.create_user("archivist", rank=20)
    authority = create_authority("person", "Zhou Enlai")
    open_one = item("A letter", agent("Chou En-lai"), agent("Chou En-lai", as_given="CHOU EN-LAI"))
    closed = item("Closed", agent("Chou En-lai"), access=Access(material="closed"))
    name_all("agent", "chou enlai", authority, user)
    drain()
    held = decode(bytes(Record.objects.get(pk=open_one.pk).snapshot)).of(Agent)
    assert {(one.name, one.authority) for one in held} == {("Zhou Enlai", authority.public_id)}
    assert [one.as_given for one in held] == ["Chou En-lai", "CHOU EN-LAI"]
    assert Record.objects.get(pk=open_one.pk).revision == 2
    assert Record.objects.get(pk=closed.pk).revision == 1, "what a person does not see they do not change"
    with pytest.raises(Refused, match="No record waits"):
        name_all("agent", "chou enlai", authority, user)
    with pytest.raises(Refused, match="cannot stand there"):
        name_all("place", "chou enlai", authority, user)
