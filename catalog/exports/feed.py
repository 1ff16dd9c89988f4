"""What is new or changed of a search, as the public sees it, as an Atom feed (RFC 4287)."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone

from catalog.domain.description import Abstract
from catalog.domain.disclosure import PUBLIC
from catalog.domain.text import clean
from catalog.domain.wording import preferred, title_of
from catalog.exports.addresses import record_address, surroundings
from catalog.interchange.agent_names import spoken
from catalog.interchange.flat import flat
from catalog.records.queries import RecordView, views, visible_to
from catalog.search.query import Query
from catalog.search.walk import walk

ENTRIES = 50
LOOKED_AT = 10_000
"""Of a longer result the first so many by date are looked at for what is new."""
_CHUNK = 1000


def newest(query: Query, since: datetime | None = None) -> list[RecordView]:
    """The records of a search whose public view changed last, the newest first; those after ``since`` alone.

    Raises InvalidQuery and SearchAway.
    """
    stamps: list[tuple[datetime, int]] = []
    found = islice(walk(query, PUBLIC), LOOKED_AT)
    while chunk := list(islice(found, _CHUNK)):
        rows = visible_to(PUBLIC).filter(pk__in=chunk, oai_datestamp__isnull=False)
        if since is not None:
            rows = rows.filter(oai_datestamp__gt=since)
        latest = rows.order_by("-oai_datestamp").values_list("oai_datestamp", "pk")[:ENTRIES]
        stamps = sorted([*stamps, *((stamp, pk) for stamp, pk in latest if stamp)], reverse=True)[:ENTRIES]
    seen = views([pk for _, pk in stamps], PUBLIC)
    return [seen[pk] for _, pk in stamps if pk in seen]


def atom(title: str, address: str, own: str, records: Iterable[RecordView]) -> str:
    """The feed of these records; ``address`` is the search for people, ``own`` the feed's."""
    told = list(records)
    changed = max((one.oai_datestamp for one in told if one.oai_datestamp), default=None)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{escape(own)}</id><title>{escape(clean(title))}</title>"
        f"<updated>{_time(changed or timezone.now())}</updated>"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>'
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>'
        f"{''.join(_entry(one) for one in told)}</feed>\n"
    )


def _entry(record: RecordView) -> str:
    address = record_address(record.public_id)
    about = flat(record.description, surroundings(record))
    names = [spoken(agent) for agent in about.creators] or [record.institution]
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in names)
    abstract = preferred(record.description.of(Abstract))
    summary = f"<summary>{escape(abstract.value)}</summary>" if abstract else ""
    changed = record.oai_datestamp or record.updated_at
    return (
        f"<entry><id>{escape(address)}</id><title>{escape(title_of(record.description))}</title>"
        f"<updated>{_time(changed)}</updated>{authors}{summary}"
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/></entry>'
    )


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
