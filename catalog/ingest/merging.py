"""What several recognisers say of one document brought together: nothing twice, nothing empty."""

from collections.abc import Iterable
from functools import cache, lru_cache

from catalog.domain.description import (
    Abstract,
    Agent,
    AnyStatement,
    Citation,
    Classification,
    ClassificationEvent,
    Container,
    Date,
    Extent,
    Form,
    Identifier,
    Language,
    Note,
    Place,
    Provenance,
    Relation,
    Rights,
    Subject,
    Title,
)
from catalog.domain.identifiers import matching_number
from catalog.domain.names import matching_key
from catalog.ingest.recognisers.rules.agent_names import in_plain_form
from catalog.ingest.statements import Reading, Said


def merged(readings: Iterable[Reading]) -> list[Said]:
    """Every field that holds one value from the best reading that has it; of the rest all, each once."""
    kept: list[Said] = []
    single: dict[tuple[object, ...], str] = {}
    seen: set[tuple[object, ...]] = set()
    for reading in readings:
        for given in reading.said:
            one = _in_plain_form(given)
            field, key = _field_of(one), _key_of(one)
            if key in seen or not _says_something(one.statement):
                continue
            if field and single.setdefault(field, reading.family) != reading.family:
                continue
            seen.add(key)
            kept.append(one)
    return _without_weaker(kept)


def _in_plain_form(one: Said) -> Said:
    return Said(in_plain_form(one.statement), one.part) if isinstance(one.statement, Agent) else one


def _says_something(statement: AnyStatement) -> bool:
    """An empty statement is none: a label without a value, a date that nobody could read."""
    match statement:
        case Date(edtf=value) | Language(code=value) | Classification(level=value):
            return bool(value.strip())
        case Agent(name=value) | Place(name=value) | Subject(name=value) | Container(number=value):
            return bool(value.strip())
        case ClassificationEvent(date=date, decision_code=code):
            return bool(date or code)
        case Relation(target=target, cited=cited):
            return bool(target or cited)
        case Rights(value=value, uri=uri, holder=holder):
            return bool(value or uri or holder)
        case Extent(quantity=value):
            return bool(value)
        case _:
            return bool(statement.value.strip())


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
        case Place(role="place_of_writing" | "place_of_event" | "place_of_signature"):
            return (one.part, "own place")
        case Form() | Classification() | Extent() | Abstract() | Rights() | Citation():
            return (one.part, type(statement).__name__)
        case Language(role=role):
            return (one.part, "language", role)
        case Provenance(element=element):
            return (one.part, "provenance", element)
        case Container():
            return (one.part, "containers")
        case Identifier(role="registration number"):
            # A stamp that OCR misread is no second number.
            return (one.part, "registration number")
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
        case ClassificationEvent(act=act, date=date) if date:
            return (one.part, kind, act, date)
        case _:
            return (one.part, kind, *_values(statement))


def _values(statement: AnyStatement) -> tuple[object, ...]:
    return tuple(str(getattr(statement, field)) for field in _compared(type(statement)))


@cache
def _compared(kind: type[AnyStatement]) -> tuple[str, ...]:
    return tuple(sorted(set(kind.__struct_fields__) - {"evidence", "as_given", "id"}))


def _without_weaker(merged: list[Said]) -> list[Said]:
    """Leaves out a second form of the same thing, and the mere mention of someone who has a role."""
    kept: list[Said] = []
    formed: set[str | None] = set()
    acting = {
        _name_key(one.statement.name)
        for one in merged
        if isinstance(one.statement, Agent) and one.statement.role != "mentioned"
    }
    own = {matching_number(one.statement.value) for one in merged if isinstance(one.statement, Identifier)}
    titles = tuple(_name_key(one.statement.value) for one in merged if isinstance(one.statement, Title))
    for one in merged:
        statement = one.statement
        if isinstance(statement, Relation) and (
            matching_number(statement.cited) in own
            or any(title.startswith(_name_key(statement.cited)) for title in titles)
        ):
            continue
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


@lru_cache(maxsize=4096)
def _name_key(name: str) -> str:
    return matching_key(name)
