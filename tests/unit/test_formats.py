"""Formats of a record: what we wrote is read by us and by the parsers of others, whatever the words are."""

import json
import re
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rdflib import Graph, URIRef
from rdflib.namespace import DC

from catalog.domain.description import Agent, AnyStatement, Date, Description, Language, Subject, Title
from catalog.interchange.described import described
from catalog.interchange.dublin_core import dublin_core
from catalog.interchange.flat import Terms, flat
from catalog.interchange.formats import ACCEPTED, EVERYTHING, FORMATS, write_one
from catalog.interchange.surroundings import FileAddress, Surroundings
from tests.descriptions import descriptions
from tests.unit.test_citation import CABLE, ESTIMATE, MOLOTOV

AROUND = Surroundings(
    address="https://archive.example/records/9k2m4p7qx/",
    institution="Regesta Reading Room",
    above=("Fonds & sons", "Series <1>"),
    files=(FileAddress("https://archive.example/f", "scan.pdf", "application/pdf", 9),),
    public_id="9k2m4p7qx",
)
READ_BACK = [suffix for suffix, one in FORMATS.items() if one.read is not None]
HOSTILE = (
    '=HYPERLINK("http://evil","x")',
    "{unbalanced",
    "}}} @article{x,",
    "\\textbf{x} $1 & 100% #_^~",
    "</dc:title><script>alert(1)</script>",
    "]]>",
    "ER  - ",
    "a|b\\|c",
    "'=quoted",
    "line one\nTY  - BOOK",
    "and then and now",
    "半角 ﬁ \u202eright to left",
    "x\u2028y",
)
words = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40
).filter(str.strip)


def same_name(name: str) -> str:
    """A name in whichever order it stands."""
    return " ".join(sorted(name.replace(",", " ").split()))


def readable(terms: Terms, suffix: str) -> Terms:
    """What a format holds of the terms; names in one order, and lines joined where it has lines."""
    one_line = suffix in ("ris", "bib")
    held: Terms = {}
    for term in sorted(FORMATS[suffix].held & set(terms)):
        values = terms[term]
        if one_line or term in ("creator", "contributor"):
            values = tuple(" ".join(value.split()) for value in values)
        if suffix in ("ris", "bib", "csl.json") and term == "publisher":
            values = values[:1] if suffix == "ris" else values
        held[term] = tuple(
            sorted(same_name(one) if term in ("creator", "contributor") else one for one in values)
        )
    return held


def read(suffix: str, description: Description) -> Terms:
    reading = FORMATS[suffix].read
    assert reading is not None
    (found,) = reading(write_one(suffix, description, AROUND))
    return found


@pytest.mark.parametrize("suffix", READ_BACK)
@given(description=descriptions())
@settings(max_examples=15)
def test_what_was_written_is_read_back(suffix: str, description: Description) -> None:
    terms = flat(description, AROUND).terms
    assert readable(read(suffix, description), suffix) == readable(terms, suffix)


@pytest.mark.parametrize("suffix", READ_BACK)
@given(title=words, subject=words)
@settings(max_examples=20)
def test_no_words_break_a_format(suffix: str, title: str, subject: str) -> None:
    statements: tuple[AnyStatement, ...] = (
        Title(value=title, state="accepted"),
        Subject(name=subject, state="accepted"),
        Language(code="eng", state="accepted"),
    )
    description = Description(level="item", statements=statements)
    terms = flat(description, AROUND).terms
    assert readable(read(suffix, description), suffix) == readable(terms, suffix)


@given(descriptions())
@settings(max_examples=20)
def test_a_description_made_of_the_terms_says_the_same_terms(description: Description) -> None:
    """Except what is told of others, and what the crosswalk gathers from many kinds of statement."""
    first = dublin_core(described(flat(description, AROUND).terms), AROUND)
    accepted = described(first)
    kept = {"alternative", "publisher", "tableOfContents", "abstract", "language", "spatial"}
    again = dublin_core(accepted, AROUND)
    assert {term: first[term] for term in kept & set(first)} == {
        term: again[term] for term in kept & set(again)
    }


def test_others_read_our_ris() -> None:
    (one,) = rispy.loads(write_one("ris", CABLE, AROUND))
    assert one["type_of_reference"] == "PCOMM"
    assert one["authors"] == ["Zhou Enlai"]
    assert one["title"].startswith("Cable, Zhou Enlai")
    assert one["urls"] == [AROUND.address]
    (two,) = rispy.loads(write_one("ris", MOLOTOV, AROUND))
    assert two["authors"] == ["Molotov, Vyacheslav Mikhailovich"]


def test_ris_has_the_tags_that_zotero_reads() -> None:
    lines = dict(line.split("  - ", 1) for line in write_one("ris", MOLOTOV, AROUND).splitlines())
    assert (lines["DB"], lines["DP"]) == ("AVPRF", "Regesta Reading Room")
    assert lines["AN"] == "fond 0100, opis 43, papka 302, delo 8, list 12–14, Series <1>, Fonds & sons"
    assert (lines["DA"], lines["L1"]) == ("1945/07/10/", "https://archive.example/f")


