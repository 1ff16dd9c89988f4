"""Relations that the catalogue finds by itself, proposed after a record was saved.

A record that was saved is due: what it cites is looked for, what cites it is looked at again, and its
texts are compared with those that are like them. Until that is done it stays due, so that what was
broken off is taken up again.
"""

import logging
import time
from collections.abc import Callable
from functools import partial

import msgspec
from django.db import models

from catalog.domain.description import Description, Relation
from catalog.domain.upgrades import read
from catalog.jobs.wake import LONG, wake
from catalog.models import Record
from catalog.records import citing, versions
from catalog.records.author import command
from catalog.records.proposing import propose
from catalog.records.refusal import NoSuchRecord, Refused

logger = logging.getLogger(__name__)

_ROUNDS = 3
"""What is proposed makes a record due once more; what is due after that was saved meanwhile and can wait."""
REASON_CITED = "What it cites was found in the catalogue"
REASON_ALIKE = "Compared with texts like it"


def relations_are_due() -> bool:
    """Whether records wait to be looked at."""
    return _due().exists()


def relate_saved(seconds: float = float("inf")) -> int:
    """Looks at the records that are due, in the order in which they came, until none is left; returns how
    many. When the time is over it wakes the next worker for the rest. What two do at once is written once.
    """
    ends, done = time.monotonic() + seconds, 0
    for _round in range(_ROUNDS):
        last = 0
        while record := _due().filter(pk__gt=last).order_by("pk").first():
            if time.monotonic() > ends:
                wake(LONG)
                return done
            _try(record)
            last, done = record.pk, done + 1
    return done


def _try(record: Record) -> None:
    try:
        relate(record)
    except NoSuchRecord:
        logger.info("Record %s was deleted while its relations were looked for.", record.public_id)
    except Refused as refusal:
        logger.warning("Nothing could be proposed for record %s: %s", record.public_id, refusal)


def relate(record: Record) -> None:
    """Proposes what there is to propose for one record, and for those that cite it."""
    description = read(bytes(record.snapshot))
    _cite(record, description)
    for number in citing.citing(description):
        other = Record.objects.exclude(stage=Record.Stage.APPROVED).filter(pk=number).first()
        if other is not None and number != record.pk:
            _cite(other, read(bytes(other.snapshot)))
    if record.document_id is None:
        for unit, relation in versions.versions_of(record):
            _save(unit.record, partial(_with, relation), REASON_ALIKE)
    # What was saved since, by this or by another, stays due and is looked at once more.
    Record.objects.filter(pk=record.pk, version=record.version).update(relations_due=False)


def _due() -> models.QuerySet[Record]:
    """An approval is of what was approved: nothing is proposed until the record was published or changed."""
    return Record.objects.filter(relations_due=True).exclude(stage=Record.Stage.APPROVED)


def _cite(record: Record, description: Description) -> None:
    found = citing.found(record, description)
    if found and citing.with_proposals(description, found) != description:
        _save(record, lambda before: citing.with_proposals(before, found), REASON_CITED)


def _with(relation: Relation, before: Description) -> Description:
    return msgspec.structs.replace(before, statements=(*before.statements, relation))


def _save(record: Record, make: Callable[[Description], Description], reason: str) -> None:
    propose(record, make, author=command("relations"), reason=reason)
