"""Documents of each family, with the layouts of their kind: all that is told of them, and nothing more.

Most documents are made up in the manner of real ones; documents/expected.json holds what an archivist
would write of each: field, qualifier, value and part. Those that are real are in the public domain,
shortened: frus_1948_telegram (Foreign Relations 1948, vol. IV, document 595), frus_1949_memorandum
(1949, vol. VII, part 2, document 378), frus_1954_conversation (1952-1954, vol. VII, part 1, document 443),
crest_labels_empty (CIA-RDP65-00756R000500130041-8), crest_daily_digest (CIA-RDP79T01146A000500130001-3),
crest_memorandum (CIA-RDP05-01429R000100060001-5), crest_information_report (CIA-RDP80-00810A002600790009-8),
crest_congressional_record (CIA-RDP65B00383R000200240010-5), jfk_columns (124-90139-10138), jfk_two_forms
(157-10014-10109), jfk_smudged (124-90137-10468), jfk_letter (record of the Central Intelligence Agency,
1968), frus_1965_telegram (1964-1968, vol. II, document 67), cable_web (1979LAPAZ10373); crest_agency_notice
(CIA-RDP80M01048A000300200016-2), crest_journal (CIA-RDP77M00144R000500070036-4), jfk_list (104-10079-10391),
jfk_schlesinger (176-10030-10422), state_dissent (C17980027), cable_baghdad (90 BAGHDAD 4237), fbi_memorandum
(62-83894-209), joint_chiefs_memorandum (13 March 1962), executive_order (9066), proclamation (3246),
united_nations_resolution (242), frus_1880_seward and frus_1880_borges (1880,
documents 165 and 90), frus_1919_heads (1919, Paris Peace
Conference, vol. VIII, document 20), frus_1943_hopkins (1943, Cairo and Tehran, document 346),
frus_1946_telegram (1946, vol. VI, document 475), frus_1951_thailand (1951, vol. VI, part 2, document 100),
frus_1955_dulte (1955-1957, vol. XXI, document 31), frus_1958_thailand (1958-1960, vol. XV, document 458),
frus_1961_bundy (1961-1963, vol. VIII, document 9), frus_1972_mao (1969-1976, vol. XVII, document 194),
frus_1958_srisdi
(1958-1960, vol. XV, document 507), letter_lincoln (21 November 1864), treaty_statutes (38 Stat. 1853),
treaty_saxony (1845), treaty_siam (1884), exchange_of_notes (1908), treaty_nonaggression (1939),
treaty_ecuador_notes (61 Stat., October 21 and 29, 1947), hansard_run_in (2 April 1941), newspaper_masthead (
The New York Times, 16 April 1912), cabinet_conclusions (CAB/128/36), treaty_armistice (Panmunjom, 27 July
1953), letter_without_signature (104-10335-10014), letter_exhibit (President's Commission on the
Assassination of President Kennedy, exhibit 2554), frus_1962_telegram and frus_1962_page (1961-1963, vol. VI,
documents 62 and 66), frus_1951_resolution (1951, vol. VII, part 1), crest_weekly_summary
(CIA-RDP79-00927A002200070001-1), crest_number_alone (CIA-RDP80B01676R001700130009-3), crest_office_memorandum
(CIA-RDP78-03130A000100040009-2), cable_drafted (1977STATE017976), frus_1945_minutes (1945, vol. II, document
237), frus_position_paper (1964-1968, vol. XXXIV, document 63), frus_1977_memcon (1977-1980, vol. XIII,
document 2), intelligence_handbook (CIA-RDP79T00826A000100010001-3), fbi_office_memorandum (66-2542-3, 9
March 1954), crest_for_the_record (CIA-RDP80R01284A001800010060-1), crest_labels_lost
(CIA-RDP76-00183R000400020133-3), crest_deputy_director (CIA-RDP74-00115R000300020033-5), venona (New
York to Moscow, No. 1340), nsam_copies (National Security Action Memorandum No. 263), frus_1946_record
(1946, vol. II, document 213), frus_1962_message (1961-1963, vol. VI, document 64), frus_1966_report
(1964-1968, vol. XXXIII, document 270). Of some, datelines and stamps that the copy had lost are
supplied.
"""

