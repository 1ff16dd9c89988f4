"""The forms of what is done to a record as a whole, and of making one by hand."""

from typing import Any, cast

import msgspec
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.form_fields import LineField, PlaceField
from catalog.admin.page import Files, Posted
from catalog.admin.statement_fields import ACCESS_FIELDS
from catalog.admin.statement_form import form_field
from catalog.domain.vocabularies import LEVELS
from catalog.models import Accession, Institution
from catalog.records.author import Author
from catalog.records.institutions import own_institution
from catalog.records.queries import RecordView

_PLACE_HELP = gettext_lazy("The reference code or identifier of a collection, series or file.")


class ActForm(forms.Form):
    """A form about one record, as one author sees it."""

    def __init__(
        self, record: RecordView, author: Author, data: Posted | None = None, files: Files | None = None
    ) -> None:
        super().__init__(data, files, initial=self.starting_from(record), auto_id="act-%s")
        self.fill(record, author)

    def starting_from(self, record: RecordView) -> dict[str, Any]:
        """What the form shows first."""
        return {}

    def fill(self, record: RecordView, author: Author) -> None:
        """Adds the fields that depend on the record or the author."""


class ReasonForm(ActForm):
    reason = LineField(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("It stays in the history of the record.")
    )


class NothingForm(ActForm):
    """Nothing to fill in."""


class PublishForm(ActForm):
    basis = LineField(
        label=gettext_lazy("Basis of publication"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Only for what was classified and bears no release: why it may be shown. Staff alone see it."
        ),
    )
    reason = LineField(label=gettext_lazy("Note for the history"), required=False)

    def starting_from(self, record: RecordView) -> dict[str, Any]:
        return {"basis": record.description.publication_basis}


class MoveForm(ActForm):
    reason = LineField(label=gettext_lazy("Note for the history"), required=False)
    field_order = ("under", "reason")

    def starting_from(self, record: RecordView) -> dict[str, Any]:
        return {"under": record.ancestors[-1].public_id if record.ancestors else ""}

    def fill(self, record: RecordView, author: Author) -> None:
        self.fields["under"] = PlaceField(
            author=author,
            label=_("New place"),
            required=False,
            help_text=f"{_PLACE_HELP} {_('Empty: the record stands at the top.')}",
        )
        self.order_fields(self.field_order)


class LevelForm(ActForm):
    level = forms.ChoiceField(label=gettext_lazy("Level of description"))
    label = LineField(
        label=gettext_lazy("Name of the level"),
        required=False,
        help_text=gettext_lazy("For another level than those of the list."),
    )

    def starting_from(self, record: RecordView) -> dict[str, Any]:
        return {"level": record.description.level, "label": record.description.level_label}

    def fill(self, record: RecordView, author: Author) -> None:
        is_part = record.description.level == "part"
        cast(forms.ChoiceField, self.fields["level"]).choices = level_choices(parts=is_part)


class AccessForm(ActForm):
    def starting_from(self, record: RecordView) -> dict[str, Any]:
        return msgspec.structs.asdict(record.description.access)

    def fill(self, record: RecordView, author: Author) -> None:
        for field in ACCESS_FIELDS:
            self.fields[field.name] = form_field(field, author.rank)

    def clean(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        if said.get("opens_on") and said.get("opens_after_years"):
            self.add_error("opens_after_years", _("Give a day or a number of years, not both."))
        return said


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class SeveralFilesField(forms.FileField):
    """One file or many; the value is the list of them."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        given = data if isinstance(data, list) else [data] if data else []
        # An empty file is not refused here: its job says so, beside the others of the batch.
        if not given:
            raise forms.ValidationError(_("Choose one file or more."))
        return given


class AttachForm(ActForm):
    uploads = SeveralFilesField(label=gettext_lazy("Files"))


class UploadForm(forms.Form):
    """Files to be read and described, and where their records go."""

    uploads = SeveralFilesField(
        label=gettext_lazy("Files"), help_text=gettext_lazy("Plain text, HTML or PDF; as many as you like.")
    )

    def __init__(
        self, author: Author, under: str, data: Posted | None = None, files: Files | None = None
    ) -> None:
        super().__init__(data, files, initial={"under": under})
        self.fields["under"] = PlaceField(
            author=author,
            label=_("Place in the tree"),
            required=False,
            help_text=f"{_PLACE_HELP} {_('Empty: the records stand at the top and can be moved later.')}",
        )
        self.fields["accession"] = forms.ModelChoiceField(
            Accession.objects.all(),
            label=_("Accession"),
            required=False,
            help_text=_("With what the files came; it is stated in their records."),
        )


class NewRecordForm(forms.Form):
    """A record made by hand: what it must have; everything else is added on its page."""

    level = forms.ChoiceField(label=gettext_lazy("Level of description"))
    title = LineField(label=gettext_lazy("Title"))
    title_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of title"),
        choices=[
            ("supplied", gettext_lazy("Supplied by the archivist")),
            ("formal", gettext_lazy("Formal: it stands on the material")),
        ],
    )
    reference_code = LineField(label=gettext_lazy("Reference code"), required=False)
    institution = forms.ModelChoiceField(
        Institution.objects.all(),
        label=gettext_lazy("Institution"),
        required=False,
        help_text=gettext_lazy("What stands under another record belongs to that record's institution."),
    )

    def __init__(
        self, author: Author, under: str, data: Posted | None = None, files: Files | None = None
    ) -> None:
        super().__init__(
            data, files, initial={"under": under, "level": "fonds", "institution": own_institution()}
        )
        cast(forms.ChoiceField, self.fields["level"]).choices = level_choices()
        self.fields["under"] = PlaceField(
            author=author,
            label=_("Place in the tree"),
            required=False,
            help_text=f"{_PLACE_HELP} {_('Empty: the record stands at the top.')}",
        )

    def clean(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        if not self.errors and not said.get("under") and not said.get("institution"):
            self.add_error(
                "institution", _("Choose the institution: a record at the top of the tree needs one.")
            )
        return said


def level_choices(*, parts: bool = False) -> list[tuple[str, str]]:
    """The levels; a part is made with its document and never turns into another level, nor the reverse."""
    return [(key, _(label)) for key, label in LEVELS.items() if (key == "part") == parts]
