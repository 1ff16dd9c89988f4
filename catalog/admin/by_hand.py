"""Records made by hand: a collection, a series, a file or an item."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.admin.act_forms import NewRecordForm
from catalog.admin.conflict import problem_of
from catalog.admin.opened import ADD, needs
from catalog.admin.page import page, posted
from catalog.domain.description import AnyStatement, Description, Identifier, Title
from catalog.models import Record
from catalog.records.author import Author
from catalog.records.institutions import own_institution
from catalog.records.refusal import Refused
from catalog.records.save import create


@needs(ADD)
def new_record(request: HttpRequest, author: Author) -> HttpResponse:
    """The form of a new record, and its making; ``?under=`` says where it stands."""
    form = NewRecordForm(author, request.GET.get("under", ""), *posted(request))
    problem = None
    if form.is_valid():
        try:
            made = make(form.cleaned_data, author)
        except Refused as refusal:
            problem = problem_of(refusal)
        else:
            messages.success(request, _("The draft is made. Add what you know of it."))
            return redirect("admin:catalog_record_change", made.pk)
    status = 400 if form.errors or problem else 200
    return page(request, "desk/new_record.html", _("Add a record"), status=status, form=form, problem=problem)


def make(said: Mapping[str, Any], author: Author) -> Record:
    """A draft with its title and reference code accepted. Raises Refused."""
    at = timezone.now().isoformat(timespec="seconds")
    decided: dict[str, Any] = {"state": "accepted", "decided_by": author.name, "decided_at": at}
    statements: list[AnyStatement] = [Title(value=said["title"], title_kind=said["title_kind"], **decided)]
    if said["reference_code"]:
        statements.append(Identifier(value=said["reference_code"], role="reference code", **decided))
    description = Description(level=said["level"], statements=tuple(statements))
    return create(
        description,
        institution=said["institution"] or own_institution(),
        author=author,
        parent=said["under"],
        reason=_("Made by hand"),
    )
