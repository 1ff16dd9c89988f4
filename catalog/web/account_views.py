"""What people see of their own account: where they are signed in, the second step, the password."""

from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST


class SignedIn(NamedTuple):
    """One place where a person is signed in."""

    session: UserSession
    is_this: bool


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One page for all of it."""
    kinds = set(Authenticator.objects.filter(user=request.user.pk).values_list("type", flat=True))
    told = {
        "places": [
            SignedIn(one, one.session_key == request.session.session_key) for one in _sessions(request)
        ],
        "has_second_step": Authenticator.Type.TOTP in kinds,
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
    }
    return render(request, "account.html", told)


@require_POST
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Ends one other session of this person (``session``), or all others."""
    chosen = request.POST.get("session", "")
    others = [one for one in _sessions(request) if one.session_key != request.session.session_key]
    ended = [one for one in others if not chosen or str(one.pk) == chosen]
    for one in ended:
        one.end()
    said = ngettext("%(count)d session is ended.", "%(count)d sessions are ended.", len(ended))
    messages.success(request, said % {"count": len(ended)} if ended else _("There was nothing to end."))
    return redirect("account")


def _sessions(request: HttpRequest) -> list[UserSession]:
    """The newest first; what has ended meanwhile is left out, and forgotten."""
    held: list[UserSession] = UserSession.objects.purge_and_list(request.user)
    return sorted(held, key=lambda one: one.created_at, reverse=True)
