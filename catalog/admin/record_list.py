"""The list of records, and the addresses of everything that is done to one."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from catalog.admin.accessions import AccessionFilter
from catalog.admin.acts import ACTS, page_of
from catalog.admin.again import ReadFilter, read_chosen_again, read_older_again
from catalog.admin.bulk import act_on_bulk, bulk, bulk_job, change_together
from catalog.admin.by_hand import new_record
from catalog.admin.cited import cited
from catalog.admin.copying import copy, keep_as_template, remove_template
from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.due import due
from catalog.admin.harvest_filters import LacksFilter, SetFilter
from catalog.admin.harvests import harvests
from catalog.admin.history import history, restore_revision
from catalog.admin.keeping_acts import KEEPING_ACTS
from catalog.admin.list_steps import AssignedFilter, StageFilter, approve_chosen, send_chosen
from catalog.admin.long_list import LongPaginator
from catalog.admin.opened import ADD, APPROVE, CHANGE, VIEW, Page, is_at_desk, may, needs, signed_in
from catalog.admin.record_filters import (
    BatchFilter,
    CheckFilter,
    FormFilter,
    FromFilter,
    IndexedFilter,
    LanguageFilter,
    LevelFilter,
    MissingFilter,
    ProposedFilter,
    ToFilter,
    UnderFilter,
)
from catalog.admin.record_lines import (
    RecordList,
    changed,
    dates,
    level_words,
    place,
    proposed_count,
    status_shown,
)
from catalog.admin.record_page import record_page
from catalog.admin.review import accept_fields, publish_and_next, review, send_and_next
from catalog.admin.saved_filters import remove_filter, save_filter
from catalog.admin.see_as import see_as
from catalog.admin.sheet import check_cells, sheet
from catalog.admin.statement_views import (
    DECISIONS,
    add_statement,
    date_reading,
    decide,
    edit_statement,
    statement_row,
)
from catalog.admin.upload import upload
from catalog.admin.work_acts import WORK_ACTS
from catalog.models import Record
from catalog.records.author import Author
from catalog.records.lookup import search
from catalog.records.queries import visible_to


@admin.register(Record)
class RecordAdmin(DeskAdmin):
    """Records are listed here; they are written by catalog/records alone, on pages of our own."""

    list_display = (
        "title",
        level_words,
        status_shown,
        dates,
        proposed_count,
        place,
        changed,
    )
    list_filter = (
        "status",
        StageFilter,
        AssignedFilter,
        LevelFilter,
        UnderFilter,
        FormFilter,
        FromFilter,
        ToFilter,
        ProposedFilter,
        MissingFilter,
        CheckFilter,
        LacksFilter,
        SetFilter,
        LanguageFilter,
        "institution",
        IndexedFilter,
        ReadFilter,
        BatchFilter,
        AccessionFilter,
    )
    search_fields = ("title",)
    search_help_text = gettext_lazy("Beginning of a title or reference code, an identifier, or any number")
    ordering = ("-updated_at", "-id")
    list_per_page = 50
    paginator = LongPaginator
    show_full_result_count = False
    list_fullwidth = True
    list_before_template = "desk/list_before.html"
    actions = (change_together, send_chosen, approve_chosen, read_chosen_again)
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[Record]:
        return visible_to(signed_in(request).rank).defer("snapshot")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Record], search_term: str
    ) -> tuple[QuerySet[Record], bool]:
        return search(queryset, search_term), False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordList

    def has_view_permission(self, request: HttpRequest, obj: Record | None = None) -> bool:
        return may(request, VIEW) or may(request, CHANGE)

    def has_change_permission(self, request: HttpRequest, obj: Record | None = None) -> bool:
        return may(request, CHANGE)

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """Asked for by the action of that name."""
        return may(request, APPROVE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(request, ADD)

    def has_delete_permission(self, request: HttpRequest, obj: Record | None = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_at_desk(request.user) and bool(super().has_module_permission(request))

    def get_urls(self) -> list[URLPattern]:
        """The list is the admin's; every other page is our own, so that nothing saves a row by itself."""
        view = self.admin_site.admin_view
        pages = {"": (self.changelist_view, "changelist"), **PAGES}
        acts = {**ACTS, **WORK_ACTS, **KEEPING_ACTS}
        pages |= {f"<int:pk>/{name}/": (page_of(act), name) for name, act in acts.items()}
        urls = [path(where, view(one), name=_named(name)) for where, (one, name) in pages.items()]
        urls += [
            path(f"bulk/<int:pk>/{act}/", view(act_on_bulk), {"act": act}, name=_named(f"bulk_{name}"))
            for act, name in (("stop", "stop"), ("go-on", "go_on"), ("undo", "undo"))
        ]
        return urls + [
            path(f"{STATEMENT}{act}/", view(decide), {"act": act}, name=_named(act)) for act in DECISIONS
        ]


@needs(VIEW)
def by_public_id(request: HttpRequest, author: Author, public_id: str) -> HttpResponse:
    """The page of a record by its identifier, as other pages name it."""
    found = get_object_or_404(visible_to(author.rank).only("pk"), public_id=public_id)
    return redirect("admin:catalog_record_change", found.pk)


STATEMENT = "<int:pk>/statement/<str:statement_id>/"
PAGES: dict[str, tuple[Page, str]] = {
    "add/": (new_record, "add"),
    "upload/": (upload, "upload"),
    "date/": (date_reading, "date_reading"),
    "due/": (due, "due"),
    "harvests/": (harvests, "harvests"),
    "cited/": (cited, "cited"),
    "read-older-again/": (read_older_again, "read_older_again"),
    "bulk/": (bulk, "bulk"),
    "bulk/<int:pk>/": (bulk_job, "bulk_job"),
    "filters/save/": (save_filter, "save_filter"),
    "filters/<int:pk>/remove/": (remove_filter, "remove_filter"),
    "templates/<int:pk>/remove/": (remove_template, "remove_template"),
    "sheet/check/": (check_cells, "check_cells"),
    "<int:pk>/sheet/": (sheet, "sheet"),
    "<int:pk>/copy/": (copy, "copy"),
    "<int:pk>/template/": (keep_as_template, "keep_as_template"),
    "of/<str:public_id>/": (by_public_id, "of"),
    "<int:pk>/change/": (record_page, "change"),
    "<int:pk>/history/": (history, "history"),
    "<int:pk>/history/<int:number>/restore/": (restore_revision, "restore"),
    "<int:pk>/statement/add/": (add_statement, "add_statement"),
    STATEMENT: (edit_statement, "statement"),
    f"{STATEMENT}row/": (statement_row, "statement_row"),
    "<int:pk>/as/<int:rank>/": (see_as, "see_as"),
    "<int:pk>/review/": (review, "review"),
    "<int:pk>/accept-stated/": (accept_fields, "accept_stated"),
    "<int:pk>/publish-and-next/": (publish_and_next, "publish_and_next"),
    "<int:pk>/send-and-next/": (send_and_next, "send_and_next"),
}
"""Each page by its address and its name; what is done to a record as a whole stands in ACTS."""


def _named(name: str) -> str:
    return f"catalog_record_{name}"
