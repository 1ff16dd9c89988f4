"""The difference of two descriptions, statement by statement."""

from typing import Literal, NamedTuple

from catalog.domain.description import AnyStatement, Description


class Difference(NamedTuple):
    """One statement that is not the same; ``before`` or ``after`` is None where it was not there."""

    act: Literal["added", "removed", "changed"]
    before: AnyStatement | None
    after: AnyStatement | None


class FieldDifference(NamedTuple):
    """One property of the record itself (level, status, access, text, files) before and after."""

    name: str
    before: object
    after: object


_PROPERTIES = ("level", "level_label", "status", "access", "files", "text", "publication_basis")


def difference(before: Description, after: Description) -> tuple[Difference, ...]:
    """The statements that differ: those of ``after`` in their order, then those that are gone."""
    old = {one.id: one for one in before.statements}
    new = {one.id: one for one in after.statements}
    changed = tuple(
        Difference("changed" if one.id in old else "added", old.get(one.id), one)
        for one in after.statements
        if old.get(one.id) != one
    )
    removed = tuple(Difference("removed", one, None) for one in before.statements if one.id not in new)
    return changed + removed


def property_difference(before: Description, after: Description) -> tuple[FieldDifference, ...]:
    """What differs beside the statements."""
    return tuple(
        FieldDifference(name, getattr(before, name), getattr(after, name))
        for name in _PROPERTIES
        if getattr(before, name) != getattr(after, name)
    )
