"""What titles of editions and archives say of who wrote to whom and who met, and nobody more."""

import pytest

from catalog.domain.description import Agent
from catalog.ingest.document import document_of
from catalog.ingest.recognisers.rules import titles
from catalog.ingest.recognisers.rules.agent_names import in_plain_form
from catalog.ingest.statements import Span, Voice

KISSINGER = "Kissinger, the President’s Assistant for National Security Affairs"


def people(title: str) -> dict[str, list[str]]:
    """The people of a title by role, each with the office after a comma."""
    found: dict[str, list[str]] = {}
    for one in titles.people(Voice(document_of(title), "titles"), Span(0, len(title))):
        if isinstance(one.statement, Agent) and one.statement.role != "sender":
            agent = in_plain_form(one.statement)
            name = f"{agent.name}, {agent.office}" if agent.office else agent.name
            found.setdefault(agent.role, []).append(name)
    return found


@pytest.mark.parametrize(
    ("title", "author", "recipients"),
    [
        ("Ciphered Telegram No. 25348, Roshchin to Filippov [Stalin]", "Roshchin", ["Filippov"]),
        ("Telegram, Mao Zedong to Liu Shaoqi and Zhou Enlai", "Mao Zedong", ["Liu Shaoqi", "Zhou Enlai"]),
        ("Cable, Terebin to Stalin [via Kuznetsov]", "Terebin", ["Stalin"]),
        ("Report from P. F. Yudin to I. V. Stalin on Meetings with Leaders", "P. F. Yudin", ["I. V. Stalin"]),
        (
            "Joseph V. Stalin to Ja'far Pishevari, Leader of the Democratic Party of Azerbaijan, 8 May 1946",
            "Joseph V. Stalin",
            ["Ja'far Pishevari, Leader of the Democratic Party of Azerbaijan"],
        ),
        ("Cable from the Chinese Foreign Ministry, 'Main Points'", "Chinese Foreign Ministry", []),
        (
            "Memorandum From the President’s Assistant for National Security Affairs (Kissinger) to"
            " President Nixon",
            KISSINGER,
            ["President Nixon"],
        ),
        (
            "Message From the Government of the United States to the Government of Norway",
            "Government of the United States",
            ["Government of Norway"],
        ),
        ("Paper by the Ambassador at Large (Thompson)", "Thompson, the Ambassador at Large", []),
        (
            "Intelligence Brief Prepared by the Office of Intelligence Research",
            "Office of Intelligence Research",
            [],
        ),
        (
            "Report by the Operations Coordinating Board to the National Security Council",
            "Operations Coordinating Board",
            ["National Security Council"],
        ),
        (
            "The Ambassador in the Soviet Union (Kirk) to the Secretary of State",
            "Kirk, The Ambassador in the Soviet Union",
            ["Secretary of State"],
        ),
        ("TELEGRAM FROM THE CONSUL IN DAIREN TO THE DEPARTMENT", "CONSUL IN DAIREN", ["THE DEPARTMENT"]),
    ],
)
def test_who_wrote_to_whom(title: str, author: str, recipients: list[str]) -> None:
    found = people(title)
    assert found.get("author") == [author]
    assert found.get("recipient", []) == recipients


@pytest.mark.parametrize(
    ("title", "present"),
    [
        ("Conversation between A. Vyshinsky and Mao Zedong, Moscow", ["A. Vyshinsky", "Mao Zedong"]),
        (
            "Conversation, V.M. Molotov and A.Y. Vyshinsky with Mao Zedong, Moscow, 17 January 1950",
            ["V.M. Molotov", "A.Y. Vyshinsky", "Mao Zedong"],
        ),
        (
            "Memorandum of Conversation, Soviet Ambassador to China, N. V. Roshchin with Zhu De",
            ["N. V. Roshchin, Soviet Ambassador to China", "Zhu De"],
        ),
        ("Minutes of Conversation, Mao Zedong and Ambassador Yudin", ["Mao Zedong", "Ambassador Yudin"]),
        (
            "Minutes of Conversation between Zhou Enlai and the Indian Ambassador to China Ratan Kumar Nehru",
            ["Zhou Enlai", "Ratan Kumar Nehru, the Indian Ambassador to China"],
        ),
        (
            "Diary of Soviet Ambassador P.F. Yudin, Conversation with Liu Shaoqi of 30 October 1956",
            ["P.F. Yudin", "Liu Shaoqi"],
        ),
        (
            "Conversation Between President Nixon and the Ambassador to the Republic of China (McConaughy)",
            ["President Nixon", "McConaughy, the Ambassador to the Republic of China"],
        ),
        (
            "Memorandum of a Conversation Between the Secretary of State and Foreign Minister Molotov,"
            " Palais des Nations, Geneva, July 19, 1955",
            ["Secretary of State", "Foreign Minister Molotov"],
        ),
        ("Memorandum of a Conversation, White House, Washington, July 29, 1955", []),
    ],
)
def test_who_met(title: str, present: list[str]) -> None:
    assert people(title).get("participant", []) == present


def test_a_memorandum_for_the_file_is_sent_to_nobody() -> None:
    assert people("Memorandum for the President’s File") == {}
    assert people("Memorandum for the Record") == {}