import json
from pathlib import Path

import pytest

from catalog.domain.description import Abstract, Classification, Contents, Date, Marking, Note, Relation
from catalog.ingest.describe import Described, describe
from catalog.ingest.document import document_of
from catalog.ingest.readers import read
from catalog.ingest.score_lines import as_score_lines

DOCUMENTS = Path(__file__).parent / "documents"
EXPECTED = json.loads((DOCUMENTS / "expected.json").read_text(encoding="utf-8"))
TOLD = frozenset(
    (
        "title",
        "documentary_form",
        "registration_number",
        "date",
        "agent",
        "place",
        "classification",
        "release_decision",
        "repository",
        "collection",
        "container",
        "part",
    )
)
NOT_TOLD = frozenset(("mentioned", "subject", "deadline", "related_document"))


def described(name: str) -> Described:
    return describe(read(DOCUMENTS / f"{name}.txt"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_document_of_each_family_is_described(name: str) -> None:
    one = described(name)
    told = [
        [line["field"], line["qualifier"] or "", line["value"], line["part"] or ""]
        for line in as_score_lines(one)
        if line["field"] in TOLD and line["qualifier"] not in NOT_TOLD
    ]
    assert one.family == EXPECTED[name]["family"]
    assert sorted(told) == sorted(EXPECTED[name]["told"])


def cited(name: str) -> list[str]:
    return [one.cited for one in described(name).statements if isinstance(one, Relation)]


def test_references_of_a_cable_resolve_to_the_numbers_of_their_releases() -> None:
    assert cited("cable_1976") == ["1976STATE101225", "1976OSLO01998", "1975STOCKHOLM04410"]


def test_references_name_the_year_where_it_is_another() -> None:
    assert cited("cable_sections") == ["1975STATE004512", "1974SAIGON15990", "1975VIENTIANE00211"]


def test_documents_named_by_number_and_date_are_cited_as_given() -> None:
    assert cited("us_note_ussr") == ["note No. 51 of March 25, 1952", "note of May 13, 1952"]
    assert cited("consul_dispatch") == ["despatch No. 58 of January 20, 1947"]


def test_labels_and_values_that_stand_apart_are_doubted() -> None:
    dates = [one for one in described("jfk_columns").statements if isinstance(one, Date)]
    assert [(one.edtf, one.evidence.doubt != "") for one in dates if one.evidence] == [("1965-05-10", True)]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("frus_1948_telegram", ["1", "2"]),
        ("frus_1954_conversation", ["1", "2", "3"]),
        ("frus_1972_conversation", ["1"]),
        ("frus_editorial_note", []),
    ],
)
def test_notes_at_the_end_are_footnotes_where_figures_call_them(name: str, numbers: list[str]) -> None:
    notes = [one for one in described(name).statements if isinstance(one, Note)]
    assert [one.label for one in notes if one.note_kind == "footnote"] == numbers


def test_another_records_number_is_cited_and_the_own_is_not() -> None:
    assert cited("crest_ocr") == ["CIA-RDP82-00457R007800120001-7"]
    assert cited("crest_sanitized") == []


def test_a_note_cites_the_note_that_it_answers() -> None:
    assert cited("diplomatic_note") == ["note No. 27/B of September 4, 1959"]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("crest_sanitized", {"Sanitized Copy", "50X1-HUM", "25X1", "STATINTL"}),
        ("crest_ocr", {"STATINTL"}),
        ("intelligence_bulletin", {"25X1", "25X1A", "[redacted]"}),
        ("frus_telegram", {"[1½ lines of source text not declassified]", "[text not declassified]"}),
    ],
)
def test_what_was_withheld_is_marked_on_its_line(name: str, codes: set[str]) -> None:
    document = read(DOCUMENTS / f"{name}.txt")
    marks = [one for one in describe(document).statements if isinstance(one, Marking)]
    assert codes <= {one.value for one in marks}
    for one in marks:
        assert one.evidence is not None
        assert one.evidence.quote in document.lines[one.evidence.first_line - 1]


