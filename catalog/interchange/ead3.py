"""Encoded Archival Description 3 (EAD3 1.1): a record with what stands under it, in pieces, as ead.py."""

import re
from collections.abc import Iterable

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
from catalog.domain.vocabularies import LANGUAGES
from catalog.domain.wording import words
from catalog.interchange.ead import NOTE_ELEMENTS, PROVENANCE_ELEMENTS, Agency, level_of
from catalog.interchange.language_codes import bibliographic
from catalog.interchange.surroundings import Surroundings
from catalog.interchange.told import Told, named, told
from catalog.interchange.xml_text import element, escaped, quoted

NAMESPACE = "http://ead3.archivists.org/schema/"
COMPONENTS, COMPONENTS_END = '<dsc dsctype="combined">', "</dsc>"
COMPONENT_END = "</c>"
END = "</archdesc></ead>"
_NAMES = {"person": "persname", "corporate body": "corpname", "family": "famname"}
_UNDATED = "1970-01-01T00:00:00Z"


def opening(description: Description, around: Surroundings, agency: Agency) -> str:
    """The document up to its components: control and the description of the whole."""
    one = told(description)
    return (
        f'<ead xmlns="{NAMESPACE}">{_control(one, around, agency)}<archdesc{level_of(description)}>'
        f"{_did(one, around, agency)}{_notes(one)}{_headings(one)}"
    )


def component(description: Description, around: Surroundings) -> str:
    """A component up to those that stand in it; COMPONENT_END ends it."""
    one = told(description)
    return f"<c{level_of(description)}>{_did(one, around)}{_notes(one)}{_headings(one)}"


def _control(one: Told, around: Surroundings, agency: Agency) -> str:
    """What changed last in the public view is the one event that is told of the finding aid."""
    country = f" countrycode={quoted(agency.country)}" if agency.country else ""
    isil = element("agencycode", agency.isil)
    return (
        f"<control><recordid instanceurl={quoted(around.address)}>{escaped(around.public_id)}</recordid>"
        f"<filedesc><titlestmt>{element('titleproper', one.title)}</titlestmt>"
        f"<publicationstmt>{element('publisher', agency.name)}</publicationstmt></filedesc>"
        f'<maintenancestatus value="revised"/><maintenanceagency{country}>{isil}'
        f"{element('agencyname', agency.name)}</maintenanceagency><maintenancehistory><maintenanceevent>"
        f'<eventtype value="revised"/>{element("eventdatetime", around.changed or _UNDATED)}'
        f'<agenttype value="machine"/>{element("agent", agency.name)}</maintenanceevent>'
        f"</maintenancehistory></control>"
    )


def _did(one: Told, around: Surroundings, agency: Agency | None = None) -> str:
    numbers = (f"<unitid label={quoted(no.role)}>{escaped(no.value)}</unitid>" for no in one.of(Identifier))
    titles = [one.title, *(other.value for other in one.others)]
    keeper = f"<corpname>{element('part', agency.name)}</corpname>" if agency else ""
    return "".join(
        (
            "<did>",
            *numbers,
            *(element("unittitle", title) for title in titles),
            *map(_date, one.of(Date)),
            *(element("physdesc", words(extent)) for extent in one.of(Extent)),
            *_languages(one),
            *(f"<origination>{_name(agent)}</origination>" for agent in one.creators() if agent.name),
            f"<repository>{keeper}</repository>" if keeper else "",
            *(_container(place) for place in one.of(Container)),
            *(element("abstract", abstract.value) for abstract in one.of(Abstract)),
            _file(around.address, one.title),
            *(_file(file.url, file.name) for file in around.files),
            "</did>",
        )
    )


def _file(address: str, name: str) -> str:
    return f'<dao daotype="unknown" href={quoted(address)} linktitle={quoted(name)}/>'


def _date(date: Date) -> str:
    normal = ""
    if date.earliest and date.latest:
        span = date.earliest if date.earliest == date.latest else f"{date.earliest}/{date.latest}"
        normal = f' normal="{span}"'
    return f"<unitdate{normal} label={quoted(date.role)}>{escaped(words(date) or date.edtf)}</unitdate>"


def _languages(one: Told) -> Iterable[str]:
    codes = dict.fromkeys(language.code for language in one.of(Language) if language.role == "text")
    for code in codes:
        name = escaped(LANGUAGES.get(code, code))
        language = f"<language langcode={quoted(bibliographic(code))}>{name}</language>"
        yield f"<langmaterial>{language}</langmaterial>"


def _name(agent: Agent) -> str:
    who = named(agent)
    return _part(_NAMES[who.kind], who.filed)


def _part(name: str, words: str) -> str:
    return f"<{name}>{element('part', words)}</{name}>" if words else ""


def _container(place: Container) -> str:
    kind = re.sub(r"\W", "_", place.container_kind)
    return f"<container{f' localtype={quoted(kind)}' if kind else ''}>{escaped(place.number)}</container>"


def _notes(one: Told) -> str:
    notes = ((NOTE_ELEMENTS.get(note.note_kind, ""), note.value) for note in one.of(Note))
    kept = ((PROVENANCE_ELEMENTS[where.element], where.value) for where in one.of(Provenance))
    rights = (("userestrict", text) for right in one.of(Rights) for text in (right.value, right.uri))
    return "".join(
        f"<{name}>{element('p', text)}</{name}>" for name, text in (*notes, *kept, *rights) if name and text
    )


def _headings(one: Told) -> str:
    made = {id(agent) for agent in one.creators()}
    headings = [
        *(_part("genreform", form.value) for form in one.of(Form)),
        *(_name(agent) for agent in one.of(Agent) if id(agent) not in made and agent.name),
        *(_part("geogname", place.name) for place in one.of(Place)),
        *(_part("subject", subject.name) for subject in one.of(Subject)),
    ]
    told_here = "".join(dict.fromkeys(headings))
    return f"<controlaccess>{told_here}</controlaccess>" if told_here else ""
