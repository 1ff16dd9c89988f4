"""MARC 21 in XML (MARCXML, slim schema): a record with the fields of archival control."""

from collections.abc import Iterable
from typing import NamedTuple

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
from catalog.domain.vocabularies import AGENT_ROLES, AGGREGATE_LEVELS, MATERIAL_ACCESS
from catalog.domain.wording import words
from catalog.interchange.language_codes import bibliographic
from catalog.interchange.surroundings import Surroundings
from catalog.interchange.told import Told, named, told
from catalog.interchange.xml_text import escaped

NAMESPACE = "http://www.loc.gov/MARC21/slim"
SCHEMA = "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"
_OPENING = (
    f'<record xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    f' xsi:schemaLocation="{NAMESPACE} {SCHEMA}" type="Bibliographic">'
)
_NOTE_FIELDS = {
    "scope": "520",
    "history": "545",
    "custodial history": "561",
    "acquisition": "541",
    "appraisal": "583",
    "accruals": "584",
    "arrangement": "351",
    "access": "506",
    "use": "540",
    "physical": "340",
    "finding aids": "555",
    "originals": "535",
    "copies": "530",
    "related": "544",
    "separated": "544",
    "publication": "581",
    "preferred citation": "524",
}
_UNTOLD_NOTES = frozenset({"internal", "footnote"})
_PROVENANCE_FIELDS = {
    "holder of the original": "535",
    "publisher of the copy": "533",
    "collection": "580",
    "source note": "561",
    "source publication": "581",
    "source URL": "856",
    "credits": "508",
    "accession": "541",
}
_INDICATORS = {"535": "1 ", "544": "  ", "856": "42"}
_CODES = {"533": "c", "541": "a", "856": "u"}


class Field(NamedTuple):
    """``subfields`` are pairs of code and text; those without text are left out."""

    tag: str
    indicators: str
    subfields: tuple[tuple[str, str], ...]


def write_marcxml(description: Description, around: Surroundings) -> str:
    """A record element without a prolog, its fields in the order of their tags."""
    one = told(description)
    fields = [
        *_numbers(one, around),
        *_names(one),
        *_titles(one),
        *_physical(one),
        *_notes(one, description),
        *_headings(one),
        *_linked(one, around),
    ]
    fields.sort(key=lambda field: field.tag)
    return (
        f"{_OPENING}<leader>{_leader(description)}</leader>"
        f'<controlfield tag="001">{around.public_id}</controlfield>'
        f'<controlfield tag="008">{_fixed(one)}</controlfield>'
        f"{''.join(map(_datafield, fields))}</record>"
    )


def _datafield(field: Field) -> str:
    said = "".join(
        f'<subfield code="{code}">{escaped(text)}</subfield>' for code, text in field.subfields if text
    )
    if not said:
        return ""
    indicators = f'ind1="{field.indicators[0]}" ind2="{field.indicators[1]}"'
    return f'<datafield tag="{field.tag}" {indicators}>{said}</datafield>'


def _leader(description: Description) -> str:
    """Mixed materials and collection, or manuscript text and item; under archival control, in Unicode."""
    return f"00000n{'pc' if description.level in AGGREGATE_LEVELS else 'tm'}aa22000003u 4500"


def _fixed(one: Told) -> str:
    """Field 008: years of the primary date and the language of the text; what is not coded is filled."""
    date = one.date
    first, last = (date.earliest[:4], date.latest[:4]) if date else ("", "")
    if first and last and first != last:
        years = f"i{first}{last}"
    else:
        years = f"s{first or last}    " if first or last else "nuuuuuuuu"
    languages = [bibliographic(language.code) for language in one.of(Language) if language.role == "text"]
    code = languages[0] if languages and len(languages[0]) == 3 else "und"
    return f"000000{years}xx {'|' * 17}{escaped(code)} d"


