"""Authorities out of files of other systems: real EAC-CPF, a small thesaurus, and files that are neither."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from catalog.files.store import keep
from catalog.imports.authorities import ask_for_import
from catalog.jobs.run import drain
from catalog.models import Authority, AuthorityRelation, Job
from catalog.records.authorities import Name, create_authority

pytestmark = pytest.mark.django_db
THESAURUS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/1> a skos:Concept ; skos:prefLabel "Naval bases"@en, "Marinestützpunkte"@de ;
    skos:altLabel "Naval stations"@en ; skos:broader <http://example.org/2> .
<http://example.org/2> a skos:Concept ; skos:prefLabel "Military bases"@en ;
    skos:exactMatch <http://id.example.org/sh1> .
""".encode()
EAC = """<eac-cpf xmlns="urn:isbn:1-931666-33-4"><control><recordId>r{number}</recordId></control>
<cpfDescription><identity><entityType>{kind}</entityType><nameEntry><part>{name}</part></nameEntry></identity>
</cpfDescription></eac-cpf>"""


def imported(content: bytes, form: str, kind: str = "subject") -> Job:
    file = keep(BytesIO(content), "authorities.xml", 10**8)
    job = ask_for_import(file, form, kind, None)
    drain()
    return Job.objects.get(pk=job.pk)


def forms(heading: str) -> set[str]:
    return set(Authority.objects.get(heading=heading).names.values_list("form", flat=True))


def test_real_descriptions_are_taken_in_with_names_dates_and_source(samples: Path) -> None:
    for path in sorted((samples / "samples" / "eac").glob("*.xml")):
        job = imported(path.read_bytes(), "EAC-CPF")
        assert (job.state, job.report["made"]) == ("done", 1), path.name
    assert {(one.kind, one.heading, one.dates) for one in Authority.objects.all()} == {
        ("person", "Feynman, Richard Phillips", "1918/1988"),
        ("person", "Walcott, Charles D. (Charles Doolittle)", "1850/1927"),
        ("family", "Boswell family", ""),
        ("corporate body", "National Museum of American History (U.S.)", "1957/"),
        ("person", "Cadell, T., (Thomas)", "1742-11-12/1802-12-27"),
        ("corporate body", "Department of Romance Languages", "1972/"),
        ("corporate body", "Centre d'études techniques maritimes et fluviales", "1800/2099"),
        ("person", "Goethe, Johann Wolfgang von", "1749/1832"),
    }
    assert {"Feynman, Richard P.", "Fejnman, Ričard", "رتشارد فاينمان"} <= forms("Feynman, Richard Phillips")
    assert "OAC.caltech_feynmanr.c" in Authority.objects.get(heading="Feynman, Richard Phillips").source


def test_a_thesaurus_gives_headings_names_by_language_and_what_is_broader() -> None:
    job = imported(THESAURUS, "SKOS")
    assert job.report == {
        "made": 2,
        "extended": 0,
        "unchanged": 0,
        "refused": 0,
        "related": 1,
        "warnings": [],
    }
    assert forms("Naval bases") == {"Naval bases", "Marinestützpunkte", "Naval stations"}
    relation = AuthorityRelation.objects.get()
    assert (relation.authority.heading, relation.relation, relation.other.heading) == (
        "Naval bases",
        "part of",
        "Military bases",
    )
    assert "http://id.example.org/sh1" in Authority.objects.get(heading="Military bases").source


def test_what_is_there_gains_the_names_that_it_lacks_and_loses_none() -> None:
    create_authority("subject", "Naval bases", [Name("Kriegshäfen", "de")])
    assert imported(THESAURUS, "SKOS").report["extended"] == 1
    assert forms("Naval bases") == {"Naval bases", "Kriegshäfen", "Marinestützpunkte", "Naval stations"}
    assert imported(THESAURUS, "SKOS").report["unchanged"] == 2


def test_an_entry_that_cannot_be_taken_in_keeps_out_no_other() -> None:
    entries = [
        ("person", "Wang Bingnan"),
        ("person", "X" * 400),
        ("angel", "Gabriel"),
        ("person", "Zhou Enlai"),
    ]
    written = "".join(EAC.format(number=n, kind=kind, name=name) for n, (kind, name) in enumerate(entries))
    job = imported(f"<export>{written}</export>".encode(), "EAC-CPF")
    assert job.state == "done"
    assert (job.report["made"], job.report["refused"]) == (2, 1)
    assert "longer than 300 characters" in job.report["warnings"][0]


def test_what_no_database_keeps_is_taken_out_or_left_out_and_the_rest_is_taken_in() -> None:
    hostile = (
        '"nul\\u0000 and half\\uD800"@en, "' + "ß" * 300 + '"@de',
        f'"system"@en-{"-".join(["abcdefgh"] * 30)}',
    )
    told = "".join(
        f"<http://example.org/h{number}> a skos:Concept ; skos:prefLabel {one} .\n"
        for number, one in enumerate(hostile)
    )
    job = imported(THESAURUS + told.encode(), "SKOS")
    assert (job.state, job.report["made"]) == ("done", 4)
    assert forms("nul and half") == {"nul and half", "ß" * 300}


@pytest.mark.parametrize("nested", [b"[" * 3000 + b"]" * 3000, b""])
def test_a_file_that_grows_or_nests_without_end_is_refused(nested: bytes) -> None:
    if nested:
        content = THESAURUS + b"<http://example.org/n> skos:broader " + nested + b" ."
    else:
        growing = "".join(
            f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in pairwise("abcdefghijk")
        )
        content = (
            f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{growing}]>'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
            ' xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="http://example.org/g">'
            "<skos:prefLabel>&k;</skos:prefLabel></skos:Concept></rdf:RDF>"
        ).encode()
    job = imported(content, "SKOS")
    assert job.state == "failed"
    assert "no RDF/XML or Turtle" in job.error


@pytest.mark.parametrize("form", ["EAC-CPF", "SKOS"])
@pytest.mark.parametrize(
    "content", [b"", b"no markup at all", b"<a><b></a>", b"<a/>", b"\xff\xfe\x00", b"{}"]
)
def test_what_is_no_such_file_fails_with_a_sentence(form: str, content: bytes) -> None:
    job = imported(content + b" ", form)
    assert job.state == "failed"
    assert job.error.startswith(("The file is no", "The file holds no")), job.error
    assert not Authority.objects.exists()


def test_a_file_cannot_name_files_of_the_machine() -> None:
    declared = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    imported((declared + EAC.format(number=1, kind="person", name="A &secret; B")).encode(), "EAC-CPF")
    assert [one.heading for one in Authority.objects.all()] == ["A &secret; B"]
