"""What a text was read to say, held against what it is read to say now."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from difflib import SequenceMatcher

import msgspec

from catalog.domain.description import AnyStatement, Date, Description, Relation
from catalog.domain.identifiers import new_statement_id
from catalog.domain.wording import label, words

Key = tuple[Hashable, ...]

NOT_READ = frozenset({"likeness of texts"})
"""Recognisers that speak of two texts together: reading one of them again says nothing of what they said."""
_NOT_SAID = frozenset(
    {"id", "as_given", "state", "decided_by", "decided_at", "evidence", "replaces", "earliest", "latest"}
)
_ALIKE = 0.6
_LONGEST = 500


def reading_key(one: AnyStatement) -> Key:
    """Two statements with the same key say the same, whoever said it, wherever it was read.

    What is cited is the same citation, whichever record it was found to be.
    """
    left_out = _NOT_SAID | {"target"} if isinstance(one, Relation) and one.cited else _NOT_SAID
    fields = (name for name in one.__struct_fields__ if name not in left_out)
    return (type(one).__name__, *(getattr(one, name) for name in fields))


def read_anew(
    description: Description, readings: Sequence[AnyStatement], decided: Collection[Key] = ()
) -> tuple[AnyStatement, ...]:
    """The statements of a record after its text was read again; the same ones where nothing is new.

    What is read as before stays as it is, whatever was decided of it, and so does what a person wrote.
    What people changed, removed (``decided``) or rejected is not proposed again. A proposal that is read
    otherwise gives way to the new reading, one that is no longer read is taken back; and beside an accepted
    statement that is read otherwise the new reading is proposed, to take its place if a person accepts it.
    """
    told = {reading_key(one) for one in readings}
    known = {reading_key(one) for one in description.statements} | set(decided)
    fresh = [one for one in _each_once(readings) if reading_key(one) not in known]
    old = [one for one in description.statements if _was_read(one) and reading_key(one) not in told]
    partners = _partners(fresh, old)
    after: list[AnyStatement] = []
    for one in description.statements:
        new = partners.pop(one.id, None)
        if one not in old or one.state == "rejected":
            after.append(one)
        elif one.state == "accepted":
            after.append(one)
            if new is not None:
                after.append(_proposed(new, new_statement_id(), one.id))
        elif new is not None:
            after.append(_proposed(new, one.id, one.replaces))
        if new is not None:
            fresh.remove(new)
    after += [_proposed(one, new_statement_id(), "") for one in fresh]
    return tuple(after)


def _was_read(one: AnyStatement) -> bool:
    return (
        one.evidence is not None and bool(one.evidence.recogniser) and one.evidence.recogniser not in NOT_READ
    )


def _each_once(readings: Iterable[AnyStatement]) -> list[AnyStatement]:
    return list({reading_key(one): one for one in reversed(list(readings))}.values())[::-1]


def _proposed(one: AnyStatement, statement_id: str, replaces: str) -> AnyStatement:
    return msgspec.structs.replace(one, id=statement_id, state="proposed", replaces=replaces)


def _partners(fresh: Sequence[AnyStatement], old: Sequence[AnyStatement]) -> dict[str, AnyStatement]:
    """By the id of a statement, the new reading of the same thing: of the same kind and role, on the same
    lines, and the only one there or much like it in words. Each reading stands for one statement.
    """
    awaited = {one.replaces for one in old if one.state == "proposed"}
    standing = [one for one in old if one.state != "rejected" and one.id not in awaited]
    alone = Counter(_slot(one) for one in fresh), Counter(_slot(one) for one in standing)
    rated = [
        (_likeness(new, one), place, one.id, new)
        for place, new in enumerate(fresh)
        for one in standing
        if _slot(new) == _slot(one) and _same_lines(new, one)
    ]
    found: dict[str, AnyStatement] = {}
    used: set[int] = set()
    for likeness, place, statement_id, new in sorted(rated, key=lambda row: (-row[0], row[1])):
        only = all(counted[_slot(new)] == 1 for counted in alone)
        if statement_id not in found and place not in used and (only or likeness >= _ALIKE):
            found[statement_id] = new
            used.add(place)
    return found


def _slot(one: AnyStatement) -> tuple[str, str]:
    return type(one).__name__, label(one)


def _same_lines(one: AnyStatement, other: AnyStatement) -> bool:
    mine, theirs = one.evidence, other.evidence
    if mine is None or theirs is None or mine.file != theirs.file:
        return False
    return mine.first_line <= theirs.last_line and theirs.first_line <= mine.last_line


def _likeness(one: AnyStatement, other: AnyStatement) -> float:
    """Of the words as given where both have them, else of the values: from 0 to 1."""
    if isinstance(one, Date) and isinstance(other, Date) and one.as_given and one.as_given == other.as_given:
        return 1.0
    mine, theirs = words(one)[:_LONGEST].casefold(), words(other)[:_LONGEST].casefold()
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
