"""What the seeds tempt a reader to misread: one test for each trap of their gold cataloguing."""

from functools import cache
from pathlib import Path

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
OWN = {"created", "signed", "issued", "event"}


@cache
def seed(number: str) -> Described:
    return describe(read(next(SEEDS.glob(f"{number}_*.txt"))))


def of(number: str, kind: type[Kind]) -> list[Kind]:
    return [one for one in seed(number).statements if isinstance(one, kind)]


def of_parts(number: str, kind: type[Kind]) -> list[Kind]:
    return [one for part in seed(number).parts for one in part.statements if isinstance(one, kind)]


def own_dates(number: str) -> set[str]:
    return {one.edtf for one in of(number, Date) if one.role in OWN}


def names(number: str, *roles: str) -> set[str]:
    return {one.name for one in of(number, Agent) if one.role in roles}


def everything(number: str) -> list[AnyStatement]:
    described = seed(number)
    return [*described.statements, *(one for part in described.parts for one in part.statements)]


class TestTreaty:
    def test_the_registration_number_is_no_year_and_no_page(self) -> None:
        assert [one.value for one in of("000", Identifier) if one.role == "registration number"] == ["3107"]
        assert not any("3107" in one.edtf for one in of("000", Date))
        assert not of("000", Extent)

    def test_deadline_and_cited_agreement_are_not_the_documents_dates(self) -> None:
        assert own_dates("000") == {"1954-10-12"}
        roles = {one.edtf: one.role for one in of("000", Date)}
        assert roles["../1955-05-31"] == "deadline"
        assert roles["1950-02-14"] == "related_document"

    def test_a_page_of_another_instrument_is_no_extent(self) -> None:
        assert not of("000", Extent)
        assert not of("000", Container)

    def test_the_french_heading_makes_no_french_text(self) -> None:
        assert [one.code for one in of("000", Language) if one.role == "text"] == ["eng"]
        assert [one.language for one in of("000", Title) if one.title_kind == "parallel"] == ["fra"]

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
    def test_published_a_day_after_the_instruments(self) -> None:
        assert own_dates("001") == {"1952-09-16"}
        assert {one.edtf for one in of_parts("001", Date) if one.role in OWN} == {"1952-09-15"}

    def test_cited_and_due_dates_are_not_the_documents(self) -> None:
        own = own_dates("001") | {one.edtf for one in of_parts("001", Date) if one.role in OWN}
        assert not own & {"1950-02-14", "1952-12-31"}

    def test_the_note_quoted_in_the_reply_is_no_part(self) -> None:
        lines = [(part.first_line, part.last_line) for part in seed("001").parts]
        assert lines == [(17, 25), (27, 65), (29, 45), (47, 65)]

    def test_railway_and_broken_names_are_no_persons(self) -> None:
        persons = {
            one.name for one in everything("001") if isinstance(one, Agent) and one.agent_kind == "person"
        }
        assert not persons & {"Su", "Yu", "Changchun Railway", "Chinese Changchun Railway"}
        assert "Su Yu" in persons


class TestEstimate:
    def test_the_web_records_date_is_not_the_documents(self) -> None:
        assert own_dates("002") == {"1952-09-10"}
        assert {one.role for one in of("002", Date) if one.edtf == "2016-12-27"} == {"source_record_created"}

    def test_boxes_to_tick_do_not_raise_the_classification(self) -> None:
        assert [(one.level, one.code) for one in of("002", Classification)] == [("Secret", "S")]

    def test_an_empty_case_number_takes_no_label_for_its_value(self) -> None:
        assert not any("case" in one.scheme.lower() for one in of("002", Identifier))
        assert not any("Publication" in one.value for one in of("002", Identifier))

    def test_the_release_system_is_no_form(self) -> None:
        assert [one.value for one in of("002", Form)] == ["National Intelligence Estimate"]

    def test_misread_marks_are_mended_and_doubted(self) -> None:
        numbers = {one.scheme: one for one in of("002", Identifier)}
        assert numbers["copy number"].value == "51"
        assert numbers["report series"].value == "NIE-58"
        proof = numbers["report series"].evidence
        assert proof is not None
        assert proof.quote == "NIE ? 58"
        assert proof.doubt

    def test_who_signed_the_annexes_did_not_sign_the_estimate(self) -> None:
        assert not names("002", "signatory")
        assert {one.name for one in of_parts("002", Agent)} == {"Chou En-lai", "A. Y. Vyshinsky"}

    def test_the_release_date_is_year_month_day(self) -> None:
        assert [(one.act, one.date) for one in of("002", ClassificationEvent)] == [("released", "2013-01-02")]

    def test_the_code_of_the_field_counts_not_the_garbled_header(self) -> None:
        (level,) = of("002", Classification)
        assert level.evidence is not None
        assert level.evidence.first_line == 15


