"""Citations, held against strings that were written by hand from the manuals of each style."""

import pytest

from catalog.domain.description import (
    Agent,
    AnyStatement,
    Citation,
    Container,
    Date,
    Description,
    Form,
    Identifier,
    Place,
    Provenance,
    Title,
)
from catalog.interchange.agent_names import filed, spoken
from catalog.interchange.citation import GIVEN, citations
from catalog.interchange.csl_style import COMMON_STYLES, NoSuchStyle, in_style
from catalog.interchange.surroundings import Surroundings

ADDRESS = "https://archive.example/records/9k2m4p7qx/"
ROOM = "Regesta Reading Room"


def described(*statements: AnyStatement, level: str = "item") -> Description:
    return Description(level=level, statements=statements)


def around(*above: str) -> Surroundings:
    return Surroundings(address=ADDRESS, institution=ROOM, above=above, public_id="9k2m4p7qx")


CABLE = described(
    Title(value="Cable, Zhou Enlai to Chairman Mao [Zedong] and the Central Committee", state="accepted"),
    Form(value="cable", state="accepted"),
    Agent(name="Zhou Enlai", role="author", state="accepted"),
    Agent(name="Zhou Enlai", role="sender", state="accepted"),
    Agent(name="Mao Zedong", role="recipient", state="accepted"),
    Date(edtf="1952-08-28", role="created", earliest="1952-08-28", latest="1952-08-28", state="accepted"),
    Provenance(
        element="publisher of the copy",
        value="History and Public Policy Program Digital Archive",
        state="accepted",
    ),
    Citation(value="“Cable,” 28 August 1952, HPPPDA, <https://example.org/208202>", state="accepted"),
)
MEETING = described(
    Title(value="Record of a Meeting Between T. V. Soong and V. M. Molotov", state="accepted"),
    Date(edtf="1945-07-10", role="event", time="14:00/16:00", state="accepted"),
    Container(container_kind="box", number="6", state="accepted"),
    Container(container_kind="folder", number="9", state="accepted"),
    Provenance(element="holder of the original", value="Hoover Institution Archives", state="accepted"),
)
ESTIMATE = described(
    Title(value="Relations between the Chinese Communist regime and the USSR", state="accepted"),
    Form(value="National Intelligence Estimate", state="accepted"),
    Agent(
        name="United States. Central Intelligence Agency",
        role="creator",
        agent_kind="corporate body",
        state="accepted",
    ),
    Date(edtf="1952-09-10", role="issued", earliest="1952-09-10", latest="1952-09-10", state="accepted"),
    Identifier(value="CIA-RDP79R01012A001800010001-2", role="registration number", state="accepted"),
    Container(container_kind="box", number="18", state="accepted"),
)
TREATY = described(
    Title(value="Communiqué concerning the naval base of Port Arthur", state="accepted"),
    Form(value="treaty (communiqué)", state="accepted"),
    Agent(name="Soviet Union", role="contracting_party", state="accepted"),
    Agent(name="China (People's Republic)", role="contracting_party", state="accepted"),
    Agent(name="Zhou Enlai", role="signatory", state="accepted"),
    Date(edtf="1954-10-12", role="signed", state="accepted"),
    Date(edtf="1954-10-12", role="entered_into_force", state="accepted"),
    Date(edtf="1956-01-03", role="registered", state="accepted"),
    Place(name="Beijing", role="place_of_signature", state="accepted"),
    Identifier(value="3107", role="registration number", state="accepted"),
)
MOLOTOV = described(
    Title(value="Zapis' besedy", state="accepted"),
    Agent(name="Molotov, Vyacheslav Mikhailovich", role="author", state="accepted"),
    Date(edtf="1945-07-10", role="created", state="accepted"),
    Container(container_kind="fond", number="0100", state="accepted"),
    Container(container_kind="opis", number="43", state="accepted"),
    Container(container_kind="papka", number="302", state="accepted"),
    Container(container_kind="delo", number="8", state="accepted"),
    Container(container_kind="list", number="12–14", state="accepted"),
    Provenance(element="holder of the original", value="AVPRF", state="accepted"),
)
HOO = ("Victor Hoo Collection",)


