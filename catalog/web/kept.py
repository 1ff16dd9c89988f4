"""What a signed-in person keeps: searches with their feeds, and tokens for programs."""

import secrets

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.domain.disclosure import STAFF
from catalog.models import SavedSearch, Token, User
from catalog.records.tokens import LONGEST_DAYS
from catalog.web.search_address import address, read_query

MOST_KEPT = 100


class TokenForm(forms.Form):
    """A new token. Who is no staff has nothing to change, and is offered reading alone."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("What program it is for"))
    scope = forms.ChoiceField(label=_("May"), choices=Token.Scope.choices)
    days = forms.IntegerField(label=_("Ends after days"), min_value=1, max_value=LONGEST_DAYS, initial=90)

    def __init__(self, user: User, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        if user.rank < STAFF:
            self.fields["scope"].choices = Token.Scope.choices[:1]  # type: ignore[attr-defined]


def keep_search(user: User, asked: str) -> SavedSearch:
    """The search of a web address, kept; one that is kept already stays as it is. Raises InvalidQuery."""
    query = read_query(QueryDict(asked))
    path = address(query)
    words = query.words or ", ".join(value for values in query.filters.values() for value in values)
    made = {
        "name": words[:200] or _("All records"),
        "key": secrets.token_urlsafe(32),
        "told_until": timezone.now(),
    }
    kept, _new = SavedSearch.objects.get_or_create(user=user, query=path.partition("?")[2], defaults=made)
    return kept


def searches_of(user: User) -> list[dict[str, object]]:
    """The kept searches with the addresses of their results and feeds."""
    return [
        {
            "saved": one,
            "results": f"{reverse('search')}?{one.query}",
            "feed": settings.SITE_URL + reverse("saved-feed", args=[one.key]),
        }
        for one in user.saved_searches.all()[:MOST_KEPT]
    ]
