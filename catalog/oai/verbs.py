"""The six verbs (OAI-PMH 2.0, 4): each takes what was asked and gives the answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from catalog.domain.disclosure import PUBLIC
from catalog.models import Record
from catalog.oai import describe, finding_aids
from catalog.oai.arguments import OaiError, read_set, read_span
from catalog.oai.envelope import END, answered, opening, resumption
from catalog.oai.formats import EAD, FLAT
from catalog.oai.identifiers import namespace, public_id_in
from catalog.oai.pages import Found, Page, flat_page
from catalog.oai.records import headers, records
from catalog.oai.rows import EPOCH, seconds, time_of
from catalog.oai.tokens import Listing, read_token
from catalog.records.stamp import harvest_bound

XML = "text/xml; charset=utf-8"


class Asked(NamedTuple):
    """A request whose arguments are those of its verb, and the base address it came to."""

    arguments: Mapping[str, str]
    base: str


def identify(asked: Asked) -> HttpResponse:
    return _answer(asked, describe.identify(asked.base, namespace(), harvest_bound()))


def list_metadata_formats(asked: Asked) -> HttpResponse:
    identifier = asked.arguments.get("identifier")
    record = None if identifier is None else _record(identifier)
    return _answer(asked, describe.list_formats(record))


def list_sets(asked: Asked) -> HttpResponse:
    token = asked.arguments.get("resumptionToken")
    begun = Listing("ListSets", "", "", "", None, None, seconds(harvest_bound()))
    content, listing, rest = describe.list_sets(begun if token is None else read_token(token, "ListSets"))
    return _answer(asked, f"<ListSets>{content}{resumption(listing, rest)}</ListSets>", listing)


def list_identifiers(asked: Asked) -> HttpResponse:
    page = _page(asked)
    content = "".join(headers(page.found, page.listing.space))
    told = f"<ListIdentifiers>{content}{resumption(page.listing, page.rest)}</ListIdentifiers>"
    return _answer(asked, told, page.listing)


def list_records(asked: Asked) -> HttpResponseBase:
    page = _page(asked)
    last = f"{resumption(page.listing, page.rest)}</ListRecords>"
    if page.listing.prefix == EAD:
        return _streamed(asked, "<ListRecords>", page.found, last, page.listing)
    content = "".join(records(page.found, page.listing.space, page.listing.prefix))
    return _answer(asked, f"<ListRecords>{content}{last}", page.listing)


def get_record(asked: Asked) -> HttpResponseBase:
    record = _record(asked.arguments["identifier"])
    prefix = _known_format(asked.arguments["metadataPrefix"])
    if prefix != EAD:
        found = records([_found(record)], namespace(), prefix)
        return _answer(asked, f"<GetRecord>{found[0]}</GetRecord>")
    tree = finding_aids.one_tree(record.pk)
    if tree is None:
        raise OaiError(
            "cannotDisseminateFormat", _("Only the top of a tree has a finding aid. Ask for another format.")
        )
    return _streamed(asked, "<GetRecord>", [tree], "</GetRecord>")


VERBS: Mapping[str, Callable[[Asked], HttpResponseBase]] = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
    "GetRecord": get_record,
}


def _page(asked: Asked) -> Page:
    listing = _listing(asked)
    return finding_aids.tree_page(listing) if listing.prefix == EAD else flat_page(listing)


def _listing(asked: Asked) -> Listing:
    """The list that is asked for, from its beginning or from where a token says."""
    arguments = asked.arguments
    verb = arguments["verb"]
    if "resumptionToken" in arguments:
        return read_token(arguments["resumptionToken"], verb)
    span, spec = read_span(arguments), read_set(arguments)
    prefix = _known_format(arguments["metadataPrefix"])
    start = None if span.start is None else seconds(span.start)
    before = None if span.before is None else seconds(span.before)
    return Listing(verb, prefix, spec, namespace(), start, before, seconds(harvest_bound()))


def _known_format(prefix: str) -> str:
    if prefix in FLAT or prefix == EAD:
        return prefix
    told = {"formats": ", ".join([*FLAT, EAD])}
    raise OaiError("cannotDisseminateFormat", _("Ask for one of these formats: %(formats)s.") % told)


def _record(identifier: str) -> Record:
    """The record; one that never was public is as unknown as what never was."""
    chosen = Record.objects.filter(public_id=public_id_in(identifier, namespace()) or None)
    record = chosen.filter(was_public=True, document__isnull=True).first()
    if record is None:
        raise OaiError("idDoesNotExist", _("There is no such record here. ListIdentifiers lists them."))
    return record


def _found(record: Record) -> Found:
    """Made of the snapshot as it is. What was public has a datestamp, by a constraint of the table."""
    return Found(record.oai_datestamp or EPOCH, record.pk, record.public_id, record.seen_from > PUBLIC)


def _answer(asked: Asked, content: str, listing: Listing | None = None) -> HttpResponse:
    at = time_of(listing.bound) if listing else harvest_bound()
    return HttpResponse(answered(asked.base, asked.arguments, at, [content]), content_type=XML)


def _streamed(
    asked: Asked, first: str, found: Sequence[Found], last: str, listing: Listing | None = None
) -> StreamingHttpResponse:
    """The finding aids of ``found`` as they are written: one may hold a hundred thousand components."""
    at = time_of(listing.bound) if listing else harvest_bound()
    space = listing.space if listing else namespace()

    def pieces() -> Iterator[str]:
        yield opening(asked.base, asked.arguments, at) + first
        for one, header in zip(found, headers(found, space), strict=True):
            yield f"<record>{header}"
            if not one.gone:
                yield "<metadata>"
                yield from finding_aids.finding_aid(one.pk)
                yield "</metadata>"
            yield "</record>"
        yield last + END

    return StreamingHttpResponse(pieces(), content_type=XML)
