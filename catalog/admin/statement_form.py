"""One form for every kind of statement, made from the table of fields."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext as _

from catalog.admin.form_fields import (
    AuthorityField,
    ChosenField,
    DateAsTypedField,
    DayField,
    LanguageField,
    LineField,
    OpenChoiceField,
    RecordField,
    YearsField,
)
from catalog.admin.statement_fields import AS_GIVEN, FIELDS, Field
from catalog.domain.description import Agent, AnyStatement, Date, Place, Provenance, Relation, Rights, Subject
from catalog.models import Authority
from catalog.records.authorities import create_authority

_AGENTS = ("person", "corporate body", "family")
_KINDS_OF_AUTHORITY: dict[type[AnyStatement], tuple[str, ...]] = {
    Agent: _AGENTS,
    Place: ("place",),
    Subject: (*_AGENTS, "place", "subject"),
}
_NEW_KIND: dict[type[AnyStatement], str] = {
    Place: "place",
    Subject: "subject",
    Provenance: "corporate body",
}
"""Of an agent the archivist says it."""
_MAKE = "make_authority"
_LINES = 3


class StatementForm(forms.Form):
    """A statement of one kind as a form; ``held`` is the one that is being changed, as its reader sees it,
    and ``start`` what the form of a new one shows first. With ``may_make`` an authority that is named
    and not there can be made.
    """

    def __init__(
        self,
        kind: type[AnyStatement],
        rank: int,
        data: Mapping[str, Any] | None = None,
        held: AnyStatement | None = None,
        start: Mapping[str, str] | None = None,
        *,
        may_make: bool = False,
    ) -> None:
        initial = msgspec.structs.asdict(held) if held else dict(start or {})
        super().__init__(data, initial=initial, auto_id=f"{_prefix(held)}%s")
        self.kind = kind
        self.new_authority: tuple[str, str] | None = None
        kinds = _KINDS_OF_AUTHORITY.get(kind, _AGENTS)
        for field in (*FIELDS[kind], AS_GIVEN):
            self.fields[field.name] = form_field(field, rank, getattr(held, field.name, ""), kinds)
        for name, made in self.fields.items():
            if isinstance(made, OpenChoiceField | AuthorityField):
                made.widget.attrs["list"] = f"{_prefix(held)}{name}-list"
        if may_make and data is not None and "authority" in self.fields:
            self.fields[_MAKE] = forms.BooleanField(
                required=False, label=_("Make a new authority of this name")
            )
        self.fields[FIELDS[kind][0].name].widget.attrs["autofocus"] = True

    def statement(self) -> AnyStatement:
        """What was typed, once it is valid, without id and evidence. Makes the authority that was asked for:
        Refused where there is one.
        """
        if self.new_authority is None:
            return self.kind(**self.cleaned_data)
        made = create_authority(*self.new_authority)
        named = self._under(made, self.cleaned_data) if "name" in self.fields else {}
        return self.kind(**self.cleaned_data | named | {"authority": made.public_id})

    def clean(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        self._look_up_new(said)
        said.pop(_MAKE, None)
        if self.kind is Relation and not self.errors and not (said["target"] or said["cited"]):
            self.add_error("target", _("Name the record, or what is cited where it is not held."))
        if self.kind is Rights and not (said.get("value") or said.get("uri")):
            self.add_error("value", _("Write the statement as given, or the address of a standard one."))
        if self.kind is Date:
            said |= self._bounds(said)
        return said | self._heading(said)

    def _bounds(self, said: Mapping[str, Any]) -> dict[str, str]:
        field = self.fields["edtf"]
        parsed = field.parsed if isinstance(field, DateAsTypedField) else None
        if parsed is None:
            return {}
        time, zone = (
            (said["time"], said["zone"]) if said["time"] else (parsed.time, said["zone"] or parsed.zone)
        )
        return {"earliest": parsed.earliest, "latest": parsed.latest, "time": time, "zone": zone}

    def _heading(self, said: Mapping[str, Any]) -> dict[str, str]:
        """Where an authority is named its heading is the name, and the words typed are what was given."""
        field = self.fields.get("authority")
        found = field.found if isinstance(field, AuthorityField) else None
        return self._under(found, said) if found is not None and "name" in said else {}

    def _under(self, authority: Authority, said: Mapping[str, Any]) -> dict[str, str]:
        other = said["name"] if said["name"] != authority.heading else ""
        return {"name": authority.heading, "as_given": said.get("as_given") or other}

    def _look_up_new(self, said: dict[str, Any]) -> None:
        """Whether the authority that is not there is to be made, and of which kind."""
        field = self.fields.get("authority")
        unknown = field.unknown if isinstance(field, AuthorityField) else ""
        if not unknown:
            self.fields.pop(_MAKE, None)
        elif said.get(_MAKE):
            kind = said.get("agent_kind") or _NEW_KIND.get(self.kind, "")
            if not kind:
                self.add_error("agent_kind", _("Say whether it is a person, a corporate body or a family."))
            del self.errors["authority"]
            self.new_authority, said["authority"] = (kind, unknown), ""


def form_field(field: Field, rank: int, held: Any = "", kinds: Iterable[str] = ()) -> forms.Field:
    """The form's field for one row of the table; a value that the list no longer has stays choosable."""
    named: dict[str, Any] = {"label": field.label, "required": field.required, "help_text": field.help}
    match field.filled:
        case "text":
            return LineField(widget=forms.Textarea(attrs={"rows": _LINES}), **named)
        case "tick":
            return forms.BooleanField(**(named | {"required": False}))
        case "choice":
            return ChosenField(choices=_choices(field, held), **named)
        case "language":
            return LanguageField(choices=field.choices, **named)
        case "open choice":
            return OpenChoiceField(choices=field.choices, **named)
        case "date":
            return DateAsTypedField(**named)
        case "day":
            return DayField(**named)
        case "years":
            return YearsField(**named)
        case "authority":
            return AuthorityField(kinds=kinds, rank=rank, **named)
        case "record":
            return RecordField(rank=rank, **named)
    return LineField(**named)


def _choices(field: Field, held: Any) -> list[tuple[str, str]]:
    choices = [(key, _(str(label))) for key, label in field.choices.items()]
    known = not held or held in field.choices
    return choices if known else [(str(held), str(held)), *choices]


def _prefix(held: AnyStatement | None) -> str:
    return f"{held.id}-" if held and held.id else "new-"
