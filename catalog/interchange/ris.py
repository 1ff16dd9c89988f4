"""RIS, the tagged format of reference managers, with the tags as Zotero reads them.

AN is the place in the archive, DB the archive, DP the catalogue, CN the number, CR the rights, A2 the
recipient of a letter. A name without a comma goes into one field: of a body, whose own commas are left out,
and of Zhou Enlai. Editors and contributors are A3: Zotero, which knows no editor of a letter or manuscript,
would make an author of ED.
"""

import re
from collections.abc import Iterable

from catalog.domain.description import Agent, Description
from catalog.interchange.agent_names import agent_name, filed, is_person
from catalog.interchange.edtf_parts import edtf_of, is_plain, parts_of
from catalog.interchange.flat import Flat, Terms, flat
from catalog.interchange.surroundings import Surroundings

MEDIA_TYPE = "application/x-research-info-systems"
HELD = frozenset(
    {"title", "creator", "contributor", "publisher", "date", "language", "abstract", "subject", "rights"}
)
_TYPES = {
    "letter": "PCOMM",
    "treaty": "MANSCPT",
    "report": "RPRT",
    "newspaper": "NEWS",
    "map": "MAP",
    "collection": "MANSCPT",
    "manuscript": "MANSCPT",
}
_TERMS = {
    "TI": "title",
    "AU": "creator",
    "A3": "contributor",
    "ED": "contributor",
    "A4": "contributor",
    "PB": "publisher",
    "DA": "date",
    "LA": "language",
    "AB": "abstract",
    "KW": "subject",
    "CR": "rights",
}
_TO = " to "
_LINE = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")

Tag = tuple[str, str]


def write_ris(description: Description, around: Surroundings) -> str:
    """One reference, its lines ended by CR and LF; white space in a value is one blank."""
    lines = ((tag, " ".join(value.split())) for tag, value in _tags(flat(description, around)))
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER")


def read_ris(text: str) -> list[Terms]:
    """The terms of each reference; lines of other tags are passed over."""
    found: list[dict[str, list[str]]] = []
    for line in re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff")):
        matched = _LINE.fullmatch(line)
        if matched is None:
            continue
        tag, value = matched.groups()
        if tag == "TY":
            found.append({})
        elif found and tag in _TERMS:
            found[-1].setdefault(_TERMS[tag], []).append(_edtf(value) if tag == "DA" else value)
    return [{term: tuple(values) for term, values in one.items()} for one in found]


def _tags(one: Flat) -> Iterable[Tag]:
    cited, terms = one.cited, one.terms
    yield "TY", _TYPES[one.kind]
    yield "TI", one.first("title")
    yield from (("AU", _name(agent)) for agent in one.creators)
    if one.kind == "letter":
        yield from (("A2", _name(agent)) for agent in one.recipients if is_person(agent))
    yield from (("A3", _name(agent)) for agent in (*one.editors, *one.contributors))
    yield from (("A4", _name(agent)) for agent in one.translators)
    yield from _date(one)
    yield "M3", cited.form
    yield "PB", one.first("publisher")
    yield "DB", cited.holders[0] if cited.holders else ""
    yield "AN", ", ".join((*one.containers, *cited.above[::-1]))
    yield "CN", cited.number
    yield "DP", one.around.institution
    for tag, term in (("LA", "language"), ("AB", "abstract"), ("KW", "subject"), ("CR", "rights")):
        yield from ((tag, value) for value in terms.get(term, ()))
    yield "UR", one.around.address
    yield from (("L1", file.url) for file in one.around.files if file.media_type == "application/pdf")
    yield "ID", one.around.public_id
    yield "ER", ""


def _name(agent: Agent) -> str:
    """What stands before the first comma is taken for a family name."""
    literal = agent_name(agent).literal
    return literal.replace(",", "") if literal else filed(agent)


def _date(one: Flat) -> Iterable[Tag]:
    """Year/month/day, and behind a third slash the EDTF date where the numbers do not say all of it. A fourth
    slash would hide the date from Zotero: two days are told with a word between.
    """
    if one.date is None:
        return
    edtf = one.date.edtf
    parts = parts_of(edtf)
    year, month, day = (*(f"{part:02d}" for part in parts[0]), "", "")[:3] if parts else ("", "", "")
    year = year.zfill(4) if year else ""
    yield "PY", year
    further = "" if len(parts) == 1 and is_plain(edtf) else edtf.replace("/", _TO)
    yield "DA", f"{year}/{month}/{day}/{further}"


def _edtf(value: str) -> str:
    year, month, day, further = (*value.split("/", 3), "", "", "")[:4]
    numbers = tuple(int(one) for one in (year, month, day) if one.isdecimal())
    return further.replace(_TO, "/") or (edtf_of((numbers,)) if numbers else "")
