"""The records under a folder or series as a sheet: shown, filled, checked, and saved as one job."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.admin.opened import ADD, CHANGE, may, needs, on_record, signed_in
from catalog.admin.page import number_of, page
from catalog.admin.record_page import head_of
from catalog.domain.sheet import COLUMNS, MOST_FILLED, CellRefused, filled, pasted, reading
from catalog.domain.vocabularies import AGGREGATE_LEVELS, LEVELS
from catalog.models import Job
from catalog.records.author import Author
from catalog.records.queries import RecordView
from catalog.records.sheet import KIND, ROWS_AT_ONCE, Row, Typed, TypedRow, cells_at, rows_below, save_sheet

SHEET = "admin:catalog_record_sheet"
NEW = "new"
OFFERED_ROWS = 3
"""Empty rows at the end, for records that are not there yet."""
NEW_LEVELS = ("item", "file", "subseries", "series", "otherlevel")


class Cell(NamedTuple):
    """One cell as the page shows it: what is saved, what is typed, and what is wrong with that."""

    column: str
    label: str
    saved: str
    typed: str
    words: str = ""
    problem: str = ""


class Line(NamedTuple):
    """One row of the page. ``key`` is the record's id, or new-1 for one that is not yet made."""

    key: str
    record: Row | None
    cells: tuple[Cell, ...]
    problem: str = ""


@on_record(CHANGE)
def sheet(request: HttpRequest, author: Author, record: RecordView) -> HttpResponse:
    """The sheet; what is posted is filled, pasted and looked at (``act``), or saved."""
    if record.description.level not in AGGREGATE_LEVELS:
        return redirect("admin:catalog_record_change", record.pk)
    rows = rows_below(record.pk, author.rank, skip=_skip(request))
    typed, act = _typed(request), request.POST.get("act", "")
    if act == "save":
        job = save_sheet(_ordered(request, record, rows, typed), signed_in(request), _title(record))
        return redirect(f"{request.path}?job={job.pk}{_kept(request)}")
    refusals: dict[str, str] = {}
    if not typed:
        typed, refusals = _left_over(request, author, record, rows)
    if act in ("fill", "paste"):
        typed = _placed(typed, act, request.POST, _keys(rows, typed))
    return _shown(request, record, rows, typed, refusals)


@require_POST
@needs(CHANGE)
def check_cells(request: HttpRequest, author: Author) -> HttpResponse:
    """What cells that were typed say, as JSON: ``{"cells": [{"words", "problem"}, …]}`` in their order."""
    try:
        asked = json.loads(request.body)["cells"][: ROWS_AT_ONCE * len(COLUMNS)]
        told = [_looked_at(str(column), str(text)) for column, text in asked]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"problem": _("Send cells as pairs of a column and its text.")}, status=400)
    return JsonResponse({"cells": [{"words": words, "problem": problem} for words, problem in told]})


def _title(record: RecordView) -> str:
    return _("Sheet of %(place)s") % {"place": record.public_id}


def _skip(request: HttpRequest) -> int:
    return number_of(request.GET.get("skip", ""))


def _kept(request: HttpRequest) -> str:
    return f"&skip={_skip(request)}" if _skip(request) else ""


def _typed(request: HttpRequest) -> dict[str, dict[str, str]]:
    """By key of the row, the cells that were sent: named cell-KEY-COLUMN."""
    found: dict[str, dict[str, str]] = {}
    for name, value in request.POST.items():
        before, _dash, column = name.removeprefix("cell-").rpartition("-")
        if name.startswith("cell-") and column in COLUMNS:
            found.setdefault(before, {})[column] = str(value)
    return found


def _ordered(
    request: HttpRequest, record: RecordView, rows: Sequence[Row], typed: Mapping[str, Mapping[str, str]]
) -> Typed:
    """What was changed of what the page showed, each row against the revision that it showed."""
    held = {str(one.pk): one for one in rows}
    seen = {key: number_of(request.POST.get(f"revision-{key}", "")) for key in held}
    shown = cells_at({one.pk: seen[key] for key, one in held.items() if seen[key] != one.revision})
    changed = []
    for key, cells in typed.items():
        if key in held:
            before = shown.get(held[key].pk, held[key].cells)
            new = {name: text for name, text in cells.items() if text.strip() != before[name]}
            if new:
                changed.append(TypedRow(key=key, id=held[key].pk, revision=seen[key], cells=new))
        elif key.startswith(NEW) and any(text.strip() for text in cells.values()) and may(request, ADD):
            level = request.POST.get(f"level-{key}", "")
            level = level if level in NEW_LEVELS else NEW_LEVELS[0]
            changed.append(TypedRow(key=key, level=level, cells=dict(cells)))
    return Typed(parent=record.pk, rows=tuple(changed), order=_order(request, [*held], changed))


