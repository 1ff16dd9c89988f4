"""The one writer of records: snapshot, rows, revision, datestamp and counters in one transaction."""

from typing import NamedTuple

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.domain.description import AnyStatement, Description, accepted, encode
from catalog.domain.disclosure import Effective
from catalog.domain.identifiers import new_public_id, new_statement_id
from catalog.domain.opening import opening_day, review_day
from catalog.domain.text import clean
from catalog.domain.vocabularies import LEVELS
from catalog.domain.wording import UNTITLED, primary_date, reference_code, title_of
from catalog.models import Institution, Job, Record, Revision
from catalog.records.announce import STAMPED, announce
from catalog.records.audit import note_changed
from catalog.records.author import Author
from catalog.records.lock import lock_tree
from catalog.records.narrowing import follow
from catalog.records.refusal import AlreadyCatalogued, Refused
from catalog.records.rows import write_rows
from catalog.records.steps import lapse
from catalog.records.tree import refresh_authorities, set_access
from catalog.search.sync import wake_indexing

_TOUCHED = (
    *("version", "updated_at", *STAMPED),
    *("stage", "assigned_to", "publish_at"),
)
"""What a change of a part moves in its document's row."""


def create(
    description: Description,
    *,
    institution: Institution,
    author: Author,
    parent: Record | None = None,
    reason: str = "",
    source_sha256: str | None = None,
    job: Job | None = None,
) -> Record:
    """A new record at the end of its parent's children, always as a draft; its statements get ids.

    Raises Refused where the level does not fit the place or the reference code is taken, and
    AlreadyCatalogued where this file has a record.
    """
    description = msgspec.structs.replace(description, status="draft", statements=_with_ids(description))
    with transaction.atomic():
        lock_tree(shared=True)
        above = Record.objects.select_for_update().get(pk=parent.pk) if parent else None
        _refuse_wrong_place(description.level, above)
        record = Record(
            public_id=new_public_id(),
            institution=above.institution if above else institution,
            parent=above,
            document=_document_of(description.level, above),
            position=last_position(above) + 1,
            level=description.level,
            path="",
            snapshot=b"",
            source_sha256=source_sha256,
            updated_at=timezone.now(),
            title=UNTITLED,
        )
        _insert(record)
        record.path = f"{above.path if above else ''}{record.pk}/"
        write(record, None, description, author, reason, job)
    return record


def write(
    record: Record,
    before: Description | None,
    after: Description,
    author: Author,
    reason: str,
    job: Job | None = None,
    *,
    as_revision: bool = True,
) -> None:
    """Saves ``after`` as the record's description. The row must be locked (or new) in this transaction.

    The parent is read again here: what came along with the locked row may be older than the lock.
    """
    parent = Record.objects.get(pk=record.parent_id) if record.parent_id else None
    old = Effective(record.seen_from, record.text_from)
    old_title, old_day = record.title, record.opens_on
    _fill(record, after, parent)
    # A heading that was put in other words, which makes no revision, is no change of what was approved.
    changed = as_revision and before is not None and before != after
    if changed:
        lapse(record, author)
    touched = write_rows(record, after, new=before is None)
    record.version += 1
    record.revision += int(as_revision)
    announce([record], {record.pk: after})
    _update(record)
    if as_revision:
        _keep_revision(record, author, reason, job)
        note_changed(record.public_id, max(old.text_from, record.text_from), author, reason)
    if touched:
        refresh_authorities(None, touched)
    if record.document is not None:
        _touch_document(record.document, author if changed else None)
    if before is not None:
        _refuse_opening(record, old, old_day, author)
        follow(record, before, after, old, old_title, redacts=as_revision)
    wake_indexing()


def _refuse_opening(record: Record, old: Effective, old_day: str, author: Author) -> None:
    """Nobody opens, moves into the open, or has opened sooner what they may not see themselves."""
    opened = record.text_from < old.text_from or record.seen_from < old.seen_from
    sooner = bool(record.opens_on) and (not old_day or record.opens_on < old_day)
    if (opened or sooner) and author.rank < max(old.text_from, old.seen_from):
        raise Refused(
            _("You may not see this closed material, so you cannot open it. Ask somebody with leave for it.")
        )


