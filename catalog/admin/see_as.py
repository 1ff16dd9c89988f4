"""A record as a rank would see it: the readers' own page, made by disclosure at that rank."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from catalog.admin.opened import VIEW, on_record
from catalog.models.user import Rank
from catalog.records.author import Author
from catalog.records.queries import RecordView, view
from catalog.web.record_page import record_page


@on_record(VIEW)
def see_as(request: HttpRequest, author: Author, record: RecordView, rank: int) -> HttpResponse:
    """The page of the record at a rank that is not above the author's own."""
    if rank not in Rank.values:
        raise Http404(_("There is no such rank."))
    if rank > author.rank:
        raise PermissionDenied(_("You can see a record as ranks up to your own see it."))
    found = view(record.public_id, rank)
    after, cited = request.GET.get("after", ""), request.GET.get("cite", "")
    told = {
        "page": record_page(found, rank, after, cited) if found else None,
        "pk": record.pk,
        "rank": rank,
        "rank_words": Rank(rank).label,
        "ranks": ranks_up_to(author.rank),
    }
    return render(request, "desk/see_as.html", told)


def ranks_up_to(rank: int) -> list[tuple[int, str]]:
    """The ranks as which somebody of this rank can look, with their words."""
    return [(one.value, str(one.label)) for one in Rank if one.value <= rank]
