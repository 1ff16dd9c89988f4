"""The sets of harvests that a record is in, as rows that are written with its datestamp."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from catalog.domain.description import Description, Form
from catalog.domain.names import matching_key
from catalog.domain.vocabularies import AGGREGATE_LEVELS, COLLECTION_LEVELS
from catalog.interchange.requirements import rights_uri
from catalog.models import HarvestSet, Record, SetMember

DIGITAL = "digital"
MOST_COLLECTIONS = 12
"""Levels of collections within collections that a set's name goes down: it has to fit its column."""


class SetName(NamedTuple):
    """A set by its setSpec; ``record`` is the collection it is, ``institution`` the repository."""

    spec: str
    name: str = ""
    record: int | None = None
    institution: int | None = None


def sets_of(
    public: Description, trail: Sequence[tuple[int, str, str]], institution: int
) -> tuple[SetName, ...]:
    """The sets of a record by what the public sees of it.

    ``trail`` holds id, public id and level of the public records from the top down to the record itself.
    Whoever is in a set is in those that its name goes through (OAI-PMH 2.0, 2.6), each with its row.
    """
    found, spec = [], "collection"
    for place, (pk, public_id, level) in enumerate(trail[:MOST_COLLECTIONS]):
        if level in COLLECTION_LEVELS or (place == 0 and level in AGGREGATE_LEVELS):
            spec = f"{spec}:{public_id}"
            found.append(SetName(spec, record=pk))
    for one in public.statements:
        if isinstance(one, Form) and one.state == "accepted":
            found.append(SetName(form_spec(one.value), name=one.value[:200]))
    found.append(SetName(f"repository:{institution}", institution=institution))
    if public.files and rights_uri(public):
        found.append(SetName(DIGITAL))
    return tuple({one.spec: one for one in found}.values())


def form_spec(form: str) -> str:
    """The setSpec of a documentary form: a digest of its words, as long as its spelling folds to the same."""
    return f"form:{hashlib.sha256((matching_key(form) or form).encode()).hexdigest()[:10]}"


def write_members(moved: Mapping[int, tuple[SetName, ...] | None], at: datetime) -> None:
    """Writes the rows of records whose datestamps moved to ``at``: four queries for any number of them.

    None stands for what is no longer public: it keeps its sets, so that those who harvest them are told.
    """
    ids = _ids_of({one.spec: one for several in moved.values() for one in several or ()}.values())
    staying: list[int] = []
    leaving: list[int] = []
    held: set[tuple[int, int]] = set()
    wanted = {
        record: None if sets is None else {ids[one.spec] for one in sets} for record, sets in moved.items()
    }
    rows = SetMember.objects.filter(record__in=moved).values_list("pk", "record_id", "harvest_set_id", "left")
    for pk, record, harvest_set, left in rows:
        held.add((record, harvest_set))
        present = wanted[record]
        if present is None:
            staying += [] if left else [pk]
        elif harvest_set in present:
            staying.append(pk)
        elif not left:
            leaving.append(pk)
    if staying:
        SetMember.objects.filter(pk__in=staying).update(left=False, datestamp=at)
    if leaving:
        SetMember.objects.filter(pk__in=leaving).update(left=True, datestamp=at)
    SetMember.objects.bulk_create(
        SetMember(record_id=record, harvest_set_id=one, datestamp=at)
        for record, present in wanted.items()
        for one in sorted(present or ())
        if (record, one) not in held
    )


def stamp_members(records: QuerySet[Record], at: datetime) -> None:
    """Moves the rows of the sets that these records are in, as their datestamps move in one UPDATE."""
    SetMember.objects.filter(record__in=records.values("pk"), left=False).update(datestamp=at)


def leave_digital(records: QuerySet[Record], at: datetime) -> None:
    """Takes records out of the set of those with an open file."""
    digital = HarvestSet.objects.filter(spec=DIGITAL).first()
    if digital is not None:
        inside = SetMember.objects.filter(record__in=records.values("pk"), harvest_set=digital, left=False)
        inside.update(left=True, datestamp=at)


def _ids_of(names: Iterable[SetName]) -> dict[str, int]:
    """The ids of the sets, those made that are not there yet."""
    wanted = {one.spec: one for one in names}
    if not wanted:
        return {}
    found = _known(wanted)
    missing = [one for spec, one in sorted(wanted.items()) if spec not in found]
    if missing:
        made = (
            HarvestSet(spec=one.spec, name=one.name, record_id=one.record, institution_id=one.institution)
            for one in missing
        )
        # Another may be making the same set just now; whoever is second takes the first one's.
        HarvestSet.objects.bulk_create(made, ignore_conflicts=True)
        found = _known(wanted)
    return found


def _known(wanted: Iterable[str]) -> dict[str, int]:
    return dict(HarvestSet.objects.filter(spec__in=list(wanted)).values_list("spec", "pk"))
