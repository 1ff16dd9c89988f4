"""Links of a record for machines: Signposting (signposting.org, FAIR level 2) as headers and as a linkset."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse

from catalog.domain.description import Rights
from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.domain.wording import preferred
from catalog.exports import ead_tree
from catalog.exports.addresses import record_address
from catalog.interchange.formats import FORMATS
from catalog.interchange.surroundings import Surroundings
from catalog.records.queries import RecordView

LINKSET = "application/linkset+json"


class Link(NamedTuple):
    relation: str
    address: str
    media_type: str = ""


def signposts(view: RecordView, around: Surroundings) -> tuple[Link, ...]:
    """What the page is, what describes it, what it holds, where it stands and on what terms."""
    return tuple(_links(view, around))


def link_header(links: tuple[Link, ...]) -> str:
    """The value of a Link header (RFC 8288)."""
    return ", ".join(_header(one) for one in links)


def linkset(around: Surroundings, links: tuple[Link, ...]) -> dict[str, Any]:
    """The same links as RFC 9264 has them in JSON."""
    context: dict[str, Any] = {"anchor": around.address}
    for one in links:
        target = {"href": one.address, **({"type": one.media_type} if one.media_type else {})}
        context.setdefault(one.relation, []).append(target)
    return {"linkset": [context]}


def format_address(public_id: str, suffix: str) -> str:
    """Where a record is given in a format."""
    return f"{settings.SITE_URL}{reverse('record-as', args=[public_id, suffix])}"


def _links(view: RecordView, around: Surroundings) -> Iterator[Link]:
    yield Link("cite-as", around.address)
    yield Link("type", "https://schema.org/AboutPage")
    yield Link("type", "https://schema.org/ArchiveComponent")
    for suffix, one in FORMATS.items():
        yield Link("describedby", format_address(view.public_id, suffix), one.media_type)
    if view.description.level in AGGREGATE_LEVELS:
        for suffix in ead_tree.LABELS:
            yield Link("describedby", format_address(view.public_id, suffix), ead_tree.MEDIA_TYPE)
    for file in around.files:
        yield Link("item", file.url, file.media_type)
    if view.ancestors:
        yield Link("collection", record_address(view.ancestors[-1].public_id))
    rights = preferred(tuple(one for one in view.description.of(Rights) if one.uri))
    if rights is not None:
        yield Link("license", rights.uri)
    yield Link("linkset", f"{settings.SITE_URL}{reverse('record-linkset', args=[view.public_id])}", LINKSET)


def _header(one: Link) -> str:
    """What an address may not hold in a header is escaped: a source's rights URI is anybody's words."""
    address = "".join(sign if 32 < ord(sign) < 127 and sign not in '<>"' else "" for sign in one.address)
    kind = f'; type="{one.media_type}"' if one.media_type and '"' not in one.media_type else ""
    return f'<{address}>; rel="{one.relation}"{kind}'
