"""Expunging by two persons: nothing that the record said is left in any table or file."""

from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from catalog.domain.change import Add, Remove
from catalog.domain.description import Access, Agent, File, Note, Relation, decode
from catalog.files.store import keep, path_of
from catalog.ingest.intake import take_in_path
from catalog.jobs.run import drain
from catalog.models import AuditLine, Record, StoredFile, Text, User
from catalog.records.attach import attach
from catalog.records.author import Author, person
from catalog.records.change import change
from catalog.records.expunge import ask_to_expunge, confirm_expunging, let_be
from catalog.records.publish import publish
from catalog.records.refusal import NoSuchRecord, Refused
from catalog.records.sheet import Typed, TypedRow, save_sheet
from catalog.records.workflow import comment
from tests.database.records import ARCHIVIST, collection, evidence, item, part

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "Ostrovsky"
TEXT = f"A letter\nof {SECRET} about his illness\nand its end\n"


@pytest.fixture
def people() -> tuple[Author, Author]:
    named = (User.objects.create_user(one, rank=30) for one in ("first", "second"))
    first, second = (person(one) for one in named)
    return first, second


def secret_record() -> Record:
    """A published record with a file, a text, parts, revisions, a comment, each with the secret in it."""
    agent = Agent(name=SECRET, role="author", state="accepted", evidence=evidence(2, f"of {SECRET}"))
    stored = keep(BytesIO(TEXT.encode()), f"{SECRET}.txt", 10**6)
    file = File(sha256=stored.sha256, name=stored.name, media_type="text/plain", size=stored.size)
    made = item(f"Letter of {SECRET}", agent, text=TEXT)
    attach(made.public_id, [file], expected_revision=1, author=ARCHIVIST)
    publish(made.public_id, author=ARCHIVIST)
    part(f"Postscript by {SECRET}", made, 2, 2, TEXT)
    add = Add(statement=Note(note_kind="scope", value=f"{SECRET} tells of his illness"))
    change(made.public_id, [add], expected_revision=3, author=ARCHIVIST)
    note = decode(bytes(Record.objects.get(pk=made.pk).snapshot)).of(Note)[0]
    change(made.public_id, [Remove(id=note.id)], expected_revision=4, author=ARCHIVIST)
    comment(made.public_id, f"{SECRET}'s family asked for this", author=ARCHIVIST)
    return Record.objects.get(pk=made.pk)


def told_anywhere(words: str) -> set[str]:
    """The tables and files in which the words stand, in any column and any encoding of text."""
    found = set()
    for model in apps.get_app_config("catalog").get_models():
        for row in model._default_manager.all().values():
            if any(words in _as_text(one) for one in row.values()):
                found.add(model.__name__)
    for path in (Path(settings.REGESTA_HOME) / "files").rglob("*"):
        if path.is_file() and words.encode() in path.read_bytes():
            found.add(str(path))
    return found


