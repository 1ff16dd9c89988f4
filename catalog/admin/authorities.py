"""Authorities with their names; saved through records.authorities, which sees to keys and headings."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from catalog.admin.authority_import import import_page
from catalog.admin.authority_merge import merge_page, part_again, use_of
from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.names_waiting import link_name, waiting_names
from catalog.admin.opened import is_at_desk, signed_in
from catalog.admin.suggest import suggest
from catalog.domain.date_display import in_words_or_as_given
from catalog.domain.names import direct, matching_key
from catalog.models import Authority, AuthorityName, AuthorityRelation
from catalog.records.authorities import Name, create_authority, rename, set_names
from catalog.records.refusal import Refused

_SET_BY_HAND = ("dates", "family_name_first", "latitude", "longitude", "source")


class OfAuthority(TabularInline):  # type: ignore[misc]  # Unfold has no types
    """Rows of an authority: who may change the authority may change them."""

    def has_view_permission(self, request: HttpRequest, obj: Authority | None = None) -> bool:
        return bool(request.user.has_perm("catalog.view_authority"))

    def has_add_permission(self, request: HttpRequest, obj: Authority | None = None) -> bool:
        return bool(request.user.has_perm("catalog.change_authority" if obj else "catalog.add_authority"))

    def has_change_permission(self, request: HttpRequest, obj: Authority | None = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Authority | None = None) -> bool:
        return self.has_add_permission(request, obj)


class NameInline(OfAuthority):
    model = AuthorityName
    fields = ("form", "system", "dates_of_use")
    extra = 1

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **named: Any) -> Any:
        """The table's heads are no labels to a screen reader: each field says its own."""
        field = super().formfield_for_dbfield(db_field, request, **named)
        if field is not None:
            field.widget.attrs["aria-label"] = db_field.verbose_name
        return field


class RelationInline(OfAuthority):
    """ISAAR(CPF) 5.3: what this authority is to others."""

    model = AuthorityRelation
    fk_name = "authority"
    fields = ("relation", "other")
    autocomplete_fields = ("other",)
    extra = 0
    verbose_name = _("relation to another authority")
    verbose_name_plural = _("relations to other authorities")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **named: Any) -> Any:
        """Only what this person sees can be named; the search of the list offers it."""
        named["queryset"] = Authority.objects.filter(
            seen_from__lte=signed_in(request).rank, merged_into__isnull=True
        )
        return super().formfield_for_foreignkey(db_field, request, **named)


@admin.register(Authority)
class AuthorityAdmin(DeskAdmin):
    list_display = ("heading", "kind", "life", "updated_at")
    list_filter = ("kind",)
    search_fields = ("heading",)
    search_help_text = _("Any name of the authority, or the beginning of one")
    fields = ("kind", "heading", *_SET_BY_HAND)
    inlines = (NameInline, RelationInline)
    show_full_result_count = False
    change_form_outer_after_template = "desk/authority_use.html"
    list_before_template = "desk/authority_tools.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        urls: list[URLPattern] = super().get_urls()
        return [
            path("suggest/", view(suggest), name="catalog_authority_suggest"),
            path("import/", view(import_page), name="catalog_authority_import"),
            path("waiting/", view(waiting_names), name="catalog_authority_waiting"),
            path("waiting/link/", view(link_name), name="catalog_authority_link_name"),
            path("<int:pk>/merge/", view(merge_page), name="catalog_authority_merge"),
            path("<int:pk>/part/", view(part_again), name="catalog_authority_part"),
            *urls,
        ]

    @admin.display(description=_("dates of existence"), ordering="dates")
    def life(self, authority: Authority) -> str:
        return in_words_or_as_given(authority.dates)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """What keeps an authority from being deleted are the records that use it: said once."""
        gone, counted, leave, kept = super().get_deleted_objects(objs, request)
        advice = _("Records use it. Merge it with another authority: its names and its records go there.")
        return gone, counted, leave, [advice] if kept else []

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **named: Any) -> Any:
        if db_field.name == "dates":
            named["help_text"] = _("1898/1976; 1945/.. where it goes on; 1952~ where it is about that year")
        return super().formfield_for_dbfield(db_field, request, **named)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Authority]:
        return Authority.objects.filter(seen_from__lte=signed_in(request).rank, merged_into__isnull=True)

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
        shown = self.get_object(request, object_id) if object_id else None
        use = use_of(shown, signed_in(request).rank) if shown else {}
        try:
            answer: HttpResponse = super().changeform_view(
                request, object_id, form_url, {**(extra_context or {}), **use}
            )
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
        names, relations = formsets
        said = [one for one in names.cleaned_data if one and not one["DELETE"]]
        held = [Name(one["form"], one["system"], one["dates_of_use"]) for one in said]
        set_names(form.instance, [*held, *_former_heading(form)])
        names.new_objects, names.changed_objects, names.deleted_objects = [], [], []
        relations.save()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_at_desk(request.user) and bool(super().has_module_permission(request))


def _former_heading(form: Any) -> list[Name]:
    """A heading that was changed stays a name."""
    former = form.initial.get("heading", "")
    return [Name(former, "heading")] if former and former != form.instance.heading else []
