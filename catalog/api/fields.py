"""``fields=`` and ``include=``: less of an answer, or more."""

from typing import Any

import msgspec
from django.utils.translation import gettext as _
from rest_framework.request import Request

from catalog.api.representation import Record, text_lines
from catalog.api.tree import child_references
from catalog.records.queries import RecordView, children, text_of
from catalog.search.query import InvalidQuery

FIELDS, INCLUDE = "fields", "include"
_INCLUDED = ("text", "children")


def chosen_fields(request: Request, told: msgspec.Struct) -> object:
    """The answer, or only those fields of it that are asked for. Raises InvalidQuery for any other name."""
    names = _names(request, FIELDS)
    if not names:
        return told
    known = {field.encode_name: field.name for field in msgspec.structs.fields(told)}
    _refuse_unknown(FIELDS, names, tuple(known))
    return {name: getattr(told, known[name]) for name in names}


def included(request: Request, told: Record, view: RecordView, rank: int) -> Record:
    """The record with the lines of its text or with what stands right under it, where these are asked for."""
    names = _names(request, INCLUDE)
    _refuse_unknown(INCLUDE, names, _INCLUDED)
    further: dict[str, Any] = {}
    if "text" in names:
        further["lines"] = text_lines(text_of(view))
    if "children" in names:
        further["children"] = child_references(children(view, rank))
    return msgspec.structs.replace(told, **further) if further else told


def _names(request: Request, parameter: str) -> tuple[str, ...]:
    given = request.GET.get(parameter, "")
    return tuple(dict.fromkeys(one.strip() for one in given.split(",") if one.strip()))


def _refuse_unknown(parameter: str, names: tuple[str, ...], known: tuple[str, ...]) -> None:
    for name in names:
        if name not in known:
            raise InvalidQuery(
                _("%(parameter)s has no “%(name)s”. Use: %(names)s.")
                % {"parameter": parameter, "name": name[:40], "names": ", ".join(known)}
            )
