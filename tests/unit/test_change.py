"""Changes by statement: what an author does not see cannot be named, and so cannot be lost."""

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalog.domain.change import (
    Accept,
    Add,
    Change,
    ChangeRefused,
    Reject,
    Remove,
    Replace,
    SetAccess,
    SetLevel,
    SetPublicationBasis,
    apply,
)
from catalog.domain.description import (
    Access,
    Agent,
    Container,
    Date,
    Description,
    Evidence,
    Extent,
    Note,
    Place,
    Subject,
    Title,
    encode,
)
from catalog.domain.disclosure import Effective, disclose
from tests.descriptions import accesses, descriptions, ranks, statements

AT = "2026-03-01T10:00:00+00:00"
STAMP = {"author": "E. Archivist", "at": AT}
SIMPLE = (Agent, Place, Subject, Container, Extent)
"""Kinds of which every value can be saved; titles, notes and dates are checked."""


def changes_of(ids: list[str]) -> st.SearchStrategy[Change]:
    """Any change that names one of these statements, or none."""
    named = st.sampled_from(ids or ["none"])
    return st.one_of(
        st.builds(Add, statement=statements(SIMPLE), at=st.none() | st.integers(0, 9)),
        st.builds(Remove, id=named),
        st.builds(Accept, id=named),
        st.builds(Reject, id=named),
        st.builds(SetAccess, access=st.builds(Access, reason=st.just("Personal data"))),
        st.builds(SetLevel, level=st.just("file")),
        st.builds(SetPublicationBasis, basis=st.just("Printed in 1972")),
    )


@given(st.data(), descriptions(), accesses(), ranks)
def test_what_the_author_does_not_see_stays_as_it_is(
    data: st.DataObject, description: Description, access: Effective, rank: int
) -> None:
    seen = disclose(description, access, rank)
    assume(seen is not None)
    assert seen is not None
    visible = [one.id for one in seen.statements]
    wanted = data.draw(st.lists(changes_of(visible), max_size=4))
    try:
        after = apply(description, wanted, visible=visible, **STAMP)
    except ChangeRefused:  # one of the changes names what an earlier one removed
        return
    unseen = [one for one in description.statements if one.id not in visible]
    assert [one for one in after.statements if one in unseen] == unseen


@given(descriptions(), accesses(), ranks, st.sampled_from((Accept, Reject, Remove)))
def test_what_the_author_does_not_see_cannot_be_named(
    description: Description, access: Effective, rank: int, act: type[Accept | Reject | Remove]
) -> None:
    seen = disclose(description, access, rank)
    visible = {one.id for one in seen.statements} if seen else set()
    for one in description.statements:
        if one.id not in visible:
            with pytest.raises(ChangeRefused, match="no statement"):
                apply(description, [act(id=one.id)], visible=visible, **STAMP)
            with pytest.raises(ChangeRefused, match="no statement"):
                apply(description, [Replace(id=one.id, statement=one)], visible=visible, **STAMP)


@given(descriptions(), statements(SIMPLE))
def test_replacing_keeps_id_and_evidence_and_the_words_of_the_source(
    description: Description, new: Agent
) -> None:
    ids = [one.id for one in description.statements]
    for one in description.statements:
        if type(one) is not type(new):
            continue
        after = apply(description, [Replace(id=one.id, statement=new)], visible=ids, **STAMP)
        made = next(held for held in after.statements if held.id == one.id)
        assert made.evidence == one.evidence
        assert made.as_given == (new.as_given or one.as_given)
        assert (made.state, made.decided_by, made.decided_at) == ("accepted", "E. Archivist", AT)
        assert [held.id for held in after.statements] == ids


@given(descriptions(), statements(SIMPLE))
def test_an_added_statement_is_its_authors_and_has_an_id_of_its_own(
    description: Description, new: Agent
) -> None:
    after = apply(description, [Add(statement=new), Add(statement=new)], visible=(), **STAMP)
    first, second = after.statements[-2:]
    assert after.statements[:-2] == description.statements
    assert all((first.id, second.id))
    assert len({one.id for one in after.statements}) == len(after.statements)
    assert (first.evidence, first.state, first.decided_by) == (None, "accepted", "E. Archivist")