class TestCable:
    def test_the_edition_of_the_source_is_not_the_document(self) -> None:
        assert own_dates("003") == {"1952-08-28", "1952-08-27"}
        assert {one.role for one in of("003", Date) if one.edtf == "2018"} == {"source_published"}

    def test_pages_of_the_source_are_no_extent(self) -> None:
        assert not of("003", Extent)

    def test_brackets_are_editorial_or_numbering_or_calls(self) -> None:
        assert [one.label for one in of("003", Note) if one.note_kind == "footnote"] == ["1", "2"]
        recipients = {one.as_given: one for one in of("003", Agent) if one.role == "recipient"}
        mao = recipients["Chairman Mao [Zedong]"]
        assert (mao.name, mao.office) == ("Mao Zedong", "Chairman")

    def test_a_date_in_error_is_kept_as_it_stands(self) -> None:
        assert "1952-02-14" not in own_dates("003")
        assert "1950-02-14" not in own_dates("003")

    def test_contents_name_a_translation_and_are_no_table(self) -> None:
        assert not of("003", Contents)
        assert [one.code for one in of("003", Language) if one.role == "text"] == ["eng"]

    def test_an_editor_is_not_the_holder(self) -> None:
        assert "holder of the original" not in {one.element for one in of("003", Provenance)}
        assert "Zhongyang dang'anguan (Central Archives)" in names("003", "editor")


class TestMeeting:
    def test_a_form_under_a_lost_label_is_no_upload_date(self) -> None:
        assert [one.value for one in of("004", Form)] == ["meeting notes"]
        assert not any(one.role == "source_record_created" for one in of("004", Date))

    def test_a_record_id_without_value_takes_no_funder(self) -> None:
        assert not of("004", Identifier)
        assert names("004", "funder") == {"Chun & Jane Chiu Family Foundation"}

    def test_page_furniture_is_no_title(self) -> None:
        assert not any("Skip" in one.value for one in of("004", Title))

    def test_two_columns_are_two_people(self) -> None:
        assert names("004", "participant") == {
            "T. V. Soong", "V. M. Molotov", "Lossovski", "Fu", "Petrov", "Hoo", "Chang", "Pavlov", "Liu"
        }  # fmt: skip

    def test_days_without_year_or_month_are_not_the_documents(self) -> None:
        assert own_dates("004") == {"1945-07-10"}
        assert not any(one.edtf.endswith("-13") for one in of("004", Date))

    def test_roman_headings_are_no_parts_and_no_persons(self) -> None:
        assert not seed("004").parts
        assert not names("004", "participant", "signatory", "author") & {"I", "V", "VI"}

    def test_a_masked_address_is_no_contact(self) -> None:
        assert [one.contact for one in of("004", Rights)] == [""]

    @pytest.mark.parametrize("name", ["O.K", "O.K.", "Dairen"])
    def test_words_and_ports_are_no_persons(self, name: str) -> None:
        assert name not in {one.name for one in of("004", Agent)}

    def test_the_clock_stands_apart_from_the_date(self) -> None:
        (event,) = (one for one in of("004", Date) if one.role == "event")
        assert (event.edtf, event.time) == ("1945-07-10", "14:00/16:00")
