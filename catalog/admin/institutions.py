"""Institutions that hold what is described."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from catalog.models import Institution


@admin.register(Institution)
class InstitutionAdmin(ModelAdmin):  # type: ignore[misc]  # Unfold has no types
    list_display = ("name", "isil", "country")
    search_fields = ("name", "isil")
