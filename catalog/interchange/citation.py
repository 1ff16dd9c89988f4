"""The notes and bibliography entries by which a reader cites a record; the source's own citation comes first.

Each style is a function of what is cited. None looks at a clock: the day of the visit is the reader's to add.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from catalog.domain import dates
from catalog.domain.description import Citation, Description, Note
from catalog.domain.wording import preferred, words
from catalog.interchange.agent_names import filed, spoken
from catalog.interchange.cited import Cited, cited
from catalog.interchange.surroundings import Surroundings

GIVEN = "source"
in_words = lru_cache(maxsize=10_000)(dates.in_words)
"""Dates come again and again, and saying one takes as long as reading a record."""
_MOST_AUTHORS = 3
_RUSSIAN = {"fond": "f.", "opis": "op.", "papka": "p.", "portfolio": "por.", "delo": "d.", "list": "l."}
"""The places in a Russian archive from the whole down, with the letters by which they are cited."""


class Style(NamedTuple):
    """``label`` is an English msgid. ``write`` gives "" where the style has no form for such a record."""

    label: str
    write: Callable[[Cited], str]


def given_citation(description: Description) -> str:
    """The citation that the source gives, else the archivist's preferred one; empty where there is none."""
    given = preferred(description.of(Citation))
    note = preferred(tuple(one for one in description.of(Note) if one.note_kind == "preferred citation"))
    return given.value if given else note.value if note else ""


def archival_note(
    description: Description, collections: Sequence[str], institution: str, address: str
) -> str:
    """The note of the Chicago Manual of Style; ``collections`` are the titles above, from the whole down."""
    return chicago_note(cited(description, collections, institution, address))


def citations(description: Description, around: Surroundings) -> Mapping[str, str]:
    """Every citation that this record has, by the key of its style; the source's own is the first."""
    facts = cited(description, around.above, around.institution, around.address)
    found = {GIVEN: given_citation(description)}
    found |= {key: style.write(facts) for key, style in STYLES.items()}
    return {key: text for key, text in found.items() if text}


def chicago_note(one: Cited) -> str:
    """Author, title, date, number, containers, collection, holders (17th edition, 14.221 to 14.232).

    Authors whom the title names are not named twice, as in a letter of one to another.
    """
    authors = [spoken(agent) for agent in one.authors]
    if any(name in one.title for name in authors):
        authors = []
    opening = _joined(", ", _in_a_row(authors), _title(one, ","))
    behind = _joined(", ", _date(one), _number(one), *_containers(one), *one.above[::-1], *_kept(one))
    return f"{opening} {behind}. {one.address}".strip()


def chicago_bibliography(one: Cited) -> str:
    """As the note, in sentences, with the first author as filed."""
    first = [filed(agent) for agent in one.authors[:1]] + [spoken(agent) for agent in one.authors[1:]]
    containers = _joined(", ", *_containers(one))
    number = _capital(_number(one))
    told = [_in_a_row(first), _title(one, "."), _date(one), number, _capital(containers)]
    return _sentences(*told, *one.above[::-1], *_kept(one), one.address)


def nara_note(one: Cited) -> str:
    """From the item to the whole, with semicolons (National Archives General Information Leaflet 17)."""
    containers = _joined(", ", *_containers(one))
    return f"{_joined('; ', _item(one), _number(one), containers, *one.above[::-1], *one.holders)}."


def nara_bibliography(one: Cited) -> str:
    """From the whole to the item, as a bibliography is filed (General Information Leaflet 17)."""
    containers = _capital(_joined(", ", *_containers(one)))
    return _sentences(*one.holders[:1], *one.above, containers, _capital(_number(one)), _item(one))


def russian(one: Cited) -> str:
    """Archive, f., op., d., l. (GOST R 7.0.5-2008): only where a fond is known."""
    places = {place.container_kind.casefold(): place.number for place in one.containers}
    if "fond" not in places:
        return ""
    told = [f"{_leaves(kind, places[kind])} {places[kind]}" for kind in _RUSSIAN if kind in places]
    item = _joined(", ", one.title, _date(one))
    return f"{item} // {_joined(', ', *one.holders[:1], *told)}."


def treaty(one: Cited) -> str:
    """Title, parties, place and day of signature, registration: only for what contracting parties made."""
    if not one.parties or one.is_aggregate:
        return ""
    parties = "–".join(agent.name for agent in one.parties[:2])
    parties = parties if len(one.parties) < 3 else ""
    day = in_words(one.dates["signed"].edtf) if "signed" in one.dates else _date(one)
    signed = _joined(" ", "signed", f"at {one.signed_at}" if one.signed_at else "", day) if day else ""
    number = f"registration no. {one.registration.value}" if one.registration else ""
    told = _joined(", ", one.title, parties, signed, one.source_publication, number)
    force = [
        f"{label} {in_words(one.dates[role].edtf)}"
        for role, label in (("entered_into_force", "entered into force"), ("registered", "registered"))
        if role in one.dates
    ]
    return f"{told} ({', '.join(force)})." if force else f"{told}."


STYLES: Mapping[str, Style] = {
    "chicago-note": Style("Chicago: note", chicago_note),
    "chicago-bibliography": Style("Chicago: bibliography", chicago_bibliography),
    "nara-note": Style("U.S. National Archives: note", nara_note),
    "nara-bibliography": Style("U.S. National Archives: bibliography", nara_bibliography),
    "russian": Style("Russian archives", russian),
    "treaty": Style("Treaty", treaty),
}
GIVEN_LABEL = "As given by the source"


def _title(one: Cited, end: str) -> str:
    """A document's title in quotation marks with ``end`` inside them; a collection's without any."""
    if one.is_aggregate:
        return f"{one.title}{end}"
    inner = one.title[-1:] if one.title.endswith(("'", "’", "”")) else ""
    return f"“{one.title.removesuffix(inner)}{end}{inner}”"


def _item(one: Cited) -> str:
    date = _date(one)
    return f"{_title(one, ',')} {date}" if date else _title(one, "")


def _date(one: Cited) -> str:
    """The day without the hour."""
    return in_words(one.date.edtf) if one.date else ""


def _number(one: Cited) -> str:
    return f"no. {one.number}" if one.number.isdecimal() else one.number


def _kept(one: Cited) -> tuple[str, ...]:
    """Who keeps the original, who published the copy, and who catalogues it."""
    return (*one.holders[:-1], one.publisher, *one.holders[-1:])


def _containers(one: Cited) -> Iterable[str]:
    return (words(place) for place in one.containers)


def _leaves(kind: str, number: str) -> str:
    """l. for a leaf, ll. for several."""
    several = kind == "list" and any(mark in number for mark in "-–,")
    return "ll." if several else _RUSSIAN[kind]


def _in_a_row(names: Iterable[str]) -> str:
    """One; one and another; one, another, and a third; the first and others where they are more."""
    told = list(names)
    if len(told) > _MOST_AUTHORS:
        return f"{told[0]} et al."
    if len(told) < 3:
        return " and ".join(told)
    return f"{', '.join(told[:-1])}, and {told[-1]}"


def _joined(mark: str, *told: str) -> str:
    """What there is, each once."""
    return mark.join(dict.fromkeys(one for one in told if one))


def _sentences(*told: str) -> str:
    """What there is, each with one full stop behind it; an address without any."""
    said = dict.fromkeys(one for one in told if one)
    return " ".join(one if one.endswith("”") or "://" in one else f"{one.rstrip('.')}." for one in said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
