"""A document described: all recognisers read it, the best explains it, the others fill what it left open."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import msgspec

from catalog.domain.description import (
    Abstract,
    Agent,
    AnyStatement,
    Citation,
    Classification,
    ClassificationEvent,
    Container,
    Contents,
    Date,
    Extent,
    Form,
    Identifier,
    Language,
    Marking,
    Note,
    Place,
    Provenance,
    Relation,
    Rights,
    Subject,
    Title,
)
from catalog.domain.names import matching_key
from catalog.ingest.document import Document
from catalog.ingest.recognisers import cables, communique, crest, frus, general, jfk, treaty_series, wilson
from catalog.ingest.statements import Part, Reading, Said

RECOGNISERS: tuple[Callable[[Document], Reading], ...] = (
    treaty_series.recognise,
    communique.recognise,
    crest.recognise,
    wilson.recognise,
    frus.recognise,
    cables.recognise,
    jfk.recognise,
    general.recognise,
)


class DescribedPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part with its 1-based inclusive lines; its title stands in its statements."""

    label: str
    within: str
    first_line: int
    last_line: int
    statements: tuple[AnyStatement, ...]


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a document and of its parts; ``family`` names the recogniser that explains it."""

    family: str
    statements: tuple[AnyStatement, ...]
    parts: tuple[DescribedPart, ...] = ()
    quality: str = ""
    warnings: tuple[str, ...] = ()


def describe(document: Document) -> Described:
    """The description of a document, without ids and with evidence whose file is empty."""
    readings = sorted((recognise(document) for recognise in RECOGNISERS), key=lambda reading: -reading.score)
    readings = [reading for reading in readings if reading.score]
    said = _merged(readings)
    parts = _parts(readings)
    return Described(
        family=readings[0].family if readings else general.FAMILY,
        statements=tuple(one.statement for one in said if one.part is None),
        parts=tuple(_described(part, said) for part in parts),
        quality=document.quality,
        warnings=document.warnings,
    )


def _merged(readings: Iterable[Reading]) -> list[Said]:
    """Every field that holds one value from the best reading that has it; of the rest all, each once."""
    merged: list[Said] = []
    single: dict[tuple[object, ...], str] = {}
    seen: set[tuple[object, ...]] = set()
    for reading in readings:
        for one in reading.said:
            field, key = _field_of(one), _key_of(one)
            if key in seen or (field and single.setdefault(field, reading.family) != reading.family):
                continue
            seen.add(key)
            merged.append(one)
    return _without_weaker(merged)


def _field_of(one: Said) -> tuple[object, ...] | None:
    """The field that only one reading may fill, or None where readings add to one another."""
    statement = one.statement
    match statement:
        case Title(title_kind="formal" | "supplied"):
            return (one.part, "title")
        case Date(role="created" | "signed" | "issued" | "event"):
            return (one.part, "own date")
        case Agent(role=role) if role != "mentioned":
            # Whoever is named as taking part is read by one rule, so nobody is named twice.
            return (one.part, "agents")
        case Form() | Classification() | Extent() | Abstract() | Rights() | Citation():
            return (one.part, type(statement).__name__)
        case Language(role=role):
            return (one.part, "language", role)
        case Note(note_kind="footnote"):
            return (one.part, "footnotes")
        case _:
            return None


def _key_of(one: Said) -> tuple[object, ...]:
    """Two statements with the same key say the same thing."""
    statement = one.statement
    kind = type(statement).__name__
    match statement:
        case Date(edtf=edtf, role=role):
            return (one.part, kind, edtf, role)
        case Agent(name=name, role=role):
            return (one.part, kind, _name_key(name), role)
        case Place(name=name):
            return (one.part, kind, _name_key(name), _name_key(statement.as_given))
        case Form(value=value):
            return (one.part, kind, _name_key(value))
        case _:
            return (one.part, kind, *_values(statement))


def _values(statement: AnyStatement) -> tuple[object, ...]:
    fields = set(statement.__struct_fields__) - {"evidence", "as_given", "id"}
    return tuple(str(getattr(statement, field)) for field in sorted(fields))


def _without_weaker(merged: list[Said]) -> list[Said]:
    """Leaves out a second form of the same thing, and the mere mention of someone who has a role."""
    kept: list[Said] = []
    formed: set[str | None] = set()
    acting = {
        _name_key(one.statement.name)
        for one in merged
        if isinstance(one.statement, Agent) and one.statement.role != "mentioned"
    }
    for one in merged:
        statement = one.statement
        if isinstance(statement, Form):
            if one.part in formed:
                continue
            formed.add(one.part)
        elif (
            isinstance(statement, Agent)
            and statement.role == "mentioned"
            and _name_key(statement.name) in acting
        ):
            continue
        kept.append(one)
    return kept


@lru_cache(maxsize=20_000)
def _name_key(name: str) -> str:
    return matching_key(name)


def _parts(readings: Iterable[Reading]) -> tuple[Part, ...]:
    """The parts of the best reading that has any: two readings would cut one text twice."""
    return next((reading.parts for reading in readings if reading.parts), ())


def _described(part: Part, said: Iterable[Said]) -> DescribedPart:
    evidence = part.evidence
    statements: list[AnyStatement] = [
        Title(value=part.title or part.label, as_given=part.title, evidence=evidence)
    ]
    if part.form:
        derived = msgspec.structs.replace(evidence, basis="derived")
        statements.append(Form(value=part.form, evidence=derived))
    statements += [one.statement for one in said if one.part == part.label]
    return DescribedPart(
        label=part.label,
        within=part.within,
        first_line=part.first_line,
        last_line=part.last_line,
        statements=tuple(statements),
    )


def as_score_lines(described: Described) -> list[dict[str, object]]:
    """The statements as flat values for scoring: one field, one value, and the part they are of."""
    lines = [line for one in described.statements for line in _lines(one, None)]
    for part in described.parts:
        title = part.statements[0]
        lines.append(
            _line("part", part.label, None, title, None) | {"as_given": title.as_given or part.label}
        )
        lines += [
            line
            for one in part.statements[1:]
            if not isinstance(one, Form)
            for line in _lines(one, part.label)
        ]
    return lines


_PROVENANCE = {
    "holder of the original": "repository",
    "publisher of the copy": "publisher_of_copy",
    "collection": "collection",
    "source note": "source_note",
    "source URL": "source_url",
    "credits": "credits",
}


def _lines(one: AnyStatement, part: str | None) -> Iterator[dict[str, object]]:
    for field, value, qualifier in _flat(one, part):
        yield _line(field, value, qualifier, one, part)


def _line(
    field: str, value: str, qualifier: str | None, one: AnyStatement, part: str | None
) -> dict[str, object]:
    proof = one.evidence
    return {
        "field": field,
        "value": value,
        "qualifier": qualifier,
        "part": part,
        "as_given": one.as_given,
        "lines": [proof.first_line, proof.last_line] if proof else None,
        "quote": proof.quote if proof else "",
        "basis": proof.basis if proof else "",
        "confidence": proof.confidence if proof else 0.0,
        "recogniser": proof.recogniser if proof else "",
    }


def _flat(one: AnyStatement, part: str | None) -> Iterator[tuple[str, str, str | None]]:
    """Field, value and qualifier of a statement; nothing for what is not scored."""
    match one:
        case Title(value=value, title_kind=kind):
            yield "title" if kind in ("formal", "supplied") else "alternative_title", value, None
        case Identifier(value=value, role=role, scheme=scheme):
            if role == "registration number":
                yield "registration_number", value, None
            yield "identifier", value, scheme
        case Date(edtf=edtf, role=role):
            # The day of a part is not that of the document: it has roles of its own.
            yield "date", edtf, f"part_{role}" if part and role in ("created", "signed") else role
        case ClassificationEvent(act=act, date=date, decision_code=code):
            if code:
                yield "release_decision", code, None
            if date:
                yield "date", date, act
        case Agent(name=name, role=role):
            yield "agent", name, role
        case Provenance(element=element, value=value) if element in _PROVENANCE:
            yield _PROVENANCE[element], value, None
            if element == "source URL":
                yield "identifier", value, "URI"
        case Note(note_kind="footnote", label=label):
            yield "footnote", label, None
        case _:
            yield from _plain(one)


def _plain(one: AnyStatement) -> Iterator[tuple[str, str, str | None]]:
    match one:
        case Form(value=value):
            yield "documentary_form", value, None
        case Language(code=code, role=role):
            yield "language", code, role
        case Classification(level=level, current=False):
            yield "classification", level, None
        case Marking(value=value):
            yield "marking", value, None
        case Place(name=name, role=role):
            yield "place", name, role
        case Container(container_kind=kind, number=number):
            yield "container", f"{kind} {number}", None
        case Citation(value=value):
            yield "citation_as_given", value, None
        case Rights(value=value) if value:
            yield "rights", value, None
        case Abstract(value=value):
            yield "abstract", value, None
        case Extent(quantity=quantity, unit="pages"):
            yield "extent_pages", quantity, None
        case Contents() | Subject() | Relation():
            return
