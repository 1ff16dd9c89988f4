"""The audit at the desk: who saw and changed closed material, to be looked at and taken along as a table."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.opened import is_at_desk
from catalog.domain.disclosure import CLOSED
from catalog.interchange.csv import row
from catalog.models import AuditLine, User

LONGEST_YEAR = 4
"""Figures."""


@admin.register(AuditLine)
class AuditAdmin(DeskAdmin):
    list_display = ("at", "person_name", "act", "record_public_id", "detail")
    list_filter = ("act", "person_name")
    search_fields = ("record_public_id__startswith", "person_name__startswith")
    search_help_text = gettext_lazy("The identifier of a record, or the name of a person")
    date_hierarchy = "at"
    show_full_result_count = False
    list_display_links = None
    actions = ("as_table",)

    @admin.action(description=gettext_lazy("Take the chosen lines along as CSV"))
    def as_table(self, request: HttpRequest, chosen: QuerySet[AuditLine]) -> HttpResponseBase:
        response = StreamingHttpResponse(_table(chosen), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="audit.csv"'
        return response

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """The whole list where a day is asked for that no calendar has; Django ends over endless numbers."""
        if any(len(request.GET.get(f"at__{part}", "")) > LONGEST_YEAR for part in ("year", "month", "day")):
            return redirect(request.path)
        return super().changelist_view(request, extra_context)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The lines name closed material, so rank counts besides the permission."""
        own = request.user
        sees = is_at_desk(own) and isinstance(own, User) and own.rank >= CLOSED
        return sees and bool(super().has_view_permission(request, obj))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _table(lines: QuerySet[AuditLine]) -> Iterator[str]:
    yield "\ufeff" + row((_("at"), _("person"), _("act"), _("record"), _("detail")))
    for one in lines.iterator(1000):
        yield row((one.at.isoformat(), one.person_name, one.act, one.record_public_id, one.detail))
