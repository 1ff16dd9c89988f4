"""Several documents in one file: it is said where the next begins, and enclosures are no such documents."""

from pathlib import Path

import pytest

from catalog.domain.description import Note
from catalog.ingest.describe import Described, describe
from catalog.ingest.document import document_of
from catalog.ingest.readers import read
from catalog.ingest.recognisers.rules.second_documents import notes

ROOT = Path(__file__).parents[2]
TELEGRAM = """TELEGRAM No. {number}

Moscow, {day} September 1952

To the Ministry of Foreign Affairs

The delegation has arrived. The talks begin on Monday, in the Kremlin, and are to be short.

(Signed) Wang Jiaxiang
"""
CABLE = """CONFIDENTIAL
PAGE 01        SAIGON 00417  01 OF 02  120944Z
O P {time}Z JAN 75
FM AMEMBASSY SAIGON
TO SECSTATE WASHDC IMMEDIATE 7712
C O N F I D E N T I A L SECTION 1 OF 2 SAIGON 0417
SUBJECT: RICE
1. THE HARVEST IS LATE.
"""


def further(described: Described) -> list[int]:
    notes = [one for one in described.statements if isinstance(one, Note) and one.note_kind == "internal"]
    assert [one.value for one in notes] == list(described.warnings)
    assert all(one.evidence and one.evidence.doubt and one.evidence.basis == "inferred" for one in notes)
    return [one.evidence.first_line for one in notes if one.evidence]


def test_a_second_telegram_is_told_with_its_line() -> None:
    first, second, third = (TELEGRAM.format(number=number, day=number) for number in (11, 12, 13))
    described = describe(document_of(f"{first}\n{second}\n{third}"))
    assert further(described) == [11, 21]
    assert "line 11" in described.warnings[0]


def test_a_second_cable_is_told_and_a_section_of_the_first_is_none() -> None:
    first, second = CABLE.format(time="120720"), CABLE.format(time="130815")
    assert further(describe(document_of(first + "\n" + first))) == []
    assert further(describe(document_of(first + "\n" + second))) == [12]


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests/unit/documents").glob("*.txt")]),
    ids=lambda path: path.stem,
)
def test_no_known_document_is_taken_for_several(path: Path) -> None:
    assert not list(notes(read(path), ()))


def test_an_enclosure_is_a_part_and_no_second_document() -> None:
    letter = "MEMORANDUM for the Minister\n\n3 May 1952\n\nI send a copy of the telegram.\n\n"
    enclosed = "Enclosure 1\n\n" + TELEGRAM.format(number=5, day=1)
    described = describe(document_of(letter + enclosed))
    assert described.parts
    assert further(described) == []
