"""Authorities with their names; saved through records.authorities, which sees to keys and headings."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from catalog.admin.opened import is_at_desk, signed_in
from catalog.admin.suggest import suggest
from catalog.domain.names import direct, matching_key
from catalog.models import Authority, AuthorityName
from catalog.records.authorities import Name, create_authority, rename, set_names
from catalog.records.refusal import Refused

_SET_BY_HAND = ("dates", "family_name_first", "latitude", "longitude", "source")


class NameInline(TabularInline):  # type: ignore[misc]  # Unfold has no types
    model = AuthorityName
    fields = ("form", "system", "dates_of_use")
    extra = 1

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **named: Any) -> Any:
        """The table's heads are no labels to a screen reader: each field says its own."""
        field = super().formfield_for_dbfield(db_field, request, **named)
        if field is not None:
            field.widget.attrs["aria-label"] = db_field.verbose_name
        return field


@admin.register(Authority)
class AuthorityAdmin(ModelAdmin):  # type: ignore[misc]  # Unfold has no types
    list_display = ("heading", "kind", "dates", "updated_at")
    list_filter = ("kind",)
    search_fields = ("heading",)
    search_help_text = _("Any name of the authority, or the beginning of one")
    fields = ("kind", "heading", *_SET_BY_HAND)
    inlines = (NameInline,)
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(suggest)
        urls: list[URLPattern] = super().get_urls()
        return [path("suggest/", view, name="catalog_authority_suggest"), *urls]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Authority]:
        return Authority.objects.filter(seen_from__lte=signed_in(request).rank)

    def get_readonly_fields(self, request: HttpRequest, obj: Authority | None = None) -> tuple[str, ...]:
        return ("kind",) if obj else ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Authority], search_term: str
    ) -> tuple[QuerySet[Authority], bool]:
        key = matching_key(direct(search_term))
        if not key:
            return queryset, False
        bearing = AuthorityName.objects.filter(key__gte=key, key__lt=key + "\U0010ffff")
        return queryset.filter(pk__in=bearing.values("authority")), False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        try:
            answer: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        return answer

    def save_model(self, request: HttpRequest, obj: Authority, form: Any, change: bool) -> None:
        set_by_hand = {name: getattr(obj, name) for name in _SET_BY_HAND}
        if not change:
            made = create_authority(obj.kind, obj.heading, **set_by_hand)
            obj.pk, obj.public_id, obj.seen_from = made.pk, made.public_id, made.seen_from
            obj._state.adding = False
            return
        held = Authority.objects.get(pk=obj.pk)
        if held.heading != obj.heading:
            rename(held, obj.heading)
        obj.save(update_fields=[*set_by_hand, "updated_at"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        said = [one for formset in formsets for one in formset.cleaned_data if one and not one["DELETE"]]
        names = [Name(one["form"], one["system"], one["dates_of_use"]) for one in said]
        set_names(form.instance, [*names, *_former_heading(form)])
        for formset in formsets:
            formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_at_desk(request.user) and bool(super().has_module_permission(request))


def _former_heading(form: Any) -> list[Name]:
    """A heading that was changed stays a name."""
    former = form.initial.get("heading", "")
    return [Name(former, "heading")] if former and former != form.instance.heading else []
