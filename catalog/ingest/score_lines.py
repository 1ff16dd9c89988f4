"""A description as flat lines for scoring: one field, one value, and the part it is of."""

from collections.abc import Iterator

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
from catalog.ingest.describe import Described

_ARRANGEMENT = frozenset(("fond", "opis", "papka", "delo", "portfolio"))


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
        case Container(evidence=proof) if proof and proof.basis == "derived":
            # Parts of a number that is said already are no container that the document names.
            return
        case Container(container_kind=kind) if kind in _ARRANGEMENT:
            # Where a file stands in an archive's tree is no container that holds it.
            return
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
