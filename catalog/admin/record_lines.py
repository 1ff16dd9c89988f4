"""What the list of records says of each, in its columns; read and put into words once a page."""

from typing import Any, NamedTuple

from django.contrib import admin
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.templatetags.unfold_list import result_headers
from unfold.views import ChangeList

from catalog.admin.long_list import FEW, by_their_ids
from catalog.admin.opened import signed_in
from catalog.admin.saved_filters import offered_to
from catalog.admin.work import status_words
from catalog.domain.dates import in_words
from catalog.domain.vocabularies import LEVELS
from catalog.models import Record
from catalog.models.path import ancestors_of
from catalog.records.queries import visible_to

_STATUS_CLASSES = {
    "draft": "bg-blue-100 text-blue-700 dark:bg-blue-500/20 dark:text-blue-400",
    "published": "bg-green-100 text-green-700 dark:bg-green-500/20 dark:text-green-400",
    "withdrawn": "bg-orange-100 text-orange-700 dark:bg-orange-500/20 dark:text-orange-400",
}


class Line(NamedTuple):
    """One record in the words of the columns."""

    pk: int
    title: str
    level: str
    status: str
    status_classes: str
    dates: str
    proposed: int | str
    place: str
    changed: str


class RecordList(ChangeList):  # type: ignore[misc]  # Unfold has no types
    """A page of records, each with the titles of what stands above it: one query for the page."""

    headers = result_headers
    """Of the columns, asked for once a page: Unfold asks once a row."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.full_result_count = self.result_count
        self.result_list: list[Any]
        records = list(self._rows())
        above = {number for one in records for number in ancestors_of(one.path)}
        rank = signed_in(request).rank
        titles = dict(visible_to(rank).filter(pk__in=above).values_list("pk", "title"))
        for one in records:
            one.place = [titles[number] for number in ancestors_of(one.path) if number in titles]
        self.result_list = records
        self.lines = [line_of(one) for one in records]
        self.saved_filters = offered_to(signed_in(request))

    def _rows(self) -> Any:
        """The rows of this page."""
        if self.result_count > FEW:
            return self.result_list
        rows, first = by_their_ids(self.queryset), (self.page_num - 1) * self.list_per_page
        is_whole = not self.multi_page or (self.show_all and self.can_show_all)
        return rows if is_whole else rows[first : first + self.list_per_page]


@admin.display(description=gettext_lazy("level"), ordering="level")
def level_words(record: Record) -> str:
    return _(LEVELS[record.level])


@admin.display(description=gettext_lazy("status"), ordering="status")
def status_shown(record: Record) -> str:
    return status_words(record)


@admin.display(description=gettext_lazy("dates"), ordering="earliest")
def dates(record: Record) -> str:
    """The years of a record, or its day where it has one alone."""
    if not record.earliest and not record.latest:
        return ""
    if record.earliest == record.latest:
        return in_words(record.earliest)
    first, last = record.earliest[:4], record.latest[:4]
    return first if first == last else f"{first}–{last}"


@admin.display(description=gettext_lazy("proposed"), ordering="proposed")
def proposed_count(record: Record) -> int | str:
    return record.proposed or ""


@admin.display(description=gettext_lazy("place in the tree"))
def place(record: Any) -> str:
    return " › ".join(record.place)


@admin.display(description=gettext_lazy("last changed"), ordering="updated_at")
def changed(record: Record) -> str:
    return date_format(localtime(record.updated_at), "j M Y, H:i")


def line_of(record: Any) -> Line:
    """What the list says of a record that has its ``place``."""
    return Line(
        record.pk,
        record.title,
        level_words(record),
        status_words(record),
        _STATUS_CLASSES[record.status],
        dates(record),
        proposed_count(record),
        place(record),
        changed(record),
    )
