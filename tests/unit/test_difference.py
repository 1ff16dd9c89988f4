"""The difference of two descriptions, by statement."""

import msgspec
from hypothesis import given

from catalog.domain.description import Date, Description, Title
from catalog.domain.difference import difference, property_difference
from tests.descriptions import descriptions


@given(descriptions())
def test_a_description_does_not_differ_from_itself(description: Description) -> None:
    assert difference(description, description) == ()
    assert property_difference(description, description) == ()


@given(descriptions(), descriptions())
def test_what_differs_leads_from_one_to_the_other(before: Description, after: Description) -> None:
    held = {one.id: one for one in before.statements}
    for one in difference(before, after):
        if one.before is not None:
            assert held.pop(one.before.id) == one.before
        if one.after is not None:
            held[one.after.id] = one.after
    assert held == {one.id: one for one in after.statements}


@given(descriptions(), descriptions())
def test_seen_the_other_way_round_added_is_removed(before: Description, after: Description) -> None:
    there = {(one.act, one.before, one.after) for one in difference(before, after)}
    back = {(one.act, one.after, one.before) for one in difference(after, before)}
    other = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(other[act], old, new) for act, old, new in there} == back


@given(descriptions(), descriptions())
def test_no_property_of_a_description_is_left_out(before: Description, after: Description) -> None:
    same = not difference(before, after) and not property_difference(before, after)
    reordered = msgspec.structs.replace(before, statements=after.statements)
    assert same == (reordered == after and set(before.statements) == set(after.statements))


def test_a_difference_says_what_was_done() -> None:
    title, date = Title(id="1", value="Cable"), Date(id="2", edtf="1952", role="created")
    cable = Title(id="1", value="Cable to Chairman Mao")
    before = Description(level="item", statements=(title, date))
    after = Description(level="file", statements=(cable, Title(id="3", value="Telegram")))
    assert [one.act for one in difference(before, after)] == ["changed", "added", "removed"]
    assert [(one.name, one.before, one.after) for one in property_difference(before, after)] == [
        ("level", "item", "file")
    ]