def test_zotero_makes_nobody_an_author_and_cuts_no_name() -> None:
    """It takes what stands before the first comma for a family name, and no date that has a fourth slash."""
    statements: tuple[AnyStatement, ...] = (
        Agent(name="Department of State, Office of Far Eastern Affairs", role="author", state="accepted"),
        Agent(name="Zhou Enlai", role="author", state="accepted"),
        Agent(name="Wilson, Woodrow", role="editor", state="accepted"),
        Date(edtf="1945-07-10/1945-08-02", role="created", primary=True, state="accepted"),
    )
    (one,) = rispy.loads(write_one("ris", Description(level="item", statements=statements), AROUND))
    assert one["authors"] == ["Department of State Office of Far Eastern Affairs", "Zhou Enlai"]
    assert one["tertiary_authors"] == ["Wilson, Woodrow"]
    assert one["date"] == "1945/07/10/1945-07-10 to 1945-08-02"
    assert read("ris", Description(level="item", statements=statements))["date"] == ("1945-07-10/1945-08-02",)


def test_others_read_our_bibtex() -> None:
    library = parse_string(write_one("bib", ESTIMATE, AROUND))
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry.entry_type == "report"
    assert entry["author"] == "{United States. Central Intelligence Agency}"
    assert entry["date"] == "1952-09-10"


@pytest.mark.parametrize("title", HOSTILE)
def test_others_read_our_bibtex_with_hostile_titles(title: str) -> None:
    hostile = Description(level="item", statements=(Title(value=title, state="accepted"),))
    text = write_one("bib", hostile, AROUND)
    library = parse_string(text + text.replace("9k2m4p7qx", "another"))
    assert (len(library.entries), library.failed_blocks) == (2, [])


@pytest.mark.parametrize("suffix", [one for one in FORMATS if FORMATS[one].media_type.endswith("xml")])
@pytest.mark.parametrize("title", HOSTILE)
def test_xml_stays_xml(suffix: str, title: str) -> None:
    hostile = Description(level="fonds", statements=(Title(value=title, state="accepted"),))
    root = etree.fromstring(write_one(suffix, hostile, AROUND).encode())
    assert title in "".join(root.itertext())


def test_a_table_opens_as_a_table_and_holds_no_formula() -> None:
    statements = tuple(Title(value=title, state="accepted") for title in HOSTILE)
    text = write_one("csv", Description(level="item", statements=statements), AROUND)
    assert text.startswith("\ufeffid,level,title")
    for cell in ("=HYPERLINK", "+1", "-1", "@x"):
        hostile = Description(level="item", statements=(Title(value=cell, state="accepted"),))
        assert f"'{cell}" in write_one("csv", hostile, AROUND)


def test_json_is_json_for_others(tmp_path: Path) -> None:
    (item,) = json.loads(write_one("csl.json", CABLE, AROUND))
    assert (item["type"], item["author"]) == ("personal_communication", [{"literal": "Zhou Enlai"}])
    node = json.loads(write_one("jsonld", CABLE, AROUND))
    assert node["@type"] == "ArchiveComponent"
    assert node["creator"] == [{"@type": "Person", "name": "Zhou Enlai"}]


@given(descriptions())
@settings(max_examples=5)
def test_others_read_our_linked_data_and_csl(description: Description) -> None:
    record = Graph().parse(data=write_one("edm.xml", description, AROUND), format="xml")
    assert list(record.subjects(DC.title))
    node = json.loads(write_one("jsonld", description, AROUND))
    # The words of schema.org, which its context would be fetched for.
    node["@context"] = {"@vocab": "https://schema.org/"}
    linked = Graph().parse(data=json.dumps(node), format="json-ld")
    assert linked.value(URIRef(AROUND.address), URIRef("https://schema.org/name"))
    assert list(CiteProcJSON(json.loads(write_one("csl.json", description, AROUND)))) == [AROUND.public_id]


def test_every_media_type_leads_to_a_format() -> None:
    assert {FORMATS[suffix].media_type for suffix in ACCEPTED.values()} == set(ACCEPTED)


def test_the_page_on_formats_says_what_each_holds() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text()
    rows = dict(re.findall(r"^\| `([\w.]+)` \|.*\| (.*) \|$", page, re.MULTILINE))
    assert {rows.pop("ead.xml"), rows.pop("ead3.xml")} == {"written alone"}
    assert set(rows) == set(FORMATS)
    for suffix, told in rows.items():
        held = FORMATS[suffix].held
        expected = "written alone" if FORMATS[suffix].read is None else "every term of the crosswalk"
        assert told == expected if held in (frozenset(), EVERYTHING) else set(told.split(", ")) == held
