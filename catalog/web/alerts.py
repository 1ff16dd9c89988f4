"""Mail to readers who keep a search: what is new of it since they were last told."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain.wording import title_of
from catalog.exports.addresses import record_address
from catalog.exports.feed import newest
from catalog.models import SavedSearch
from catalog.search.query import InvalidQuery, SearchAway
from catalog.web.search_address import read_query

logger = logging.getLogger(__name__)


def send_alerts() -> int:
    """One mail a search of which something is new; returns how many. What the engine could not answer, or the
    mail server did not take, is told the next time.
    """
    wanted = SavedSearch.objects.filter(by_mail=True, user__is_active=True).exclude(user__email="")
    sent = 0
    for saved in wanted.select_related("user").order_by("pk").iterator():
        try:
            sent += _tell(saved)
        except (InvalidQuery, SearchAway, OSError) as problem:
            logger.warning("Saved search %s: no mail was sent (%s).", saved.pk, type(problem).__name__)
    return sent


def _tell(saved: SavedSearch) -> int:
    now = timezone.now()
    new = newest(read_query(QueryDict(saved.query)), saved.told_until)
    if not new:
        return 0
    lines = [f"{title_of(one.description)}\n{record_address(one.public_id)}\n" for one in new]
    search = f"{settings.SITE_URL}{reverse('search')}?{saved.query}"
    ending = _("All results: %(search)s\nNo more of this: %(account)s\n") % {
        "search": search,
        "account": settings.SITE_URL + reverse("kept"),
    }
    subject = _("New in “%(name)s”: %(count)s") % {"name": saved.name, "count": len(new)}
    send_mail(" ".join(subject.split()), "\n".join([*lines, ending]), None, [saved.user.email])
    SavedSearch.objects.filter(pk=saved.pk).update(told_until=now)
    return 1
