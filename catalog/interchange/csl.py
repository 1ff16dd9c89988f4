"""CSL-JSON (Citation Style Language 1.0.2), as reference managers and citeproc read it."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from catalog.domain.description import Agent, Description
from catalog.domain.wording import words
from catalog.interchange.agent_names import agent_name
from catalog.interchange.edtf_parts import edtf_of, is_plain, parts_of
from catalog.interchange.flat import Flat, Terms, flat
from catalog.interchange.surroundings import Surroundings

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
HELD = frozenset(
    {"title", "creator", "contributor", "publisher", "date", "language", "abstract", "subject", "rights"}
)
_TYPES = {
    "letter": "personal_communication",
    "treaty": "treaty",
    "report": "report",
    "newspaper": "article-newspaper",
    "map": "map",
    "collection": "collection",
    "manuscript": "manuscript",
}


def csl_item(description: Description, around: Surroundings) -> dict[str, Any]:
    """One item; ``custom`` has what CSL has no variable for: EDTF, rights, every value of a list."""
    return _item(flat(description, around))


def write_csl(description: Description, around: Surroundings) -> str:
    """One item, to be listed between brackets."""
    return msgspec.json.encode(csl_item(description, around)).decode()


def read_csl(text: str) -> list[Terms]:
    """The terms of each item. Raises msgspec.DecodeError on what is no JSON."""
    return [_terms(one) for one in msgspec.json.decode(text, type=list[dict[str, Any]])]


def _item(one: Flat) -> dict[str, Any]:
    cited = one.cited
    made: dict[str, Any] = {
        "id": one.around.public_id or one.around.address,
        "type": _TYPES[one.kind],
        "title": one.first("title"),
        "author": _names(one.creators),
        "editor": _names(one.editors),
        "translator": _names(one.translators),
        "contributor": _names(one.contributors),
        "recipient": _names(one.recipients),
        "issued": _date(one),
        "genre": cited.form,
        "publisher": one.first("publisher"),
        "archive": cited.holders[0] if cited.holders else "",
        "archive_collection": cited.above[0] if cited.above else "",
        "archive_location": ", ".join(one.containers),
        "call-number": cited.number,
        "source": one.around.institution,
        "language": one.first("language"),
        "abstract": one.first("abstract"),
        "keyword": ", ".join(one.terms.get("subject", ())),
        "number-of-pages": cited.extent.split()[0] if cited.extent.endswith("pages") else "",
        "URL": one.around.address,
        "custom": _custom(one),
    }
    return {name: value for name, value in made.items() if value}


def _custom(one: Flat) -> dict[str, Any]:
    lists: dict[str, Any] = {name: one.terms[name] for name in ("subject", "rights") if name in one.terms}
    repeated = (name for name in ("language", "abstract", "publisher") if len(one.terms.get(name, ())) > 1)
    many = {name: one.terms[name] for name in repeated}
    edtf = {"edtf": one.date.edtf} if one.date and not is_plain(one.date.edtf) else {}
    return {**edtf, **lists, **many}


def _names(agents: Iterable[Agent]) -> list[dict[str, str]]:
    return [_name(one) for one in agents]


def _name(agent: Agent) -> dict[str, str]:
    name = agent_name(agent)
    return {"literal": name.literal} if name.literal else {"family": name.family, "given": name.given}


def _date(one: Flat) -> dict[str, Any] | None:
    """Numbers where the date has them, else its words; ``circa`` where it is approximate."""
    if one.date is None:
        return None
    parts = parts_of(one.date.edtf)
    if not parts:
        return {"literal": words(one.date)}
    return {"date-parts": parts, **({"circa": True} if "~" in one.date.edtf or "%" in one.date.edtf else {})}


def _terms(item: Mapping[str, Any]) -> Terms:
    custom = item.get("custom", {})
    date = item.get("issued", {})
    parts = tuple(tuple(int(part) for part in one) for one in date.get("date-parts", ()))
    helped = (item.get(role, ()) for role in ("editor", "translator", "contributor"))
    contributors = [name for names in helped for name in _told(names)]
    found = {
        "title": [item.get("title", "")],
        "creator": _told(item.get("author", ())),
        "contributor": contributors,
        "publisher": custom.get("publisher", [item.get("publisher", "")]),
        "date": [custom.get("edtf", "") or edtf_of(parts)],
        "language": custom.get("language", [item.get("language", "")]),
        "abstract": custom.get("abstract", [item.get("abstract", "")]),
        "subject": custom.get("subject", [one.strip() for one in item.get("keyword", "").split(",")]),
        "rights": custom.get("rights", []),
    }
    kept = {term: tuple(one for one in values if one) for term, values in found.items()}
    return {term: values for term, values in kept.items() if values}


def _told(names: Iterable[Mapping[str, str]]) -> list[str]:
    return [
        one.get("literal") or ", ".join(filter(None, (one.get("family"), one.get("given")))) for one in names
    ]
