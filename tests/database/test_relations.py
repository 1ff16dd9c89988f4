"""Relations that the catalogue finds by itself: by number, by day and parties, by title, and by likeness."""

from pathlib import Path

import msgspec
import pytest

from catalog.domain.change import Accept, Add, Reject
from catalog.domain.description import Agent, AnyStatement, Date, Description, Form, Identifier, Relation
from catalog.domain.upgrades import read
from catalog.models import Record
from catalog.records.change import change
from catalog.records.delete import delete
from catalog.records.relating import relate_saved, relations_are_due
from tests.database.records import ARCHIVIST, evidence, item, part

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
CITED = "1974STATE115974"


def described(record: Record) -> Description:
    return read(bytes(Record.objects.get(pk=record.pk).snapshot))


def relations(record: Record) -> list[tuple[str, str, str]]:
    """(cited, target, state) of each relation of a record."""
    return [(one.cited, one.target, one.state) for one in described(record).of(Relation)]


def citation(cited: str, state: str = "proposed") -> Relation:
    return Relation(relation="references", cited=cited, state=state, evidence=evidence(3, cited))  # type: ignore[arg-type]


def number(value: str) -> Identifier:
    return Identifier(value=value, role="registration number", state="accepted")


@pytest.mark.django_db
def test_a_number_that_is_held_is_proposed_as_a_relation_to_its_record() -> None:
    held = item("State 115974", number("1974 STATE 115974"))
    cable = item("La Paz 3978", citation(CITED))
    relate_saved()
    assert relations(cable) == [(CITED, held.public_id, "proposed")]
    assert not relations_are_due()


@pytest.mark.django_db
def test_a_number_that_two_documents_bear_is_left_to_a_person() -> None:
    item("State 115974", number(CITED))
    item("State 115974, another copy", number(CITED))
    cable = item("La Paz 3978", citation(CITED))
    relate_saved()
    assert relations(cable) == [(CITED, "", "proposed")]


@pytest.mark.django_db
def test_a_record_that_comes_later_is_proposed_to_those_that_cite_it() -> None:
    proposed = item("La Paz 3978", citation(CITED))
    accepted = item("La Paz 4012", citation(CITED, "accepted"))
    rejected = item("La Paz 4100", citation(CITED, "rejected"))
    relate_saved()
    held = item("State 115974", number(CITED))
    relate_saved()
    assert relations(proposed) == [(CITED, held.public_id, "proposed")]
    assert relations(accepted) == [(CITED, "", "accepted"), (CITED, held.public_id, "proposed")]
    assert relations(rejected) == [(CITED, "", "rejected")]
    new = described(accepted).of(Relation)[1]
    change(
        accepted.public_id,
        [Accept(id=new.id)],
        expected_revision=Record.objects.get(pk=accepted.pk).revision,
        author=ARCHIVIST,
    )
    assert relations(accepted) == [(CITED, held.public_id, "accepted")]


@pytest.mark.django_db
def test_a_draft_that_is_only_proposed_somewhere_can_be_deleted() -> None:
    held = item("State 115974", number(CITED))
    proposed = item("La Paz 3978", citation(CITED))
    accepted = item("La Paz 4012", citation(CITED, "accepted"))
    relate_saved()
    delete(held.public_id, author=ARCHIVIST)
    assert relations(proposed) == [(CITED, "", "proposed")]
    assert relations(accepted) == [(CITED, "", "accepted")]


@pytest.mark.django_db
def test_a_relation_that_was_rejected_is_not_proposed_again() -> None:
    held = item("State 115974", number(CITED))
    cable = item("La Paz 3978", citation(CITED, "accepted"))
    relate_saved()
    row = Record.objects.get(pk=cable.pk)
    found = described(cable).of(Relation)[1]
    change(cable.public_id, [Reject(id=found.id)], expected_revision=row.revision, author=ARCHIVIST)
    relate_saved()
    assert relations(cable) == [(CITED, "", "accepted"), (CITED, held.public_id, "rejected")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cited", "fits"),
    [
        ("your note of 14 September 1952", True),
        ("the Soviet note of September 14, 1952", True),
        ("your letter of 15 September 1952", False),
        ("your treaty of 14 September 1952", False),
        ("the Persian note of 14 September 1952", False),
    ],
)
def test_a_document_is_found_by_its_day_its_kind_and_its_parties(cited: str, fits: bool) -> None:
    note = item(
        "Note from the Embassy of the Soviet Union",
        Form(value="note verbale"),
        Date(edtf="1952-09-14", role="created", earliest="1952-09-14", latest="1952-09-14"),
        Agent(name="Soviet Embassy", role="sender"),
        Agent(name="Department of State", role="recipient"),
    )
    answer = item("Answer", Agent(name="Department of State", role="sender"), citation(cited))
    relate_saved()
    found = described(answer).of(Relation)[0]
    assert found.target == (note.public_id if fits else "")
    if fits:
        assert found.evidence is not None
        assert (found.state, found.evidence.basis) == ("proposed", "inferred")


