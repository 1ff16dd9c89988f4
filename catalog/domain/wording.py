"""A statement in one line of plain text, and the archivist's name for what it states.

Labels are English msgids: the doors translate them when they show them.
"""

from collections.abc import Sequence

from catalog.domain.dates import in_words
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
    Description,
    Extent,
    Form,
    Identifier,
    Kind,
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
from catalog.domain.vocabularies import (
    AGENT_ROLES,
    CLASSIFICATION_ACTS,
    DATE_ROLES,
    IDENTIFIER_ROLES,
    LANGUAGES,
    NOTE_KINDS,
    PLACE_ROLES,
    PRIMARY_DATE_ROLES,
    RELATIONS,
    TITLE_KINDS,
)

UNTITLED = "[Untitled]"

_PROVENANCE_LABELS = {
    "holder of the original": "Holder of the original",
    "publisher of the copy": "Publisher of the copy",
    "collection": "Collection",
    "source note": "Source note",
    "source publication": "Source publication",
    "source URL": "Source address",
    "credits": "Credits",
    "accession": "Accession",
}


def words(statement: AnyStatement) -> str:
    """The statement as a reader would say it, without its label."""
    match statement:
        case Date(edtf=edtf, time=time, zone=zone):
            return " ".join(one for one in (in_words(edtf), time.replace("/", "–"), zone) if one)
        case Extent(quantity=quantity, unit=unit):
            return f"{quantity} {unit}"
        case Language(code=code):
            return LANGUAGES.get(code, code)
        case Container(container_kind=kind, number=number):
            return f"{kind} {number}"
        case Classification(level=level):
            return level
        case ClassificationEvent(date=date, decision_code=code, authority=authority):
            return ", ".join(one for one in (in_words(date) if date else "", code, authority) if one)
        case Agent(name=name) | Place(name=name) | Subject(name=name):
            return name
        case Relation(cited=cited, target=target):
            return cited or target
        case Rights(value=value, uri=uri):
            return value or uri
        case Contents(value=value, number=number):
            return f"{number}. {value}" if number else value
        case (
            Title(value=value)
            | Identifier(value=value)
            | Form(value=value)
            | Abstract(value=value)
            | Note(value=value)
            | Marking(value=value)
            | Provenance(value=value)
            | Citation(value=value)
        ):
            return value


def label(statement: AnyStatement) -> str:
    """The name of what is stated: an archivist's word such as Signed by, Footnote, Registration number."""
    match statement:
        case Title(title_kind=kind):
            return "Title" if kind in ("formal", "supplied") else TITLE_KINDS[kind]
        case Identifier(role=role):
            return IDENTIFIER_ROLES[role]
        case Date(role=role):
            return DATE_ROLES.get(role, role)
        case Agent(role=role):
            return AGENT_ROLES[role].label if role in AGENT_ROLES else role
        case Place(role=role):
            return PLACE_ROLES.get(role, role)
        case Note(note_kind=kind):
            return NOTE_KINDS[kind].label if kind in NOTE_KINDS else kind
        case Language(role=role):
            return {"text": "Language", "original": "Original language", "authentic": "Authentic text in"}[
                role
            ]
        case ClassificationEvent(act=act):
            return CLASSIFICATION_ACTS[act]
        case Provenance(element=element):
            return _PROVENANCE_LABELS[element]
        case Relation(relation=relation):
            return RELATIONS[relation].label if relation in RELATIONS else relation
        case Classification(current=current):
            return "Present classification" if current else "Classification"
    return _LABELS[type(statement)]


_LABELS: dict[type[AnyStatement], str] = {
    Form: "Form",
    Extent: "Extent",
    Abstract: "Abstract",
    Contents: "Contents",
    Marking: "Marking",
    Subject: "Subject",
    Container: "Container",
    Citation: "Citation as given",
    Rights: "Rights",
}


def preferred(statements: tuple[Kind, ...]) -> Kind | None:
    """The first accepted statement, else the first that nobody rejected."""
    standing = [one for one in statements if one.state != "rejected"]
    return next((one for one in standing if one.state == "accepted"), standing[0] if standing else None)


def title_of(description: Description) -> str:
    """The title that stands for the record: what is accepted before what is proposed, and within that a
    formal or supplied title before a parallel or variant one.
    """
    for titles in _by_standing(description.of(Title)):
        if found := main_title(titles):
            return found.value
    return UNTITLED


def main_title(titles: Sequence[Title]) -> Title | None:
    """Of titles of equal standing the first that is formal or supplied, else the first."""
    for one in titles:
        if one.title_kind == "formal" or one.title_kind == "supplied":
            return one
    return titles[0] if titles else None


def reference_code(description: Description) -> str:
    """The present reference code (ISAD(G) 3.1.1), empty where the record has none."""
    found = preferred(tuple(one for one in description.of(Identifier) if one.role == "reference code"))
    return found.value if found else ""


def primary_date(description: Description) -> Date | None:
    """The date that the record is listed and sorted by: what is accepted before what is proposed, and
    within that the one marked, else the first of a primary role.
    """
    for dates in _by_standing(description.of(Date)):
        if found := main_date(dates):
            return found
    return None


def main_date(dates: Sequence[Date]) -> Date | None:
    """Of dates of equal standing the one marked as primary, else the first of the first primary role."""
    for one in dates:
        if one.primary:
            return one
    for role in (*PRIMARY_DATE_ROLES, "temporal_coverage"):
        for one in dates:
            if one.role == role:
                return one
    return None


def _by_standing(statements: tuple[Kind, ...]) -> tuple[list[Kind], list[Kind]]:
    """What is accepted, and what is still proposed: lists show readers nothing that the record does not."""
    return (
        [one for one in statements if one.state == "accepted"],
        [one for one in statements if one.state == "proposed"],
    )
