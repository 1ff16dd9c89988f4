"""Kept files and the state of their fixity, to be looked at."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.opened import is_at_desk, signed_in
from catalog.admin.withheld import files_seen
from catalog.models import StoredFile


@admin.register(StoredFile)
class StoredFileAdmin(DeskAdmin):
    list_display = ("name", "media_type", "size_in_words", "state", "kept_at", "checked_at", "records")
    list_filter = ("state",)
    search_fields = ("sha256__startswith", "name__istartswith")
    search_help_text = _("The beginning of a name or of a SHA-256 digest")
    show_full_result_count = False
    ordering = ("-pk",)
    fields = ("name", "sha256", "media_type", "size_in_words", "state", "kept_at", "checked_at")
    readonly_fields = ("size_in_words",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[StoredFile]:
        return files_seen(signed_in(request).rank).annotate(record_count=Count("record_rows"))

    @admin.display(description=_("size"), ordering="size")
    def size_in_words(self, file: StoredFile) -> str:
        return filesizeformat(file.size)

    @admin.display(description=_("records"))
    def records(self, file: Any) -> int:
        return int(file.record_count)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_at_desk(request.user) and bool(super().has_view_permission(request, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
