"""What the seeds tempt a reader to misread: one test for each trap of their gold cataloguing."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from catalog.domain.description import (
    Agent,
    AnyStatement,
    Classification,
    ClassificationEvent,
    Container,
    Contents,
    Date,
    Extent,
    Form,
    Identifier,
    Kind,
    Language,
    Note,
    Place,
    Provenance,
    Rights,
    Title,
)
from catalog.ingest.describe import Described, describe
from catalog.ingest.readers import read
from catalog.ingest.score_lines import as_score_lines

SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).parents[1] / "score" / "gold"
TRAPS: dict[str, set[str]] = {}
"""The traps that have a test, by the seed's number and in the words of its gold cataloguing."""
Test = TypeVar("Test", bound=Callable[..., None])
OWN = {"created", "signed", "issued", "event"}


def trap(number: str, *words: str) -> Callable[[Test], Test]:
    """The test is of these traps of this seed."""
    TRAPS.setdefault(number, set()).update(words)
    return lambda test: test


def traps_of(gold: Path) -> dict[str, set[str]]:
    """The traps that the gold cataloguing of a folder names, by the number of the seed."""
    read: dict[str, Any] = {one.name[:3]: json.loads(one.read_text("utf-8")) for one in gold.glob("0*.json")}
    return {number: set(one["traps"]) for number, one in read.items()}


@cache
def seed(number: str) -> Described:
    return describe(read(next(SEEDS.glob(f"{number}_*.txt"))))


def of(number: str, kind: type[Kind]) -> list[Kind]:
    return [one for one in seed(number).statements if isinstance(one, kind)]


def of_parts(number: str, kind: type[Kind]) -> list[Kind]:
    return [one for part in seed(number).parts for one in part.statements if isinstance(one, kind)]


def own_dates(number: str) -> set[str]:
    return {one.edtf for one in of(number, Date) if one.role in OWN}


def test_every_trap_of_the_gold_cataloguing_has_a_test() -> None:
    """A trap that is missing here needs a test below, marked with the trap's own words."""
    assert traps_of(GOLD) == TRAPS


def test_the_kept_gold_names_the_traps_of_the_samples(samples: Path) -> None:
    assert traps_of(samples / "gold") == traps_of(GOLD)


def names(number: str, *roles: str) -> set[str]:
    return {one.name for one in of(number, Agent) if one.role in roles}


def everything(number: str) -> list[AnyStatement]:
    described = seed(number)
    return [*described.statements, *(one for part in described.parts for one in part.statements)]


class TestTreaty:
    @trap("000", "'3107' must not be parsed as a year or page")
    def test_the_registration_number_is_no_year_and_no_page(self) -> None:
        assert [one.value for one in of("000", Identifier) if one.role == "registration number"] == ["3107"]
        assert not any("3107" in one.edtf for one in of("000", Date))
        assert not of("000", Extent)

    @trap("000", "31 May 1955 and 14 February 1950 are not document dates")
    def test_deadline_and_cited_agreement_are_not_the_documents_dates(self) -> None:
        assert own_dates("000") == {"1954-10-12"}
        roles = {one.edtf: one.role for one in of("000", Date)}
        assert roles["../1955-05-31"] == "deadline"
        assert roles["1950-02-14"] == "related_document"

    @trap("000", "'p. 31' is a page of another instrument")
    def test_a_page_of_another_instrument_is_no_extent(self) -> None:
        assert not of("000", Extent)
        assert not of("000", Container)

    @trap("000", "the French block is a heading, so language is not French")
    def test_the_french_heading_makes_no_french_text(self) -> None:
        assert [one.code for one in of("000", Language) if one.role == "text"] == ["eng"]
        assert [one.language for one in of("000", Title) if one.title_kind == "parallel"] == ["fra"]

    @trap("000", "volume number must stay empty")
    def test_no_volume_is_made_up(self) -> None:
        assert not of("000", Container)
        assert {one.value for one in of("000", Identifier)} == {"3107"}