@pytest.mark.django_db
def test_a_document_is_found_by_its_title_and_never_by_a_title_that_several_bear() -> None:
    treaty = item("Treaty of Friendship, Alliance and Mutual Assistance")
    citing = item("Memorandum", citation("Treaty of friendship, alliance, and mutual assistance"))
    relate_saved()
    assert relations(citing)[0][1] == treaty.public_id
    item("Monthly report of the consulate")
    item("Monthly report of the consulate")
    other = item("Dispatch", citation("Monthly Report of the Consulate"))
    relate_saved()
    assert relations(other)[0][1] == ""


def _agreement(title: str, year: int, *more: AnyStatement) -> Record:
    day = f"{year}-02-14"
    return item(title, Date(edtf=day, role="signed", earliest=day, latest=day), *more)


_TREATY = "Treaty of Friendship, Alliance and Mutual Assistance between the USSR and the PRC"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cited", "fits"),
    [
        ("the Sino-Soviet Treaty", True),
        ("the 1950 Sino-Soviet Treaty", True),
        ("Soviet–Chinese Treaty of Friendship", True),
        ("treaty between the Union of Soviet Socialist Republics and the People’s Republic of China", True),
        ("the Sino-Soviet Agreement", False),
        ("the 1945 Sino-Soviet Treaty", False),
        ("the Sino-Japanese Treaty", False),
        ("Soviet-Chinese Treaty on Commerce and Navigation", False),
        ("the treaty between the USSR and the Republic of China", False),
    ],
)
def test_an_agreement_is_found_by_its_parties_alone(cited: str, fits: bool) -> None:
    treaty = _agreement(_TREATY, 1950)
    item("Report on the Sino-Soviet Treaty")
    citing = item("Memorandum", citation(cited))
    relate_saved()
    found = described(citing).of(Relation)[0]
    assert found.target == (treaty.public_id if fits else "")
    if fits:
        assert found.evidence is not None
        assert (found.state, found.evidence.basis) == ("proposed", "inferred")
        assert "only one held" in found.evidence.doubt


@pytest.mark.django_db
def test_an_agreement_is_found_by_its_parties_when_it_comes_later_and_alone() -> None:
    citing = _agreement("Note", 1952, citation("the Sino-Soviet Agreement"))
    relate_saved()
    parties = [
        Agent(name=one, role="contracting_party")
        for one in ("Union of Soviet Socialist Republics", "People's Republic of China")
    ]
    later = _agreement("Agreement on scientific exchange", 1953, *parties)
    held = _agreement("Agreement on Port Arthur", 1950, *parties)
    relate_saved()
    assert relations(citing) == [("the Sino-Soviet Agreement", held.public_id, "proposed")]
    undecided = _agreement("Note", 1954, citation("the Sino-Soviet Agreement"))
    relate_saved()
    assert relations(undecided)[0][1] == ""
    assert later.public_id != held.public_id


@pytest.mark.django_db
def test_a_reply_cites_the_note_that_stands_before_it_in_the_same_document() -> None:
    words = "Note\nThe lines are open.\nReply\nI have your note dated September 15, 1952.\n"
    day = Date(edtf="1952-09-15", role="created", earliest="1952-09-15", latest="1952-09-15")
    cited = msgspec.structs.replace(
        citation("note dated September 15, 1952"), evidence=evidence(4, "your note dated September 15, 1952")
    )
    sender = Agent(name="Zhou Enlai", role="signatory")
    document = item("Exchange", cited, sender, text=words)
    note, reply = part("Note", document, 1, 2, words), part("Note in reply", document, 3, 4, words)
    for one in (note, reply):
        row = Record.objects.get(pk=one.pk)
        change(
            one.public_id,
            [Add(statement=day), Add(statement=sender)],
            expected_revision=row.revision,
            author=ARCHIVIST,
        )
    relate_saved()
    assert relations(document) == [(cited.cited, note.public_id, "proposed")]
