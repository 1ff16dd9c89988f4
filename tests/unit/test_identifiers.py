"""Identifiers: ids that survive being typed, numbers that match however they are written."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.identifiers import (
    ALPHABET,
    CREST,
    JFK,
    NIE,
    STATE_CABLE,
    TREATY_SERIES,
    URL,
    CrestNumber,
    crest_number,
    find_numbers,
    is_public_id,
    matching_number,
    new_public_id,
    new_statement_id,
    normal_public_id,
    treaty_number,
)

SEEDS = Path(__file__).parents[2] / "seeds"
IDS = st.builds(lambda _: new_public_id(), st.integers())


def test_a_public_id_is_short_opaque_and_new() -> None:
    ids = {new_public_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch("[0-9a-hjkmnp-tv-z]{9}", one) for one in ids)
    assert all(is_public_id(one) for one in ids)


@given(IDS, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(public_id: str, at: int, character: str) -> None:
    typed = public_id[:at] + character + public_id[at + 1 :]
    assert is_public_id(typed) == (typed == public_id)


@given(IDS, st.integers(0, 8), st.integers(0, 8))
def test_two_characters_changed_round_are_noticed(public_id: str, one: int, other: int) -> None:
    typed = list(public_id)
    typed[one], typed[other] = typed[other], typed[one]
    assert is_public_id("".join(typed)) == (typed == list(public_id))


@given(IDS)
def test_forgives_case_and_letters_that_look_like_figures(public_id: str) -> None:
    typed = f" {public_id[:4]}-{public_id[4:]} ".upper().replace("0", "O").replace("1", "I")
    assert is_public_id(typed)
    assert normal_public_id(typed) == public_id
    assert normal_public_id(typed.replace("I", "l")) == public_id


@given(st.text(max_size=12))
def test_no_other_text_is_taken_for_an_id_unless_it_reads_as_one(text: str) -> None:
    if is_public_id(text):
        assert set(normal_public_id(text)) <= set(ALPHABET)
        assert len(normal_public_id(text)) == 9


def test_statement_ids_do_not_meet() -> None:
    assert len({new_statement_id() for _ in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    "writings",
    [
        ("NIE 58", "NIE-58", "nie - 58", "NIE ? 58", "N.I.E. 58", "NIE – 58"),
        ("176-10036-10116", "176 10036 10116", "176–10036–10116"),
        ("LA PAZ 3978", "LAPAZ 3978", "La Paz-3978"),
        ("033.62A11/2–1358", "033.62A11/2-1358"),
        ("F. 3, op. 65, d. 459", "f.3 op.65 d.459"),
    ],
)
def test_writings_of_one_number_match(writings: tuple[str, ...]) -> None:
    assert len({matching_number(one) for one in writings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("1/12", "11/2"), ("NIE 58", "NIE 5-8"), ("1-2", "12"), ("A1", "B1")]
)
def test_different_numbers_do_not_match(one: str, other: str) -> None:
    assert matching_number(one) != matching_number(other)


@given(st.text(max_size=30))
def test_the_matching_form_of_a_matching_form_is_itself(text: str) -> None:
    assert matching_number(matching_number(text)) == matching_number(text)


def test_takes_a_crest_number_apart() -> None:
    assert crest_number("CIA-RDP79R01012A001800010001-2") == CrestNumber("79R01012A", 18, 1, 1)
    assert crest_number("cia-rdp87-00181r000100080002-8") == CrestNumber("87-00181R", 1, 8, 2)
    assert crest_number("CIA-RDP79R01012A") is None
    assert crest_number("0000500615") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("No. 3107", "3107"),
        ("No 3107.", "3107"),
        ("I-3107", "I-3107"),
        ("3107", "3107"),
        ("No. 0", ""),
        ("p. 31", ""),
    ],
)
def test_reads_a_treatys_registration_number(text: str, number: str) -> None:
    assert treaty_number(text) == number


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Release 2013/01/02 : CIA-RDP79R01012A001800010001-2 COPY",
            [("CIA-RDP79R01012A001800010001-2", CREST)],
        ),
        ("CIA-RDP87-00181 R0001 00080002-8", []),
        ("CIA-RDP87-00181R 0001 00080002-8", [("CIA-RDP87-00181R000100080002-8", CREST)]),
        ("RECORD NUMBER : 176-10036-10116 | 2025", [("176-10036-10116", JFK)]),
        ("COURSES NIE ? 58 Published", [("NIE-58", NIE)]),
        ("See SNIE 11-2-63 and NIE–11-4-63.", [("SNIE-11-2-63", NIE), ("NIE-11-4-63", NIE)]),
        ("1974LAPAZ03978", [("1974LAPAZ03978", STATE_CABLE)]),
        ("226 UNTS 43", [("226 UNTS 43", TREATY_SERIES)]),
        (
            "(see https://a.org/x_(y)), and http://b.org/?q=1.",
            [("https://a.org/x_(y)", URL), ("http://b.org/?q=1", URL)],
        ),
        (
            "<https://digitalarchive.wilsoncenter.org/document/208202>",
            [("https://digitalarchive.wilsoncenter.org/document/208202", URL)],
        ),
        ("DENIED 58, No. 3107, SNIE, 12345-67890", []),
    ],
)
def test_finds_numbers_with_their_schemes(text: str, values: list[tuple[str, str]]) -> None:
    found = list(find_numbers(text))
    assert [(one.value, one.scheme) for one in found] == values
    assert all(text[one.start : one.end] == one.text for one in found)


def test_finds_the_numbers_of_the_estimate() -> None:
    text = (SEEDS / "002_c29854a78c438a36.txt").read_text(encoding="utf-8")
    found = {(one.scheme, one.value) for one in find_numbers(text)}
    assert (CREST, "CIA-RDP79R01012A001800010001-2") in found
    assert (NIE, "NIE-58") in found
    assert (URL, "https://www.cia.gov/readingroom/collection/general-cia-records") in found
