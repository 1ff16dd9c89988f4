"""Agreements that a text cites by their parties or their title, and what looks like one and cites nothing."""

import pytest

from catalog.domain.description import Relation
from catalog.domain.states import states_in
from catalog.ingest.describe import describe
from catalog.ingest.document import document_of


def cited(text: str) -> list[str]:
    head = "Memorandum\n\nMoscow, 3 May 1955\n\n"
    return [one.cited for one in describe(document_of(head + text)).statements if isinstance(one, Relation)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("He referred to the Sino-Soviet Agreement again.", "Sino-Soviet Agreement"),
        (
            "In view of the agreement between the USSR and the PRC, nothing was said.",
            "agreement between the USSR and the PRC",
        ),
        (
            "It rests on the Treaty of Friendship, Alliance and Mutual Assistance, the Minister said.",
            "Treaty of Friendship, Alliance and Mutual Assistance",
        ),
        ("The 1950 Soviet–Chinese treaty stays in force.", "1950 Soviet–Chinese treaty"),
        (
            "The Sino-Soviet Agreement of 14 February 1950 ends.",
            "Sino-Soviet Agreement of 14 February 1950",
        ),
        (
            "The Soviet-Finnish Treaty of Friendship and Cooperation, signed at Moscow on April 6, 1948.",
            "Soviet-Finnish Treaty of Friendship and Cooperation, signed at Moscow on April 6, 1948",
        ),
        (
            "The Convention between the Government of the United Kingdom and the Government of Egypt holds.",
            "Convention between the Government of the United Kingdom and the Government of Egypt",
        ),
    ],
)
def test_an_agreement_is_cited_in_the_texts_words(sentence: str, words: str) -> None:
    assert cited(sentence) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "They may conclude a Sino-Soviet agreement, or a treaty between China and Japan.",
        "Sino-Soviet agreements were never published.",
        "The treaty, the agreement and our treaty of friendship were named.",
        "Under this Agreement between France and Italy nothing is due.",
        "The present Treaty of Friendship, Alliance and Mutual Assistance shall be ratified.",
        "An agreement between the two sides on the railway was reached.",
        "Annex Two: Sino-Soviet Communiqué on the Handover of the Railway\n\nThe two sides met.",
        "The Indo-China agreement was not ready.",
    ],
)
def test_what_is_general_or_a_heading_cites_nothing(text: str) -> None:
    assert cited(text) == []


def test_a_title_is_no_citation_of_itself() -> None:
    title = "Agreement between the USSR and the PRC on Port Arthur"
    assert cited("") == []
    described = describe(document_of(f"{title}\n\n3 May 1955\n\nThe {title} was signed.\n"))
    assert not [one for one in described.statements if isinstance(one, Relation)]


def test_states_are_told_by_their_longest_name() -> None:
    assert states_in("the People’s Republic of China and the Republic of China") == ("prc", "roc")
    assert states_in("let us go; US, U.S.S.R. and Indo-China") == ("us", "ussr", "indochina")


@pytest.mark.parametrize("words", ["the Sino-Soviet treaty ", "{n} Treaty of Aa{n}, and ", "Sino-Soviet "])
def test_endless_agreements_are_read_to_their_end(words: str) -> None:
    assert len(cited("".join(words.format(n=n) for n in range(20_000)))) <= 60
