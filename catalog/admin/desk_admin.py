"""What the lists of the desk have in common."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin


class DeskAdmin(ModelAdmin):  # type: ignore[misc]  # Unfold has no types
    """The admin of a model whose list is narrowed by its filters alone."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Django lets an address compare any field in any way, and breaks on a year or an id that there
        cannot be.
        """
        compared = lookup.partition("__")[0] in {one.name for one in self.opts.get_fields()}
        by_day = bool(self.date_hierarchy) and lookup.startswith(f"{self.date_hierarchy}__")
        known = not compared or by_day or lookup in self._asked_by_filters()
        return known and bool(super().lookup_allowed(lookup, value, request))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """What is ticked goes to the database as it was sent."""
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(one.isdecimal() and len(one) < 19 for one in ticked):
            raise Http404(_("There is no such selection."))
        return cast(HttpResponseBase, super().changelist_view(request, extra_context))

    def _asked_by_filters(self) -> Iterator[str]:
        for one in self.list_filter:
            if isinstance(one, str):
                is_relation = self.opts.get_field(one).is_relation
                yield f"{one}__id__exact" if is_relation else f"{one}__exact"
                yield f"{one}__isnull"
            else:
                yield one.parameter_name
