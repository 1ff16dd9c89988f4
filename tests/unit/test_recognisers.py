"""Recognisers on texts of their families and of none: nothing is made up, nothing raises, nothing stalls."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.domain.description import (
    Agent,
    Classification,
    Container,
    Date,
    Form,
    Identifier,
    Kind,
    Note,
    Title,
)
from catalog.ingest.describe import RECOGNISERS, Described, describe
from catalog.ingest.document import document_of
from catalog.ingest.readers import read
from catalog.ingest.recognisers.rules.people import office_and_name
from catalog.ingest.recognisers.rules.places import find_names
from catalog.ingest.score_lines import as_score_lines

SEEDS = Path(__file__).parents[2] / "seeds"


def described(text: str) -> Described:
    return describe(document_of(text))


def of(one: Described, kind: type[Kind]) -> list[Kind]:
    return [statement for statement in one.statements if isinstance(statement, kind)]


def test_each_seed_is_explained_by_its_family() -> None:
    families = [describe(read(path)).family for path in sorted(SEEDS.glob("*.txt"))]
    assert families == [
        "treaty series",
        "newspaper communiqué",
        "CREST record",
        "Wilson Center Digital Archive",
        "Wilson Center Digital Archive",
    ]


def test_a_treaty_of_another_year_with_a_title_over_two_lines() -> None:
    one = described(
        "No. 9876\n\nUNITED STATES OF AMERICA\nand\nJAPAN\n\nAgreement relating to the use of"
        " harbours. Signed at\n"
        "Tokyo, on 8 March 1954\n\nOfficial texts: English and Japanese.\n\nRegistered by the United"
        " States of America"
        " on 2 May 1955.\n\nThe two Governments have agreed as follows, on the matters set out below.\n\n"
        "(Signed) John M. ALLISON\n"
    )
    assert one.family == "treaty series"
    assert [title.value for title in of(one, Title)] == ["Agreement relating to the use of harbours"]
    assert {(date.edtf, date.role) for date in of(one, Date)} == {
        ("1954-03-08", "signed"),
        ("1955-05-02", "registered"),
    }
    parties = [agent.name for agent in of(one, Agent) if agent.role == "contracting_party"]
    assert parties == ["United States of America", "Japan"]
    assert [agent.name for agent in of(one, Agent) if agent.role == "signatory"] == ["John M. Allison"]


def test_a_crest_record_with_values_beside_their_labels_and_empty_ones() -> None:
    one = described(
        "SITUATION IN LAOS\n\nDocument Type: CREST\nCollection: General CIA Records\n"
        "Document Number (FOIA) /ESDN (CREST): CIA-RDP00B00369R000100050001-4\nRelease Decision: RIPPUB\n"
        "Original Classification: K\nDocument Page Count: 3\nDocument Creation Date: December 9, 2016\n"
        "Document Release Date:\nSequence Number: 1\nCase Number:\nPublication Date: May 5,"
        " 1961\nContent Type: MEMO\n"
        "Body:\nThe situation is unchanged.\n"
    )
    assert one.family == "CREST record"
    assert [form.value for form in of(one, Form)] == ["memorandum"]
    assert not of(one, Classification), "nobody explains K"
    assert {(date.edtf, date.role) for date in of(one, Date)} == {
        ("1961-05-05", "issued"),
        ("2016-12-09", "source_record_created"),
    }
    assert {number.scheme for number in of(one, Identifier)} == {
        "CIA document number",
        "CREST sequence number",
    }


def test_a_letter_is_known_by_salutation_and_signature() -> None:
    one = described(
        "CONFIDENTIAL\n\nLondon, 4 May 1951\n\nLetter on the Supply of Rubber\n\nDear Minister,\n\n"
        "The agreement of 14 February 1950 provides for deliveries.[1] They must be completed by 1"
        " July 1951.\n\n"
        "Yours sincerely,\n\nArthur B. Henderson\n\nUnder-Secretary of State\n\n[1] Not printed.\n"
    )
    assert one.family == "letter"
    assert [title.value for title in of(one, Title)] == ["Letter on the Supply of Rubber"]
    assert [form.value for form in of(one, Form)] == ["letter"]
    assert [(d.edtf, d.role) for d in of(one, Date) if d.primary] == [("1951-05-04", "created")]
    assert [level.level for level in of(one, Classification)] == ["Confidential"]
    assert [(agent.name, agent.office) for agent in of(one, Agent) if agent.role == "signatory"] == [
        ("Arthur B. Henderson", "Under-Secretary of State")
    ]
    assert [note.label for note in of(one, Note)] == ["1"]


def test_a_text_without_a_heading_has_only_an_inferred_title() -> None:
    (title,) = of(
        described("nothing is headed here, and the sentence goes on for a while. It then ends."), Title
    )
    assert title.title_kind == "supplied"
    assert title.evidence is not None
    assert title.evidence.basis == "inferred"


def test_a_meeting_in_a_sentence_makes_no_record_of_a_meeting() -> None:
    one = described(
        "UNITED NATIONS\nSECURITY COUNCIL\nDistr.\nRESTRICTED\nS/2787\n25 May 1952\nORIGINAL: FRENCH\n\n"
        "LETTER DATED 24 SEPTEMBER 1952 FROM THE REPRESENTATIVE OF CHINA ADDRESSED TO THE PRESIDENT\n\n"
        "I refer to the statement at the\nfirst meeting of the Council.\n\n(Signed) T. F. TSIANG\n"
    )
    assert [form.value for form in of(one, Form)] == ["letter"]
    assert not of(one, Classification), "to whom it is sent is no level"


def test_two_figures_are_a_year_on_american_forms_alone() -> None:
    head = "TO: Mr. Ladd   DATE: 3/4/51\nFROM: A. H. Belmont\nSUBJECT: VISITS\n\nThe visits were reported.\n"
    assert not of(described("MEMORANDUM\n\n" + head), Date)
    (day,) = of(described("UNITED STATES GOVERNMENT\nMEMORANDUM\n\n" + head), Date)
    assert (day.edtf, bool(day.evidence and day.evidence.doubt)) == ("1951-03-04", True)


def test_lists_with_bracketed_numbers_are_no_footnotes() -> None:
    assert not of(described("Three documents:\n\n[1] A draft;\n\n[2] A communique;\n"), Note)


def test_a_sentence_about_secrets_classifies_nothing() -> None:
    assert not of(
        described("Report\n\nThe secret was kept, and TS S C stood on the stamp.\nS ET\n"), Classification
    )


@pytest.mark.parametrize(
    ("words", "office", "name"),
    [
        ("Minister of Foreign Trade Pavel N. Kumykin", "Minister of Foreign Trade", "Pavel N. Kumykin"),
        ("Vice Premier Chen Yun", "Vice Premier", "Chen Yun"),
        ("Zhou Enlai", "", "Zhou Enlai"),
        ("the Minister", "", "the Minister"),
    ],
)
def test_office_and_name_are_told_apart(words: str, office: str, name: str) -> None:
    assert office_and_name(words) == (office, name)


def test_the_longest_name_counts_and_a_surname_none() -> None:
    headings = {
        one.heading
        for one in find_names("The People's Republic of China; Stalin; Port-Arthur; un traité; UN.")
    }
    assert headings == {"China (People's Republic)", "Lüshunkou", "United Nations"}


def test_source_notes_give_repository_collection_and_containers() -> None:
    one = described(
        "May 3, 1955\n\nMinutes of Conversation between A. B. Smith and C. D. Jones\n\nText of the"
        " minutes.\n\n"
        "Smith and Jones discuss the supply of wheat to the northern provinces.\n\nDocument"
        " Information\n\nSource\n\n"
        "Smith Papers, box 12, folder 3, Example University Library. Obtained by Jane Roe and"
        " translated by John Doe.\n\n"
        "Rights\n\nThe History and Public Policy Program welcomes reuse of Digital Archive materials"
        " for research.\n\n"
        "Record ID\n\n123456\n"
    )
    assert [(c.container_kind, c.number) for c in of(one, Container)] == [("box", "12"), ("folder", "3")]
    roles = {(agent.name, agent.role) for agent in of(one, Agent)}
    assert {("Jane Roe", "contributor"), ("John Doe", "translator"), ("A. B. Smith", "participant")} <= roles


WORDS = st.sampled_from(
    [
        "No. 3107\n",
        "Signed at Peking, on 12 October 1954",
        "(Signed) ",
        'ANNEX "A" ',
        "Annex One: ",
        "Source: ",
        "Citation:\n",
        "Body:\n",
        "Document Information\n",
        "Record ID\n",
        "Release Decision: ",
        "Publication Date:\n",
        "SECRET\n",
        "[1] ",
        "^[1]",
        "<sup>1</sup>",
        "\n\n",
        ". ",
        ", ",
        " and ",
        "Dear Minister,\n",
        "Respectfully,\n",
        "Zhou Enlai\n",
        "delegation led by ",
        ", eds., ",
        "DISTRIBUTION: ",
        "COPY NO 51 ",
        "Box 6, ",
        "8. Memorandum of Conversation[0]\n",
        "Washington, ",
        "31 February 1950",
        "PARTICIPANTS\n",
        "FM AMEMBASSY \n",
        "SUBJ: ",
        "Message Attributes\n",
        "RECORD NUMBER : 176-10036-10116\n",
        "TITLE : ",
        "\u2028",
        "\x85",
        "周恩来",
        "旅順",
        "Порт-Артур",
        "��",
        "THE PROBLEM To ",
        "CONCLUSIONS",
        "History and Public Policy Program Digital Archive, ",
        "published as follows:\n",
        "Joint Communiqué\n",
        "Exchange of Notes\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300), st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=40).map("".join)
    )
)
def test_no_text_makes_a_recogniser_raise_or_misquote(text: str) -> None:
    document = document_of(text)
    for recognise in RECOGNISERS:
        reading = recognise(document)
        assert 0 <= reading.score <= 1
    one = describe(document)
    for line in as_score_lines(one):
        quote, lines = str(line["quote"]), line["lines"]
        assert isinstance(lines, list)
        stands_on = "\n".join(document.lines[lines[0] - 1 : lines[1]])
        assert " ".join(quote.split()) in " ".join(stands_on.split())
    labels = [part.label for part in one.parts]
    assert len(labels) == len(set(labels)) or not labels


HOSTILE = (
    "a", "A", "A ", "1 ", ". ", "[1] x", "No. 1\n", "(Signed) A B\n", 'ANNEX "A" ',
    "A, B and ", "- ", "\n", "* \n",
    "Source: a\n", "Annex One: a\n", "S E C R E T ", "between A and ", "Mr. X replied ",
    "On the authorization of ",
    "THE PROBLEM To ", "Citation:\n", "by 1 May 1950 ", "Dear A,\n", "Port Arthur ", "“", "(", "\u3000", "x@",
    "a.1 ", "1 A\n", "  1. A\n", "- A↩\n", "Treaty of A ", "note No. 1 of ", "A, B [C] ", "Present: A, B\n",
    "For A:\nB C\n", "(L. S.) A\n", "Done at A, ", "DECLASSIFIED ", "Approved for Release ", "AGENCY :\n",
    "this first day of May, one thousand ", "Mr. A\n", "A to B ", "by the ", "Secret. A ", "FM A\nTO B\n",
    "1 - A ", "Mr. A   B\n", "I am sending copies of this despatch to ",
)  # fmt: skip
MARKS = (
    "",
    "No. 1\n\nOfficial texts: English.\n\n",
    "Joint Communiqué\n\nThey are hereby published as follows:\n\n",
    "Release Decision: RIFPUB\nDocument Page Count: 1\nSequence Number: 1\nBody:\n",
    "History and Public Policy Program\nDocument Information\n",
    "Citation:\n“A,” History and Public Policy Program Digital Archive, ",
    "8. Memorandum of Conversation\n\nSource: Department of State. ",
    "Message Attributes\nDocument Number: 1\n",
    "JFK ASSASSINATION SYSTEM\nIDENTIFICATION FORM\nRECORD NUMBER : 176-10036-10116\n",
    "Memorandum of Conversation\n\nPARTICIPANTS:\n",
    "The Embassy presents its compliments to the Ministry and has ",
    "The Times, 1 May 1950\n",
    "CENTRAL INTELLIGENCE AGENCY\nINTELLIGENCE REPORT\n",
    "THIS DOCUMENT IS THE PROPERTY OF HER BRITANNIC MAJESTY'S GOVERNMENT\n",
    "No. 1\n\nOfficial texts: English.\n\nI\n\nThe Minister to the Ambassador\n",
    "701.6111/6–1548: Telegram\n\nThe Secretary of State to the Embassy in Norway1\n\n",
    "TREATY BETWEEN A AND B\n\nThe parties have agreed as follows:\n\n",
    "HC Deb 30 January 1952 vol 495 c168\n\n",
    "From the journal of\n\nA. B. Roshchin\n\nRecord of conversation with C. D. Hoo\n\n",
    "Protokoll Nr. 31/53 der Sitzung am 3. Juni 1953\n\nAnwesend: A, B\n",
    "AGENCY :\nRECORD NUMBER :\nTITLE :\nDATE :\nFROM :\nTO :\nAgency Information\n176-10036-10116\n",
    "OFFICE OF STRATEGIC SERVICES\n\nMEMORANDUM FOR THE PRESIDENT\n\n",
    "No. 1.\nMr. Evarts to Mr. Seward.\n\nNo. 2.]\n\nSir: I have\n\nI am, &c.,\n",
    "Exchange of notes between A and B\n\nThe Minister to the Ambassador\n\nSIR:\n\n",
    "INSTRUMENT OF SURRENDER\n\nSigned at TOKYO on the SECOND day of SEPTEMBER, 1945\n\n",
    "The New York Times\nNEW YORK, TUESDAY, APRIL 16, 1912.\n\n",
    "Paris Peace Conf. 180.03501/61\n\nNotes of a Meeting of the Five\n\nPresent\n\n",
    "INCOMING TELEGRAM\nControl: 1\nRec'd: May 1, 1950\nFROM: Paris\nNO: 1, May 1\nSENT A 1, REPEATED INFO ",
    "OUTGOING TELEGRAM Department of State\nACTION: Amembassy PARIS 1\n",
    "80th Congress, 1st Session\n\nMr. A, from the Committee on B, submitted the following\n",
    "UNITED NATIONS\nGENERAL ASSEMBLY\nA/1\n1 May 1950\nORIGINAL: FRENCH\n\n1st MEETING\n\nPresent: ",
    "Mr. A to Mr. B. (Received 1st May)\n\n(No. 1. Secret)   Peking, 1st May, 1950\nSir,\n",
    "CENTRAL INTELLIGENCE AGENCY\nINFORMATION REPORT\n\nSUBJECT   A\n",
    "J.I.C. (49) 1\nCHIEFS OF STAFF COMMITTEE\nReport by the Joint Staff\n\nPRESENT:\n",
    "UNCLASSIFIED Case No. F-2016-07743 Doc No. C17980027 Date: 07/31/2017\nMEMORANDUM FOR: A\n",
)


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark[:12].strip() or "none")
def test_endless_repetition_is_read_to_its_end(mark: str) -> None:
    for token in HOSTILE:
        describe(document_of(mark + token * (30_000 // len(token))))


def patterns() -> list[re.Pattern[str]]:
    """Every pattern that a recogniser or the knowledge of dates, names and numbers holds."""
    found: dict[str, re.Pattern[str]] = {}
    for name, module in list(sys.modules.items()):
        if name.startswith(("catalog.ingest.", "catalog.domain.")):
            found |= {one.pattern: one for one in vars(module).values() if isinstance(one, re.Pattern)}
    return [one for one in found.values() if isinstance(one.pattern, str)]


def test_each_pattern_ends_with_hostile_text_of_its_own_words() -> None:
    for pattern in patterns():
        words = re.findall(r"[A-Za-z]{3,}", pattern.pattern)
        begun = " ".join(words[:12])
        for token in (*HOSTILE[:12], f"{begun} ", f"{words[0] if words else 'a'} "):
            pattern.search(begun + " " + token * (2000 // len(token)) + "\n!")


def test_one_line_of_five_megabytes_is_described() -> None:
    assert describe(document_of("the naval base at Port Arthur, by 31 May 1955, " * 110_000)).statements
