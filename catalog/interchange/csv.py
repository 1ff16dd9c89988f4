"""A table with a row a record: the identifier, and a column for each term of the crosswalk.

Several values of a term are parted by a bar; a bar or backslash within one has a backslash before it. A
cell that a spreadsheet would read as a formula begins with an apostrophe, as a person would type it.
"""

import csv
import io
import re
from collections.abc import Iterable

from catalog.domain.description import Description
from catalog.interchange.dublin_core import TERMS, dublin_core
from catalog.interchange.flat import Terms
from catalog.interchange.surroundings import Surroundings

MEDIA_TYPE = "text/csv"
HELD = frozenset(TERMS)
COLUMNS = ("id", "level", *TERMS)
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_SUSPECT = frozenset("'=+-@\t\r\n")
_ESCAPED = re.compile(r"([\\|])")
_BAR = re.compile(r"((?:[^\\|]|\\.)*)(?:\||$)", re.DOTALL)


def header() -> str:
    """The first line, after the mark by which spreadsheets know UTF-8."""
    return "\ufeff" + row(COLUMNS)


def write_csv(description: Description, around: Surroundings) -> str:
    """One row; its lines end with CR and LF (RFC 4180)."""
    terms = dublin_core(description, around)
    cells = [_cell(terms[term]) if term in terms else "" for term in TERMS]
    return row((around.public_id, description.level, *cells))


def read_csv(text: str) -> list[Terms]:
    """The terms of each row, by the names in the first one; columns of other names are passed over."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return [{term: tuple(_values(_unsafe(one[term]))) for term in TERMS if one.get(term)} for one in rows]


def row(cells: Iterable[str]) -> str:
    """One row as text; a cell that a spreadsheet would read as a formula is made harmless."""
    made = io.StringIO(newline="")
    csv.writer(made).writerow([_safe(one) for one in cells])
    return made.getvalue()


def _cell(values: tuple[str, ...]) -> str:
    """The values in one cell; few hold a sign that must be told from the mark between them."""
    told = "|".join(values)
    if "\\" not in told and told.count("|") < len(values):
        return told
    return "|".join(_ESCAPED.sub(r"\\\1", one) for one in values)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _SUSPECT and _FORMULA.match(cell) else cell


def _unsafe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _values(cell: str) -> Iterable[str]:
    pieces = [found[1] for found in _BAR.finditer(cell)]
    return (re.sub(r"\\(.)", r"\1", one, flags=re.DOTALL) for one in pieces if one)
