"""The records under a folder or series as a sheet: cells of plain text, and the changes that they mean."""

import re
from collections.abc import Callable, Iterator, Mapping

import msgspec

from catalog.domain.change import Add, Change, ChangeRefused, Remove, Replace
from catalog.domain.dates import in_words, read_date
from catalog.domain.description import (
    AnyStatement,
    Container,
    Date,
    Description,
    Extent,
    Form,
    Identifier,
    Language,
    Title,
)
from catalog.domain.text import clean
from catalog.domain.vocabularies import LANGUAGES
from catalog.domain.wording import preferred, primary_date

_EXTENT = re.compile(r"(?P<quantity>[0-9][0-9.,/½¼¾–-]*)\s+(?P<unit>\S.*)")
_CODE = re.compile("[a-z]{3}")
_RANGE = re.compile(r"([0-9]{1,6})\s*[-–]\s*([0-9]{1,6})")
_BY_NAME = {name.casefold(): code for code, name in LANGUAGES.items()}
MOST_FILLED = 1000

COLUMNS: dict[str, str] = {
    "code": "Reference code",
    "title": "Title",
    "date": "Date",
    "box": "Box",
    "folder": "Folder",
    "extent": "Extent",
    "form": "Form",
    "language": "Language",
}
"""Labels are English msgids. A cell holds the one statement that stands for its column."""

Cells = Mapping[str, str]


class CellRefused(ChangeRefused):
    """What a cell says cannot be read; the text says what to write instead."""


def cells_of(description: Description) -> dict[str, str]:
    """What each cell of a record shows, empty where nothing is stated."""
    return {name: _text(_held(description, name)) for name in COLUMNS}


def reading(column: str, text: str) -> str:
    """What a date as typed says in words; empty for other columns. Raises CellRefused."""
    made = statement_of(column, text) if text else None
    return in_words(made.edtf) if isinstance(made, Date) else ""


def changes_of_row(description: Description, cells: Cells) -> tuple[Change, ...]:
    """The changes that make a record say what its cells say; a cell as it is shown changes nothing.

    Raises CellRefused for a cell that cannot be read.
    """
    return tuple(
        change for name, text in cells.items() for change in _changes(description, name, text.strip())
    )


def statements_of_row(cells: Cells) -> tuple[AnyStatement, ...]:
    """The statements of a new record, all proposed. Raises CellRefused."""
    if not cells.get("title", "").strip():
        raise CellRefused("Write a title: a record has one.")
    return tuple(statement_of(name, text.strip()) for name, text in cells.items() if text.strip())


def statement_of(column: str, text: str) -> AnyStatement:
    """The statement that a cell means. Raises CellRefused."""
    return _READERS[column](clean(text))


def filled(text: str, rows: int) -> list[str]:
    """What filling down from a cell puts into it and the cells below: 1-12 counts on, all else is copied."""
    found = _RANGE.fullmatch(text.strip())
    if not found:
        return [text] * min(rows, MOST_FILLED)
    first, last = int(found[1]), int(found[2])
    return [str(number) for number in range(first, min(last, first + MOST_FILLED - 1) + 1)]


def pasted(text: str) -> list[list[str]]:
    """The cells of what a spreadsheet copies: lines of cells with tabs between, quoted where they hold ends
    of lines.
    """
    rows: list[list[str]] = [[""]]
    quoted = False
    for piece in re.findall(r'"|\t|\r\n|\r|\n|[^"\t\r\n]+', text):
        if piece == '"' and (quoted or not rows[-1][-1]):
            quoted = not quoted
        elif piece == "\t" and not quoted:
            rows[-1].append("")
        elif piece in ("\n", "\r\n", "\r") and not quoted:
            rows.append([""])
        else:
            rows[-1][-1] += " " if piece in ("\n", "\r\n", "\r", "\t") else piece
    return rows[:-1] if rows[-1] == [""] else rows


def _changes(description: Description, column: str, text: str) -> Iterator[Change]:
    held = _held(description, column)
    if text == _text(held):
        return
    if not text:
        if column == "title":
            raise CellRefused("Write a title: a record has one.")
        if held is not None:
            yield Remove(id=held.id)
        return
    made = statement_of(column, text)
    if held is None:
        yield Add(statement=made)
    else:
        yield Replace(id=held.id, statement=msgspec.structs.replace(held, **_said(made)))


def _said(one: AnyStatement) -> dict[str, str]:
    """The fields of a statement that its cell says; what else it states stays."""
    match one:
        case Date(edtf=edtf, earliest=earliest, latest=latest):
            return {"edtf": edtf, "earliest": earliest, "latest": latest}
        case Extent(quantity=quantity, unit=unit):
            return {"quantity": quantity, "unit": unit}
        case Language(code=code):
            return {"code": code}
        case Container(number=number):
            return {"number": number}
        case Title(value=value) | Identifier(value=value) | Form(value=value):
            return {"value": value}
    return {}


def _held(description: Description, column: str) -> AnyStatement | None:
    match column:
        case "code":
            codes = description.of(Identifier)
            return preferred(tuple(one for one in codes if one.role == "reference code"))
        case "title":
            titles = description.of(Title)
            return preferred(tuple(one for one in titles if one.title_kind in ("formal", "supplied")))
        case "date":
            return primary_date(description)
        case "box" | "folder":
            containers = description.of(Container)
            return preferred(tuple(one for one in containers if one.container_kind.lower() == column))
        case "language":
            return preferred(tuple(one for one in description.of(Language) if one.role == "text"))
        case "form":
            return preferred(description.of(Form))
    return preferred(description.of(Extent))


def _text(one: AnyStatement | None) -> str:
    match one:
        case Date(edtf=edtf):
            return edtf
        case Extent(quantity=quantity, unit=unit):
            return f"{quantity} {unit}"
        case Language(code=code):
            return LANGUAGES.get(code, code)
        case Container(number=number):
            return number
        case Title(value=value) | Identifier(value=value) | Form(value=value):
            return " ".join(value.split())
    return ""


def _date(text: str) -> Date:
    read = read_date(text)
    if read is None:
        raise CellRefused(
            f"“{text[:60]}” is no date that can be read. Write 28 August 1952, 1952-08 or 1949/1957."
        )
    as_given = text if text != read.edtf else ""
    return Date(
        edtf=read.edtf,
        role="created",
        primary=True,
        earliest=read.earliest,
        latest=read.latest,
        as_given=as_given,
    )


def _extent(text: str) -> Extent:
    found = _EXTENT.fullmatch(text)
    if not found:
        raise CellRefused(f"“{text[:60]}” is no extent. Write a number and what is counted: 12 pages.")
    return Extent(quantity=found["quantity"], unit=found["unit"])


def _language(text: str) -> Language:
    code = _BY_NAME.get(text.casefold(), text)
    if not _CODE.fullmatch(code):
        raise CellRefused(
            f"“{text[:60]}” is no language of the list. Write its ISO 639-3 code of three letters."
        )
    return Language(code=code)


_READERS: dict[str, Callable[[str], AnyStatement]] = {
    "code": lambda text: Identifier(value=text, role="reference code"),
    "title": lambda text: Title(value=text, title_kind="supplied"),
    "date": _date,
    "box": lambda text: Container(container_kind="box", number=text),
    "folder": lambda text: Container(container_kind="folder", number=text),
    "extent": _extent,
    "form": lambda text: Form(value=text),
    "language": _language,
}
