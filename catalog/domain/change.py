"""Changes of a description: what people and REST save instead of descriptions.

A change names a statement by its id, and only ids that its author sees can be named, so what the
author does not see cannot be lost.
"""

from collections.abc import Collection, Sequence
from typing import TypeVar

import msgspec

from catalog.domain.dates import InvalidDate, bounds
from catalog.domain.description import (
    Abstract,
    Access,
    AnyStatement,
    ClassificationEvent,
    Date,
    Description,
    Identifier,
    Note,
    State,
    Title,
    Value,
)
from catalog.domain.identifiers import new_statement_id
from catalog.domain.text import clean
from catalog.domain.vocabularies import DATE_ROLES, LEVELS, PRIMARY_DATE_ROLES

LONGEST_NUMBER = 200
Cleaned = TypeVar("Cleaned", bound=Value)


class ChangeRefused(ValueError):
    """A change that cannot be made; the text says why and what to do."""


class Add(Value, frozen=True, kw_only=True, tag="add"):
    """A new statement; ``at`` is its place among the statements, at the end where it is None."""

    statement: AnyStatement
    at: int | None = None


class Replace(Value, frozen=True, kw_only=True, tag="replace"):
    """Other content for a statement: its id and its evidence stay."""

    id: str
    statement: AnyStatement


class Remove(Value, frozen=True, kw_only=True, tag="remove"):
    id: str


class Accept(Value, frozen=True, kw_only=True, tag="accept"):
    id: str


class Reject(Value, frozen=True, kw_only=True, tag="reject"):
    id: str


class SetAccess(Value, frozen=True, kw_only=True, tag="set access"):
    access: Access


class SetLevel(Value, frozen=True, kw_only=True, tag="set level"):
    level: str
    label: str = ""


class SetPublicationBasis(Value, frozen=True, kw_only=True, tag="set publication basis"):
    """Why a record whose level was above Unclassified may be published, in the archivist's words."""

    basis: str


Change = Add | Replace | Remove | Accept | Reject | SetAccess | SetLevel | SetPublicationBasis


def apply(
    description: Description, changes: Sequence[Change], *, author: str, at: str, visible: Collection[str]
) -> Description:
    """The description after all of the changes, or ChangeRefused and none of them.

    ``at`` is an ISO time; ``visible`` the ids of the statements that the author may name.
    """
    for change in changes:
        description = _apply_one(description, change, author, at, visible)
    return description


def _apply_one(
    description: Description, change: Change, author: str, at: str, visible: Collection[str]
) -> Description:
    match change:
        case SetAccess(access=access):
            return msgspec.structs.replace(description, access=_cleaned(access))
        case SetLevel(level=level, label=label):
            level = _possible_level(description.level, level)
            return msgspec.structs.replace(description, level=level, level_label=clean(label))
        case SetPublicationBasis(basis=basis):
            return msgspec.structs.replace(description, publication_basis=clean(basis))
        case Add(statement=statement, at=place):
            made = _decided(_checked(statement), "accepted", author, at)
            made = msgspec.structs.replace(made, id=new_statement_id(), evidence=None, replaces="")
            statements = list(description.statements)
            statements.insert(len(statements) if place is None else min(max(place, 0), len(statements)), made)
            return msgspec.structs.replace(description, statements=tuple(statements))
    place = _place_of(description, change.id, visible)
    old = description.statements[place]
    new: tuple[AnyStatement, ...] = ()
    match change:
        case Replace(statement=statement):
            new = (_replaced(old, statement, author, at),)
        case Accept():
            new = (_decided(old, "accepted", author, at),)
        case Reject():
            new = (_decided(old, "rejected", author, at),)
    statements_after = description.statements[:place] + new + description.statements[place + 1 :]
    after = msgspec.structs.replace(description, statements=statements_after)
    if new and new[0].state == "accepted" and new[0].replaces:
        return _instead(after, new[0], visible)
    return after


def _instead(description: Description, new: AnyStatement, visible: Collection[str]) -> Description:
    """The accepted statement in the place of the one that it replaces, or where it is if that one is gone."""
    made = msgspec.structs.replace(new, replaces="")
    kept = [one for one in description.statements if one.id != new.id]
    old = next((one for one in kept if one.id == new.replaces and one.id in visible), None)
    place = kept.index(old) if old else description.statements.index(new)
    kept[place : place + bool(old)] = [made]
    return msgspec.structs.replace(description, statements=tuple(kept))


def _place_of(description: Description, statement_id: str, visible: Collection[str]) -> int:
    for place, statement in enumerate(description.statements):
        if statement.id == statement_id and statement_id in visible:
            return place
    raise ChangeRefused(
        f"There is no statement {statement_id} in this record any more. "
        "Open the record again to see it as it is."
    )


def _replaced(old: AnyStatement, new: AnyStatement, author: str, at: str) -> AnyStatement:
    if type(old) is not type(new):
        raise ChangeRefused("A statement keeps its kind. Remove it and add one of the other kind.")
    as_given = new.as_given or old.as_given
    made = msgspec.structs.replace(
        new, id=old.id, evidence=old.evidence, as_given=as_given, replaces=old.replaces
    )
    return _decided(_checked(made), "accepted", author, at)


def _decided(statement: AnyStatement, state: State, author: str, at: str) -> AnyStatement:
    return msgspec.structs.replace(statement, state=state, decided_by=author, decided_at=at)


def _cleaned(value: Cleaned) -> Cleaned:
    """The value without the characters that neither XML nor the database takes."""
    words = {name: clean(one) for name, one in msgspec.structs.asdict(value).items() if isinstance(one, str)}
    return msgspec.structs.replace(value, **words)


def _checked(statement: AnyStatement) -> AnyStatement:
    """The statement with what follows from it filled in; ChangeRefused where it says what cannot be."""
    statement = _cleaned(statement)
    if isinstance(statement, Title | Note | Abstract) and not statement.value.strip():
        raise ChangeRefused("There are no words in this statement. Write some, or remove it.")
    if isinstance(statement, Identifier) and len(statement.value) > LONGEST_NUMBER:
        raise ChangeRefused(f"A number has at most {LONGEST_NUMBER} characters. Write the rest as a note.")
    if isinstance(statement, ClassificationEvent) and statement.date:
        _bounds(statement.date)
    if not isinstance(statement, Date):
        return statement
    if statement.role not in DATE_ROLES:
        raise ChangeRefused(f"{statement.role} is no role of a date. Choose one of the list.")
    if statement.primary and statement.role not in PRIMARY_DATE_ROLES:
        raise ChangeRefused(
            "Only the date of writing, signing, issue or the event itself can be the record's main date."
        )
    earliest, latest = _bounds(statement.edtf)
    return msgspec.structs.replace(statement, earliest=earliest, latest=latest)


def _bounds(edtf: str) -> tuple[str, str]:
    try:
        return bounds(edtf)
    except InvalidDate as error:
        raise ChangeRefused(str(error)) from error


def _possible_level(present: str, level: str) -> str:
    if level != present and "part" in (level, present):
        raise ChangeRefused("A part stays a part of its document, and nothing else becomes one.")
    if level not in LEVELS:
        raise ChangeRefused(f"{level} is no level of description. Choose one of: {', '.join(LEVELS)}.")
    return level
