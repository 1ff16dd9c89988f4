"""Copying a description, and keeping one as a template."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from catalog.admin.form_fields import LineField, PlaceField
from catalog.admin.opened import ADD, needs, on_record
from catalog.admin.page import page, posted
from catalog.admin.record_page import head_of
from catalog.admin.statement_fields import KIND_LABELS, KINDS, tag_of
from catalog.domain.description import Abstract, AnyStatement, Contents, Date, Extent
from catalog.models import Template
from catalog.records.author import Author
from catalog.records.copy import COPIED, copy_record, make_template
from catalog.records.queries import RecordView
from catalog.records.refusal import Refused

_MOSTLY_OWN = (Abstract, Contents, Date, Extent)
"""Kinds that differ from record to record, and are not ticked at first."""


class KindsForm(forms.Form):
    """What is taken over."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What is taken over"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, author: Author, under: str = "") -> None:
        held = [tag_of(one) for one in COPIED if one not in _MOSTLY_OWN]
        super().__init__(data, initial={"kinds": held, "under": under}, auto_id="copy-%s")
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(tag_of(one), str(KIND_LABELS[one])) for one in KINDS.values() if one in COPIED]

    def chosen(self) -> set[type[AnyStatement]]:
        return {KINDS[one] for one in self.cleaned_data["kinds"]}


class CopyForm(KindsForm):
    def __init__(self, data: Any, *, author: Author, under: str = "") -> None:
        super().__init__(data, author=author, under=under)
        self.fields["under"] = PlaceField(
            author=author,
            label=_("Place in the tree"),
            required=False,
            help_text=_(
                "The reference code or identifier of a collection, series or file. Empty: at the top."
            ),
        )


class TemplateForm(KindsForm):
    name = LineField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("The family of sources it is for: CREST report, State Department cable…"),
    )


@on_record(ADD)
def copy(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
    """What is copied, under which record; then the new draft."""
    under = record.ancestors[-1].public_id if record.ancestors else ""
    form = CopyForm(posted(request)[0], author=author, under=under)
    if form.is_valid():
        try:
            made = copy_record(record, form.chosen(), parent=form.cleaned_data["under"], author=author)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is made. Put right what is different."))
            return redirect("admin:catalog_record_change", made.pk)
    return _shown(request, record, form, _("Copy the description"), _("Copy"))


@on_record(ADD)
def keep_as_template(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
    """Keeps what is chosen of the record under a name."""
    form = TemplateForm(posted(request)[0], author=author)
    if form.is_valid():
        try:
            template = make_template(record, form.cleaned_data["name"], form.chosen(), author)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The template is kept: records can be begun from it."))
            return redirect(f"{reverse('admin:catalog_record_add')}?template={template.pk}")
    return _shown(request, record, form, _("Keep as a template"), _("Keep"))


@require_POST
@needs(ADD)
def remove_template(request: HttpRequest, author: Author, pk: int) -> HttpResponse:
    """Removes a template; records that were begun from it stay as they are."""
    get_object_or_404(Template, pk=pk).delete()
    messages.success(request, _("The template is removed."))
    return redirect("admin:catalog_record_add")


def _shown(
    request: HttpRequest, record: RecordView, form: KindsForm, title: str, button: str
) -> HttpResponse:
    told = {**head_of(request, record), "form": form, "heading": title, "button": button}
    return page(request, "desk/copy.html", title, status=400 if form.errors else 200, **told)
