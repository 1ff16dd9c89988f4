"""What Regesta says of one record: a frozen value that every part of the house reads and returns.

The snapshot of a record is this value as JSON bytes. Structs refuse unknown fields, so a snapshot
of an older schema is raised by domain/upgrades.py before it is decoded.
"""

from collections.abc import Iterable
from typing import Literal, TypeVar

import msgspec

SCHEMA = 1

Basis = Literal["stated", "derived", "inferred"]
State = Literal["proposed", "accepted", "rejected"]
Status = Literal["draft", "published", "withdrawn"]
TitleKind = Literal["formal", "supplied", "parallel", "variant"]
IdentifierRole = Literal["reference code", "former reference code", "registration number", "identifier"]
LanguageRole = Literal["text", "original", "authentic"]
ClassificationAct = Literal["classified", "reviewed", "downgraded", "declassified", "released", "withheld"]
ProvenanceElement = Literal[
    "holder of the original",
    "publisher of the copy",
    "collection",
    "source note",
    "source publication",
    "source URL",
    "credits",
    "accession",
]
DescriptionVisibility = Literal["public", "reading room", "staff"]
MaterialAccess = Literal["open", "reading room only", "by permission", "closed"]


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A frozen value that refuses fields it does not know and leaves defaults out of the JSON."""


class Evidence(Value, frozen=True, kw_only=True):
    """Where a statement was read: the file's sha256, 1-based inclusive lines, the text's own words.

    ``doubt`` says in words what is doubtful about the reading, and is empty where nothing is.
    ``version`` is that of the recogniser; 0 where it was read before they had versions.
    """

    file: str
    first_line: int
    last_line: int
    quote: str
    basis: Basis
    confidence: float
    recogniser: str
    doubt: str = ""
    version: int = 0


class Statement(Value, frozen=True, kw_only=True, tag_field="kind"):
    """What every statement carries. ``id`` is given once, when the statement enters a record.

    ``replaces`` is the id of the statement whose place a proposed one takes if it is accepted.
    """

    id: str = ""
    as_given: str = ""
    state: State = "proposed"
    decided_by: str = ""
    decided_at: str = ""
    evidence: Evidence | None = None
    replaces: str = ""


class Title(Statement, frozen=True, kw_only=True, tag="title"):
    """ISAD(G) 3.1.2; dcterms:title, or dcterms:alternative where parallel or variant."""

    value: str
    title_kind: TitleKind = "formal"
    language: str = ""


class Identifier(Statement, frozen=True, kw_only=True, tag="identifier"):
    """A number and the scheme that gave it; a registration number is one given by the body that registers."""

    value: str
    role: IdentifierRole = "identifier"
    scheme: str = ""


class Form(Statement, frozen=True, kw_only=True, tag="form"):
    """The documentary form (cable, treaty, minutes); dcterms:type."""

    value: str


class Extent(Statement, frozen=True, kw_only=True, tag="extent"):
    """ISAD(G) 3.1.5; dcterms:extent. ``unit`` is a plural noun such as pages."""

    quantity: str
    unit: str


class Language(Statement, frozen=True, kw_only=True, tag="language"):
    """ISO 639-3 code of the text in hand, of the original, or of an authentic text."""

    code: str
    role: LanguageRole = "text"


class Abstract(Statement, frozen=True, kw_only=True, tag="abstract"):
    """dcterms:abstract with its author: the document, the repository or a cataloguer."""

    value: str
    by: str = ""


class Contents(Statement, frozen=True, kw_only=True, tag="contents"):
    """One heading of a table of contents."""

    value: str
    number: str = ""


class Note(Statement, frozen=True, kw_only=True, tag="note"):
    """A note of one of vocabularies.NOTE_KINDS; ``label`` is the number of a footnote."""

    note_kind: str
    value: str
    label: str = ""


class Date(Statement, frozen=True, kw_only=True, tag="date"):
    """A date in one of vocabularies.DATE_ROLES: EDTF level 1 text with its bounds.

    ``earliest`` and ``latest`` are ISO days, empty where the interval is open or the date unknown.
    ``time`` is a clock time or interval of clock times such as 14:00/16:00, never part of the EDTF.
    """

    edtf: str
    role: str
    primary: bool = False
    earliest: str = ""
    latest: str = ""
    time: str = ""
    zone: str = ""
    calendar: str = ""


class Classification(Statement, frozen=True, kw_only=True, tag="classification"):
    """The level that the document bears (Secret) and the code it bears it by (S)."""

    level: str
    code: str = ""
    current: bool = False


class ClassificationEvent(Statement, frozen=True, kw_only=True, tag="classification event"):
    """A release, review, downgrading or declassification of the document (RIFPUB, 2013-01-02)."""

    act: ClassificationAct
    date: str = ""
    decision_code: str = ""
    extent: Literal["", "full", "part"] = ""
    authority: str = ""
    exemption: str = ""
    case_number: str = ""


class Marking(Statement, frozen=True, kw_only=True, tag="marking"):
    """A caveat or handling marking that the document bears."""

    value: str


class Agent(Statement, frozen=True, kw_only=True, tag="agent"):
    """A person or body in one of vocabularies.AGENT_ROLES.

    ``name`` is the authority's heading where ``authority`` (its public id) is set.
    """

    name: str
    role: str
    authority: str = ""
    agent_kind: Literal["", "person", "corporate body", "family"] = ""
    office: str = ""
    side: str = ""


class Place(Statement, frozen=True, kw_only=True, tag="place"):
    """dcterms:spatial. ``role`` is one of vocabularies.PLACE_ROLES."""

    name: str
    role: str = "subject"
    authority: str = ""


class Subject(Statement, frozen=True, kw_only=True, tag="subject"):
    """dcterms:subject."""

    name: str
    authority: str = ""


class Container(Statement, frozen=True, kw_only=True, tag="container"):
    """A locator (box 6): ordered, searchable, and not arrangement."""

    container_kind: str
    number: str


class Provenance(Statement, frozen=True, kw_only=True, tag="provenance"):
    """One element of where the material and the copy come from; each element is its own statement."""

    element: ProvenanceElement
    value: str
    authority: str = ""


class Citation(Statement, frozen=True, kw_only=True, tag="citation"):
    """The citation as the source gives it; dcterms:bibliographicCitation."""

    value: str


class Rights(Statement, frozen=True, kw_only=True, tag="rights"):
    """A rights statement as given, and the URI of a standard statement where one was chosen."""

    value: str = ""
    uri: str = ""
    holder: str = ""
    contact: str = ""


class Relation(Statement, frozen=True, kw_only=True, tag="relation"):
    """A relation of vocabularies.RELATIONS to a record (public id) or to a number cited and not held."""

    relation: str
    target: str = ""
    cited: str = ""


AnyStatement = (
    Title
    | Identifier
    | Form
    | Extent
    | Language
    | Abstract
    | Contents
    | Note
    | Date
    | Classification
    | ClassificationEvent
    | Marking
    | Agent
    | Place
    | Subject
    | Container
    | Provenance
    | Citation
    | Rights
    | Relation
)
STATEMENT_TYPES: tuple[type[AnyStatement], ...] = AnyStatement.__args__
Kind = TypeVar("Kind", bound=Statement)


class Access(Value, frozen=True, kw_only=True):
    """What an archivist decided of this record alone; what ancestors add stands in the row.

    Dates are ISO days: nothing opens by itself when one passes, a job saves the record. Where
    ``opens_on`` is empty, ``opens_after_years`` counts from the record's latest date; 0 is no rule.
    """

    description: DescriptionVisibility = "public"
    material: MaterialAccess = "open"
    reason_code: str = ""
    reason: str = ""
    authority: str = ""
    decided_on: str = ""
    review_on: str = ""
    opens_on: str = ""
    opens_after_years: int = 0


class File(Value, frozen=True, kw_only=True):
    """A file of the record: stored by sha256; ``name`` is for people and is never a path."""

    sha256: str
    name: str
    media_type: str
    size: int


class Text(Value, frozen=True, kw_only=True):
    """The text of the record: which stored text, and the 1-based inclusive lines that are its own.

    ``pages`` holds the first line of each page where the file has pages. ``withheld`` holds line
    ranges that disclose has left out of what this reader may see.
    """

    sha256: str
    first_line: int
    last_line: int
    length: int
    quality: str = ""
    encoding: str = ""
    pages: tuple[int, ...] = ()
    withheld: tuple[tuple[int, int], ...] = ()


class Description(Value, frozen=True, kw_only=True, omit_defaults=False):
    """Everything we say of one record (see docs/data-model.md)."""

    schema: int = SCHEMA
    level: str
    level_label: str = ""
    status: Status = "draft"
    statements: tuple[AnyStatement, ...] = ()
    access: Access = Access()
    files: tuple[File, ...] = ()
    text: Text | None = None
    publication_basis: str = ""

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The statements of one kind, in the record's order."""
        return tuple(one for one in self.statements if isinstance(one, kind))


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Description)


def encode(description: Description) -> bytes:
    """The snapshot: the same description always gives the same bytes."""
    return _encoder.encode(description)


def decode(snapshot: bytes) -> Description:
    """Reads a snapshot of the present schema; raises msgspec.ValidationError on any other."""
    return _decoder.decode(snapshot)


def accepted(statements: Iterable[Kind]) -> tuple[Kind, ...]:
    """The statements that a person or a command has accepted."""
    return tuple(one for one in statements if one.state == "accepted")
