"""Records made by hand: a collection, a series, a file or an item."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.admin.act_forms import NewRecordForm
from catalog.admin.conflict import problem_of
from catalog.admin.opened import ADD, needs
from catalog.admin.page import page, posted
from catalog.domain.description import AnyStatement, Description, Identifier, Title
from catalog.domain.wording import label, title_of, words
from catalog.models import Record, Template
from catalog.records.author import Author
from catalog.records.copy import begun_from, without_title
from catalog.records.institutions import own_institution
from catalog.records.refusal import Refused
from catalog.records.save import create


@needs(ADD)
def new_record(request: HttpRequest, author: Author) -> HttpResponse:
    """The form of a new record, and its making; ``?under=`` says where it stands."""
    form = NewRecordForm(author, request.GET.get("under", ""), *posted(request))
    chosen, problem = _template(request), None
    begun = begun_from(chosen, author) if chosen else None
    if begun is not None:
        form.initial["level"] = begun.level
        form.initial["title"] = title_of(begun) if begun.of(Title) else ""
    if form.is_valid():
        try:
            made = make(form.cleaned_data, author, without_title(begun.statements) if begun else ())
        except Refused as refusal:
            problem = problem_of(refusal)
        else:
            messages.success(request, _("The draft is made. Add what you know of it."))
            return redirect("admin:catalog_record_change", made.pk)
    status = 400 if form.errors or problem else 200
    told: dict[str, Any] = {"form": form, "problem": problem, "templates": Template.objects.defer("snapshot")}
    told |= {"chosen_template": chosen, "begun": _in_words(begun) if begun else ()}
    return page(request, "desk/new_record.html", _("Add a record"), status=status, **told)


def _template(request: HttpRequest) -> Template | None:
    """The template that ``?template=`` names."""
    asked = request.GET.get("template", "")
    return get_object_or_404(Template, pk=int(asked)) if asked.isdecimal() and len(asked) < 9 else None


def _in_words(begun: Description) -> tuple[str, ...]:
    """What a template states beside the title."""
    return tuple(f"{_(label(one))}: {words(one)}" for one in without_title(begun.statements))


def make(said: Mapping[str, Any], author: Author, begun: tuple[AnyStatement, ...] = ()) -> Record:
    """A draft with its title and reference code accepted, and what it is begun with. Raises Refused."""
    at = timezone.now().isoformat(timespec="seconds")
    decided: dict[str, Any] = {"state": "accepted", "decided_by": author.name, "decided_at": at}
    statements: list[AnyStatement] = [Title(value=said["title"], title_kind=said["title_kind"], **decided)]
    if said["reference_code"]:
        statements.append(Identifier(value=said["reference_code"], role="reference code", **decided))
    description = Description(level=said["level"], statements=(*statements, *begun))
    return create(
        description,
        institution=said["institution"] or own_institution(),
        author=author,
        parent=said["under"],
        reason=_("Made by hand"),
    )
