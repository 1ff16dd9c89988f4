"""Filters of the list of records by what is harvested."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.record_filters import ChosenFilter, TypedFilter
from catalog.interchange.requirements import AGGREGATORS, REQUIREMENTS


class LacksFilter(ChosenFilter):
    """Public records that lack what an aggregator asks for."""

    title = gettext_lazy("what aggregators miss")
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        whole = [(name, _("Refused by %(name)s") % {"name": label}) for name, label in AGGREGATORS.items()]
        return [*((name, _(sentence)) for name, sentence in REQUIREMENTS.items()), *whole]


class SetFilter(TypedFilter):
    title = gettext_lazy("set of harvests")
    parameter_name = "set"
    help = gettext_lazy("A setSpec, as collection:ID")
