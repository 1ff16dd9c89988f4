"""BibTeX, with the fields of biblatex: ``date`` is EDTF, ``library`` the archive."""

import re
from collections.abc import Iterable

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import RemoveEnclosingMiddleware

from catalog.domain.description import Agent, Description
from catalog.interchange.agent_names import agent_name
from catalog.interchange.flat import Flat, Terms, flat
from catalog.interchange.surroundings import Surroundings

MEDIA_TYPE = "application/x-bibtex"
HELD = frozenset(
    {"title", "creator", "contributor", "publisher", "date", "language", "abstract", "subject", "rights"}
)
_TYPES = {"report": "report", "newspaper": "article", "collection": "collection"}
_FIELDS = {
    "title": "title",
    "publisher": "publisher",
    "date": "date",
    "language": "language",
    "abstract": "abstract",
    "keywords": "subject",
    "rights": "rights",
}
_NAMES = ("author", "editor", "translator", "contributor")
_WRITTEN = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    '"': r"{\textquotedbl}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_READ = {written: sign for sign, written in _WRITTEN.items()}
_SIGN = re.compile("|".join(re.escape(sign) for sign in _WRITTEN))
_WRITTEN_SIGN = re.compile("|".join(re.escape(written) for written in sorted(_READ, key=len, reverse=True)))
_SEPARATOR = " and "
_BRACES = re.compile(r"(\{|\})")


def write_bibtex(description: Description, around: Surroundings) -> str:
    """One entry; its key is the public id. Titles and names of bodies are kept from change by braces."""
    one = flat(description, around)
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(one) if value)
    key = one.around.public_id or "record"
    return f"@{_TYPES.get(one.kind, 'unpublished')}{{{key},\n{fields}}}\n"


def read_bibtex(text: str) -> list[Terms]:
    """The terms of each entry; blocks that cannot be read are passed over."""
    library = parse_string(text, parse_stack=[RemoveEnclosingMiddleware()])
    return [_terms({field.key.lower(): str(field.value) for field in one.fields}) for one in library.entries]


def _fields(one: Flat) -> Iterable[tuple[str, str]]:
    cited, terms = one.cited, one.terms
    yield "title", f"{{{_tex(one.first('title'))}}}"
    yield "author", _names(one.creators)
    yield "editor", _names(one.editors)
    yield "translator", _names(one.translators)
    yield "contributor", _names(one.contributors)
    yield "date", _tex(one.date.edtf) if one.date else ""
    yield "year", one.date.earliest[:4] if one.date else ""
    yield "type", _tex(cited.form)
    yield "institution", _tex(one.first("publisher")) if one.kind == "report" else ""
    for field in ("publisher", "language", "abstract", "keywords", "rights"):
        yield field, _listed(terms.get(_FIELDS[field], ()))
    yield "number", _tex(cited.number)
    yield "library", _tex(cited.holders[0]) if cited.holders else ""
    yield "note", _tex(", ".join((*one.containers, *cited.above[::-1])))
    yield "url", one.around.address


def _tex(text: str) -> str:
    return _SIGN.sub(lambda found: _WRITTEN[found[0]], " ".join(text.split()))


def _listed(values: Iterable[str]) -> str:
    """Several values with semicolons between; one that holds a semicolon stands in braces."""
    told = [_tex(one) for one in values]
    return "; ".join(f"{{{one}}}" if ";" in one else one for one in told)


def _names(agents: Iterable[Agent]) -> str:
    return _SEPARATOR.join(_name(one) for one in agents)


def _name(agent: Agent) -> str:
    name = agent_name(agent)
    return f"{{{_tex(name.literal)}}}" if name.literal else f"{_tex(name.family)}, {_tex(name.given)}"


def _terms(fields: dict[str, str]) -> Terms:
    found: dict[str, list[str]] = {}
    for field, term in _FIELDS.items():
        value = fields.get(field, "")
        found[term] = [value] if field in ("title", "date") else _cut(value, ";")
    found["creator"] = _cut(fields.get("author", ""), _SEPARATOR)
    found["contributor"] = [name for role in _NAMES[1:] for name in _cut(fields.get(role, ""), _SEPARATOR)]
    told = {term: tuple(filter(None, (_plain(one) for one in values))) for term, values in found.items()}
    return {term: values for term, values in told.items() if values}


def _cut(value: str, separator: str) -> list[str]:
    """The pieces between separators that stand in no braces."""
    depth, pieces = 0, [""]
    for run in _BRACES.split(value):
        depth += {"{": 1, "}": -1}.get(run, 0)
        first, *further = run.split(separator) if depth == 0 else [run]
        pieces[-1] += first
        pieces += further
    return pieces


def _plain(text: str) -> str:
    text = text.strip()
    if text.startswith("{") and text.endswith("}") and _WRITTEN_SIGN.match(text) is None:
        text = text[1:-1]
    return _WRITTEN_SIGN.sub(lambda found: _READ[found[0]], text)