def _numbers(one: Told, around: Surroundings) -> Iterable[Field]:
    for number in one.of(Identifier):
        if number.role == "reference code":
            yield Field("099", " 9", (("a", number.value),))
        else:
            yield Field("024", "8 ", (("a", number.value), ("q", number.scheme)))
    yield Field("040", "  ", (("a", around.institution), ("b", "eng")))
    codes = dict.fromkeys(bibliographic(one.code) for one in one.of(Language) if one.role == "text")
    yield Field("041", "0 ", tuple(("a", code) for code in codes))
    if one.date:
        yield Field("046", "  ", (("k", one.date.edtf), ("2", "edtf")))


def _names(one: Told) -> Iterable[Field]:
    """The first creator is the main entry, the others are added; who is mentioned is a subject."""
    creators = one.creators()
    main = creators[0] if creators else None
    for agent in one.of(Agent):
        who = named(agent)
        person = who.kind != "corporate body"
        indicators = "1 " if person else "2 "
        if agent.role == "mentioned":
            tag, indicators = ("600", "14") if person else ("610", "24")
            yield Field(tag, indicators, (("a", who.filed),))
            continue
        tag = ("100" if person else "110") if agent is main else ("700" if person else "710")
        role = AGENT_ROLES.get(agent.role)
        term, code = (role.label, role.relator) if role else (agent.role, "")
        yield Field(tag, indicators, (("a", who.filed), ("e", term), ("4", code)))


def _titles(one: Told) -> Iterable[Field]:
    has_main = bool(one.creators())
    yield Field("245", "10" if has_main else "00", (("a", one.title),))
    yield from (Field("246", "3 ", (("a", other.value),)) for other in one.others)


def _physical(one: Told) -> Iterable[Field]:
    if one.date:
        yield Field("264", " 0", (("c", words(one.date) or one.date.edtf),))
    yield from (Field("300", "  ", (("a", extent.quantity), ("f", extent.unit))) for extent in one.of(Extent))


def _notes(one: Told, description: Description) -> Iterable[Field]:
    access = description.access
    indicator = "0 " if access.material == "open" else "1 "
    yield Field("506", indicator, (("a", MATERIAL_ACCESS[access.material]), ("c", access.reason)))
    contents = " -- ".join(words(heading) for heading in one.of(Contents))
    yield Field("505", "0 ", (("a", contents),))
    yield from (Field("520", "3 ", (("a", abstract.value),)) for abstract in one.of(Abstract))
    for right in one.of(Rights):
        yield Field("540", "  ", (("a", right.value), ("d", right.holder), ("u", right.uri)))
    for note in one.of(Note):
        if note.note_kind not in _UNTOLD_NOTES:
            tag = _NOTE_FIELDS.get(note.note_kind, "500")
            yield Field(tag, _INDICATORS.get(tag, "  "), (("a", note.value),))
    for where in one.of(Provenance):
        tag = _PROVENANCE_FIELDS[where.element]
        yield Field(tag, _INDICATORS.get(tag, "  "), ((_CODES.get(tag, "a"), where.value),))


def _headings(one: Told) -> Iterable[Field]:
    yield from (Field("650", " 4", (("a", subject.name),)) for subject in one.of(Subject))
    yield from (Field("651", " 4", (("a", place.name),)) for place in one.of(Place))
    yield from (Field("655", " 4", (("a", form.value),)) for form in one.of(Form))
    for date in one.of(Date):
        if date.role == "temporal_coverage":
            yield Field("648", " 4", (("a", date.edtf),))


def _linked(one: Told, around: Surroundings) -> Iterable[Field]:
    yield from (Field("773", "0 ", (("t", title),)) for title in around.above[::-1])
    yield from (Field("774", "0 ", (("t", title),)) for title in around.parts)
    for relation in one.of(Relation):
        said = (("n", relation.cited), ("o", around.related.get(relation.target, "")))
        yield Field("787", "0 ", said)
    shelf = ", ".join(words(place) for place in one.of(Container))
    yield Field("852", "  ", (("a", around.institution), ("j", shelf)))
    yield Field("856", "40", (("u", around.address),))
    yield from (Field("856", "41", (("u", file.url), ("q", file.media_type))) for file in around.files)
