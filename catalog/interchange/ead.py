"""Encoded Archival Description, version 2002: a record with what stands under it, in pieces.

Nothing that is said above is said again below (ISAD(G) 2.4): a component tells its own statements alone.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from catalog.domain.description import (
    Abstract,
    Agent,
    Container,
    Date,
    Description,
    Extent,
    Form,
    Identifier,
    Language,
    Note,
    Place,
    Provenance,
    Rights,
    Subject,
)
from catalog.domain.vocabularies import LANGUAGES, NOTE_KINDS
from catalog.domain.wording import words
from catalog.interchange.language_codes import bibliographic
from catalog.interchange.surroundings import Surroundings
from catalog.interchange.told import Told, named, told
from catalog.interchange.xml_text import element, escaped, quoted

NAMESPACE = "urn:isbn:1-931666-22-9"
SCHEMA = "http://www.loc.gov/ead/ead.xsd"
COMPONENTS, COMPONENTS_END = '<dsc type="combined">', "</dsc>"
COMPONENT_END = "</c>"
END = "</archdesc></ead>"
_XLINK = "http://www.w3.org/1999/xlink"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_UNTOLD_NOTES = frozenset({"internal", "footnote"})
"""Footnotes are the text's own."""
_ORIGINS = frozenset({"creator", "author", "sender", "issuer", "drafter", "contracting_party", "signatory"})


class Agency(NamedTuple):
    """Who keeps the finding aid: name, ISIL and ISO 3166 country, the last two empty where unknown."""

    name: str
    isil: str = ""
    country: str = ""


def opening(description: Description, around: Surroundings, agency: Agency) -> str:
    """The document up to its components: header and the description of the whole."""
    one = told(description)
    return (
        f'<ead xmlns="{NAMESPACE}" xmlns:xlink="{_XLINK}" xmlns:xsi="{_XSI}"'
        f' xsi:schemaLocation="{NAMESPACE} {SCHEMA}">'
        f"{_header(one, around, agency)}<archdesc{level_of(description)}>"
        f"{_did(one, around, agency)}{_notes(one)}{_headings(one)}"
    )


def component(description: Description, around: Surroundings) -> str:
    """A component up to those that stand in it; COMPONENT_END ends it."""
    one = told(description)
    return f"<c{level_of(description)}>{_did(one, around)}{_notes(one)}{_headings(one)}"


def _header(one: Told, around: Surroundings, agency: Agency) -> str:
    country = f" countrycode={quoted(agency.country)}" if agency.country else ""
    isil = f" mainagencycode={quoted(agency.isil)}" if agency.isil else ""
    own = f"identifier={quoted(around.public_id)} url={quoted(around.address)}"
    return (
        f"<eadheader><eadid{country}{isil} {own}>{escaped(around.public_id)}</eadid>"
        f"<filedesc><titlestmt>{element('titleproper', one.title)}</titlestmt>"
        f"<publicationstmt>{element('publisher', agency.name)}</publicationstmt></filedesc></eadheader>"
    )


def level_of(description: Description) -> str:
    """A part of a document has no level of its own in EAD."""
    if description.level not in ("otherlevel", "part"):
        return f' level="{description.level}"'
    label = re.sub(r"\W", "_", description.level_label or description.level)
    return f' level="otherlevel" otherlevel="{label}"'


def _did(one: Told, around: Surroundings, agency: Agency | None = None) -> str:
    """What identifies the unit; the address of its page and of its files with it."""
    numbers = (f"<unitid type={quoted(no.role)}>{escaped(no.value)}</unitid>" for no in one.of(Identifier))
    titles = [one.title, *(other.value for other in one.others)]
    files = (
        f'<dao xlink:type="simple" xlink:href={quoted(file.url)} xlink:title={quoted(file.name)}/>'
        for file in around.files
    )
    return "".join(
        (
            "<did>",
            *numbers,
            *(element("unittitle", title) for title in titles),
            *map(_date, one.of(Date)),
            *(f"<physdesc>{element('extent', words(extent))}</physdesc>" for extent in one.of(Extent)),
            *_languages(one),
            *(f"<origination>{_name(agent)}</origination>" for agent in _origins(one) if agent.name),
            f"<repository>{element('corpname', agency.name)}</repository>" if agency else "",
            *(_container(place) for place in one.of(Container)),
            *(element("abstract", abstract.value) for abstract in one.of(Abstract)),
            f'<dao xlink:type="simple" xlink:role="page" xlink:href={quoted(around.address)}/>',
            *files,
            "</did>",
        )
    )


def _date(date: Date) -> str:
    """``normal`` only where both ends are known (ISO 8601)."""
    normal = ""
    if date.earliest and date.latest:
        span = date.earliest if date.earliest == date.latest else f"{date.earliest}/{date.latest}"
        normal = f' normal="{span}"'
    return f"<unitdate{normal} label={quoted(date.role)}>{escaped(words(date) or date.edtf)}</unitdate>"


def _languages(one: Told) -> Iterable[str]:
    codes = dict.fromkeys(language.code for language in one.of(Language) if language.role == "text")
    for code in codes:
        name = LANGUAGES.get(code, code)
        language = f"<language langcode={quoted(bibliographic(code))}>{escaped(name)}</language>"
        yield f"<langmaterial>{language}</langmaterial>"


def _origins(one: Told) -> list[Agent]:
    return [agent for agent in one.creators() if agent.role in _ORIGINS]


def _name(agent: Agent) -> str:
    who = named(agent)
    return element(_NAMES[who.kind], who.filed)


_NAMES = {"person": "persname", "corporate body": "corpname", "family": "famname"}


def _container(place: Container) -> str:
    kind = re.sub(r"\W", "_", place.container_kind)
    return f"<container{f' type={quoted(kind)}' if kind else ''}>{escaped(place.number)}</container>"


def _notes(one: Told) -> str:
    """Notes by their elements, then provenance and rights, whose elements have paragraphs too."""
    told_here = [
        *(
            (NOTE_ELEMENTS[note.note_kind], note.value)
            for note in one.of(Note)
            if note.note_kind in NOTE_ELEMENTS
        ),
        *((PROVENANCE_ELEMENTS[where.element], where.value) for where in one.of(Provenance)),
        *(("userestrict", text) for right in one.of(Rights) for text in (right.value, right.uri)),
    ]
    return "".join(f"<{name}><p>{escaped(text)}</p></{name}>" for name, text in told_here if text)


NOTE_ELEMENTS = {
    # EAD 2002 has no free note beside the did; odd is its place for what fits nowhere else.
    kind: "odd" if one.ead == "note" else one.ead
    for kind, one in NOTE_KINDS.items()
    if kind not in _UNTOLD_NOTES
}
PROVENANCE_ELEMENTS = {
    "holder of the original": "originalsloc",
    "publisher of the copy": "altformavail",
    "collection": "relatedmaterial",
    "source note": "acqinfo",
    "source publication": "bibliography",
    "source URL": "altformavail",
    "credits": "processinfo",
    "accession": "acqinfo",
}


def _headings(one: Told) -> str:
    made = {id(agent) for agent in one.creators()}
    headings = [
        *(element("genreform", form.value) for form in one.of(Form)),
        *(_name(agent) for agent in one.of(Agent) if id(agent) not in made),
        *(element("geogname", place.name) for place in one.of(Place)),
        *(element("subject", subject.name) for subject in one.of(Subject)),
    ]
    told_here = "".join(dict.fromkeys(headings))
    return f"<controlaccess>{told_here}</controlaccess>" if told_here else ""
