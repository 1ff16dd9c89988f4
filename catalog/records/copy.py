"""A description copied as a new draft, and templates from which records of one source family are begun.

What tells a record from all others, what was decided of it and what belongs to its text is never copied:
identifiers, files, access, classification and release, relations, citations, footnotes, internal notes,
and the words and lines that a statement was read from.
"""

from collections.abc import Collection, Iterable

import msgspec
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain.description import (
    STATEMENT_TYPES,
    AnyStatement,
    Citation,
    Classification,
    ClassificationEvent,
    Description,
    Identifier,
    Note,
    Relation,
    Title,
    encode,
)
from catalog.domain.disclosure import STAFF, Effective, disclose
from catalog.domain.upgrades import read
from catalog.models import Institution, Record, Template
from catalog.records.author import Author
from catalog.records.queries import RecordView
from catalog.records.refusal import Refused
from catalog.records.save import create

_NEVER = (Identifier, Classification, ClassificationEvent, Relation, Citation)
COPIED: tuple[type[AnyStatement], ...] = tuple(one for one in STATEMENT_TYPES if one not in _NEVER)
"""The kinds of statements that can be copied."""
_OWN_NOTES = ("footnote", "internal")


def copied(
    description: Description, kinds: Collection[type[AnyStatement]], author: Author
) -> tuple[AnyStatement, ...]:
    """The accepted statements of these kinds, stated anew by the author."""
    at = timezone.now().isoformat(timespec="seconds")
    return tuple(
        msgspec.structs.replace(one, id="", as_given="", evidence=None, decided_by=author.name, decided_at=at)
        for one in description.statements
        if one.state == "accepted" and type(one) in kinds and type(one) in COPIED and not _is_own(one)
    )


def copy_record(
    source: RecordView, kinds: Collection[type[AnyStatement]], *, parent: Record | None, author: Author
) -> Record:
    """A new draft with what the author sees of these kinds in the source. Raises Refused."""
    if source.description.level == "part":
        raise Refused(_("A part belongs to its document. Copy the document instead."))
    statements = copied(source.description, kinds, author)
    label = source.description.level_label
    return create(
        Description(level=source.description.level, level_label=label, statements=statements),
        institution=parent.institution if parent else Institution.objects.get(records=source.pk),
        author=author,
        parent=parent,
        reason=_("Copied from %(id)s") % {"id": source.public_id},
    )


def make_template(
    source: RecordView, name: str, kinds: Collection[type[AnyStatement]], author: Author
) -> Template:
    """A template of what staff without leave for closed material see of a record. Raises Refused."""
    effective = Effective(source.seen_from, source.text_from)
    seen = disclose(source.description, effective, STAFF)
    statements = copied(seen, kinds, author) if seen else ()
    if not statements:
        raise Refused(_("Nothing of what you chose is accepted in this record, so there is nothing to keep."))
    kept = Description(level=source.description.level, statements=statements)
    try:
        with transaction.atomic():
            return Template.objects.create(name=name, snapshot=encode(kept), made_by_id=author.user_id)
    except IntegrityError as error:
        raise Refused(
            _("There is a template “%(name)s” already. Choose another name.") % {"name": name}
        ) from error


def begun_from(template: Template, author: Author) -> Description:
    """The level and the statements that a record from this template begins with."""
    kept = read(bytes(template.snapshot))
    return msgspec.structs.replace(kept, statements=copied(kept, COPIED, author))


def without_title(statements: Iterable[AnyStatement]) -> tuple[AnyStatement, ...]:
    """What is said beside the title, where a new one is given."""
    return tuple(one for one in statements if not isinstance(one, Title))


def _is_own(one: AnyStatement) -> bool:
    return isinstance(one, Note) and one.note_kind in _OWN_NOTES