def _as_text(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def test_nothing_that_it_said_is_left_and_it_becomes_a_tombstone(people: tuple[Author, Author]) -> None:
    record = secret_record()
    assert {"Record", "Revision", "StatementRow", "StoredFile", "Text", "Step"} <= told_anywhere(SECRET)
    ask_to_expunge(record.public_id, "The heirs asked for it", author=people[0])
    confirm_expunging(record.public_id, author=people[1])
    assert told_anywhere(SECRET) == set()
    left = Record.objects.get(pk=record.pk)
    assert (left.public_id, left.status, left.was_public, left.public_digest) == (
        record.public_id,
        "withdrawn",
        True,
        "",
    )
    assert left.oai_datestamp is not None
    assert [one.number for one in left.revisions.all()] == [left.revision]
    assert not left.parts.exclude(title="[Untitled]").exists()


def test_a_file_that_was_taken_in_goes_with_its_names_and_its_job(
    tmp_path: Path, people: tuple[Author, Author]
) -> None:
    path = tmp_path / f"{SECRET}.txt"
    path.write_text(f"LETTER FROM {SECRET.upper()} TO THE DEPARTMENT\n\nSeptember 3, 1951\n\n{TEXT}")
    take_in_path(path)
    drain(("ingest",))
    record = Record.objects.get(level="item")
    digest = record.source_sha256
    assert digest is not None
    assert path_of(digest).exists()
    ask_to_expunge(record.public_id, "By order of a court", author=people[0])
    confirm_expunging(record.public_id, author=people[1])
    assert not path_of(digest).exists()
    assert not StoredFile.objects.exists()
    assert told_anywhere(SECRET) == set()
    assert told_anywhere(SECRET.upper()) == set()
    take_in_path(path)
    drain(("ingest",))
    assert Record.objects.filter(level="item").count() == 1, "the same file makes no second record"


def test_what_was_typed_into_a_sheet_goes_too(people: tuple[Author, Author]) -> None:
    folder = collection()
    typist = User.objects.create_superuser("typist", rank=30)
    new = TypedRow(key="new-1", cells={"title": "qzsheetzq"})
    save_sheet(Typed(parent=folder.pk, rows=(new,)), typist, "Sheet")
    made = Record.objects.get(title="qzsheetzq")
    ask_to_expunge(made.public_id, "Personal data", author=people[0])
    confirm_expunging(made.public_id, author=people[1])
    assert told_anywhere("qzsheetzq") == set()


def test_what_others_hold_too_stays_with_them(people: tuple[Author, Author]) -> None:
    stored = keep(BytesIO(b"shared"), "shared.txt", 100)
    file = File(sha256=stored.sha256, name="shared.txt", media_type="text/plain", size=6)
    records = [item(words, text="The same words\n") for words in ("One", "Two")]
    for one in records:
        attach(one.public_id, [file], expected_revision=1, author=ARCHIVIST)
    ask_to_expunge(records[0].public_id, "Not ours", author=people[0])
    confirm_expunging(records[0].public_id, author=people[1])
    assert path_of(stored.sha256).exists()
    assert Text.objects.filter(content__contains="The same words").exists()


def test_it_takes_two_persons_and_a_reason_and_can_be_let_be(people: tuple[Author, Author]) -> None:
    first, second = people
    record = item("A letter")
    with pytest.raises(Refused, match="Nobody has asked"):
        confirm_expunging(record.public_id, author=second)
    ask_to_expunge(record.public_id, "Asked", author=first)
    with pytest.raises(Refused, match="asked for this already"):
        ask_to_expunge(record.public_id, "Asked", author=second)
    with pytest.raises(Refused, match="another person"):
        confirm_expunging(record.public_id, author=first)
    let_be(record.public_id, author=second)
    with pytest.raises(Refused, match="Nobody has asked"):
        confirm_expunging(record.public_id, author=second)
    assert Record.objects.get(pk=record.pk).title == "A letter"


def test_what_cannot_be_expunged_is_refused_with_a_sentence(people: tuple[Author, Author]) -> None:
    top = collection()
    letter = item("A letter", parent=top, text=TEXT)
    annex = part("An annex", letter, 2, 2, TEXT)
    closed = item("Closed", access=Access(material="closed"))
    cataloguer = person(User.objects.create_user("cataloguer", rank=20))
    for record, author, sentence in (
        (top, people[0], "Other records stand under"),
        (annex, people[0], "with its document"),
        (closed, cataloguer, "leave for it"),
    ):
        with pytest.raises(Refused, match=sentence):
            ask_to_expunge(record.public_id, "Asked", author=author)
    with pytest.raises(NoSuchRecord):
        ask_to_expunge("00000000", "Asked", author=people[0])


def test_the_audit_says_who_did_what_and_nothing_of_what_it_was(people: tuple[Author, Author]) -> None:
    record = secret_record()
    ask_to_expunge(record.public_id, "The heirs asked for it", author=people[0])
    confirm_expunging(record.public_id, author=people[1])
    lines = [
        (one.person_name, one.act) for one in AuditLine.objects.filter(record_public_id=record.public_id)
    ]
    assert lines == [("second", "expunged"), ("first", "asked to expunge")]
    assert not any(SECRET in one.detail for one in AuditLine.objects.all())


def test_changes_of_closed_material_are_in_the_audit_and_of_open_material_are_not() -> None:
    closed, opened = item("Closed", access=Access(material="closed")), item("Open")
    other = item("Another")
    for record in (closed, opened):
        add = Add(statement=Relation(relation="related", target=other.public_id))
        change(record.public_id, [add], expected_revision=1, author=ARCHIVIST, reason="Related")
    told = AuditLine.objects.filter(act="changed").values_list("record_public_id", "detail")
    assert set(told) == {(closed.public_id, ""), (closed.public_id, "Related")}
