"""Who sees what: what holds for every description, every access and every rank."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given

from catalog.domain.description import (
    Access,
    AnyStatement,
    Date,
    Description,
    Evidence,
    Note,
    Statement,
    Text,
    Title,
    decode,
    encode,
)
from catalog.domain.disclosure import (
    CLOSED,
    HIGHEST,
    PUBLIC,
    RANKS,
    READING_ROOM,
    STAFF,
    Effective,
    PartLines,
    disclose,
    hides_nothing,
    inherited,
    own_access,
    views,
)
from catalog.domain.upgrades import UnknownSchema, read
from tests.descriptions import accesses, descriptions, ranks


def is_blank_or_same(below: AnyStatement, above: AnyStatement) -> bool:
    """Whether a statement as a lower rank sees it holds nothing that a higher one does not."""
    if below.evidence is not None and above.evidence is not None:
        above = msgspec.structs.replace(above, evidence=_of_same_file(above.evidence, below.evidence))
    return all(
        getattr(below, field.name) in (getattr(above, field.name), "", None)
        for field in msgspec.structs.fields(below)
    )


def _of_same_file(above: Evidence, below: Evidence) -> Evidence:
    """Without its file's digest, where the lower rank is not told it."""
    return above if below.file else msgspec.structs.replace(above, file="")


@given(descriptions(), accesses())
def test_a_lower_rank_sees_nothing_that_a_higher_one_does_not(
    description: Description, access: Effective
) -> None:
    for lower, higher in pairwise(RANKS):
        below, above = disclose(description, access, lower), disclose(description, access, higher)
        if below is None:
            continue
        assert above is not None
        known = {one.id: one for one in above.statements}
        assert all(is_blank_or_same(one, known[one.id]) for one in below.statements)
        assert set(below.files) <= set(above.files)
        assert below.text is None or above.text is not None
        assert below.publication_basis in ("", above.publication_basis)


@given(descriptions(), accesses())
def test_the_highest_rank_sees_everything(description: Description, access: Effective) -> None:
    assert disclose(description, access, CLOSED) == description


@given(descriptions(), accesses())
def test_below_seen_from_there_is_no_record(description: Description, access: Effective) -> None:
    for rank in RANKS:
        assert (disclose(description, access, rank) is None) == (rank < access.seen_from)


@given(descriptions(), accesses())
def test_readers_see_what_is_accepted_and_no_internal_note(
    description: Description, access: Effective
) -> None:
    for rank in (PUBLIC, READING_ROOM):
        seen = disclose(description, access, rank)
        if seen is None:
            continue
        assert {one.state for one in seen.statements} <= {"accepted"}
        assert {one.decided_by + one.decided_at for one in seen.statements} <= {""}
        assert "internal" not in {one.note_kind for one in seen.of(Note)}
        assert seen.publication_basis == ""
        assert seen.access.authority == ""


@given(descriptions(), accesses())
def test_below_text_from_there_are_no_words_of_the_text(description: Description, access: Effective) -> None:
    for rank in RANKS:
        seen = disclose(description, access, rank)
        if seen is None or rank >= access.text_from:
            continue
        assert seen.text is None
        assert seen.files == ()
        assert [one for one in seen.statements if one.evidence is not None] == []
        read_from_text = {one.id for one in description.statements if one.evidence is not None}
        assert {one.as_given for one in seen.statements if one.id in read_from_text} <= {""}
        assert "footnote" not in {one.note_kind for one in seen.of(Note)}


@given(descriptions(), accesses())
def test_the_lines_of_a_stricter_part_are_withheld(description: Description, access: Effective) -> None:
    for rank in RANKS:
        hidden = [part for part in access.parts if rank < part.text_from]
        seen = disclose(description, access, rank)
        if seen is None or not hidden or rank < access.text_from:
            continue
        assert seen.files == ()
        assert seen.text is None or {(part.first_line, part.last_line) for part in hidden} == set(
            seen.text.withheld
        )
        for one in seen.statements:
            assert one.evidence is None or not any(
                one.evidence.first_line <= part.last_line and part.first_line <= one.evidence.last_line
                for part in hidden
            )


@given(descriptions(), accesses())
def test_views_share_out_the_ranks(description: Description, access: Effective) -> None:
    found = views(description, access)
    for rank in (*RANKS, HIGHEST - 1):
        mine = [one.description for one in found if one.seen_from <= rank < one.seen_below]
        seen = disclose(description, access, rank)
        assert mine == ([] if seen is None else [seen])
    assert found[-1].seen_below == HIGHEST
    assert all(one.seen_from < one.seen_below for one in found)
    assert all(
        one.seen_below == above.seen_from and one.description != above.description
        for one, above in pairwise(found)
    )


