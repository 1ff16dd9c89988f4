"""The menu of the desk: what this person may open."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.admin.opened import ADD, UPLOAD, VIEW, may

_CATALOGUE: tuple[tuple[Promise, str, str], ...] = (
    (_("Records"), "catalog_record_changelist", VIEW),
    (_("Add a record"), "catalog_record_add", ADD),
    (_("Upload files"), "catalog_record_upload", UPLOAD),
    (_("Opens or due for review"), "catalog_record_due", VIEW),
    (_("Cited and not held"), "catalog_record_cited", VIEW),
    (_("What aggregators refuse"), "catalog_record_harvests", VIEW),
    (_("Jobs"), "catalog_job_changelist", "view_job"),
    (_("Files"), "catalog_storedfile_changelist", "view_storedfile"),
    (_("Authorities"), "catalog_authority_changelist", "view_authority"),
    (_("Names without an authority"), "catalog_authority_waiting", "view_authority"),
    (_("Accessions"), "catalog_accession_changelist", "view_accession"),
    (_("Institutions"), "catalog_institution_changelist", "view_institution"),
)
_PEOPLE: tuple[tuple[Promise, str, str], ...] = (
    (_("Audit"), "catalog_auditline_changelist", "catalog.view_auditline"),
    (_("Users"), "catalog_user_changelist", "catalog.view_user"),
    (_("Groups"), "auth_group_changelist", "auth.view_group"),
)


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The menu in the form that Unfold takes."""
    catalogue = [_item(request, title, name) for title, name, leave in _CATALOGUE if may(request, leave)]
    people = [_item(request, title, name) for title, name, leave in _PEOPLE if request.user.has_perm(leave)]
    return [{"title": _("Catalogue"), "items": catalogue}, {"title": _("People"), "items": people}]


def stylesheet(request: HttpRequest) -> str:
    """The address of the desk's own stylesheet."""
    return static("desk/desk.css")


def _item(request: HttpRequest, title: Promise, name: str) -> dict[str, Any]:
    link = reverse(f"admin:{name}")
    return {"title": title, "link": link, "active": request.path == link}
