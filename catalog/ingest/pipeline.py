"""From a kept file to a draft record with its parts. All is read and described before anything is written."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.domain.description import Description, File, Provenance
from catalog.domain.identifiers import normal_public_id
from catalog.domain.names import matching_key
from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.files.store import path_of
from catalog.ingest.accession import with_accession
from catalog.ingest.describe import describe
from catalog.ingest.document import Unreadable
from catalog.ingest.drafts import Drafts, drafts_of
from catalog.ingest.kept import keep_text, linked
from catalog.ingest.readers import read
from catalog.ingest.version import RECOGNISERS
from catalog.jobs.queue import Claim, WorkRefused, held
from catalog.models import Job, Record, StatementRow, StoredFile, User
from catalog.records.author import Author, command, person
from catalog.records.change import accept_stated
from catalog.records.institutions import own_institution
from catalog.records.lock import lock_tree
from catalog.records.proposing import mark_read
from catalog.records.publish import publish
from catalog.records.queries import resolve
from catalog.records.refusal import Refused
from catalog.records.save import create

KIND = "ingest"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a job of this kind is asked: the payload. ``under`` is the public id of a place in the tree,
    ``accession`` the number of the accession that the file came with.
    """

    sha256: str = ""
    name: str = ""
    under: str = ""
    publish: bool = False
    accession: str = ""


class _Read(NamedTuple):
    drafts: Drafts
    content: str
    media_type: str
    family: str
    warnings: tuple[str, ...]


def place_for(reference: str, author: Author) -> Record:
    """The record that new documents are put under, by reference code or public id.

    Raises WorkRefused where there is none, or where only parts can stand under it.
    """
    found = Record.objects.filter(
        public_id=resolve(reference, author.rank) or normal_public_id(reference), seen_from__lte=author.rank
    ).first()
    if found is None:
        sentence = _(
            "No record has the code or identifier “%(reference)s”. Correct it, or make the collection."
        )
        raise WorkRefused(sentence % {"reference": reference})
    if found.level not in AGGREGATE_LEVELS:
        sentence = _(
            "“%(title)s” is a document: only parts stand under it. Name a collection, series or file."
        )
        raise WorkRefused(sentence % {"title": found.title})
    return found


def ingest_file(claim: Claim) -> Mapping[str, Any]:
    """One kept file becomes one draft record, or the report says which record it is already.

    Raises WorkRefused with a sentence where the file cannot be read or the place is gone.
    """
    order = msgspec.convert(dict(claim.payload), Order)
    job = Job(pk=claim.job)
    author = person(User.objects.get(pk=claim.created_by)) if claim.created_by else command(KIND)
    known = _record_of(order)
    if known is not None:
        return _already(known, job)
    parent = place_for(order.under, author) if order.under else None
    found = _read(order)
    try:
        with held(claim):
            return _save(found, order, parent, author, job)
    except Refused as refusal:
        winner = _record_of(order)
        if winner is None:
            raise WorkRefused(str(refusal)) from refusal
        return _already(winner, job)


def _read(order: Order) -> _Read:
    if not order.sha256:
        raise WorkRefused(_("The file was not kept, so there is nothing to read again. Send it once more."))
    path = path_of(order.sha256)
    try:
        document = read(path)
    except FileNotFoundError as error:
        raise WorkRefused(
            _("The kept file is not in the store. Restore it from the backup, or send it again.")
        ) from error
    except Unreadable as error:
        raise WorkRefused(str(error)) from error
    described = describe(document)
    file = File(
        sha256=order.sha256, name=order.name, media_type=document.media_type, size=path.stat().st_size
    )
    drafts = drafts_of(document, described, file)
    return _Read(drafts, document.text, document.media_type, described.family, described.warnings)


def _save(found: _Read, order: Order, parent: Record | None, author: Author, job: Job) -> dict[str, Any]:
    """The record and its parts, accepted and published where that was asked for. Within a transaction."""
    if order.publish:
        # Taken before the shared lock of what adds a record: two that went from shared to exclusive would
        # wait for each other.
        lock_tree()
    drafts = with_accession(linked(found.drafts), order.accession, author)
    keep_text(drafts.document, found.content)
    StoredFile.objects.filter(sha256=order.sha256).update(media_type=found.media_type)
    record = create(
        drafts.document,
        institution=own_institution(),
        author=author,
        parent=parent,
        reason=_("Described from %(name)s") % {"name": order.name},
        source_sha256=order.sha256,
        job=job,
    )
    parts = _create_parts(drafts, record, author, job)
    refused = _publish([record, *parts], author) if order.publish else ""
    mark_read([record.pk], RECOGNISERS)
    return {
        "outcome": "created",
        "record": record.public_id,
        "title": record.title,
        "family": found.family,
        "statements": sum(
            len(one.statements) for one in (drafts.document, *(p.description for p in drafts.parts))
        ),
        "parts": len(parts),
        "published": order.publish and not refused,
        "not_published": refused,
        "warnings": list(found.warnings),
        **({} if parent else _proposed_place(drafts.document, author)),
    }


def _create_parts(drafts: Drafts, record: Record, author: Author, job: Job) -> list[Record]:
    by_label: dict[str, Record] = {}
    made = []
    for part in drafts.parts:
        above = by_label.get(part.within, record)
        made.append(
            create(
                part.description,
                institution=record.institution,
                author=author,
                parent=above,
                reason=_("A part of “%(title)s”") % {"title": above.title},
                job=job,
            )
        )
        by_label.setdefault(part.label, made[-1])
    return made


def _publish(records: Sequence[Record], author: Author) -> str:
    """Accept what is stated or derived, and publish; the sentence that says why not, empty where it was."""
    try:
        for record in records:
            accept_stated(record.public_id, author=author, with_derived=True)
        with transaction.atomic():
            publish(records[0].public_id, author=author)
    except Refused as refusal:
        return str(refusal)
    return ""


def _proposed_place(description: Description, author: Author) -> dict[str, Any]:
    """The collection that the document names, and the records that bear its name: a person decides."""
    named = [one.value for one in description.of(Provenance) if one.element == "collection"]
    for name in named:
        bearing = StatementRow.objects.filter(
            kind="title",
            key=matching_key(name)[:200],
            record__level__in=AGGREGATE_LEVELS,
            record__seen_from__lte=author.rank,
        )
        records = {row.record.public_id: row.record.title for row in bearing.select_related("record")[:5]}
        if records:
            return {"collection": name, "places": records}
    return {"collection": named[0], "places": {}} if named else {}


def _record_of(order: Order) -> Record | None:
    return Record.objects.filter(source_sha256=order.sha256).first() if order.sha256 else None


def _already(record: Record, job: Job) -> dict[str, Any]:
    """These bytes have a record: made by this very job, before it was broken off, or by another."""
    mine = record.revisions.filter(job=job).exists()
    return {
        "outcome": "created" if mine else "already",
        "record": record.public_id,
        "title": record.title,
        "published": record.status == Record.Status.PUBLISHED,
        "not_published": "",
    }
