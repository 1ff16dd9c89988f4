"""A small catalogue in which every secret is a word of its own, with the lowest rank that may see it."""

from dataclasses import dataclass, field
from io import BytesIO

from catalog.domain.change import Change
from catalog.domain.description import (
    Access,
    AnyStatement,
    Date,
    Description,
    Evidence,
    File,
    Relation,
    Text,
    Title,
    decode,
)
from catalog.files.store import keep
from catalog.models import Record
from catalog.records.change import change
from catalog.records.publish import publish
from catalog.records.save import create
from tests.database.records import ARCHIVIST, institution


def word(name: str) -> str:
    """A word that stands nowhere else, and in no other such word."""
    return f"qz{name}zq"


@dataclass
class Vault:
    """``secrets`` maps each word to the lowest rank that may see it, ``searched`` says which of them are
    indexed; ``records`` are by the names that they have here.
    """

    secrets: dict[str, int] = field(default_factory=dict)
    searched: set[str] = field(default_factory=set)
    records: dict[str, Record] = field(default_factory=dict)

    def secret(self, name: str, seen_from: int, *, searched: bool = True) -> str:
        """A new secret word."""
        made = word(name)
        self.secrets[made] = seen_from
        if searched:
            self.searched.add(made)
        return made

    def now(self, name: str) -> Record:
        return Record.objects.get(pk=self.records[name].pk)

    def put(
        self,
        name: str,
        title: str,
        *statements: AnyStatement,
        under: str = "",
        level: str = "item",
        access: Access | None = None,
        text: Text | None = None,
        files: tuple[File, ...] = (),
        kept_as_draft: bool = False,
    ) -> Record:
        """A new record, published unless it is a draft or a part of what is published later."""
        description = Description(
            level=level,
            statements=(Title(value=title, state="accepted"), *statements),
            access=access or Access(),
            text=text,
            files=files,
        )
        parent = self.now(under) if under else None
        made = create(description, institution=institution(), parent=parent, author=ARCHIVIST)
        self.records[name] = made
        if not kept_as_draft and level != "part":
            publish(made.public_id, author=ARCHIVIST)
        return made

    def change(self, name: str, *changes: Change) -> None:
        record = self.now(name)
        change(record.public_id, changes, expected_revision=record.revision, author=ARCHIVIST)

    def statement(self, name: str, holding: str) -> AnyStatement:
        """The statement of a record that holds a word."""
        found = decode(bytes(self.now(name).snapshot)).statements
        return next(one for one in found if holding in str(one))

    def relate(self, name: str, target: str) -> None:
        """A new open record that cites another."""
        relation = Relation(relation="references", target=self.records[target].public_id, state="accepted")
        self.put(name, f"Open, {name}", relation, under="fonds")


def on_line(line: int, quote: str, doubt: str = "") -> Evidence:
    return Evidence(
        file="0" * 64,
        first_line=line,
        last_line=line,
        quote=quote,
        basis="stated",
        confidence=0.8,
        recogniser="general",
        doubt=doubt,
    )


def file_of(content: str, name: str) -> File:
    stored = keep(BytesIO(content.encode()), name, 10_000)
    return File(sha256=stored.sha256, name=stored.name, media_type="text/plain", size=stored.size)


def dated(edtf: str) -> Date:
    return Date(edtf=edtf, role="created", earliest=f"{edtf}-01-01", latest=f"{edtf}-12-31", state="accepted")
