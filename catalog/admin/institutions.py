"""Institutions that hold what is described."""

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from catalog.admin.opened import is_at_desk
from catalog.models import Institution


@admin.register(Institution)
class InstitutionAdmin(ModelAdmin):  # type: ignore[misc]  # Unfold has no types
    list_display = ("name", "isil", "country")
    search_fields = ("name", "isil")

    def has_delete_permission(self, request: HttpRequest, obj: Institution | None = None) -> bool:
        """For staff alone: the page that asks for confirmation names the records of the institution."""
        return is_at_desk(request.user) and bool(super().has_delete_permission(request, obj))
