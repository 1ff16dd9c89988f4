"""Strategies for descriptions, with every kind of statement, and for who sees them."""

from typing import Any

import msgspec
from hypothesis import strategies as st

from catalog.domain.classification import LEVELS as CLASSIFICATION_LEVELS
from catalog.domain.description import (
    STATEMENT_TYPES,
    Access,
    Agent,
    AnyStatement,
    Classification,
    ClassificationEvent,
    Date,
    Description,
    Evidence,
    File,
    Language,
    Note,
    Place,
    Relation,
    Text,
)
from catalog.domain.disclosure import RANKS, Effective, PartLines
from catalog.domain.vocabularies import (
    AGENT_ROLES,
    DATE_ROLES,
    LANGUAGES,
    LEVELS,
    NOTE_KINDS,
    PLACE_ROLES,
    PRIMARY_DATE_ROLES,
    RELATIONS,
)

LAST_LINE = 60
EDTF = ("1952", "1952-08-28", "1952-08", "1954-10-12?", "1950~", "1949/1957", "1945-07-10/..", "195X")

words = st.sampled_from(("Lüshun", "Ch'en", "周恩来", "Молотов", '"quoted"', "a < b & c", "one\u2028two"))
sha256 = st.sampled_from(("0" * 64, "1" * 64, "f" * 64))
ranks = st.sampled_from(RANKS)
lines = st.tuples(st.integers(1, LAST_LINE), st.integers(1, LAST_LINE)).map(
    lambda both: (min(both), max(both))
)

# What disclosure treats apart is drawn more often than it would be by chance: accepted statements and notes.
_STATES = st.sampled_from(("accepted", "accepted", "proposed", "rejected"))
_KINDS = (*STATEMENT_TYPES, *(Note,) * 8)
_EMPTY_OR_WORDS = st.just("") | words
_OF_FIELD: dict[tuple[type, str], st.SearchStrategy[Any]] = {
    (Agent, "role"): st.sampled_from(sorted(AGENT_ROLES)),
    (Place, "role"): st.sampled_from(sorted(PLACE_ROLES)),
    (Relation, "relation"): st.sampled_from(sorted(RELATIONS)),
    (Note, "note_kind"): st.sampled_from(("footnote", "internal")) | st.sampled_from(sorted(NOTE_KINDS)),
    (Language, "code"): st.sampled_from([*sorted(LANGUAGES), "und"]),
    (Classification, "level"): st.sampled_from(CLASSIFICATION_LEVELS),
    (ClassificationEvent, "date"): st.sampled_from(("", *EDTF)),
    (Date, "edtf"): st.sampled_from(EDTF),
    (Date, "earliest"): st.sampled_from(("", "1945-07-10", "1952-08-28")),
    (Date, "latest"): st.sampled_from(("", "1952-08-28", "1954-10-12")),
}


def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    return _EMPTY_OR_WORDS if hint is str else st.from_type(hint)


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """A place among the first LAST_LINE lines of a file."""
    first, last = draw(lines)
    return Evidence(
        file=draw(sha256),
        first_line=first,
        last_line=last,
        quote=draw(words),
        basis=draw(st.sampled_from(("stated", "derived", "inferred"))),
        confidence=draw(st.floats(0, 1)),
        recogniser=draw(words),
        doubt=draw(_EMPTY_OR_WORDS),
    )


@st.composite
def statements(draw: st.DrawFn, kinds: tuple[type[AnyStatement], ...] = _KINDS) -> AnyStatement:
    """A statement of any of the kinds, in any state, read from a file or not."""
    kind = draw(st.sampled_from(kinds))
    special = {"evidence": st.none() | evidence(), "state": _STATES, "replaces": st.just("")}
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        chosen = _OF_FIELD.get((kind, field.name), special.get(field.name))
        values[field.name] = draw(_of_type(field.type) if chosen is None else chosen)
    made = kind(**values)
    if isinstance(made, Date) and made.role not in DATE_ROLES:
        role = draw(st.sampled_from(PRIMARY_DATE_ROLES if made.primary else sorted(DATE_ROLES)))
        made = msgspec.structs.replace(made, role=role)
    return made


@st.composite
def texts(draw: st.DrawFn) -> Text:
    first, last = draw(lines)
    return Text(sha256=draw(sha256), first_line=first, last_line=last, length=draw(st.integers(1, 9999)))


@st.composite
def descriptions(draw: st.DrawFn, kinds: tuple[type[AnyStatement], ...] = _KINDS) -> Description:
    """A description whose statements have ids of their own."""
    drawn = draw(st.lists(statements(kinds), max_size=6))
    return Description(
        level=draw(st.sampled_from(sorted(LEVELS))),
        status=draw(st.sampled_from(("draft", "published", "withdrawn"))),
        statements=tuple(
            msgspec.structs.replace(one, id=f"statement{number}") for number, one in enumerate(drawn)
        ),
        access=draw(st.builds(Access, **{field.name: _of_type(field.type) for field in _ACCESS_FIELDS})),
        files=tuple(draw(st.lists(st.builds(File, sha256=sha256, name=words, media_type=words), max_size=2))),
        text=draw(st.none() | texts()),
        publication_basis=draw(_EMPTY_OR_WORDS),
    )


_ACCESS_FIELDS = msgspec.structs.fields(Access)


@st.composite
def accesses(draw: st.DrawFn) -> Effective:
    """Any access of a stored record: its text is never seen before the record, its parts are stricter."""
    seen_from, text_from = sorted((draw(ranks), draw(ranks)))
    stricter = [rank for rank in RANKS if rank > text_from]
    parts: list[PartLines] = []
    if stricter:
        parts = draw(st.lists(st.builds(_part_lines, lines, st.sampled_from(stricter)), max_size=3))
    return Effective(seen_from, text_from, tuple(parts))


def _part_lines(between: tuple[int, int], text_from: int) -> PartLines:
    return PartLines(*between, text_from)
