"""Web addresses of records, and what formats say of the records around one."""

from functools import cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

from catalog.domain.description import File
from catalog.interchange.surroundings import FileAddress, Surroundings
from catalog.records.queries import RecordView


def record_address(public_id: str) -> str:
    """The permanent address of a record's page."""
    return f"{settings.SITE_URL}{_path(get_script_prefix())}{public_id}/"


@cache
def _path(prefix: str) -> str:
    """What the paths of all records begin with: resolving one takes as long as reading a record."""
    return reverse("record", args=["-"]).removesuffix("-/")


def surroundings(view: RecordView) -> Surroundings:
    """What every format says of others, all of it from what this reader sees."""
    return Surroundings(
        address=record_address(view.public_id),
        institution=view.institution,
        above=tuple(one.title for one in view.ancestors),
        parts=tuple(one.title for one in view.parts),
        related={one: record_address(one) for one in view.others},
        files=tuple(_file(view.public_id, one) for one in view.description.files),
        public_id=view.public_id,
        changed=view.oai_datestamp.isoformat().replace("+00:00", "Z") if view.oai_datestamp else "",
    )


def _file(public_id: str, file: File) -> FileAddress:
    address = f"{record_address(public_id)}files/{file.sha256}"
    return FileAddress(address, file.name, file.media_type, file.size)
