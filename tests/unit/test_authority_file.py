"""The authority file to begin with: names in full, each of one authority, in romanisations that agree."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from catalog.domain.edtf import bounds
from catalog.domain.names import is_full_name, matching_key, wade_giles_to_pinyin
from catalog.ingest.recognisers.rules.places import find_names

FILE = Path(__file__).parents[2] / "catalog/domain/data/authorities.json"
AUTHORITIES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["authorities"]
PERSONS = [one for one in AUTHORITIES if one["kind"] == "person"]


def test_every_person_has_a_name_in_full_and_dates_of_life() -> None:
    assert [one["heading"] for one in PERSONS if not is_full_name(one["heading"])] == []
    assert all("" not in bounds(one["dates"]) for one in PERSONS)


def test_no_name_and_no_heading_is_of_two() -> None:
    headings = Counter(one["heading"] for one in AUTHORITIES)
    assert [one for one, times in headings.items() if times > 1] == []
    bearing: dict[str, set[str]] = {}
    for one in AUTHORITIES:
        for name in one["names"]:
            bearing.setdefault(matching_key(name["form"]), set()).add(one["heading"])
    assert {key: of for key, of in bearing.items() if len(of) > 1} == {}


def test_romanisations_agree() -> None:
    for one in PERSONS:
        names = {name["system"]: name["form"] for name in one["names"]}
        if {"pinyin", "Wade-Giles"} <= names.keys():
            assert wade_giles_to_pinyin(names["Wade-Giles"]) in ("", names["pinyin"])


@pytest.mark.parametrize("person", PERSONS, ids=lambda one: one["heading"])
def test_a_bare_surname_matches_nobody(person: dict[str, Any]) -> None:
    surname = person["heading"].split(",")[0].split()[0]
    told = find_names(f"Then {surname} spoke, and Mr. {surname} and Minister {surname} agreed.")
    assert [one for one in told if one.kind == "person"] == []
    spoken = next(
        one["form"] for one in person["names"] if is_full_name(one["form"]) and "," not in one["form"]
    )
    assert [one.heading for one in find_names(f"Then {spoken} spoke.")] == [person["heading"]]


@pytest.mark.parametrize(
    ("former", "now"),
    [("Stalingrad", "Volgograd"), ("Danzig", "Gdańsk"), ("Urga", "Ulaanbaatar"), ("Tsingtao", "Qingdao")],
)
def test_a_former_name_of_a_place_is_that_place(former: str, now: str) -> None:
    assert [one.heading for one in find_names(f"The train to {former} was late.")] == [now]
