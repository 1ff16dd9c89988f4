"""Walking through the provider as a harvester does: every page of a list, from within."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from django.http import HttpResponseBase
from django.test import RequestFactory
from django.utils.translation import gettext as _

from catalog.models import Record
from catalog.oai.formats import EAD
from catalog.oai.views import oai
from catalog.records.stamp import harvest_bound

_OAI = "{http://www.openarchives.org/OAI/2.0/}"


class Walked(NamedTuple):
    """What a complete walk found; ``wrong`` are sentences, none where all is well."""

    records: int
    deleted: int
    pages: int
    wrong: tuple[str, ...]


def walk(prefix: str) -> Walked:
    """Harvests everything in one format: whether it is well-formed, in order, each record once, and all."""
    seen: set[str] = set()
    bound = harvest_bound()
    last, deleted, count, wrong = "", 0, 0, []
    for root in _pages(prefix):
        count += 1
        for header in root.iter(f"{_OAI}header"):
            identifier = header.findtext(f"{_OAI}identifier") or ""
            stamp = header.findtext(f"{_OAI}datestamp") or ""
            if identifier in seen:
                wrong.append(_("%(id)s is listed twice.") % {"id": identifier})
            if stamp < last:
                told = {"id": identifier, "stamp": stamp}
                wrong.append(_("%(id)s, of %(stamp)s, is listed behind a later one.") % told)
            seen.add(identifier)
            last, deleted = stamp, deleted + (header.get("status") == "deleted")
    # What is stamped at this very moment is behind the bound of the walk.
    stamped = Record.objects.filter(was_public=True, document__isnull=True, oai_datestamp__lte=bound)
    expected = stamped.count()
    if prefix != EAD and len(seen) != expected:
        told_counts = {"listed": len(seen), "expected": expected}
        wrong.append(_("%(listed)d are listed and %(expected)d were ever public.") % told_counts)
    return Walked(len(seen), deleted, count, tuple(wrong))


def _pages(prefix: str) -> Iterator[ElementTree.Element]:
    arguments = {"verb": "ListRecords", "metadataPrefix": prefix}
    while arguments:
        request = RequestFactory().get("/oai", arguments)
        root = ElementTree.fromstring(_content(oai(request)))
        if root.find(f"{_OAI}error") is not None:
            return
        yield root
        token = root.findtext(f".//{_OAI}resumptionToken")
        arguments = {"verb": "ListRecords", "resumptionToken": token} if token else {}


def _content(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
