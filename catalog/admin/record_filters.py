"""What the list of records can be narrowed to."""

from datetime import datetime
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Count, F, Min, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.domain.vocabularies import LEVELS
from catalog.ingest.pipeline import KIND
from catalog.models import Job, Record, Revision

BATCHES_OFFERED = 20


class LevelFilter(SimpleListFilter):
    """Levels; parts are listed under their document and appear here only when they are asked for."""

    title = gettext_lazy("level")
    parameter_name = "level"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(key, _(label)) for key, label in LEVELS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        if self.value():
            return queryset.filter(level=self.value())
        return queryset.exclude(level="part")


class ProposedFilter(SimpleListFilter):
    title = gettext_lazy("proposed statements")
    parameter_name = "proposed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Has proposed statements")), ("no", _("All are decided"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        match self.value():
            case "yes":
                return queryset.filter(proposed__gt=0)
            case "no":
                return queryset.filter(proposed=0)
        return queryset


class IndexedFilter(SimpleListFilter):
    """Records that were saved since they were indexed."""

    title = gettext_lazy("index")
    parameter_name = "indexed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", _("Not yet in the index as they are"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        return queryset.filter(indexed_version__lt=F("version")) if self.value() == "no" else queryset


class BatchFilter(SimpleListFilter):
    """What came of one batch of files: the latest are offered, and any can be named in the address."""

    title = gettext_lazy("batch")
    parameter_name = "batch"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        batches = Job.objects.filter(kind=KIND).exclude(batch="").order_by().values("batch")
        latest = batches.annotate(first=Min("created_at"), files=Count("pk"), newest=Min("pk")).order_by(
            "-newest"
        )
        return [(one["batch"], _batch_words(one["first"], one["files"])) for one in latest[:BATCHES_OFFERED]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        if not self.value():
            return queryset
        return queryset.filter(pk__in=Revision.objects.filter(job__batch=self.value()).values("record"))


def _batch_words(first: datetime, files: int) -> str:
    day = date_format(timezone.localtime(first), "j F Y, H:i")
    return f"{day}: {ngettext('%(count)d file', '%(count)d files', files) % {'count': files}}"
