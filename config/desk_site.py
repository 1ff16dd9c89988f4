"""The archivist's desk: the admin site and what its pages may load."""

from collections.abc import Callable
from typing import Any, cast

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
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
        return cast(View, csp_update(_RELAXED)(super().admin_view(view, cacheable)))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        # Imported here: this site is made before the models are loaded.
        from catalog.admin.dashboard import dashboard
        from catalog.admin.my_work import my_work

        told = {**my_work(request), **dashboard(request), **(extra_context or {})}
        return cast(HttpResponse, super().index(request, told))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        login = cast(View, csp_update(_RELAXED)(super().login))
        return login(request, extra_context)
