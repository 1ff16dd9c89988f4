"""Names: both forms, the key in which writings meet, what is a full name, Chinese romanised."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

from catalog.domain.names import (
    direct,
    inverted,
    is_full_name,
    matching_key,
    parse_name,
    pinyin_to_wade_giles,
    place_of_postal_name,
    postal_name,
    wade_giles_to_pinyin,
)
from catalog.domain.romanisation import POSTAL, WADE_GILES, pinyin_syllables

GOLD = Path(__file__).parents[1] / "score" / "gold"


@pytest.mark.parametrize(
    ("spoken", "filed"),
    [
        ("Vyacheslav Mikhailovich Molotov", "Molotov, Vyacheslav Mikhailovich"),
        ("T. V. Soong", "Soong, T. V."),
        ("Victor Hoo", "Hoo, Victor"),
        ("Zhou Enlai", "Zhou, Enlai"),
        ("Chou En-lai", "Chou, En-lai"),
        ("Li Fu-ch'un", "Li, Fu-ch'un"),
        ("Chiang Kai-shek", "Chiang, Kai-shek"),
        ("Kim Il-sung", "Kim, Il-sung"),
        ("Ho Chi Minh", "Ho, Chi Minh"),
        ("Susan Wang", "Wang, Susan"),
        ("Albrecht von Kessel", "Kessel, Albrecht von"),
        ("Charles de Gaulle", "Gaulle, Charles de"),
        ("Alcide De Gasperi", "De Gasperi, Alcide"),
        ("John F. Kennedy, Jr.", "Kennedy, John F., Jr."),
        ("Вячеслав Михайлович Молотов", "Молотов, Вячеслав Михайлович"),
    ],
)
def test_turns_a_name_round_and_back(spoken: str, filed: str) -> None:
    assert inverted(spoken) == filed
    assert direct(filed) == spoken
    assert inverted(filed) == filed
    assert direct(spoken) == spoken


@pytest.mark.parametrize(
    "name",
    [
        "Sukarno",
        "Washington, D.C.",
        "Department of State, Office of the Historian",
        "United States. Department of State",
        "周恩来",
        "",
    ],
)
def test_leaves_alone_what_is_no_persons_name_in_two_parts(name: str) -> None:
    assert direct(name) == name
    assert inverted(name) == name


def test_takes_a_name_apart() -> None:
    name = parse_name("Mr. Albrecht von Kessel")
    assert (name.title, name.given, name.particle, name.family) == ("Mr.", "Albrecht", "von", "Kessel")
    assert parse_name("Chairman Mao [Zedong]").family_first
    assert parse_name("King, Martin Luther, Jr.").suffix == "Jr."


@pytest.mark.parametrize(
    "writings",
    [
        ("Ch'en Yün", "Ch’en Yün", "CHEN YUN", "Chen  Yun"),
        ("Chou En-lai", "chou enlai", "Chou En‑lai"),
        ("U.S.S.R.", "USSR", "U. S. S. R.", "ussr"),
        ("T. V. Soong", "T.V. Soong", "TV Soong"),
        ("Ngô Đình Diệm", "Ngo Dinh Diem"),
        ("China (People's Republic)", "China (People’s Republic)"),
        ("Lüshun", "Lu\u0308shun", "LUSHUN"),
        ("Ianuar'evich", "Ianuarʹevich"),
    ],
)
def test_writings_of_one_name_meet_in_one_key(writings: tuple[str, ...]) -> None:
    assert len({matching_key(one) for one in writings}) == 1


def test_different_names_have_different_keys() -> None:
    names = ["Zhou Enlai", "Chou En-lai", "周恩来", "周恩來", "Чжоу Эньлай", "かき", "かぎ", "St. Petersburg"]
    assert len({matching_key(one) for one in names}) == len(names)
    assert matching_key("Chou En-lai") == "chou enlai"
    assert matching_key("— …") == ""


@given(st.text(max_size=40))
def test_the_key_of_a_key_is_the_key(name: str) -> None:
    key = matching_key(name)
    assert key == " ".join(key.split())
    assert matching_key(key) == key


FULL = (
    "Zhou Enlai",
    "Molotov, V. M.",
    "T. V. Soong",
    "A. I. MIKOYAN",
    "周恩来",
    "Чжоу Эньлай",
    "Chairman Mao [Zedong]",
    "USSR",
    "U.S.S.R.",
    "National Defense Minister Chiang Ching-kuo",
    "Governing Mayor Willy Brandt of Berlin",
    "Mr. Albrecht von Kessel",
    "Chairman of the Council of Ministers Joseph V. Stalin",
    "Vice Premier Chen Yun",
    "D'Arcy Osborne",
    "King George VI",
    "Soviet Union",
    "People's Republic of China",
    "Communist China",
    "Government of the Soviet Union",
    "Department of State",
    "Central Committee of the Chinese Communist Party",
    "CPC Central Committee",
    "National Security Council",
    "Henry Luce Foundation",
    "Chun & Jane Chiu Family Foundation",
    "Economic Cooperation Division",
)
NOT_FULL = (
    "Molotov",
    "MOLOTOV",
    "Mr. Lisle",
    "Chairman Mao",
    "Comrade Stalin",
    "Prime Minister Sato",
    "Ambassador Lodge",
    "General Clay",
    "Minister of Foreign Affairs",
    "Foreign Minister",
    "The President",
    "Prime Minister",
    "Soviet Ambassador",
    "Vice Premier",
    "Chargé d'Affaires ad interim",
    "Secretary of State",
    "Director of Central Intelligence",
    "Deputy Foreign Minister",
    "Premier and Minister of Foreign Affairs of the People's Republic of China",
    "主席",
    "Assistant Director",
    "the Central Committee",
    "Central Committee",
    "Council of Ministers",
    "both sides",
    "the two delegations",
    "Foreign Ministry",
    "they agreed to meet",
    "No. 3107",
    "V. M.",
    "LIU",
    "the Government",
    "Dear Comrade Minister",
    "…",
    "",
)


@pytest.mark.parametrize("text", FULL)
def test_a_full_name(text: str) -> None:
    assert is_full_name(text)


@pytest.mark.parametrize("text", NOT_FULL)
def test_a_surname_an_office_or_a_phrase_names_nobody(text: str) -> None:
    assert not is_full_name(text)


def test_every_person_of_the_authority_file_has_a_full_name() -> None:
    authorities = json.loads((GOLD / "_authorities.json").read_text(encoding="utf-8"))["authorities"]
    persons = [one["heading"] for one in authorities if one["kind"] == "person"]
    assert persons
    assert [one for one in persons if not is_full_name(one)] == []


def test_the_authority_files_romanisations_agree_with_ours() -> None:
    authorities = json.loads((GOLD / "_authorities.json").read_text(encoding="utf-8"))["authorities"]
    pairs = [
        (names["pinyin"], names["Wade-Giles"])
        for one in authorities
        if {"pinyin", "Wade-Giles"}
        <= (names := {name["system"]: name["form"] for name in one["names"]}).keys()
        and wade_giles_to_pinyin(names["Wade-Giles"])
    ]
    assert ("Zhou Enlai", "Chou En-lai") in pairs
    for pinyin, wade_giles in pairs:
        assert pinyin_to_wade_giles(pinyin) == wade_giles
        assert wade_giles_to_pinyin(wade_giles) == pinyin


def test_each_syllable_comes_back_from_wade_giles_but_o_which_shares_that_of_e() -> None:
    lost = [one for one in WADE_GILES if wade_giles_to_pinyin(pinyin_to_wade_giles(one)) != one]
    assert lost == ["o"]
    assert len(WADE_GILES) > 400


def test_the_table_has_the_syllables_of_the_standard_language() -> None:
    """Against the readings of 40,000 characters, but for interjections and dialect syllables."""
    rare = set("biang bong cei din fiao hm hng len lo m n ng nia nun rua tei wong".split())  # noqa: SIM905
    readings = {to_normal(one, v_to_u=True) for many in PINYIN_DICT.values() for one in many.split(",")}
    assert {one.replace("ê", "e") for one in readings} - rare <= WADE_GILES.keys()
    assert WADE_GILES.keys() <= readings


NAMES = st.lists(st.sampled_from(sorted(set(WADE_GILES) - {"e", "o"})), min_size=1, max_size=3)


@given(NAMES, NAMES)
def test_a_name_of_any_syllables_comes_back(family: list[str], given: list[str]) -> None:
    written = " ".join("-".join(WADE_GILES[one] for one in part) for part in (family, given))
    pinyin = wade_giles_to_pinyin(written)
    assert [pinyin_syllables(word) for word in pinyin.split()] == [tuple(family), tuple(given)]
    assert pinyin_to_wade_giles(pinyin) == written


@pytest.mark.parametrize(
    ("pinyin", "wade_giles"),
    [
        ("Mao Zedong", "Mao Tse-tung"),
        ("Xi'an", "Hsi-an"),
        ("Xinan", "Hsi-nan"),
        ("Lüshun", "Lü-shun"),
        ("Zhèng Hé", "Cheng Ho"),
        ("ZHOU ENLAI", "CHOU EN-LAI"),
    ],
)
def test_pinyin_as_wade_giles(pinyin: str, wade_giles: str) -> None:
    assert pinyin_to_wade_giles(pinyin) == wade_giles


@pytest.mark.parametrize("name", ["Molotov", "Chiang Kai-shek", "Soong Tse-ven", "x" * 5000, ""])
def test_what_is_not_mandarin_is_not_turned_into_it(name: str) -> None:
    assert wade_giles_to_pinyin(name) == ""


def test_postal_names_of_places() -> None:
    assert postal_name("Beijing") == "Peking"
    assert postal_name("Xi’an") == "Sian"
    assert place_of_postal_name("Port Arthur") == "Lüshun"
    assert place_of_postal_name("TIENTSIN") == "Tianjin"
    assert place_of_postal_name("Moscow") == ""
    assert all(place_of_postal_name(postal) == place for place, postal in POSTAL.items())