def _with_ids(description: Description) -> tuple[AnyStatement, ...]:
    return tuple(
        msgspec.structs.replace(one, id=one.id or new_statement_id()) for one in description.statements
    )


def _refuse_wrong_place(level: str, parent: Record | None) -> None:
    if level not in LEVELS:
        raise Refused(
            _("%(level)s is no level of description. Choose one of: %(levels)s.")
            % {"level": level, "levels": ", ".join(LEVELS)}
        )
    if level == "part" and parent is None:
        raise Refused(_("A part stands under its document. Choose the document that it belongs to."))
    if level != "part" and parent is not None and parent.level in ("item", "part"):
        raise Refused(
            _("Only parts can stand under a document. Choose a collection, series or file as the place.")
        )


def _document_of(level: str, parent: Record | None) -> Record | None:
    if level != "part" or parent is None:
        return None
    return parent.document if parent.level == "part" else parent


def last_position(parent: Record | None) -> int:
    """The position of the last child; 0 where there is none, and at the top, where order is by id."""
    if parent is None:
        return 0
    last: int | None = parent.children.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last


def _insert(record: Record) -> None:
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as error:
        held = Record.objects.filter(source_sha256=record.source_sha256).first()
        if record.source_sha256 is None or held is None:
            raise
        raise AlreadyCatalogued(
            _("This file is catalogued already: record %(id)s.") % {"id": held.public_id}
        ) from error


def _fill(record: Record, description: Description, parent: Record | None) -> None:
    listed = listed_of(description)
    code = _free_code(record, listed.reference_code)
    set_listed(record, description, listed._replace(reference_code=code))
    set_access(record, description, parent)


class Listed(NamedTuple):
    """By what lists show, sort and find a record."""

    title: str
    reference_code: str
    earliest: str
    latest: str


def listed_of(description: Description) -> Listed:
    """Of what is published only what is accepted: lists and other records show it to readers."""
    if description.status == "published":
        description = msgspec.structs.replace(description, statements=accepted(description.statements))
    date = primary_date(description)
    earliest, latest = (date.earliest, date.latest) if date else ("", "")
    return Listed(clean(title_of(description)), reference_code(description), earliest, latest)


def set_listed(record: Record, description: Description, listed: Listed) -> None:
    """Fills the columns of the row that follow from the description alone, its ranks left out."""
    record.snapshot = encode(description)
    record.level = description.level
    record.status = description.status
    record.title, record.reference_code, record.earliest, record.latest = listed
    record.opens_on, record.review_on = opening_day(description), review_day(description)
    record.proposed = sum(one.state == "proposed" for one in description.statements)
    record.relations_due = True
    record.updated_at = timezone.now()


def _free_code(record: Record, code: str) -> str:
    """The code, refused where another record of the institution bears it."""
    if code and code != record.reference_code:
        others = Record.objects.filter(institution=record.institution, reference_code=code)
        if others.exclude(pk=record.pk).exists():
            raise Refused(
                _("Another record of this institution has the reference code %(code)s. Choose a free one.")
                % {"code": code}
            )
    return code


def _update(record: Record) -> None:
    """Saves every column but those that only the index writes."""
    record.save(
        update_fields=[
            field.name
            for field in Record._meta.concrete_fields
            if field.name not in ("id", "indexed_version", "entry_ranks", "created_at")
        ]
    )


def _keep_revision(record: Record, author: Author, reason: str, job: Job | None) -> None:
    Revision.objects.create(
        record=record,
        number=record.revision,
        snapshot=record.snapshot,
        author_id=author.user_id,
        author_name=author.name,
        reason=clean(reason)[:500],
        at=record.updated_at,
        job=job,
    )


def _touch_document(document: Record, changed_by: Author | None) -> None:
    """A part's words stand in its document's entry, its title and access in its document's public view, and
    an approval of the document is one of its parts too.
    """
    whole = Record.objects.select_for_update().get(pk=document.pk)
    announce([whole])
    whole.version += 1
    whole.updated_at = timezone.now()
    if changed_by is not None:
        lapse(whole, changed_by)
    whole.save(update_fields=_TOUCHED)
    document.version = whole.version