class TestAnySeed:
    @pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
    def test_a_day_or_month_of_a_dateline_is_no_place(self, number: str) -> None:
        assert not [
            one.name for one in everything(number) if isinstance(one, Place) and one.name[-1].isdigit()
        ]

    @pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
    def test_nothing_empty_is_proposed(self, number: str) -> None:
        assert "" not in [line["value"] for line in as_score_lines(seed(number))]

    def test_capitals_become_the_texts_own_letters(self) -> None:
        (title,) = (one for one in of("002", Title) if one.title_kind == "formal")
        assert title.value == (
            "Relations between the Chinese Communist regime and the USSR: their present character and"
            " probable future courses"
        )
        assert title.as_given.startswith("RELATIONS BETWEEN THE CHINESE COMMUNIST REGIME AND THE USSR")
        caption = next(one.value for one in of("000", Title) if one.value.startswith("Communiqué by"))
        assert "the Union of Soviet Socialist Republics and the People's Republic of China" in caption
        assert caption.endswith("to the full control of the People's Republic of China")


class TestCommunique:
    @trap("001", "16 September is publication; the instruments are dated 15 September")
    def test_published_a_day_after_the_instruments(self) -> None:
        assert own_dates("001") == {"1952-09-16"}
        assert {one.edtf for one in of_parts("001", Date) if one.role in OWN} == {"1952-09-15"}

    @trap("001", "14 February 1950 and 31 December 1952 are not document dates")
    def test_cited_and_due_dates_are_not_the_documents(self) -> None:
        own = own_dates("001") | {one.edtf for one in of_parts("001", Date) if one.role in OWN}
        assert not own & {"1950-02-14", "1952-12-31"}

    @trap("001", "text inside quotation marks (lines 53-55) duplicates part 3 - not a separate document")
    def test_the_note_quoted_in_the_reply_is_no_part(self) -> None:
        lines = [(part.first_line, part.last_line) for part in seed("001").parts]
        assert lines == [(17, 25), (27, 65), (29, 45), (47, 65)]

    @trap("001", "'Su' / 'Yu' / 'Changchun Railway' are false PERSON hits for off-the-shelf NER")
    def test_railway_and_broken_names_are_no_persons(self) -> None:
        persons = {
            one.name for one in everything("001") if isinstance(one, Agent) and one.agent_kind == "person"
        }
        assert not persons & {"Su", "Yu", "Changchun Railway", "Chinese Changchun Railway"}
        assert "Su Yu" in persons


class TestEstimate:
    @trap("002", "'Document Creation Date' 2016 must not become dcterms:created of the document")
    def test_the_web_records_date_is_not_the_documents(self) -> None:
        assert own_dates("002") == {"1952-09-10"}
        assert {one.role for one in of("002", Date) if one.edtf == "2016-12-27"} == {"source_record_created"}

    @trap("002", "'TS S C' style stamp text must not raise the classification to TOP SECRET")
    def test_boxes_to_tick_do_not_raise_the_classification(self) -> None:
        assert [(one.level, one.code) for one in of("002", Classification)] == [("Secret", "S")]

    @trap("002", "blank Case Number must not swallow 'Publication Date:'")
    def test_an_empty_case_number_takes_no_label_for_its_value(self) -> None:
        assert not any("case" in one.scheme.lower() for one in of("002", Identifier))
        assert not any("Publication" in one.value for one in of("002", Identifier))

    @trap("002", "'CREST' is not a document type")
    def test_the_release_system_is_no_form(self) -> None:
        assert [one.value for one in of("002", Form)] == ["National Intelligence Estimate"]

    @trap("002", "COPY NOk / S ET / NIE ? 58 are OCR errors")
    def test_misread_marks_are_mended_and_doubted(self) -> None:
        numbers = {one.scheme: one for one in of("002", Identifier)}
        assert numbers["copy number"].value == "51"
        assert numbers["report series"].value == "NIE-58"
        proof = numbers["report series"].evidence
        assert proof is not None
        assert proof.quote == "NIE ? 58"
        assert proof.doubt

    @trap("002", "annex signatories did not sign the NIE")
    def test_who_signed_the_annexes_did_not_sign_the_estimate(self) -> None:
        assert not names("002", "signatory")
        assert {one.name for one in of_parts("002", Agent)} == {"Chou En-lai", "A. Y. Vyshinsky"}

    @trap("002", "2013/01/02 is 2 January, not 1 February")
    def test_the_release_date_is_year_month_day(self) -> None:
        assert [(one.act, one.date) for one in of("002", ClassificationEvent)] == [("released", "2013-01-02")]

    @trap("002", "'S' in 'Original Classification' is Secret; the header also garbles SECRET as 'S ET'")
    def test_the_code_of_the_field_counts_not_the_garbled_header(self) -> None:
        (level,) = of("002", Classification)
        assert level.evidence is not None
        assert level.evidence.first_line == 15