def test_parts_have_their_own_lines_and_stand_within_one_another() -> None:
    parts = {part.label: part for part in described("treaty_exchange_of_notes").parts}
    assert [(part.first_line, part.last_line) for part in parts.values()] == [(29, 53), (51, 53), (55, 72)]
    assert parts["Annex to Note I"].within == "Note I"


def test_a_date_that_ocr_misread_is_mended_and_doubted() -> None:
    (date,) = (
        line
        for line in described("memorandum_of_conversation_ocr").statements
        if line.as_given == "Apri1 3, l956"
    )
    assert date.evidence is not None
    assert date.evidence.doubt


RECORD = (
    "HARBORS OF THE NORTH\n\nDocument Number (FOIA) /ESDN (CREST): CIA-RDP79R01012A001800010001-2\n"
    "Release Decision: RIPPUB\nOriginal Classification: S\nDocument Page Count: 3\n"
    "Sequence Number: 1\nBody:\n"
)


def abstract_of(body: str) -> Abstract:
    return next(one for one in describe(document_of(RECORD + body)).statements if isinstance(one, Abstract))


def test_words_that_ocr_broke_are_joined_and_kept_as_given() -> None:
    one = abstract_of(
        "THE PROBLEM To esti- mate the use of the har- bors until mid-1953. CONCLUSIONS 1. They freeze."
    )
    assert one.value == "To estimate the use of the harbors until mid-1953."
    assert one.evidence is not None
    assert "esti- mate the use of the har- bors" in one.evidence.quote


def test_a_running_head_inside_a_sentence_is_left_out_and_doubted() -> None:
    stamp = "SECRET - 2 - Approved For Release 2001/08/28 : CIA-RDP79R01012A001800010001-2"
    one = abstract_of(
        f"THE PROBLEM To estimate the use of {stamp} the harbors until mid-1953. CONCLUSIONS 1. Ice."
    )
    assert one.value == "To estimate the use of the harbors until mid-1953."
    assert one.evidence is not None
    assert stamp in one.evidence.quote
    assert one.evidence.doubt


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("C0NFIDENTIAL", "Confidential"),
        ("S E C R E T", "Secret"),
        ("T0P SECRET", "Top Secret"),
        ("S/2787", ""),
    ],
)
def test_letters_mistaken_for_digits_state_the_level_all_the_same(line: str, level: str) -> None:
    text = f"{line}\n\nMEMORANDUM\n\nSUBJECT: Harbors\n\nThe harbors of the north freeze early.\n"
    levels = [one.level for one in describe(document_of(text)).statements if isinstance(one, Classification)]
    assert levels == ([level] if level else [])


def test_one_day_of_two_years_is_noted_as_doubtful() -> None:
    (path,) = (Path(__file__).parents[2] / "seeds").glob("003_*.txt")
    (note,) = (
        one
        for one in describe(read(path)).statements
        if isinstance(one, Note) and one.note_kind == "discrepancy"
    )
    assert "February 14, 1950 on line 76" in note.value
    assert "February 14, 1952 on line 80" in note.value
    assert note.evidence is not None
    assert note.evidence.basis == "inferred"


def test_headings_with_roman_numbers_are_contents() -> None:
    (path,) = (Path(__file__).parents[2] / "seeds").glob("004_*.txt")
    numbers = [one.number for one in describe(read(path)).statements if isinstance(one, Contents)]
    assert numbers[:3] == ["I", "II", "III"]
