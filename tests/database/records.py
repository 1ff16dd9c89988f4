"""Records for tests: small descriptions, written through the one writer."""

from datetime import timedelta

from django.db.models import F

from catalog.domain.description import (
    Access,
    AnyStatement,
    Description,
    Evidence,
    Note,
    Text,
    Title,
)
from catalog.domain.text import lines_of, sha256_of
from catalog.models import Institution, Record, SetMember
from catalog.models import Text as TextRow
from catalog.records.author import Author
from catalog.records.publish import publish
from catalog.records.save import create

DAY = timedelta(days=1)
ARCHIVIST = Author("archivist", None, 30)
CATALOGUER = Author("cataloguer", None, 20)


def institution() -> Institution:
    return Institution.objects.get_or_create(name="Hoover Institution Archives")[0]


def accepted_title(words: str) -> Title:
    return Title(value=words, state="accepted")


def evidence(line: int, quote: str) -> Evidence:
    return Evidence(
        file="0" * 64,
        first_line=line,
        last_line=line,
        quote=quote,
        basis="stated",
        confidence=1.0,
        recogniser="general",
    )


def collection(words: str = "Victor Hoo Collection", parent: Record | None = None) -> Record:
    return _made(Description(level="collection", statements=(accepted_title(words),)), parent)


def item(
    words: str,
    *statements: AnyStatement,
    parent: Record | None = None,
    text: str = "",
    access: Access | None = None,
) -> Record:
    """A document record; where ``text`` is given it is stored and is the record's own."""
    description = Description(
        level="item",
        statements=(accepted_title(words), *statements),
        access=access or Access(),
        text=kept_text(text) if text else None,
    )
    return _made(description, parent)


def part(
    words: str, document: Record, first: int, last: int, text: str, access: Access | None = None
) -> Record:
    whole = kept_text(text)
    own = Text(sha256=whole.sha256, first_line=first, last_line=last, length=whole.length)
    description = Description(
        level="part", statements=(accepted_title(words),), text=own, access=access or Access()
    )
    return _made(description, document)


def kept_text(words: str) -> Text:
    sha256 = sha256_of(words.encode())
    TextRow.objects.get_or_create(sha256=sha256, defaults={"content": words})
    return Text(sha256=sha256, first_line=1, last_line=len(lines_of(words)), length=len(words))


def published(record: Record) -> Record:
    return publish(record.public_id, author=ARCHIVIST)


def aged() -> None:
    """Puts every datestamp a day back, since a harvest looks at nothing that was stamped just now."""
    Record.objects.filter(oai_datestamp__isnull=False).update(oai_datestamp=F("oai_datestamp") - DAY)
    SetMember.objects.update(datestamp=F("datestamp") - DAY)


def internal(words: str) -> Note:
    return Note(note_kind="internal", value=words, state="accepted")


def _made(description: Description, parent: Record | None) -> Record:
    return create(description, institution=institution(), parent=parent, author=ARCHIVIST)
