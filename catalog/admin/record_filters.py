"""What the list of records can be narrowed to; catalog/records/chosen.py says what each filter means."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.admin.opened import signed_in
from catalog.domain.vocabularies import LANGUAGES, LEVELS
from catalog.ingest.pipeline import KIND
from catalog.models import Job, Record
from catalog.records.chosen import FILTERS, under
from catalog.records.elements import ELEMENTS
from catalog.records.quality import CHECKS

BATCHES_OFFERED = 20


class ChosenFilter(SimpleListFilter):
    """A filter of catalog/records/chosen.py by its name."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        value = self.value()
        return FILTERS[str(self.parameter_name)](queryset, value) if value else queryset


class TypedFilter(ChosenFilter):
    """A filter that is typed into a line."""

    template = "desk/filter_line.html"
    help: str | Promise = ""

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        """What else the list is narrowed to, for the form of this line to keep."""
        yield {"kept": kept_of(changelist.params, str(self.parameter_name)), "typed": self.value() or ""}


class LevelFilter(ChosenFilter):
    """Levels; parts are listed under their document and appear here only when they are asked for."""

    title = gettext_lazy("level")
    parameter_name = "level"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(key, _(label)) for key, label in LEVELS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        return super().queryset(request, queryset) if self.value() else queryset.exclude(level="part")


class ProposedFilter(ChosenFilter):
    title = gettext_lazy("proposed statements")
    parameter_name = "proposed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("yes", _("Has proposed statements")),
            ("doubtful", _("Has doubtful ones")),
            ("no", _("All are decided")),
        ]


class IndexedFilter(ChosenFilter):
    """Records that were saved since they were indexed."""

    title = gettext_lazy("index")
    parameter_name = "indexed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", _("Not yet in the index as they are"))]


class MissingFilter(ChosenFilter):
    """Records that do not state something at all."""

    title = gettext_lazy("what is missing")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, str(one.label)) for name, one in ELEMENTS.items()]


class CheckFilter(ChosenFilter):
    """Records that a check of their quality is about."""

    title = gettext_lazy("quality")
    parameter_name = "check"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, check_words(name)) for name in CHECKS]


class LanguageFilter(ChosenFilter):
    title = gettext_lazy("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return sorted(((code, _(name)) for code, name in LANGUAGES.items()), key=lambda one: one[1])


class FormFilter(TypedFilter):
    title = gettext_lazy("documentary form")
    parameter_name = "form"


class FromFilter(TypedFilter):
    title = gettext_lazy("date, from")
    parameter_name = "from"
    help = gettext_lazy("1952, 1952-08 or 1952-08-28")


class ToFilter(TypedFilter):
    title = gettext_lazy("date, to")
    parameter_name = "to"
    help = gettext_lazy("1952, 1952-08 or 1952-08-28")


class UnderFilter(TypedFilter):
    title = gettext_lazy("place in the tree")
    parameter_name = "under"
    help = gettext_lazy("The reference code or identifier of a collection, series or file")

    def queryset(self, request: HttpRequest, queryset: QuerySet[Record]) -> QuerySet[Record]:
        value = self.value()
        return under(queryset, value, signed_in(request).rank) if value else queryset


class BatchFilter(ChosenFilter):
    """What came of one batch of files: the latest are offered, and any can be named in the address."""

    title = gettext_lazy("batch")
    parameter_name = "batch"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        batches = Job.objects.filter(kind=KIND).exclude(batch="").order_by().values("batch")
        latest = batches.annotate(first=Min("created_at"), files=Count("pk"), newest=Min("pk")).order_by(
            "-newest"
        )
        return [(one["batch"], _batch_words(one["first"], one["files"])) for one in latest[:BATCHES_OFFERED]]


def check_words(name: str) -> str:
    """The name of a check as a list of records with something to be put right."""
    label = str(CHECKS[name].label)
    return _("Lacks: %(element)s") % {"element": label.lower()} if name.startswith("lacks-") else label


def kept_of(params: dict[str, Any], but: str) -> list[tuple[str, str]]:
    """The address of a list as pairs, one name and the number of the page left out."""
    pairs = [(name, value) for name, value in params.items() if name not in (but, "p")]
    return [
        (name, str(one)) for name, value in pairs for one in (value if isinstance(value, list) else [value])
    ]


def _batch_words(first: datetime, files: int) -> str:
    day = date_format(timezone.localtime(first), "j F Y, H:i")
    return f"{day}: {ngettext('%(count)d file', '%(count)d files', files) % {'count': files}}"
