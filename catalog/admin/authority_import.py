"""Authorities out of a file of another system: uploaded here, taken in by a job."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.opened import needs, signed_in
from catalog.admin.page import page, posted
from catalog.files.store import FileTooLarge, keep
from catalog.imports.authorities import FORMATS, LARGEST, ask_for_import
from catalog.jobs.queue import WorkRefused
from catalog.models import Authority
from catalog.records.author import Author


class ImportForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"))
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=[(one, one) for one in FORMATS])
    kind = forms.ChoiceField(
        label=gettext_lazy("What the concepts are"),
        choices=[(one.value, one.label) for one in Authority.Kind],
        initial=Authority.Kind.SUBJECT,
        help_text=gettext_lazy("For SKOS alone: an EAC-CPF file says of each entry what it is."),
    )


@needs("add_authority")
def import_page(request: HttpRequest, author: Author) -> HttpResponse:
    """The form; what is sent is kept and read by a job, whose report says what became of each entry."""
    data, files = posted(request)
    form = ImportForm(data, files, auto_id="import-%s")
    if form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            file = keep(said["file"], said["file"].name, LARGEST, said["file"].size)
            ask_for_import(file, said["format"], said["kind"], signed_in(request))
        except (FileTooLarge, WorkRefused) as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The file is being read; its job says what became of it."))
            return redirect("admin:catalog_job_changelist")
    told = {"form": form, "opts": Authority._meta}
    return page(
        request,
        "desk/authority_import.html",
        _("Import authorities"),
        **told,
        status=400 if form.errors else 200,
    )
