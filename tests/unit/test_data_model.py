"""docs/data-model.md and docs/api.md, held against the code."""

import re
from pathlib import Path

import msgspec
from django.apps import apps

from catalog.api.parameters import CURSOR, PARAMETERS
from catalog.domain.description import STATEMENT_TYPES, Description, Statement
from catalog.interchange.dublin_core import TERMS

DOCS = Path(__file__).parents[2] / "docs"
MODEL = (DOCS / "data-model.md").read_text()
COMMON = {field.name for field in msgspec.structs.fields(Statement)}


def rows(page: str, heading: str) -> dict[str, list[str]]:
    """The rows of the table under a row of headings, by the name in their first cell."""
    after = page.split(heading, 1)[1]
    table = after.split("\n\n", 1)[0]
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table.splitlines()[2:]]
    return {name.strip("`"): [first, *rest] for first, *rest in cells for name in first.split(", ")}


def test_every_kind_of_statement_is_in_the_table_with_its_fields() -> None:
    told = {
        kind: _fields(cells[2])
        for kind, cells in rows(MODEL, "| kind | says | fields | Dublin Core |").items()
    }
    real = {
        str(kind.__struct_config__.tag): {
            field.name: field.required for field in msgspec.structs.fields(kind) if field.name not in COMMON
        }
        for kind in STATEMENT_TYPES
    }
    assert told == real


def _fields(cell: str) -> dict[str, bool]:
    """Each field by whether it is required, which is told by bold."""
    return {name: bool(bold) for bold, name in re.findall(r"(\**)`(\w+)`", cell)}


def test_what_every_statement_has_is_told() -> None:
    found = rows(MODEL, "| field | what it holds |")
    assert set(found) == COMMON


def test_every_property_of_a_description_is_told() -> None:
    found = rows(MODEL, "| property | what it holds |")
    assert set(found) == {field.name for field in msgspec.structs.fields(Description)}


def test_the_terms_of_the_table_are_dublin_core() -> None:
    cells = [row[3] for row in rows(MODEL, "| kind | says | fields | Dublin Core |").values()]
    terms = {word for cell in cells for word in re.findall(r"[a-z]\w*", cell.split(" and ")[0])}
    assert terms <= set(TERMS)


def test_every_table_is_told() -> None:
    found = rows(MODEL, "| table | holds |")
    assert set(found) == {model.__name__ for model in apps.get_app_config("catalog").get_models()}


def test_every_parameter_of_the_api_is_told() -> None:
    found = rows((DOCS / "api.md").read_text(), "| parameter | |")
    assert set(found) == {one.name for one in (*PARAMETERS, CURSOR)}
