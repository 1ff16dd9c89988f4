"""What aggregators would refuse, set by set; each number leads to the list of records to mend."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.admin.opened import VIEW, needs
from catalog.admin.page import page
from catalog.interchange.requirements import AGGREGATORS, PROFILES, REQUIREMENTS
from catalog.oai.describe import set_name
from catalog.records.author import Author
from catalog.records.refusals import Refusals, refusals


class Row(NamedTuple):
    """A set; ``address`` leads to all that are refused.

    ``reasons`` are what is lacking, numbers of records and the addresses of their lists.
    """

    name: str
    spec: str
    records: int
    refused: int
    address: str
    reasons: tuple[tuple[str, int, str], ...]


@needs(VIEW)
def harvests(request: HttpRequest, author: Author) -> HttpResponse:
    """The table of one aggregator, chosen by ``?profile=``. It counts public records, which all may see."""
    profile = request.GET.get("profile", "")
    profile = profile if profile in PROFILES else "dpla"
    return page(
        request,
        "desk/harvests.html",
        _("What aggregators refuse"),
        profiles=list(AGGREGATORS.items()),
        profile=profile,
        reasons=[_(REQUIREMENTS[name]) for name in PROFILES[profile]],
        rows=[_row(one, profile) for one in refusals(profile)],
    )


def _row(one: Refusals, profile: str) -> Row:
    spec = one.harvest_set.spec if one.harvest_set else ""
    name = set_name(one.harvest_set) if one.harvest_set else _("All public records")
    reasons = tuple((_(REQUIREMENTS[name]), count, _list(spec, name)) for name, count in one.reasons.items())
    return Row(name, spec, one.records, one.refused, _list(spec, profile), reasons)


def _list(spec: str, lacks: str) -> str:
    asked = {"lacks": lacks, **({"set": spec} if spec else {})}
    return f"{reverse('admin:catalog_record_changelist')}?{urlencode(asked)}"
