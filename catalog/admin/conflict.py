"""Why nothing was saved, and what others changed, in words."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.domain.description import AnyStatement
from catalog.domain.difference import Difference, FieldDifference
from catalog.domain.vocabularies import STATES
from catalog.domain.wording import label, words
from catalog.records.refusal import Conflict, Refused

_ACTS = {
    "added": gettext_lazy("Added"),
    "removed": gettext_lazy("Removed"),
    "changed": gettext_lazy("Changed"),
}


class DifferenceInWords(NamedTuple):
    """One difference: what was done to what, and the words before and after."""

    act: str
    label: str
    before: str
    after: str


class Problem(NamedTuple):
    """Why nothing was saved, and what others changed where that is why."""

    sentence: str
    differences: tuple[DifferenceInWords, ...] = ()
    is_conflict: bool = False


def problem_of(refusal: Refused) -> Problem:
    """A refusal as a page shows it."""
    if isinstance(refusal, Conflict):
        return Problem(str(refusal), in_words(refusal.differences), is_conflict=True)
    return Problem(str(refusal))


def in_words(differences: Iterable[Difference]) -> tuple[DifferenceInWords, ...]:
    """The differences of statements as a person reads them."""
    return tuple(_of_statement(one) for one in differences)


def properties_in_words(differences: Iterable[FieldDifference]) -> tuple[DifferenceInWords, ...]:
    """The differences of the record itself: level, status, access, files, text."""
    labels = {
        "level": _("Level"),
        "level_label": _("Name of the level"),
        "status": _("Status"),
        "access": _("Access"),
        "files": _("Files"),
        "text": _("Text"),
        "publication_basis": _("Basis of publication"),
    }
    return tuple(
        DifferenceInWords(_("Changed"), labels[one.name], _plain(one.before), _plain(one.after))
        for one in differences
    )


def _of_statement(one: Difference) -> DifferenceInWords:
    statement = one.after or one.before
    named = _(label(statement)) if statement is not None else ""
    return DifferenceInWords(str(_ACTS[one.act]), named, _whole(one.before), _whole(one.after))


def _whole(statement: AnyStatement | None) -> str:
    return f"{words(statement)} ({_(STATES[statement.state]).lower()})" if statement is not None else ""


def _plain(value: object) -> str:
    """Text as it is, of other values the fields that are set: access, files, text."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, tuple):
        return ", ".join(str(getattr(one, "name", one)) for one in value)
    set_fields = {name: getattr(value, name) for name in getattr(value, "__struct_fields__", ())}
    return ", ".join(str(one) for name, one in set_fields.items() if one and name != "sha256")
