"""Two authorities that turn out to be one: names, relations and records follow, and can be parted again."""

from collections.abc import Sequence

import pytest

from catalog.domain.change import Replace
from catalog.domain.description import Agent, Place, Subject, decode
from catalog.jobs.run import drain
from catalog.models import Authority, AuthorityRelation, Record, User
from catalog.records.authorities import Name, create_authority
from catalog.records.change import change
from catalog.records.merge_authorities import merge, part, preview_merge
from catalog.records.refusal import Refused
from catalog.records.restore import restore
from tests.database.records import ARCHIVIST, item, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("archivist", rank=30)


@pytest.fixture
def pair() -> tuple[Authority, Authority]:
    """The one that is kept, and the one that turns out to be the same."""
    kept = create_authority("person", "Zhou Enlai", [Name("Chou En-lai", "Wade-Giles")])
    return kept, create_authority("person", "Chou, En-lai", [Name("Tchou En-laï"), Name("Chou En-lai")])


def agent(authority: Authority, role: str = "author") -> Agent:
    return Agent(name=authority.heading, role=role, authority=authority.public_id, state="accepted")


def agents(record: Record) -> Sequence[tuple[str, str]]:
    held = decode(bytes(Record.objects.get(pk=record.pk).snapshot))
    return [(one.name, one.authority) for one in held.of(Agent)]


def forms(authority: Authority) -> set[str]:
    return set(authority.names.values_list("form", flat=True))


def test_names_go_over_at_once_and_records_follow_with_one_revision_each(
    pair: tuple[Authority, Authority], user: User
) -> None:
    kept, merged = pair
    record = published(item("A letter", agent(merged), agent(merged, "sender"), agent(kept, "addressee")))
    told = preview_merge(kept, merged, 30)
    assert (told.names, told.records) == (("Chou, En-lai", "Tchou En-laï"), 1)
    job = merge(kept, merged, user)
    assert forms(kept) == {"Zhou Enlai", "Chou En-lai", "Chou, En-lai", "Tchou En-laï"}
    assert forms(merged) == set()
    drain()
    assert agents(record) == [("Zhou Enlai", kept.public_id)] * 3
    last = record.revisions.first()
    assert last is not None
    assert (last.job_id, last.author_name) == (job.pk, "archivist")
    assert record.revisions.count() == record.revision + 1
    assert Authority.objects.get(pk=kept.pk).seen_from == 0
    assert Authority.objects.get(pk=merged.pk).seen_from == 20, "nobody but staff knows of it any longer"


def test_a_merge_is_undone_statement_by_statement_also_where_somebody_changed_the_record_since(
    pair: tuple[Authority, Authority], user: User
) -> None:
    kept, merged = pair
    named = item("A letter", agent(merged), agent(kept, "addressee"))
    changed = item("A note", agent(merged), agent(merged, "sender"))
    merge(kept, merged, user)
    drain()
    held = decode(bytes(Record.objects.get(pk=changed.pk).snapshot)).of(Agent)[1]
    another = create_authority("person", "Mao Zedong")
    other = Replace(id=held.id, statement=agent(another, "sender"))
    change(changed.public_id, [other], expected_revision=2, author=ARCHIVIST)
    part(kept, merged, user)
    drain()
    assert (forms(kept), forms(merged)) == (
        {"Zhou Enlai", "Chou En-lai"},
        {"Chou, En-lai", "Tchou En-laï", "Chou En-lai"},
    )
    assert agents(named) == [("Chou, En-lai", merged.public_id), ("Zhou Enlai", kept.public_id)]
    assert agents(changed) == [("Chou, En-lai", merged.public_id), ("Mao Zedong", another.public_id)]


def test_relations_go_over_and_come_back(pair: tuple[Authority, Authority], user: User) -> None:
    kept, merged = pair
    family = create_authority("family", "Zhou (family)")
    AuthorityRelation.objects.create(authority=merged, relation="member", other=family)
    AuthorityRelation.objects.create(authority=merged, relation="later", other=kept)
    merge(kept, merged, user)
    assert [(one.relation, one.other) for one in kept.relations.all()] == [("member", family)]
    drain()
    part(kept, merged, user)
    assert not kept.relations.exists()
    assert {(one.relation, one.other) for one in merged.relations.all()} == {
        ("member", family),
        ("later", kept),
    }


def test_a_restored_revision_names_the_authority_that_was_kept(
    pair: tuple[Authority, Authority], user: User
) -> None:
    kept, merged = pair
    record = item("A letter", agent(merged))
    merge(kept, merged, user)
    drain()
    restore(record.public_id, 1, expected_revision=2, author=ARCHIVIST)
    assert agents(record) == [("Zhou Enlai", kept.public_id)]


def test_places_and_subjects_follow_too(user: User) -> None:
    kept, merged = create_authority("place", "Lüshunkou"), create_authority("place", "Port Arthur")
    place = Place(name="Port Arthur", authority=merged.public_id)
    subject = Subject(name="Port Arthur", authority=merged.public_id, as_given="Port  Arthur")
    record = item("A map", place, subject)
    merge(kept, merged, user)
    drain()
    held = decode(bytes(Record.objects.get(pk=record.pk).snapshot))
    assert [one.name for one in held.of(Place)] == ["Lüshunkou"]
    assert [(one.name, one.as_given) for one in held.of(Subject)] == [("Lüshunkou", "Port  Arthur")]


def test_what_cannot_be_one_is_refused_with_a_sentence(pair: tuple[Authority, Authority], user: User) -> None:
    kept, merged = pair
    place = create_authority("place", "Beijing")
    with pytest.raises(Refused, match="A person and a place cannot be one"):
        merge(kept, place, user)
    with pytest.raises(Refused, match="cannot be merged into itself"):
        merge(kept, kept, user)
    with pytest.raises(Refused, match="is not merged into"):
        part(kept, merged, user)
    merge(kept, merged, user)
    with pytest.raises(Refused, match="was merged into another already"):
        merge(create_authority("person", "Another"), merged, user)
    with pytest.raises(Refused, match="still under way"):
        part(kept, Authority.objects.get(pk=merged.pk), user)
