"""Names in records that wait for an authority: whom each may name and why, and linking all of one at once."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from catalog.admin.authority_merge import CHANGE
from catalog.admin.form_fields import AuthorityField
from catalog.admin.opened import needs, signed_in
from catalog.admin.page import number_of, page
from catalog.domain.date_display import in_words_or_as_given
from catalog.models import Authority
from catalog.records.author import Author
from catalog.records.refusal import Refused
from catalog.records.unlinked_names import KINDS, Likely, Waiting, name_all, names_waiting

LISTED = 50
TITLES = {
    "agent": gettext_lazy("Persons and bodies"),
    "place": gettext_lazy("Places"),
    "subject": gettext_lazy("Subjects"),
}
WAITING = "admin:catalog_authority_waiting"


@needs("view_authority")
def waiting_names(request: HttpRequest, author: Author) -> HttpResponse:
    """The names that wait, by ``?kind=``, those of the most records first; ``?page=`` from 1."""
    kind = request.GET.get("kind", "agent")
    kind = kind if kind in KINDS else "agent"
    number = max(1, number_of(request.GET.get("page", "")))
    found = names_waiting(kind, author.rank, (number - 1) * LISTED, LISTED + 1)
    told: dict[str, Any] = {
        "kind": kind,
        "kinds": [(key, _(str(TITLES[key]))) for key in KINDS],
        "rows": [(one, _new_authority(one), _likely(one)) for one in found[:LISTED]],
        "earlier": number - 1,
        "later": number + 1 if len(found) > LISTED else 0,
        "authority_kinds": urlencode({"kind": KINDS[kind][1]}, True),
    }
    return page(
        request, "desk/names_waiting.html", _("Names without an authority"), **told, opts=Authority._meta
    )


@require_POST
@needs(CHANGE)
def link_name(request: HttpRequest, author: Author) -> HttpResponse:
    """Links all statements that bear one name to the authority that was chosen or typed."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    back = f"{reverse(WAITING)}?{urlencode({'kind': kind})}"
    try:
        _link(kind, key, request)
    except (Refused, ValidationError) as refusal:
        sentences = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        messages.error(request, " ".join(sentences))
    else:
        messages.success(request, _("Linked. The records follow; “Jobs” shows how far they are."))
    return redirect(back)


def _link(kind: str, key: str, request: HttpRequest) -> None:
    if kind not in KINDS:
        raise Refused(_("Choose persons and bodies, places or subjects."))
    user = signed_in(request)
    field = AuthorityField(kinds=KINDS[kind][1], rank=user.rank)
    field.clean(request.POST.get("authority") or request.POST.get("typed", ""))
    if field.found is None:
        raise Refused(_("Write or choose the authority that the name is of."))
    name_all(kind, key, field.found, user)


def _new_authority(one: Waiting) -> str:
    said = urlencode({"heading": one.name, "kind": KINDS[one.kind][1][0]})
    return f"{reverse('admin:catalog_authority_add')}?{said}"


def _likely(one: Waiting) -> list[tuple[Likely, str]]:
    """Whom a name may be of, each with the dates in words."""
    return [(likely, in_words_or_as_given(likely.authority.dates)) for likely in one.likely]
