"""Upload of files: each is kept and its job asked for; the batch then shows what becomes of them."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.admin.act_forms import UploadForm
from catalog.admin.opened import UPLOAD, needs, signed_in
from catalog.admin.page import page, posted
from catalog.ingest.intake import take_in
from catalog.jobs.queue import new_batch
from catalog.records.accessions import join_batch
from catalog.records.author import Author


@needs(UPLOAD)
def upload(request: HttpRequest, author: Author) -> HttpResponse:
    """The form, and the taking in; ``?under=`` says where the records go."""
    form = UploadForm(author, request.GET.get("under", ""), *posted(request))
    if form.is_valid():
        batch, place = new_batch(), form.cleaned_data["under"]
        accession = form.cleaned_data["accession"]
        if accession:
            join_batch(accession, batch)
        told: dict[str, Any] = {
            "under": place.public_id if place else "",
            "batch": batch,
            "accession": accession.number if accession else "",
            "created_by": signed_in(request),
        }
        for one in form.cleaned_data["uploads"]:
            take_in(one, one.name, size=one.size, **told)
        return redirect(f"{reverse('admin:catalog_job_changelist')}?{urlencode({'batch': batch})}")
    status = 400 if form.errors else 200
    return page(request, "desk/upload.html", _("Upload files"), status=status, form=form)
