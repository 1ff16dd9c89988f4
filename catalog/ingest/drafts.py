"""From what was read to descriptions: the document's own, and one for each of its parts."""

from typing import Any, NamedTuple

import msgspec

from catalog.domain.dates import bounds
from catalog.domain.description import AnyStatement, Date, Description, File, Text
from catalog.domain.text import sha256_of
from catalog.ingest.describe import Described, DescribedPart
from catalog.ingest.document import Document
from catalog.ingest.version import RECOGNISERS


class PartDraft(NamedTuple):
    """A part to be; ``within`` is the label of the part that it stands in, empty for the document."""

    label: str
    within: str
    description: Description


class Drafts(NamedTuple):
    """A document to be, with its parts in their order, those that hold others before what they hold."""

    document: Description
    parts: tuple[PartDraft, ...]


def drafts_of(document: Document, described: Described, file: File) -> Drafts:
    """Nothing is decided here: every statement is as it was read, with the file in its evidence."""
    whole = Text(
        sha256=sha256_of(document.text.encode()),
        first_line=1,
        last_line=len(document.lines),
        length=len(document.text),
        quality=document.quality,
        encoding=document.encoding,
        pages=document.pages,
    )
    own = tuple(_complete(one, file) for one in described.statements)
    return Drafts(
        Description(level="item", statements=own, files=(file,), text=whole),
        tuple(_part_draft(document, part, file, whole) for part in described.parts),
    )


def _part_draft(document: Document, part: DescribedPart, file: File, whole: Text) -> PartDraft:
    lines = document.lines[part.first_line - 1 : part.last_line]
    text = msgspec.structs.replace(
        whole,
        first_line=part.first_line,
        last_line=part.last_line,
        length=sum(len(line) + 1 for line in lines),
        pages=(),
    )
    statements = tuple(_complete(one, file) for one in part.statements)
    description = Description(level="part", statements=statements, text=text)
    return PartDraft(part.label, part.within, description)


def _complete(statement: AnyStatement, file: File) -> AnyStatement:
    """The statement with what only the pipeline knows: the file, and the bounds of a date."""
    known: dict[str, Any] = {}
    if statement.evidence is not None and not statement.evidence.file:
        known["evidence"] = msgspec.structs.replace(
            statement.evidence, file=file.sha256, version=RECOGNISERS
        )
    if isinstance(statement, Date) and not statement.earliest and not statement.latest:
        known["earliest"], known["latest"] = bounds(statement.edtf)
    return msgspec.structs.replace(statement, **known) if known else statement
