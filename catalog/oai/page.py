"""What people see who open /oai: what it is, what there is to harvest, and forms to ask with."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.models import Record
from catalog.oai.describe import earliest, public_sets, set_name
from catalog.oai.formats import EAD, FLAT
from catalog.oai.identifiers import namespace

SETS_SHOWN = 100


def page(request: HttpRequest) -> HttpResponse:
    """The page; nothing on it is more than the public may know."""
    space = namespace()
    stamped = Record.objects.filter(oai_datestamp__isnull=False, document__isnull=True)
    sample = stamped.filter(seen_from=0).order_by("oai_datestamp", "id").first()
    sets = list(public_sets().order_by("pk")[: SETS_SHOWN + 1])
    shown = {
        "base": f"{settings.SITE_URL}{reverse('oai')}",
        "space": space,
        "count": stamped.filter(seen_from=0).count(),
        "earliest": earliest(),
        "licence": settings.METADATA_LICENCE,
        "sample": f"oai:{space}:{sample.public_id}" if sample else "",
        "formats": [*((prefix, one.label) for prefix, one in FLAT.items()), (EAD, "EAD 2002")],
        "sets": [(one.spec, set_name(one)) for one in sets[:SETS_SHOWN]],
        "more_sets": len(sets) > SETS_SHOWN,
    }
    return render(request, "oai.html", shown)


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Leads from the form of a list to the request it stands for: a field left empty is no argument."""
    asked = {name: value for name, value in request.GET.items() if value}
    return redirect(f"{reverse('oai')}?{urlencode(asked)}")