@given(descriptions(), accesses(), ranks)
def test_histories_are_for_staff_from_whom_nothing_is_hidden(
    description: Description, access: Effective, rank: int
) -> None:
    """Also where nothing of the present description is hidden: its past may have held more."""
    reads_all = rank >= max(access.text_from, *(one.text_from for one in access.parts), STAFF)
    assert hides_nothing(access, rank) == reads_all
    assert not reads_all or disclose(description, access, rank) == description


@given(descriptions(), accesses(), ranks)
def test_what_was_disclosed_can_be_disclosed_again(
    description: Description, access: Effective, rank: int
) -> None:
    seen = disclose(description, access, rank)
    assert seen is None or disclose(seen, access, rank) == seen


@given(descriptions())
def test_what_is_not_published_is_for_staff(description: Description) -> None:
    own = own_access(description)
    assert own.text_from >= own.seen_from
    assert description.status == "published" or own.seen_from >= STAFF


@given(accesses(), accesses())
def test_the_stricter_of_a_record_and_its_parent_holds(own: Effective, parent: Effective) -> None:
    both = inherited(own, parent)
    assert both.seen_from == max(own.seen_from, parent.seen_from)
    assert both.text_from == max(own.text_from, parent.text_from)
    assert inherited(own, None) == own


@pytest.mark.parametrize(
    ("description", "material", "expected"),
    [
        ("public", "open", Effective(PUBLIC, PUBLIC)),
        ("public", "reading room only", Effective(PUBLIC, READING_ROOM)),
        ("public", "by permission", Effective(PUBLIC, CLOSED)),
        ("public", "closed", Effective(PUBLIC, CLOSED)),
        ("reading room", "open", Effective(READING_ROOM, READING_ROOM)),
        ("staff", "open", Effective(STAFF, STAFF)),
        ("staff", "closed", Effective(STAFF, CLOSED)),
    ],
)
def test_what_an_archivist_decides_gives_the_ranks(
    description: str, material: str, expected: Effective
) -> None:
    access = msgspec.convert({"description": description, "material": material}, Access)
    assert own_access(Description(level="item", status="published", access=access)) == expected


def read_on(line: int) -> Evidence:
    return Evidence(
        file="0" * 64,
        first_line=line,
        last_line=line,
        quote="To Chairman Mao",
        basis="stated",
        confidence=0.9,
        recogniser="cable",
    )


def test_closed_material_keeps_its_description_and_loses_the_words_of_its_text() -> None:
    cable = Description(
        level="item",
        status="published",
        statements=(
            Title(
                id="1", value="Cable to Chairman Mao", as_given="CABLE", state="accepted", evidence=read_on(1)
            ),
            Date(id="2", edtf="1952-08-28", role="created", state="accepted", decided_by="E. Archivist"),
            Note(id="3", note_kind="footnote", value="Zedong", state="accepted", evidence=read_on(9)),
        ),
        access=Access(material="closed", reason="Personal data", decided_on="2020-01-01"),
        text=Text(sha256="0" * 64, first_line=1, last_line=12, length=400),
    )
    seen = disclose(cable, own_access(cable), PUBLIC)
    assert seen is not None
    assert seen.statements == (
        Title(id="1", value="Cable to Chairman Mao", state="accepted"),
        Date(id="2", edtf="1952-08-28", role="created", state="accepted"),
    )
    assert seen.access == Access(material="closed", reason="Personal data")


def test_only_what_stands_on_the_lines_of_a_closed_part_goes_with_it() -> None:
    letter = Description(
        level="item",
        status="published",
        statements=tuple(
            Title(id=str(line), value=f"Line {line}", state="accepted", evidence=read_on(line))
            for line in (4, 5, 8, 9)
        ),
    )
    seen = disclose(letter, Effective(PUBLIC, PUBLIC, (PartLines(5, 8, CLOSED),)), STAFF)
    assert seen is not None
    read = [one for one in seen.statements if one.evidence is not None]
    assert [one.id for one in read] == ["4", "9"]
    assert {one.evidence.file for one in read if one.evidence} == {""}


@given(descriptions())
def test_a_snapshot_gives_back_what_was_put_in(description: Description) -> None:
    snapshot = encode(description)
    assert decode(snapshot) == description
    assert read(snapshot) == description
    assert encode(decode(snapshot)) == snapshot


def test_a_snapshot_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        decode(b'{"schema":1,"level":"item","colour":"red"}')


def test_a_snapshot_of_an_unknown_schema_is_refused_in_words() -> None:
    with pytest.raises(UnknownSchema, match="schema 999"):
        read(b'{"schema":999,"level":"item"}')


def test_statements_carry_nothing_that_disclosure_does_not_know_of() -> None:
    """A field added to every statement needs a rule in disclose, and then a word here."""
    known = {"id", "as_given", "state", "decided_by", "decided_at", "evidence"}
    known |= {"replaces"}  # of what is proposed alone, which no reader sees
    assert {field.name for field in msgspec.structs.fields(Statement)} == known
