"""MODS 3.6: a record as Metadata Object Description Schema, written for harvests and downloads."""

from collections.abc import Iterable, Sequence

from catalog.domain.description import (
    Abstract,
    Agent,
    Container,
    Contents,
    Date,
    Description,
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
)
from catalog.domain.vocabularies import AGENT_ROLES, AGGREGATE_LEVELS, MATERIAL_ACCESS, RELATIONS
from catalog.domain.wording import words
from catalog.interchange.surroundings import Surroundings
from catalog.interchange.told import Told, named, told
from catalog.interchange.xml_text import element, escaped, quoted

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-6.xsd"
_OPENING = (
    f'<mods xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.6"'
    f' xsi:schemaLocation="{NAMESPACE} {SCHEMA}">'
)
_RELATED = {
    "references": "references",
    "isReferencedBy": "isReferencedBy",
    "isVersionOf": "otherVersion",
    "hasVersion": "otherVersion",
    "isFormatOf": "otherFormat",
    "hasFormat": "otherFormat",
    "replaces": "preceding",
    "isReplacedBy": "succeeding",
}
_UNTOLD_NOTES = frozenset({"internal", "footnote", "access", "use"})
_TITLE_TYPES = {"parallel": ' type="translated"'}
_DATE_ELEMENTS = {"issued": "dateIssued", "entered_into_force": "dateValid"}


def write_mods(description: Description, around: Surroundings) -> str:
    """A mods element without a prolog; only what is accepted is told."""
    one = told(description)
    return "".join(
        (
            _OPENING,
            *_titles(one),
            *map(_name, one.of(Agent)),
            _resource_type(description),
            *(element("genre", form.value) for form in one.of(Form)),
            _origin(one),
            *_languages(one),
            *(
                f"<physicalDescription>{element('extent', words(extent))}</physicalDescription>"
                for extent in one.of(Extent)
            ),
            *_words_on_content(one),
            *_subjects(one),
            *_related(one, around),
            *(_identifier(number) for number in one.of(Identifier)),
            _location(one, around),
            *_conditions(one, description),
            "<recordInfo>",
            element("recordContentSource", around.institution),
            element("recordIdentifier", around.public_id),
            "</recordInfo></mods>",
        )
    )


def _titles(one: Told) -> Iterable[str]:
    yield f"<titleInfo>{element('title', one.title)}</titleInfo>"
    for other in one.others:
        kind = _TITLE_TYPES.get(other.title_kind, ' type="alternative"')
        yield f"<titleInfo{kind}>{element('title', other.value)}</titleInfo>"


_NAME_TYPES = {"person": "personal", "corporate body": "corporate", "family": "family"}


def _name(agent: Agent) -> str:
    who = named(agent)
    role = AGENT_ROLES.get(agent.role)
    term = f'<roleTerm type="text">{escaped(role.label if role else agent.role)}</roleTerm>'
    if role and role.relator:
        term += f'<roleTerm type="code" authority="marcrelator">{role.relator}</roleTerm>'
    part = element("namePart", who.filed)
    return f'<name type="{_NAME_TYPES[who.kind]}">{part}<role>{term}</role></name>'


def _resource_type(description: Description) -> str:
    if description.level in AGGREGATE_LEVELS:
        return '<typeOfResource collection="yes">mixed material</typeOfResource>'
    return "<typeOfResource>text</typeOfResource>"


def _origin(one: Told) -> str:
    """The primary date is the key date, whatever its role; periods covered are subjects."""
    told_here = []
    for date in one.of(Date):
        if date.role == "temporal_coverage":
            continue
        key = ' keyDate="yes"' if date is one.date else ""
        if key and date.role not in _DATE_ELEMENTS:
            name, kind = "dateCreated", ""
        else:
            name = _DATE_ELEMENTS.get(date.role, "dateOther")
            kind = f" type={quoted(date.role)}" if name == "dateOther" else ""
        told_here.append(f'<{name}{kind} encoding="edtf"{key}>{escaped(date.edtf)}</{name}>')
    publishers = [where.value for where in one.of(Provenance) if where.element == "publisher of the copy"]
    told_here += [element("publisher", name) for name in publishers]
    origin = "".join(told_here)
    return f"<originInfo>{origin}</originInfo>" if origin else ""