@given(descriptions(), st.sampled_from((Accept, Reject)))
def test_deciding_changes_the_decision_and_nothing_else(
    description: Description, act: type[Accept | Reject]
) -> None:
    ids = [one.id for one in description.statements]
    after = apply(description, [act(id=one) for one in ids], visible=ids, **STAMP)
    assert {one.state for one in after.statements} <= {"accepted" if act is Accept else "rejected"}
    undecided = [
        msgspec.structs.replace(one, state=old.state, decided_by=old.decided_by, decided_at=old.decided_at)
        for one, old in zip(after.statements, description.statements, strict=True)
    ]
    assert tuple(undecided) == description.statements


CABLE = Description(
    level="item",
    statements=(
        Title(
            id="title",
            value="Cable, Zhou Enlai to Chairman Mao",
            state="proposed",
            evidence=Evidence(
                file="0" * 64,
                first_line=7,
                last_line=7,
                quote="Cable, Zhou Enlai to Chairman Mao",
                basis="stated",
                confidence=0.9,
                recogniser="wilson center",
            ),
        ),
        Date(id="date", edtf="1952-08-28", role="created", state="proposed"),
    ),
)
IDS = ("title", "date")


@pytest.mark.parametrize(
    "wrong",
    [
        Replace(id="title", statement=Place(name="Lüshun")),
        Replace(id="title", statement=Title(value="  ")),
        Add(statement=Note(note_kind="scope", value="")),
        Add(statement=Date(edtf="28 August 1952", role="created")),
        Add(statement=Date(edtf="1952", role="birthday")),
        Add(statement=Date(edtf="1952", role="released", primary=True)),
        SetLevel(level="shelf"),
        Accept(id="nothing"),
    ],
    ids=lambda change: type(change).__name__,
)
def test_a_wrong_change_is_refused_in_a_sentence(wrong: Change) -> None:
    with pytest.raises(ChangeRefused) as refusal:
        apply(CABLE, [Accept(id="title"), wrong], visible=IDS, **STAMP)
    assert str(refusal.value).endswith(".")


def test_a_date_is_saved_with_its_bounds() -> None:
    after = apply(
        CABLE, [Replace(id="date", statement=Date(edtf="1952-08", role="created"))], visible=IDS, **STAMP
    )
    assert [(one.earliest, one.latest) for one in after.of(Date)] == [("1952-08-01", "1952-08-31")]


@pytest.mark.parametrize("illegal", ["\x00", "\x1b", "\ud800", "\ufffe"], ids=ascii)
def test_what_no_encoder_takes_is_left_out_of_what_people_write(illegal: str) -> None:
    """PostgreSQL refuses NUL, UTF-8 lone surrogates and XML 1.0 the rest."""
    changes: list[Change] = [
        Add(statement=Title(value=f"Port{illegal} Arthur", as_given=f"PORT{illegal} ARTHUR")),
        SetAccess(access=Access(reason=f"Personal{illegal} data")),
        SetPublicationBasis(basis=f"Printed{illegal} in 1972"),
    ]
    after = apply(CABLE, changes, visible=IDS, **STAMP)
    assert after.statements[-1].as_given == "PORT ARTHUR"
    assert (after.access.reason, after.publication_basis) == ("Personal data", "Printed in 1972")
    encode(after)


def test_what_is_accepted_instead_of_another_takes_its_place() -> None:
    old = Title(id="old", value="Moscow, 1952", state="accepted")
    other = Place(id="other", name="Moscow", state="accepted")
    new = Title(id="new", value="Telegram from Moscow", replaces="old")
    description = Description(level="item", statements=(old, other, new))
    visible = {"old", "other", "new"}

    accepted = apply(description, [Accept(id="new")], visible=visible, **STAMP)
    assert [(one.id, one.state, one.replaces) for one in accepted.statements] == [
        ("new", "accepted", ""),
        ("other", "accepted", ""),
    ]
    changed = apply(
        description, [Replace(id="new", statement=Title(value="A telegram"))], visible=visible, **STAMP
    )
    assert [(one.id, one.replaces) for one in changed.statements] == [("new", ""), ("other", "")]
    rejected = apply(description, [Reject(id="new")], visible=visible, **STAMP)
    assert [(one.id, one.state) for one in rejected.statements] == [
        ("old", "accepted"),
        ("other", "accepted"),
        ("new", "rejected"),
    ]


def test_what_is_accepted_instead_of_what_is_gone_stays_where_it_is() -> None:
    statements = (Place(id="other", name="Moscow"), Title(id="new", value="Telegram", replaces="old"))
    description = Description(level="item", statements=statements)
    accepted = apply(description, [Accept(id="new")], visible={"other", "new"}, **STAMP)
    assert [(one.id, one.replaces) for one in accepted.statements] == [("other", ""), ("new", "")]
