"""Institutions that hold what is described."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.opened import is_at_desk
from catalog.models import Institution
from catalog.records.announce import announce_institution


@admin.register(Institution)
class InstitutionAdmin(DeskAdmin):
    list_display = ("name", "isil", "country")
    search_fields = ("name", "isil")

    def save_model(self, request: HttpRequest, obj: Institution, form: Any, change: bool) -> None:
        """A name stands in what harvesters get of every record."""
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            announce_institution(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Institution | None = None) -> bool:
        """For staff alone: the page that asks for confirmation names the records of the institution."""
        return is_at_desk(request.user) and bool(super().has_delete_permission(request, obj))
