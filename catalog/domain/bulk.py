"""What can be done to many records alike, and which changes that is for one description.

An operation touches what is accepted. What is only proposed waits for a person: it is never accepted,
or put in other words, because of what it has in common with others.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

from catalog.domain.change import Accept, Add, Change, ChangeRefused, Remove, Replace, SetAccess
from catalog.domain.description import (
    STATEMENT_TYPES,
    Abstract,
    Access,
    Agent,
    AnyStatement,
    Citation,
    Container,
    Contents,
    Date,
    Description,
    Extent,
    Form,
    Identifier,
    Language,
    Marking,
    Note,
    Place,
    Provenance,
    Relation,
    Rights,
    Subject,
    Title,
    Value,
)

ROLE_FIELDS: dict[type[AnyStatement], str] = {
    Title: "title_kind",
    Identifier: "role",
    Date: "role",
    Language: "role",
    Note: "note_kind",
    Agent: "role",
    Place: "role",
    Container: "container_kind",
    Provenance: "element",
    Relation: "relation",
}
"""The field that says what a statement of the kind is of; the other kinds have none."""

WORD_FIELDS: dict[type[AnyStatement], tuple[str, ...]] = {
    Title: ("value",),
    Identifier: ("value",),
    Form: ("value",),
    Extent: ("quantity", "unit"),
    Abstract: ("value",),
    Contents: ("value",),
    Note: ("value",),
    Marking: ("value",),
    Agent: ("name", "office"),
    Place: ("name",),
    Subject: ("name",),
    Container: ("number",),
    Provenance: ("value",),
    Citation: ("value",),
    Rights: ("value", "holder", "contact"),
}
"""The fields in which words are found and replaced."""

_TYPES = {str(one.__struct_config__.tag): one for one in STATEMENT_TYPES}


class AddStatement(Value, frozen=True, kw_only=True, tag="add"):
    """The statement, where the record does not say it yet."""

    statement: AnyStatement


class SetStatement(Value, frozen=True, kw_only=True, tag="set"):
    """The statement as the only accepted one of its kind and role."""

    statement: AnyStatement


class RemoveStatements(Value, frozen=True, kw_only=True, tag="remove"):
    """Every statement of a kind that nobody rejected; of one role and with one value where they are named."""

    kind: str
    role: str = ""
    value: str = ""


class ReplaceWords(Value, frozen=True, kw_only=True, tag="replace words"):
    """Words put in the place of others, in the accepted statements of a kind."""

    kind: str
    role: str = ""
    find: str
    by: str = ""
    whole_words: bool = False
    match_case: bool = True


class SetRecordAccess(Value, frozen=True, kw_only=True, tag="access"):
    """The access of each record, as far as the record itself says it."""

    access: Access


Operation = AddStatement | SetStatement | RemoveStatements | ReplaceWords | SetRecordAccess


def changes_for(description: Description, operation: Operation) -> tuple[Change, ...]:
    """What the operation changes of this description; empty where nothing. Raises ChangeRefused.

    ``description`` is as its author sees it, so nothing that is hidden from the author is named.
    """
    match operation:
        case AddStatement(statement=statement):
            return _adding(description, statement)
        case SetStatement(statement=statement):
            return _setting(description, statement)
        case RemoveStatements(kind=kind, role=role, value=value):
            chosen = _of_kind(description, kind, role)
            return tuple(
                Remove(id=one.id)
                for one in chosen
                if one.state != "rejected" and (not value or value in _words_in(one))
            )
        case ReplaceWords():
            return tuple(_rewording(description, operation))
        case SetRecordAccess(access=access):
            return () if access == description.access else (SetAccess(access=access),)


def role_of(one: AnyStatement) -> str:
    """What the statement is of: a role, a kind of note, title or container; empty where its kind has none."""
    return str(getattr(one, ROLE_FIELDS[type(one)])) if type(one) in ROLE_FIELDS else ""


def takes_words_back(operation: Operation) -> bool:
    """Whether what it takes out may no longer be found, also before the index has caught up."""
    return isinstance(operation, RemoveStatements | ReplaceWords)


def _adding(description: Description, statement: AnyStatement) -> tuple[Change, ...]:
    same = [one for one in description.of(type(statement)) if _content(one) == _content(statement)]
    if any(one.state == "accepted" for one in same):
        return ()
    proposed = next((one for one in same if one.state == "proposed"), None)
    return (Accept(id=proposed.id),) if proposed else (Add(statement=statement),)


def _setting(description: Description, statement: AnyStatement) -> tuple[Change, ...]:
    held = _of_kind(description, str(statement.__struct_config__.tag), role_of(statement))
    standing = [one for one in held if one.state == "accepted"]
    same = next((one for one in standing if _content(one) == _content(statement)), None)
    kept = same or next(iter(standing), None)
    others = tuple(Remove(id=one.id) for one in standing if one is not kept)
    if kept is None:
        return _adding(description, statement)
    return others if same else (Replace(id=kept.id, statement=statement), *others)


def _rewording(description: Description, operation: ReplaceWords) -> Iterator[Change]:
    reword = _rewriter(operation)
    for one in _of_kind(description, operation.kind, operation.role):
        said = {name: getattr(one, name) for name in WORD_FIELDS.get(type(one), ())}
        changed = {name: new for name, old in said.items() if (new := reword(old)) != old}
        if not changed or one.state != "accepted":
            continue
        if getattr(one, "authority", "") and "name" in changed:
            raise ChangeRefused(
                f"“{said['name']}” is the heading of an authority. Rename the authority: its records follow."
            )
        yield Replace(id=one.id, statement=msgspec.structs.replace(one, **changed))


def _rewriter(operation: ReplaceWords) -> Callable[[str], str]:
    pattern = re.escape(operation.find)
    if operation.whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    found = re.compile(pattern, 0 if operation.match_case else re.IGNORECASE)
    return lambda words: found.sub(lambda _: operation.by, words)


def _of_kind(description: Description, kind: str, role: str) -> list[AnyStatement]:
    return [one for one in description.of(_TYPES[kind]) if not role or role_of(one) == role]


def _words_in(one: AnyStatement) -> tuple[str, ...]:
    """The values by which a statement can be chosen for removal: its words, or the code of a language."""
    if isinstance(one, Language):
        return (one.code,)
    if isinstance(one, Rights):
        return (one.value, one.uri)
    return tuple(getattr(one, name) for name in WORD_FIELDS.get(type(one), ()))


def _content(one: AnyStatement) -> AnyStatement:
    """What the statement says, without who read or accepted it."""
    return msgspec.structs.replace(
        one, id="", as_given="", state="proposed", decided_by="", decided_at="", evidence=None
    )
