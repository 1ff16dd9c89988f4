"""What opens, is published or is due for review soon, and what is overdue."""

from datetime import timedelta
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Coalesce, Least, NullIf
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog.admin.opened import VIEW, needs
from catalog.admin.page import page
from catalog.domain.dates import in_words
from catalog.models import Record
from catalog.records.author import Author
from catalog.records.due import SOON_DAYS, opening_or_review
from catalog.records.queries import visible_to

AT_ONCE = 100
_NEVER = "9999"


class What(NamedTuple):
    """One thing that is due, and when."""

    words: str
    when: str
    is_overdue: bool


class Due(NamedTuple):
    """One record and what is due of it."""

    title: str
    address: str
    what: tuple[What, ...]


@needs(VIEW)
def due(request: HttpRequest, author: Author) -> HttpResponse:
    """The list, the earliest first: what falls due within 90 days, and what should have been done."""
    now = timezone.now()
    rows = opening_or_review(visible_to(author.rank), now + timedelta(days=SOON_DAYS))
    ordered = rows.annotate(first=_first_day()).order_by("first", "pk").defer("snapshot")
    shown = Paginator(ordered, AT_ONCE).get_page(request.GET.get("page"))
    today = timezone.localtime(now).date().isoformat()
    listed = [_due(one, today) for one in shown]
    title = _("Opens or due for review")
    return page(request, "desk/due.html", title, rows=listed, pages=shown, days=SOON_DAYS)


def _first_day() -> Least:
    """The earliest of the three days; an empty one counts as the last of all."""
    days = [Coalesce(NullIf(F(name), Value("")), Value(_NEVER)) for name in ("opens_on", "review_on")]
    at = Case(
        When(publish_at__isnull=True, then=Value(_NEVER)),
        default=Cast("publish_at", CharField()),
        output_field=CharField(),
    )
    return Least(*days, at)


def _due(record: Record, today: str) -> Due:
    what = []
    if record.opens_on:
        what.append(What(_("Opens"), in_words(record.opens_on), record.opens_on < today))
    if record.review_on:
        when = in_words(record.review_on)
        what.append(What(_("Access due for review"), when, record.review_on < today))
    if record.publish_at:
        at = timezone.localtime(record.publish_at)
        overdue = at.date().isoformat() < today
        what.append(What(_("To be published"), date_format(at, "j F Y, H:i"), overdue))
    return Due(record.title, reverse("admin:catalog_record_change", args=[record.pk]), tuple(what))
