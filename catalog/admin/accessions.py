"""Accessions at the desk: the list, the form, and what came with each."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Count, QuerySet, TextField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.widgets import UnfoldAdminTextareaWidget

from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.opened import is_at_desk, signed_in
from catalog.domain.description import Provenance
from catalog.domain.identifiers import matching_number
from catalog.models import Accession, Job, Record, StatementRow
from catalog.records.accessions import accessions_named, keep_accession, refuse_number
from catalog.records.author import person
from catalog.records.institutions import own_institution
from catalog.records.queries import RecordView
from catalog.records.refusal import Refused

_OFFERED = 20
_LINK = "text-primary-600 dark:text-primary-500 underline"
"""As Unfold shows links among the fields that are only read."""


class Named(NamedTuple):
    """An accession as the page of a record names it."""

    number: str
    address: str


class AccessionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    class Meta:
        model = Accession
        fields = ("number", "institution", "received_on", "source", "terms", "extent", "note")

    def clean(self) -> dict[str, Any]:
        said = dict(super().clean() or {})
        number, institution = said.get("number"), said.get("institution")
        if number and institution:
            try:
                refuse_number(Accession(pk=self.instance.pk, number=number, institution=institution))
            except Refused as refusal:
                self.add_error("number", str(refusal))
        return said


@admin.register(Accession)
class AccessionAdmin(DeskAdmin):
    form = AccessionForm
    formfield_overrides = {TextField: {"widget": UnfoldAdminTextareaWidget(attrs={"rows": 3})}}
    list_select_related = ("institution",)
    list_display = ("number", "received_on", "source", "extent", "institution")
    list_filter = ("institution",)
    search_fields = ("number", "source", "note")
    search_help_text = gettext_lazy("A number, a source, or words of the note")
    show_full_result_count = False
    fields = ("number", "institution", "received_on", "source", "terms", "extent", "note", "records", "files")
    readonly_fields = ("records", "files")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"institution": own_institution().pk, **super().get_changeform_initial_data(request)}

    @admin.display(description=gettext_lazy("records"))
    def records(self, accession: Accession) -> str:
        if accession.pk is None:
            return "–"
        query = urlencode({"accession": accession.number})
        where = reverse("admin:catalog_record_changelist")
        words = _("Records that name it")
        return format_html('<a class="{}" href="{}?{}">{}</a>', _LINK, where, query, words)

    @admin.display(description=gettext_lazy("batches of files"))
    def files(self, accession: Accession) -> str | SafeString:
        batches = list(accession.batches.values_list("batch", flat=True)) if accession.pk else []
        counted = Job.objects.filter(batch__in=batches).order_by().values_list("batch").annotate(Count("pk"))
        where = reverse("admin:catalog_job_changelist")
        lines = (
            (_LINK, where, batch, ngettext("%(count)d file", "%(count)d files", files) % {"count": files})
            for batch, files in counted
        )
        return format_html_join(", ", '<a class="{}" href="{}?batch={}">{}</a>', lines) or "–"

    def save_model(self, request: HttpRequest, obj: Accession, form: Any, change: bool) -> None:
        keep_accession(obj, author=person(signed_in(request)))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_at_desk(request.user) and bool(super().has_view_permission(request, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_at_desk(request.user) and bool(super().has_add_permission(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_at_desk(request.user) and bool(super().has_change_permission(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_at_desk(request.user) and bool(super().has_delete_permission(request, obj))


class AccessionFilter(SimpleListFilter):
    """Records of one accession: the latest are offered, and any can be named in the address."""

    title = gettext_lazy("accession")
    parameter_name = "accession"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(one.number, one.number) for one in Accession.objects.all()[:_OFFERED]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        if not self.value():
            return queryset
        rows = StatementRow.objects.filter(kind="provenance", role="accession")
        rows = rows.filter(key=matching_number(self.value() or "")).exclude(state="rejected")
        return queryset.filter(pk__in=rows.values("record"))


def named_in(record: RecordView) -> list[Named]:
    """The accessions that a record names, each with its page; nothing is asked where it names none."""
    if all(one.element != "accession" for one in record.description.of(Provenance)):
        return []
    return [
        Named(one.number, reverse("admin:catalog_accession_change", args=[one.pk]))
        for one in accessions_named(record.pk)
    ]
