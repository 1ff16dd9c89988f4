"""The words and the facet values of descriptions, by the field of the index that they are found in."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from catalog.domain.classification import release_decision
from catalog.domain.dates import InvalidDate, bounds
from catalog.domain.description import (
    Agent,
    AnyStatement,
    Classification,
    ClassificationEvent,
    Container,
    Date,
    Description,
    Form,
    Identifier,
    Language,
    Place,
    Provenance,
    Relation,
    Subject,
    Title,
)
from catalog.domain.identifiers import matching_number
from catalog.domain.wording import words
from catalog.search.days import day_keys
from catalog.search.fields import SHOWN_WORDS, of_parts
from catalog.search.passages import signed

NOT_MARKED = "Not marked"


class Shown(NamedTuple):
    """A document, or a part of it, as one reader sees it."""

    public_id: str
    description: Description


class Values:
    """Words by field and values by facet, each once and in the order in which they were met."""

    def __init__(self) -> None:
        self.words: dict[str, dict[str, None]] = {}
        self.facets: dict[str, dict[str, None]] = {}
        self.released: set[int] = set()

    def add(self, field: str, *texts: str) -> None:
        """Words to be found in a field; empty texts are left out."""
        found = self.words.setdefault(field, {})
        for one in texts:
            if one:
                found[one] = None

    def add_facet(self, facet: str, value: str) -> None:
        """A value to be counted and filtered by."""
        if value:
            self.facets.setdefault(facet, {})[value] = None

    def add_part(self, part: "Values", public_id: str) -> None:
        """What a part of the record is found by: as the record's own, its words also as those of a part."""
        for field, texts in part.words.items():
            shown = field in SHOWN_WORDS
            words = [signed(one, part=public_id) for one in texts] if shown else texts
            self.add(field, *words)
            self.add(of_parts(field), *words)
        for facet, values in part.facets.items():
            self.facets.setdefault(facet, {}).update(values)
        self.released |= part.released


def folded(text: str) -> str:
    """Compatibility forms made plain (NFKC): both engines fold only composed letters."""
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


def collect(shown: Sequence[Shown], institution: str) -> Values:
    """What a document and its parts, as one reader sees them, are found by. Rejected statements are not."""
    values = _of_statements(shown[0].description)
    for part in shown[1:]:
        values.add_part(_of_statements(part.description), part.public_id)
    if "repository" not in values.facets:
        values.add_facet("repository", institution)
    if "classification" not in values.facets:
        values.add_facet("classification", NOT_MARKED)
    return values


def _of_statements(description: Description) -> Values:
    values = Values()
    for statement in description.statements:
        if statement.state != "rejected":
            _add_statement(values, statement)
    return values


def release_of(event: ClassificationEvent) -> str:
    """The decision as a facet value: released in full or part, withheld, declassified; "" for other acts."""
    decision = release_decision(event.decision_code)
    extent = event.extent or (decision.extent if decision else "")
    act = decision.act if decision and event.act == "reviewed" else event.act
    if act == "released":
        return {"full": "Released in full", "part": "Released in part", "": "Released"}[extent]
    return {"withheld": "Withheld", "declassified": "Declassified"}.get(act, "")


def _add_statement(values: Values, one: AnyStatement) -> None:
    match one:
        case Title(value=value):
            values.add("title", value)
        case Identifier(value=value, as_given=as_given):
            values.add("numbers", value, matching_number(value), as_given)
        case Container():
            values.add("containers", words(one), one.as_given)
        case Agent(name=name, as_given=as_given, office=office):
            values.add("agents", name, as_given, office)
            values.add_facet("agent", name)
        case Place(name=name, as_given=as_given):
            values.add("places", name, as_given)
            values.add_facet("place", name)
        case Subject(name=name, as_given=as_given):
            values.add("subjects", name, as_given)
            values.add_facet("subject", name)
        case Relation(cited=cited):
            # The title of a target is another record's and never stands in this one's entry.
            values.add("notes", cited)
        case Language(code=code, role=role):
            if role == "text":
                values.add_facet("language", code)
        case _:
            values.add("notes", words(one), one.as_given if isinstance(one, Date | Form) else "")
            _add_facets(values, one)


def _add_facets(values: Values, one: AnyStatement) -> None:
    match one:
        case Form(value=value):
            values.add_facet("form", value)
        case Classification(level=level):
            values.add_facet("classification", level)
        case ClassificationEvent():
            values.add_facet("release", release_of(one))
            if one.act == "released" or release_of(one).startswith("Released"):
                values.released |= _days_of(one.date)
        case Date(role="released", earliest=earliest, latest=latest):
            values.released |= day_keys(earliest, latest)
        case Provenance(element="holder of the original", value=value):
            values.add_facet("repository", value)


def _days_of(edtf: str) -> set[int]:
    try:
        return day_keys(*bounds(edtf)) if edtf else set()
    except InvalidDate:
        return set()  # as the source wrote it, and then it is found by its words alone
