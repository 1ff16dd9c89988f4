"""Records of a page as XML, headers with their sets, and metadata: two queries for any number of records."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse

from catalog.domain.description import Relation
from catalog.interchange.surroundings import FileAddress, Surroundings
from catalog.interchange.xml_text import escaped
from catalog.models import SetMember
from catalog.oai.formats import Format
from catalog.oai.pages import Found
from catalog.records.public_view import PublicView, public_views


def headers(found: Sequence[Found], space: str) -> list[str]:
    """The header of each; what the public no longer sees is deleted."""
    specs = _specs(found)
    return [_header(one, space, specs.get(one.row.pk, "")) for one in found]


def records(found: Sequence[Found], space: str, form: Format) -> list[str]:
    """The record element of each, with its metadata where the public sees it."""
    views = public_views(one.row for one in found)
    address = record_addresses()
    written = []
    for one, header in zip(found, headers(found, space), strict=True):
        view = views.get(one.row.pk)
        metadata = ""
        if view is not None:
            metadata = f"<metadata>{form.write(view.description, surroundings(view, address))}</metadata>"
        written.append(f"<record>{header}{metadata}</record>")
    return written


def _header(one: Found, space: str, specs: str) -> str:
    start = '<header status="deleted">' if one.gone else "<header>"
    return (
        f"{start}<identifier>oai:{space}:{one.row.public_id}</identifier>"
        f"<datestamp>{utc(one.stamp)}</datestamp>{specs}</header>"
    )


def _specs(found: Iterable[Found]) -> dict[int, str]:
    """The setSpec elements of each record by its id. One query."""
    members = SetMember.objects.filter(record__in=[one.row.pk for one in found], left=False)
    specs: dict[int, str] = {}
    for record, spec in members.order_by("harvest_set").values_list("record_id", "harvest_set__spec"):
        specs[record] = f"{specs.get(record, '')}<setSpec>{spec}</setSpec>"
    return specs


def record_addresses() -> str:
    """What the address of every record's page begins with."""
    return f"{settings.SITE_URL}{reverse('record', args=['-'])}".removesuffix("-/")


def surroundings(view: PublicView, address: str) -> Surroundings:
    """What a format says around a record; ``address`` is record_addresses()."""
    description, own = view.description, f"{address}{view.row.public_id}/"
    return Surroundings(
        address=own,
        institution=view.row.institution,
        above=[one.title for one in view.above],
        parts=[one.title for one in view.parts],
        related=_related(view, address),
        files=[
            FileAddress(f"{own}files/{one.sha256}", one.name, one.media_type, one.size)
            for one in description.files
        ],
        public_id=view.row.public_id,
    )


def _related(view: PublicView, address: str) -> Mapping[str, str]:
    return {
        one.target: f"{address}{one.target}/"
        for one in view.description.statements
        if type(one) is Relation and one.target
    }


def utc(time: datetime) -> str:
    """A time in whole seconds as the protocol writes it."""
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def error_element(code: str, sentence: str) -> str:
    """One of the protocol's errors."""
    return f'<error code="{code}">{escaped(sentence)}</error>'