def _languages(one: Told) -> Iterable[str]:
    for language in one.of(Language):
        if language.role == "text":
            term = f'<languageTerm type="code" authority="iso639-3">{escaped(language.code)}</languageTerm>'
            yield f"<language>{term}</language>"


def _words_on_content(one: Told) -> Iterable[str]:
    yield from (element("abstract", abstract.value) for abstract in one.of(Abstract))
    contents = " -- ".join(words(heading) for heading in one.of(Contents))
    yield element("tableOfContents", contents)
    for note in one.of(Note):
        if note.note_kind not in _UNTOLD_NOTES:
            yield f"<note type={quoted(note.note_kind)}>{escaped(note.value)}</note>"
    for where in one.of(Provenance):
        if where.element in ("source note", "credits"):
            yield f"<note type={quoted(where.element)}>{escaped(where.value)}</note>"


def _subjects(one: Told) -> Iterable[str]:
    yield from (f"<subject>{element('topic', subject.name)}</subject>" for subject in one.of(Subject))
    yield from (f"<subject>{element('geographic', place.name)}</subject>" for place in one.of(Place))
    for date in one.of(Date):
        if date.role == "temporal_coverage":
            yield f'<subject><temporal encoding="edtf">{escaped(date.edtf)}</temporal></subject>'


def _related(one: Told, around: Surroundings) -> Iterable[str]:
    yield _hosts(around.above)
    collections = [where.value for where in one.of(Provenance) if where.element == "source publication"]
    yield from (f'<relatedItem type="original">{_title(title)}</relatedItem>' for title in collections)
    yield from (f'<relatedItem type="constituent">{_title(title)}</relatedItem>' for title in around.parts)
    for relation in one.of(Relation):
        known = RELATIONS.get(relation.relation)
        kind = _RELATED.get(known.term, "") if known else ""
        address = around.related.get(relation.target, "")
        said = f"<location>{element('url', address)}</location>" if address else ""
        said += element("identifier", relation.cited)
        yield f"<relatedItem{f' type={quoted(kind)}' if kind else ''}>{said}</relatedItem>" if said else ""


def _hosts(above: Sequence[str]) -> str:
    """The nearest record above, and within it what that stands in."""
    nested = ""
    for title in above:
        nested = f'<relatedItem type="host">{_title(title)}{nested}</relatedItem>'
    return nested


def _title(title: str) -> str:
    return f"<titleInfo>{element('title', title)}</titleInfo>"


def _identifier(number: Identifier) -> str:
    return f"<identifier type={quoted(number.scheme or number.role)}>{escaped(number.value)}</identifier>"


def _location(one: Told, around: Surroundings) -> str:
    """Who holds the original, else who describes it; boxes and folders; the page and its files."""
    holders = [where.value for where in one.of(Provenance) if where.element == "holder of the original"]
    shelf = ", ".join(words(place) for place in one.of(Container))
    files = (f'<url access="raw object">{escaped(file.url)}</url>' for file in around.files)
    return (
        f"<location>{''.join(element('physicalLocation', name) for name in holders or [around.institution])}"
        f"{element('shelfLocator', shelf)}"
        f'<url usage="primary display" access="object in context">{escaped(around.address)}</url>'
        f"{''.join(files)}</location>"
    )


def _conditions(one: Told, description: Description) -> Iterable[str]:
    said = [MATERIAL_ACCESS[description.access.material], description.access.reason]
    said += [note.value for note in one.of(Note) if note.note_kind == "access"]
    yield from (_condition("restriction on access", text) for text in said if text)
    for right in one.of(Rights):
        yield from (_condition("use and reproduction", text) for text in (right.uri, right.value) if text)
    for note in one.of(Note):
        if note.note_kind == "use":
            yield _condition("use and reproduction", note.value)


def _condition(kind: str, text: str) -> str:
    return f'<accessCondition type="{kind}">{escaped(text)}</accessCondition>'