@pytest.mark.parametrize(
    ("description", "above", "style", "expected"),
    [
        (
            CABLE,
            (),
            "chicago-note",
            "“Cable, Zhou Enlai to Chairman Mao [Zedong] and the Central Committee,” 28 August 1952, "
            f"History and Public Policy Program Digital Archive, {ROOM}. {ADDRESS}",
        ),
        (
            CABLE,
            (),
            "chicago-bibliography",
            "Zhou Enlai. “Cable, Zhou Enlai to Chairman Mao [Zedong] and the Central Committee.” 28 August "
            f"1952. History and Public Policy Program Digital Archive. {ROOM}. {ADDRESS}",
        ),
        (CABLE, (), GIVEN, "“Cable,” 28 August 1952, HPPPDA, <https://example.org/208202>"),
        (
            MEETING,
            HOO,
            "chicago-note",
            "“Record of a Meeting Between T. V. Soong and V. M. Molotov,” 10 July 1945, box 6, folder 9, "
            f"Victor Hoo Collection, Hoover Institution Archives, {ROOM}. {ADDRESS}",
        ),
        (
            MEETING,
            HOO,
            "nara-note",
            "“Record of a Meeting Between T. V. Soong and V. M. Molotov,” 10 July 1945; box 6, folder 9; "
            f"Victor Hoo Collection; Hoover Institution Archives; {ROOM}.",
        ),
        (
            MEETING,
            HOO,
            "nara-bibliography",
            "Hoover Institution Archives. Victor Hoo Collection. Box 6, folder 9. “Record of a Meeting "
            "Between T. V. Soong and V. M. Molotov,” 10 July 1945.",
        ),
        (
            ESTIMATE,
            ("General CIA Records",),
            "chicago-note",
            "United States. Central Intelligence Agency, “Relations between the Chinese Communist regime and "
            "the USSR,” 10 September 1952, CIA-RDP79R01012A001800010001-2, box 18, General CIA Records, "
            f"{ROOM}. {ADDRESS}",
        ),
        (
            TREATY,
            (),
            "treaty",
            "Communiqué concerning the naval base of Port Arthur, Soviet Union–China (People's Republic), "
            "signed at Beijing 12 October 1954, registration no. 3107 (entered into force 12 October 1954, "
            "registered 3 January 1956).",
        ),
        (
            MOLOTOV,
            (),
            "russian",
            "Zapis' besedy, 10 July 1945 // AVPRF, f. 0100, op. 43, p. 302, d. 8, ll. 12–14.",
        ),
        (
            MOLOTOV,
            (),
            "chicago-bibliography",
            "Molotov, Vyacheslav Mikhailovich. “Zapis' besedy.” 10 July 1945. Fond 0100, opis 43, papka 302, "
            f"delo 8, list 12–14. AVPRF. {ROOM}. {ADDRESS}",
        ),
    ],
)
def test_a_citation_is_what_its_manual_says(
    description: Description, above: tuple[str, ...], style: str, expected: str
) -> None:
    assert citations(description, around(*above))[style] == expected


def test_a_style_without_a_form_for_a_record_is_not_offered() -> None:
    assert list(citations(MEETING, around())) == [
        "chicago-note",
        "chicago-bibliography",
        "nara-note",
        "nara-bibliography",
    ]


@pytest.mark.parametrize("style", COMMON_STYLES)
def test_a_family_name_spoken_first_stays_first_in_every_style(style: str) -> None:
    told = in_style(CABLE, around(), style)
    assert "zhou enlai" in told.lower()
    for wrong in ("Enlai Zhou", "Enlai, Z", "Zhou, E", "Zhou E."):
        assert wrong not in told


def test_a_style_of_the_repository_knows_persons_and_bodies() -> None:
    assert in_style(MOLOTOV, around(), "apa").startswith("Molotov, V. M. (1945).")
    assert in_style(ESTIMATE, around(), "apa").startswith(
        "United States. Central Intelligence Agency. (1952)."
    )


@pytest.mark.parametrize("name", ["no-such-style", "../../etc/passwd", "", "APA"])
def test_a_style_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(NoSuchStyle):
        in_style(CABLE, around(), name)


@pytest.mark.parametrize(
    ("agent", "as_spoken", "as_filed"),
    [
        (Agent(name="Zhou Enlai", role="author"), "Zhou Enlai", "Zhou Enlai"),
        (Agent(name="Zhou, Enlai", role="author"), "Zhou Enlai", "Zhou Enlai"),
        (Agent(name="Kim Il Sung", role="author"), "Kim Il Sung", "Kim Il Sung"),
        (Agent(name="Soong, T. V.", role="author"), "T. V. Soong", "Soong, T. V."),
        (Agent(name="David Wolff", role="editor"), "David Wolff", "Wolff, David"),
        (Agent(name="Albrecht von Kessel", role="author"), "Albrecht von Kessel", "Kessel, Albrecht von"),
        (Agent(name="Andrei Y. Vyshinsky", role="author"), "Andrei Y. Vyshinsky", "Vyshinsky, Andrei Y."),
        (Agent(name="Raymond E. Lisle", role="drafter"), "Raymond E. Lisle", "Lisle, Raymond E."),
        (Agent(name="Central Committee", role="recipient"), "Central Committee", "Central Committee"),
        (Agent(name="AMEMBASSY LA PAZ", role="sender"), "AMEMBASSY LA PAZ", "AMEMBASSY LA PAZ"),
        (Agent(name="Soviet Union", role="contracting_party"), "Soviet Union", "Soviet Union"),
    ],
)
def test_names_are_spoken_and_filed_in_their_own_order(agent: Agent, as_spoken: str, as_filed: str) -> None:
    assert (spoken(agent), filed(agent)) == (as_spoken, as_filed)
