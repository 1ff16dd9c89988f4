"""The archivist's desk: the admin site and what its pages may load."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

View = Callable[..., HttpResponse]

_RELAXED = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}
"""The menus of the admin are written with Alpine, which evaluates the words of its attributes, and the
colours of the theme stand in the page. Scripts in the page itself stay forbidden."""


class DeskSite(UnfoldAdminSite):  # type: ignore[misc]  # Unfold has no types
    """The admin under a policy that allows what its menus need, and that alone."""

    index_title = _("Desk")

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        guarded = _with_second_step(_that_can_be_meant(super().admin_view(view, cacheable)))
        return cast(View, csp_update(_RELAXED)(guarded))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        # Imported here: this site is made before the models are loaded.
        from catalog.admin.dashboard import dashboard
        from catalog.admin.my_work import my_work

        told = {**my_work(request), **dashboard(request), **(extra_context or {})}
        return cast(HttpResponse, super().index(request, told))

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Unfold looks the number of the page up without a thought that there may be none of it."""
        try:
            return cast(HttpResponse, super().search(request, extra_context))
        except InvalidPage as wrong:
            raise Http404(_("There is no such page of what was found.")) from wrong

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one page for signing in, the site's own."""
        if not request.user.is_authenticated:
            where = request.GET.get(REDIRECT_FIELD_NAME, "") or reverse("admin:index")
            return redirect_to_login(where, reverse("sign-in"))
        if not self.has_permission(request):
            raise PermissionDenied(_("The desk is for staff. Ask an administrator for the rank of staff."))
        return redirect("admin:index")


def _that_can_be_meant(view: View) -> View:
    """Django's forms break where the field by which something is looked up has no name."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.GET.get(TO_FIELD_VAR) == "":
            raise Http404(_("There is no such page."))
        return view(request, *args, **named)

    return opened


def _with_second_step(view: View) -> View:
    """Where the site asks for a second step at the desk, whoever has none is led to setting it up."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if settings.DESK_NEEDS_SECOND_STEP and request.user.is_authenticated:
            # Imported here, as this site is made before the models are loaded.
            from allauth.mfa.utils import is_mfa_enabled

            if not is_mfa_enabled(request.user):
                messages.warning(request, _("The desk asks for a second step. Set it up here first."))
                return redirect("account")
        return view(request, *args, **named)

    return opened