def _order(request: HttpRequest, held: Sequence[str], changed: Sequence[TypedRow]) -> tuple[str, ...]:
    """The keys in the order of the position numbers; empty where nobody moved anything.

    What is moved up to a number goes before the row that has it, what is moved down behind it.
    """
    keys = [*held, *(one.key for one in changed if not one.id)]
    places: dict[str, tuple[int, int, int]] = {}
    for place, key in enumerate(keys, 1):
        number = number_of(request.POST.get(f"position-{key}", "")) or place
        was = number_of(request.POST.get(f"place-{key}", "")) or number
        places[key] = (number, (number > was) - (number < was), place)
    wanted = sorted(keys, key=lambda one: places[one])
    return tuple(wanted) if wanted != keys else ()


def _keys(rows: Sequence[Row], typed: Mapping[str, Any]) -> list[str]:
    return [*(str(one.pk) for one in rows), *(key for key in typed if key.startswith(NEW))]


def _placed(
    typed: dict[str, dict[str, str]], act: str, said: Mapping[str, Any], keys: list[str]
) -> dict[str, dict[str, str]]:
    """What was typed, with a column filled down or a table pasted from some row and column on."""
    columns = list(COLUMNS)
    row = _row_number(str(said.get("row", "")), len(keys))
    column = columns.index(said["column"]) if said.get("column") in columns else 0
    if act == "fill":
        last = _row_number(str(said.get("last_row", "")), MOST_FILLED, default=len(keys) - 1)
        table = [[one] for one in filled(str(said.get("value", "")), max(1, last - row + 1))]
    else:
        table = pasted(str(said.get("table", "")))
    placed = {key: dict(cells) for key, cells in typed.items()}
    for down, cells in enumerate(table[:MOST_FILLED]):
        key = keys[row + down] if row + down < len(keys) else f"{NEW}-{row + down + 1}"
        for name, text in zip(columns[column:], cells, strict=False):
            placed.setdefault(key, {})[name] = " ".join(text.split())
    return placed


def _row_number(typed: str, rows: int, *, default: int = 0) -> int:
    """The index of a row that a person counts from one."""
    return min(number_of(typed), rows) - 1 if number_of(typed) else default


def _left_over(
    request: HttpRequest, author: Author, record: RecordView, rows: Sequence[Row]
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """What the last save refused: typed cells stay as they were typed, with the reason by row."""
    asked = request.GET.get("job", "")
    job = Job.objects.filter(pk=number_of(asked), kind=KIND, created_by=author.user_id).first()
    if job is None or job.payload.get("parent") != record.pk:
        return {}, {}
    named = {one.public_id: str(one.pk) for one in rows}
    refusals = {named.get(one["id"], one["id"]): one["reason"] for one in job.report.get("refusals", [])}
    typed = {
        one["key"]: one.get("cells", {}) for one in job.payload.get("rows", []) if one["key"] in refusals
    }
    return typed, refusals


def _lines(
    rows: Sequence[Row], typed: Mapping[str, Mapping[str, str]], refusals: Mapping[str, str], empty: int
) -> Iterator[Line]:
    for one in rows:
        key = str(one.pk)
        cells = tuple(_cell(name, one.cells[name], typed.get(key, {}).get(name)) for name in COLUMNS)
        yield Line(key, one, cells, refusals.get(key, ""))
    new = [key for key in typed if key.startswith(NEW)]
    first = 1 + max([len(rows), *(_row_number(key.rpartition("-")[2], 10**6) + 1 for key in new)])
    for key in [*new, *(f"{NEW}-{first + number}" for number in range(empty))]:
        cells = tuple(_cell(name, "", typed.get(key, {}).get(name)) for name in COLUMNS)
        yield Line(key, None, cells, refusals.get(key, ""))


def _cell(column: str, saved: str, typed: str | None) -> Cell:
    text = saved if typed is None else typed
    words, problem = _looked_at(column, text) if column == "date" or text != saved else ("", "")
    return Cell(column, _(COLUMNS[column]), saved, text, words, problem)


def _looked_at(column: str, text: str) -> tuple[str, str]:
    try:
        return reading(column, text.strip()), ""
    except CellRefused as refusal:
        return "", str(refusal)


def _shown(
    request: HttpRequest,
    record: RecordView,
    rows: Sequence[Row],
    typed: Mapping[str, Mapping[str, str]],
    refusals: Mapping[str, str],
) -> HttpResponse:
    skip = _skip(request)
    asked = request.GET.get("job", "")
    job = Job.objects.filter(pk=number_of(asked), kind=KIND).first()
    told = {
        **head_of(request, record),
        "lines": tuple(_lines(rows, typed, refusals, OFFERED_ROWS if may(request, ADD) else 0)),
        "columns": [(name, _(label)) for name, label in COLUMNS.items()],
        "levels": [(one, _(LEVELS[one])) for one in NEW_LEVELS],
        "unsaved": bool(typed) and not refusals,
        "job": job if job is not None and job.payload.get("parent") == record.pk else None,
        "before": max(0, skip - ROWS_AT_ONCE) if skip else None,
        "after": skip + ROWS_AT_ONCE if len(rows) == ROWS_AT_ONCE else None,
        "check": reverse("admin:catalog_record_check_cells"),
    }
    return page(request, "desk/sheet.html", _("Sheet"), **told)