class TestCable:
    @trap("003", "2018 is the source edition, not the document")
    def test_the_edition_of_the_source_is_not_the_document(self) -> None:
        assert own_dates("003") == {"1952-08-28", "1952-08-27"}
        assert {one.role for one in of("003", Date) if one.edtf == "2018"} == {"source_published"}

    @trap("003", "'91-94' is pages of the source")
    def test_pages_of_the_source_are_no_extent(self) -> None:
        assert not of("003", Extent)

    @trap("003", "[Zedong] and [1] [2] brackets: editorial vs list numbering vs footnote call ^[1]")
    def test_brackets_are_editorial_or_numbering_or_calls(self) -> None:
        assert [one.label for one in of("003", Note) if one.note_kind == "footnote"] == ["1", "2"]
        recipients = {one.as_given: one for one in of("003", Agent) if one.role == "recipient"}
        mao = recipients["Chairman Mao [Zedong]"]
        assert (mao.name, mao.office) == ("Mao Zedong", "Chairman")

    @trap("003", "February 14, 1952 is an error in the draft, keep and flag")
    def test_a_date_in_error_is_kept_as_it_stands(self) -> None:
        assert "1952-02-14" not in own_dates("003")
        assert "1950-02-14" not in own_dates("003")
        (flagged,) = (one for one in of("003", Note) if one.note_kind == "discrepancy")
        assert flagged.evidence is not None
        assert (flagged.as_given, flagged.evidence.first_line) == ("February 14, 1952", 80)
        assert "February 14, 1950" in flagged.value

    @trap("003", "'Contents: - English Translation' is not a table of contents")
    def test_contents_name_a_translation_and_are_no_table(self) -> None:
        assert not of("003", Contents)
        assert [one.code for one in of("003", Language) if one.role == "text"] == ["eng"]

    @trap("003", "repository of the original is not stated; Central Archives appears as editor")
    def test_an_editor_is_not_the_holder(self) -> None:
        assert "holder of the original" not in {one.element for one in of("003", Provenance)}
        assert "Zhongyang dang'anguan (Central Archives)" in names("003", "editor")


class TestMeeting:
    @trap("004", "'Meeting Notes' is not an upload date")
    def test_a_form_under_a_lost_label_is_no_upload_date(self) -> None:
        assert [one.value for one in of("004", Form)] == ["meeting notes"]
        assert not any(one.role == "source_record_created" for one in of("004", Date))

    @trap("004", "'Record ID' has no value; next line is a funder")
    def test_a_record_id_without_value_takes_no_funder(self) -> None:
        assert not of("004", Identifier)
        assert names("004", "funder") == {"Chun & Jane Chiu Family Foundation"}

    @trap("004", "'Skip to content' (line 1) is page furniture")
    def test_page_furniture_is_no_title(self) -> None:
        assert not any("Skip" in one.value for one in of("004", Title))

    @trap("004", "participants are in two columns joined by a space: 'Lossovski Fu' is two people")
    def test_two_columns_are_two_people(self) -> None:
        assert names("004", "participant") == {
            "T. V. Soong", "V. M. Molotov", "Lossovski", "Fu", "Petrov", "Hoo", "Chang", "Pavlov", "Liu"
        }  # fmt: skip

    @trap("004", "'2 July' has no year; '13th' has no month")
    def test_days_without_year_or_month_are_not_the_documents(self) -> None:
        assert own_dates("004") == {"1945-07-10"}
        assert not any(one.edtf.endswith("-13") for one in of("004", Date))

    @trap("004", "'I.' 'V.' headings are roman numerals")
    def test_roman_headings_are_no_parts_and_no_persons(self) -> None:
        assert not seed("004").parts
        assert not names("004", "participant", "signatory", "author") & {"I", "V", "VI"}

    @trap("004", "'[email protected]' is not a contact")
    def test_a_masked_address_is_no_contact(self) -> None:
        assert [one.contact for one in of("004", Rights)] == [""]

    @trap("004", "'O.K.' and 'Dairen' are false PERSON hits")
    @pytest.mark.parametrize("name", ["O.K", "O.K.", "Dairen"])
    def test_words_and_ports_are_no_persons(self, name: str) -> None:
        assert name not in {one.name for one in of("004", Agent)}

    def test_the_clock_stands_apart_from_the_date(self) -> None:
        (event,) = (one for one in of("004", Date) if one.role == "event")
        assert (event.edtf, event.time) == ("1945-07-10", "14:00/16:00")
