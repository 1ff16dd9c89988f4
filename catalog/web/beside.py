"""What stands beside a record: what others say of it, and its neighbours in the folder."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.domain.folders import folder_containers
from catalog.records.folders import Neighbours, neighbours
from catalog.records.pointing import Pointing, pointing_at
from catalog.records.queries import RecordView
from catalog.search.query import Query
from catalog.web.search_address import address
from catalog.web.shown import Shown


class Beside(NamedTuple):
    """``folder`` is the search for all that lies in the same folder, "" where the record lies alone."""

    pointing: tuple[Pointing, ...]
    neighbours: Neighbours | None
    folder: str


def beside(view: RecordView, rank: int) -> Beside:
    """What this rank may know to stand beside the record. Five queries at most."""
    found = neighbours(view.pk, rank) if folder_containers(view.description.statements) else None
    return Beside(pointing_at(view.pk, rank), found, folder_address(view) if found else "")


def folder_address(view: RecordView) -> str:
    """The search for the containers that the record lies in, the place in the folder left out."""
    containers = folder_containers(view.description.statements)
    quoted = (f"{one.container_kind} {one.number}".replace('"', " ") for one in containers)
    return address(Query(words=" ".join(f'container:"{one}"' for one in dict.fromkeys(quoted))))


def pointing_shown(pointing: tuple[Pointing, ...]) -> tuple[Shown, ...]:
    """What others say of a record, each with the way there."""
    return tuple(
        Shown(
            words=one.record.title,
            label=_(one.label),
            url=reverse("record", args=[one.record.public_id]),
            state=one.state,
        )
        for one in pointing
    )
