"""Neighbours in a folder: what lies before and after a document, among what the reader may see."""

from typing import NamedTuple

from django.db.models import Q, QuerySet

from catalog.domain.description import Description
from catalog.domain.disclosure import STAFF
from catalog.domain.folders import place_in_folder
from catalog.models import FolderPlace, Record
from catalog.records.queries import Reference


class Neighbours(NamedTuple):
    """``together`` counts all in the folder that the reader sees, the document itself with them."""

    before: Reference | None
    after: Reference | None
    together: int


def write_folder_place(record: Record, description: Description, *, new: bool = False) -> None:
    """Makes the row say where the containers of the description put the document."""
    place = place_in_folder(description)
    if place is None:
        if not new:
            FolderPlace.objects.filter(record=record).delete()
        return
    values = place._asdict()
    if new or not FolderPlace.objects.filter(record=record).update(**values):
        FolderPlace.objects.create(record=record, **values)


def neighbours(pk: int, rank: int) -> Neighbours | None:
    """What lies beside a record in its folder; None where it is alone there, or lies in none. Four queries
    at most, whatever the folder holds.
    """
    places = _places(rank)
    own = places.filter(record=pk).first()
    if own is None:
        return None
    folder = places.filter(folder=own.folder)
    count = folder.count()
    if count < 2:
        return None
    if own.sequence is None:
        return Neighbours(None, None, count)
    before = Q(sequence__lt=own.sequence) | Q(sequence=own.sequence, record__lt=pk)
    after = Q(sequence__gt=own.sequence) | Q(sequence=own.sequence, record__gt=pk)
    return Neighbours(
        _reference(folder.filter(before).order_by("-sequence", "-record")),
        _reference(folder.filter(after).order_by("sequence", "record")),
        count,
    )


def _places(rank: int) -> QuerySet[FolderPlace]:
    """The places that a rank may know of: readers know what is accepted of the records that they see."""
    seen = FolderPlace.objects.filter(record__seen_from__lte=rank)
    return seen if rank >= STAFF else seen.filter(accepted=True)


def _reference(found: QuerySet[FolderPlace]) -> Reference | None:
    row = found.select_related("record").only("record__public_id", "record__title", "record__level").first()
    return Reference(row.record.public_id, row.record.title, row.record.level) if row else None
