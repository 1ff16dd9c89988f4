"""EAC-CPF (Encoded Archival Context, 2010): persons, corporate bodies and families, read from a file."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from catalog.domain.dates import InvalidDate, parse_date, validate
from catalog.interchange.authority_entry import AuthorityEntry, EntryName, NotReadable, distinct

_KINDS = {"person": "person", "corporateBody": "corporate body", "family": "family"}
_RELATIONS = {"temporal-earlier": "earlier", "temporal-later": "later", "hierarchical-parent": "part of"}
_FAMILY_PARTS = ("surname", "family", "familyname")
_GIVEN_PARTS = ("forename", "given", "givenname", "firstname")
_DATES_AT_END = re.compile(r"[\s,]*\(?\b(?:b\. |d\. |ca\. )?\d{3,4}\??\s*-\s*(?:\d{3,4}\??)?\)?[.\s]*$")
_XML = "{http://www.w3.org/XML/1998/namespace}lang"


def read_eac(file: BinaryIO) -> Iterator[AuthorityEntry]:
    """Every description of the file, one after the other; what names nobody is left out.

    Names lose the dates that stand behind them, and the dates of existence are given as EDTF where they
    can be. Raises NotReadable where the file is no XML or holds no EAC-CPF.
    """
    found = 0
    try:
        for _event, element in etree.iterparse(
            file, tag="{*}eac-cpf", resolve_entities=False, no_network=True, load_dtd=False
        ):
            found += 1
            entry = _entry(element)
            if entry is not None:
                yield entry
            element.clear()
    except etree.XMLSyntaxError as error:
        raise NotReadable(f"The file is no well-formed XML: {error}.") from error
    if not found:
        raise NotReadable("The file holds no description in EAC-CPF.")


def _entry(element: etree._Element) -> AuthorityEntry | None:
    kind = _KINDS.get(_text(element.find(".//{*}identity/{*}entityType")))
    entries = element.findall(".//{*}identity/{*}nameEntry") + element.findall(
        ".//{*}identity/{*}nameEntryParallel/{*}nameEntry"
    )
    names = [one for one in map(_name, entries) if one.form]
    if kind is None or not names:
        return None
    authorised = [_name(one) for one in entries if one.find("{*}authorizedForm") is not None]
    heading = next((one.form for one in authorised if one.form), names[0].form)
    return AuthorityEntry(
        kind=kind,
        heading=heading,
        names=distinct(names),
        dates=_dates(element),
        source=_source(element),
        relations=tuple(_relations(element)),
    )


def _name(entry: etree._Element) -> EntryName:
    parts = {(one.get("localType") or "").rpartition("#")[2].lower(): _text(one) for one in _parts(entry)}
    family = next((parts[name] for name in _FAMILY_PARTS if parts.get(name)), "")
    given = next((parts[name] for name in _GIVEN_PARTS if parts.get(name)), "")
    whole = f"{family}, {given}" if family and given else " ".join(_text(one) for one in _parts(entry))
    system = entry.get("transliteration") or entry.get("scriptCode") or entry.get(_XML) or ""
    used = _range(entry.find("{*}useDates"))
    return EntryName(_without_dates(whole), system, used)


def _parts(entry: etree._Element) -> list[etree._Element]:
    return entry.findall("{*}part")


def _without_dates(name: str) -> str:
    bare = _DATES_AT_END.sub("", name).strip(" ,")
    return bare.removesuffix(".") if re.search(r"\w{3}\.$", bare) else bare


def _dates(element: etree._Element) -> str:
    return _range(element.find(".//{*}existDates"))


def _range(dates: etree._Element | None) -> str:
    if dates is None:
        return ""
    span = dates.find(".//{*}dateRange")
    if span is None:
        return _point(dates.find(".//{*}date"))
    first, last = _point(span.find("{*}fromDate")), _point(span.find("{*}toDate"))
    return _valid(f"{first}/{last}") if first or last else ""


def _point(date: etree._Element | None) -> str:
    if date is None:
        return ""
    standard = _valid(date.get("standardDate") or "")
    if standard:
        return standard
    parsed = parse_date(_text(date))
    return _valid(parsed.edtf) if parsed and "/" not in parsed.edtf else ""


def _valid(edtf: str) -> str:
    try:
        return validate(edtf) if edtf else ""
    except InvalidDate:
        return ""


def _source(element: etree._Element) -> str:
    numbers = [element.find(".//{*}control/{*}recordId"), *element.findall(".//{*}control/{*}otherRecordId")]
    agency = _text(element.find(".//{*}maintenanceAgency/{*}agencyName"))
    told = [agency, *(_text(one) for one in numbers if one is not None)]
    return "; ".join(dict.fromkeys(one for one in told if one))


def _relations(element: etree._Element) -> Iterator[tuple[str, str]]:
    for one in element.findall(".//{*}cpfRelation"):
        relation = _RELATIONS.get(one.get("cpfRelationType") or "")
        heading = _without_dates(_text(one.find("{*}relationEntry")))
        if relation and heading:
            yield relation, heading


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
