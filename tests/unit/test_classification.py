"""Classification: levels as documents mark them, release codes, and what may not be published as it is."""

import pytest

from catalog.domain.classification import LEVELS, level_of, needs_release_basis, rank_of, release_decision
from catalog.domain.description import AnyStatement, Classification, ClassificationEvent, Description


@pytest.mark.parametrize(
    ("marking", "level"),
    [
        ("S", "Secret"),
        ("C", "Confidential"),
        ("U", "Unclassified"),
        ("TS", "Top Secret"),
        ("R", "Restricted"),
        ("(S)", "Secret"),
        ("SECRET", "Secret"),
        ("Top Secret", "Top Secret"),
        ("S E C R E T", "Secret"),
        ("T O P  S E C R E T", "Top Secret"),
        ("C O N F I D E N T I A L", "Confidential"),
        ("S-E-C-R-E-T", "Secret"),
        ("SECRET/NOFORN", "Secret"),
        ("TOP SECRET//SI//NOFORN", "Top Secret"),
        ("SECRET EXDIS", "Secret"),
        ("Secret; Eyes Only", "Secret"),
        ("LIMITED OFFICIAL USE", "Official Use Only"),
        ("For Official Use Only", "Official Use Only"),
        ("NATO SECRET", "Secret"),
        ("Most Secret", "Top Secret"),
        ("Unclassified.", "Unclassified"),
    ],
)
def test_reads_the_level_that_a_marking_states(marking: str, level: str) -> None:
    assert level_of(marking) == level


@pytest.mark.parametrize(
    "marking",
    ["", "K", "n/a", "TS S C", "S ET", "Secretary", "SECRET MEETING", "not marked", "CREST", "A B C D E F"],
)
def test_makes_up_no_level(marking: str) -> None:
    assert level_of(marking) == ""


def test_levels_rise() -> None:
    assert LEVELS[0] == "Unclassified"
    assert [
        rank_of(one) for one in ("Unclassified", "Restricted", "Confidential", "Secret", "Top Secret")
    ] == sorted(
        rank_of(one) for one in ("Top Secret", "Secret", "Confidential", "Restricted", "Unclassified")
    )
    assert rank_of("K") == -1


@pytest.mark.parametrize(
    ("code", "act", "extent"),
    [
        ("RIFPUB", "released", "full"),
        ("RIPPUB", "released", "part"),
        ("Released in  Full", "released", "full"),
        ("DENIED IN FULL", "withheld", ""),
    ],
)
def test_tells_what_a_release_code_says(code: str, act: str, extent: str) -> None:
    decision = release_decision(code)
    assert decision is not None
    assert (decision.act, decision.extent) == (act, extent)


def test_a_code_that_nobody_explains_stays_raw() -> None:
    assert release_decision("K") is None
    assert release_decision("") is None


def secret(state: str = "accepted", **values: str | bool) -> Classification:
    return Classification(**({"level": "Secret", "code": "S", "state": state} | values))  # type: ignore[arg-type]


def event(act: str, state: str = "accepted") -> ClassificationEvent:
    return ClassificationEvent(act=act, state=state)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "statements",
    [
        (),
        (secret("proposed"),),
        (secret("rejected"),),
        (secret(level="Unclassified", code="U"),),
        (secret(), event("released")),
        (secret(), event("declassified")),
        (secret(), secret(level="Unclassified", code="", current=True)),
    ],
)
def test_may_be_published_as_it_is(statements: tuple[AnyStatement, ...]) -> None:
    assert not needs_release_basis(Description(level="item", statements=statements))


@pytest.mark.parametrize(
    "statements",
    [
        (secret(),),
        (secret(level="Official Use Only", code="LOU"),),
        (secret(level="", code="K"),),
        (secret(level="Geheim", code=""),),
        (secret(), event("released", "proposed")),
        (secret(), event("reviewed")),
        (secret(), event("downgraded")),
        (secret(), event("withheld")),
        (secret(), secret("proposed", level="Unclassified", current=True)),
        (secret(), secret(level="Unclassified", code="U")),
        (secret(current=True),),
    ],
)
def test_needs_an_archivist_to_state_the_basis(statements: tuple[AnyStatement, ...]) -> None:
    description = Description(level="item", statements=statements)
    assert needs_release_basis(description)
    stated = Description(level="item", statements=statements, publication_basis="Released by the originator.")
    assert not needs_release_basis(stated)
