"""What can be done to many records, as forms: each gives the operation that it asks for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.form_fields import LineField
from catalog.admin.statement_fields import ACCESS_FIELDS, FIELDS, KIND_LABELS, KINDS, tag_of
from catalog.admin.statement_form import StatementForm, form_field
from catalog.domain.bulk import (
    ROLE_FIELDS,
    WORD_FIELDS,
    AddStatement,
    Operation,
    RemoveStatements,
    ReplaceWords,
    SetRecordAccess,
    SetStatement,
)
from catalog.domain.description import (
    Access,
    Agent,
    AnyStatement,
    Container,
    Extent,
    Form,
    Language,
    Marking,
    Note,
    Place,
    Provenance,
    Rights,
    Subject,
)

Posted = Mapping[str, Any]
ALIKE: tuple[type[AnyStatement], ...] = (
    Form,
    Language,
    Subject,
    Place,
    Agent,
    Container,
    Extent,
    Rights,
    Provenance,
    Marking,
    Note,
)
"""What many records may state alike; titles, numbers, dates and classification are each record's own."""
_ACTS = {
    "add": gettext_lazy("Add"),
    "set": gettext_lazy("Set as the only one of its kind"),
    "remove": gettext_lazy("Remove"),
    "words": gettext_lazy("Find and replace words in"),
}


def offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be done, in groups: (act, ((value, words), …)); a value is act:kind."""
    groups = []
    for act, words in _ACTS.items():
        kinds = WORD_FIELDS if act == "words" else ALIKE
        groups.append((str(words), [(f"{act}:{tag_of(one)}", str(KIND_LABELS[one])) for one in kinds]))
    return [*groups, (_("Other"), [("access:", _("Access"))])]


def form_for(what: str, rank: int, data: Posted | None) -> "BulkForm | None":
    """The form of what was chosen; None where nothing that can be done was."""
    if not any(what == value for _words, choices in offered() for value, _label in choices):
        return None
    act, _colon, kind = what.partition(":")
    match act:
        case "add" | "set":
            return StatementBulkForm(act, KINDS[kind], rank, data)
        case "remove":
            return RemoveForm(KINDS[kind], data)
        case "words":
            return WordsForm(KINDS[kind], data)
    return AccessBulkForm(rank, data)


class BulkForm(forms.Form):
    """``title`` says in a line what is done; words of records are not in it, since others see it too."""

    title = ""

    def operation(self) -> Operation:
        """What is asked for, once the form is valid."""
        raise NotImplementedError

    def _add_reason(self) -> None:
        self.fields["reason"] = LineField(
            label=_("Reason"), help_text=_("It stays in the history of every record."), required=True
        )


class StatementBulkForm(BulkForm):
    """A statement to be added or set."""

    def __init__(self, act: str, kind: type[AnyStatement], rank: int, data: Posted | None) -> None:
        super().__init__(data, auto_id="bulk-%s")
        self.act, self.inner = act, StatementForm(kind, rank, data)
        self.fields = {name: one for name, one in self.inner.fields.items() if name != "as_given"}
        self._add_reason()
        for name in ("authority", *(one.name for one in FIELDS[kind])):
            if "list" in getattr(self.fields.get(name), "widget", forms.TextInput()).attrs:
                self.fields[name].widget.attrs["list"] = f"bulk-{name}-list"
        self.title = f"{_ACTS[act]}: {KIND_LABELS[kind]}"

    def clean(self) -> dict[str, Any]:
        if not self.inner.is_valid():
            for name, errors in self.inner.errors.items():
                if name not in self.errors:
                    self.add_error(name if name in self.fields else None, list(errors))
        return dict(self.cleaned_data)

    def operation(self) -> Operation:
        statement = self.inner.statement()
        return AddStatement(statement=statement) if self.act == "add" else SetStatement(statement=statement)


class RemoveForm(BulkForm):
    def __init__(self, kind: type[AnyStatement], data: Posted | None) -> None:
        super().__init__(data, auto_id="bulk-%s")
        self.kind = kind
        _add_role(self, kind)
        self.fields["value"] = LineField(
            label=_("With the words"),
            required=False,
            help_text=_(
                "Exactly as the statement says them; of a language its code. Empty: whatever they say."
            ),
        )
        self._add_reason()
        self.title = f"{_ACTS['remove']}: {KIND_LABELS[kind]}"

    def operation(self) -> Operation:
        said = self.cleaned_data
        return RemoveStatements(kind=tag_of(self.kind), role=said.get("role", ""), value=said["value"])


class WordsForm(BulkForm):
    def __init__(self, kind: type[AnyStatement], data: Posted | None) -> None:
        super().__init__(data, auto_id="bulk-%s")
        self.kind = kind
        self.fields["find"] = LineField(label=_("Find"), strip=False)
        self.fields["by"] = LineField(
            label=_("Replace by"), required=False, strip=False, help_text=_("Empty: the words are taken out.")
        )
        _add_role(self, kind)
        self.fields["whole_words"] = forms.BooleanField(label=_("Whole words only"), required=False)
        self.fields["any_case"] = forms.BooleanField(
            label=_("Capital and small letters alike"), required=False
        )
        self._add_reason()
        self.title = f"{_ACTS['words']}: {KIND_LABELS[kind]}"

    def operation(self) -> Operation:
        said = self.cleaned_data
        return ReplaceWords(
            kind=tag_of(self.kind),
            role=said.get("role", ""),
            find=said["find"],
            by=said["by"],
            whole_words=said["whole_words"],
            match_case=not said["any_case"],
        )


class AccessBulkForm(BulkForm):
    def __init__(self, rank: int, data: Posted | None) -> None:
        super().__init__(data, auto_id="bulk-%s")
        for field in ACCESS_FIELDS:
            self.fields[field.name] = form_field(field, rank)
        self.fields["reason_of_change"] = LineField(
            label=_("Note for the history"), help_text=_("It stays in the history of every record.")
        )
        self.title = _("Access")

    def operation(self) -> Operation:
        said = {name: value for name, value in self.cleaned_data.items() if name != "reason_of_change"}
        return SetRecordAccess(access=Access(**said))


def reason_of(form: BulkForm) -> str:
    """Why it is done, in the archivist's words."""
    return str(form.cleaned_data.get("reason_of_change") or form.cleaned_data["reason"])


def _add_role(form: BulkForm, kind: type[AnyStatement]) -> None:
    """Which of its kind: a role, a kind of note; all of them where none is chosen."""
    field = next((one for one in FIELDS[kind] if one.name == ROLE_FIELDS.get(kind)), None)
    if field is None:
        return
    if not field.choices:
        form.fields["role"] = LineField(
            label=str(field.label), required=False, help_text=_("Empty: of every kind.")
        )
        return
    choices = [("", _("Any")), *((key, _(str(words))) for key, words in field.choices.items())]
    form.fields["role"] = forms.ChoiceField(label=str(field.label), choices=choices, required=False)
