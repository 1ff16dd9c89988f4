"""Records of a page as XML: headers with their sets, metadata as written down or made of the snapshot."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from catalog.interchange.xml_text import escaped
from catalog.models import Record, SetMember
from catalog.oai.formats import FLAT
from catalog.oai.pages import Found
from catalog.records.harvested import record_addresses, surroundings
from catalog.records.public_view import COLUMNS, Row, public_views

_GONE = '<header status="deleted">'


def headers(found: Sequence[Found], space: str) -> list[str]:
    """The header of each. One query where the sets of some were not written down."""
    specs = _specs([one.pk for one in found if one.sets is None])
    return [
        f"{_GONE if gone else '<header>'}<identifier>oai:{space}:{public_id}</identifier>"
        f"<datestamp>{utc(stamp)}</datestamp>{specs.get(pk, '') if sets is None else sets}</header>"
        for stamp, pk, public_id, gone, sets, _ in found
    ]


def records(found: Sequence[Found], space: str, prefix: str) -> list[str]:
    """The record element of each, with its metadata where the public sees it; at most three queries more."""
    missing = [one.pk for one in found if one.metadata is None and not one.gone]
    if missing:
        made = _made(missing, prefix)
        # What was hidden since the page was read is gone, too.
        found = [
            one
            if one.gone or one.metadata is not None
            else one._replace(metadata=made.get(one.pk), gone=one.pk not in made)
            for one in found
        ]
    return [
        f"<record>{header}<metadata>{one.metadata}</metadata></record>"
        if one.metadata is not None
        else f"<record>{header}</record>"
        for one, header in zip(found, headers(found, space), strict=True)
    ]


def _made(ids: Sequence[int], prefix: str) -> dict[int, str]:
    """Metadata made of what the public sees now, by id."""
    rows = Record.objects.filter(pk__in=ids).values_list(*COLUMNS)
    address, write = record_addresses(), FLAT[prefix].write
    views = public_views(Row._make(one) for one in rows)
    return {pk: write(view.description, surroundings(view, address)) for pk, view in views.items()}


def _specs(ids: Sequence[int]) -> dict[int, str]:
    """The setSpec elements of each record by its id, from the rows."""
    specs: dict[int, str] = {}
    if ids:
        members = SetMember.objects.filter(record__in=ids, left=False).order_by("harvest_set")
        for record, spec in members.values_list("record_id", "harvest_set__spec"):
            specs[record] = f"{specs.get(record, '')}<setSpec>{spec}</setSpec>"
    return specs


@lru_cache(maxsize=10_000)
def utc(time: datetime) -> str:
    """A time in whole seconds as the protocol writes it."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def error_element(code: str, sentence: str) -> str:
    """One of the protocol's errors."""
    return f'<error code="{code}">{escaped(sentence)}</error>'
