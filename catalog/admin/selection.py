"""Words that were selected in a text and what they can be: a date: signed, a person: author."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from catalog.admin.statement_fields import FIELDS, KIND_LABELS, KINDS, Field, tag_of
from catalog.domain.description import (
    Abstract,
    Agent,
    AnyStatement,
    Date,
    Extent,
    Form,
    Identifier,
    Marking,
    Note,
    Place,
    Provenance,
    Subject,
    Title,
)

_OFFERED: tuple[type[AnyStatement], ...] = (
    Date,
    Agent,
    Place,
    Title,
    Identifier,
    Subject,
    Form,
    Extent,
    Marking,
    Abstract,
    Provenance,
    Note,
)
LONGEST = 4000
"""Characters of a selection that are taken over into a form."""


def words_can_be() -> list[tuple[str, list[tuple[str, str]]]]:
    """(kind, ((value, words), …)) in the order in which they are offered; a value is kind:role."""
    return [(_(str(KIND_LABELS[kind])), _choices(kind)) for kind in _OFFERED]


def kind_and_role(chosen: str) -> tuple[type[AnyStatement] | None, str]:
    """The kind of statement that ``date:signed`` or ``date`` names, and its role, or ""."""
    kind, _colon, role = chosen.partition(":")
    return KINDS.get(kind), role


def starting_from(kind: type[AnyStatement], role: str, words: str) -> Mapping[str, str]:
    """What the form of a statement shows first when it is made of words of the text."""
    start = {"as_given": words[:LONGEST], _worded(kind): words[:LONGEST]}
    field = _role_of(kind)
    if field is not None and role in field.choices:
        start[field.name] = role
    return {name: value for name, value in start.items() if value}


def _choices(kind: type[AnyStatement]) -> list[tuple[str, str]]:
    tag, label, field = tag_of(kind), _(str(KIND_LABELS[kind])), _role_of(kind)
    if field is None:
        return [(tag, label)]
    return [(f"{tag}:{key}", f"{label}: {_(str(words)).lower()}") for key, words in field.choices.items()]


def _role_of(kind: type[AnyStatement]) -> Field | None:
    """The field that says what the words are of: the first choice of the form."""
    return next((one for one in FIELDS[kind] if one.filled == "choice"), None)


def _worded(kind: type[AnyStatement]) -> str:
    """The first field that is no choice: of provenance and notes the choice comes first."""
    return next(one.name for one in FIELDS[kind] if one.filled != "choice")
