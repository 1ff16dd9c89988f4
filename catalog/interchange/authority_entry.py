"""An authority as another system describes it: what EAC-CPF and SKOS files are read into."""

from collections.abc import Iterable
from typing import NamedTuple


class NotReadable(ValueError):
    """The file is not of the format that was asked for; the text is a sentence for a person."""


class EntryName(NamedTuple):
    """One name; ``system`` is its script, language or romanisation."""

    form: str
    system: str = ""
    dates_of_use: str = ""


class AuthorityEntry(NamedTuple):
    """ISAAR(CPF) 5.1 and 5.3. ``dates`` is EDTF; ``relations`` are (earlier, later or part of; a heading)."""

    kind: str
    heading: str
    names: tuple[EntryName, ...] = ()
    dates: str = ""
    source: str = ""
    relations: tuple[tuple[str, str], ...] = ()


def distinct(names: Iterable[EntryName]) -> tuple[EntryName, ...]:
    """Each form once, as it came first."""
    found: dict[str, EntryName] = {}
    for one in names:
        found.setdefault(one.form, one)
    return tuple(found.values())
