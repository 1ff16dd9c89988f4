"""Every address outside the desk, by its route."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from catalog.exports.ead_tree import LABELS
from catalog.interchange.formats import FORMATS
from catalog.models import Authority
from catalog.oai.formats import EAD, FLAT
from catalog.oai.identifiers import UNNAMED
from catalog.search.fields import FACETS
from tests.end_to_end.vault_addresses import Addresses, Known, at, of, of_records

SUGGESTED = ("op", "open", "Qz", "cl", "NIE", "a b", "1", "de")
"""Beginnings of titles, names and numbers, open and hidden."""


def _searches(path: str) -> Addresses:
    """The whole catalogue, in every order, by every facet of every hidden collection, and by open words."""

    def made(known: Known) -> Iterator[str]:
        asked: list[Mapping[str, str]] = [{}, {"q": "open"}, {"q": "described"}, {"page": "2"}]
        asked += [{"cursor": "*"}, {"q": "is:part"}, {"q": "is:part open -qz*"}]
        asked += [{"sort": one} for one in ("relevance", "date", "-date", "title")]
        asked += [{facet: "nothing"} for facet in FACETS]
        asked += [{"collection": one.public_id} for one in known.records if one.level == "fonds"]
        yield from (f"{path}?{urlencode(one)}" for one in asked)

    return made


def _files(known: Known) -> Iterator[str]:
    """Every file of the record that has it, and of one that has not."""
    other = next(one for one in known.records if one.title == "Open document")
    for record, sha256 in known.kept_by:
        yield from (f"/records/{one}/files/{sha256}" for one in (record, other.public_id))


def _formats(known: Known) -> Iterator[str]:
    yield from (
        f"/records/{one.public_id}.{suffix}" for one in known.records for suffix in (*FORMATS, *LABELS)
    )


def _references(known: Known) -> Iterator[str]:
    yield from (f"/ref/{one.reference_code}" for one in known.records if one.reference_code)


def _codes(known: Known) -> Iterator[str]:
    codes = [one.reference_code for one in known.records if one.reference_code]
    yield from (f"/records/by-code/?{urlencode({'code': code})}" for code in [*codes, "nothing"])


def _harvests(known: Known) -> Iterator[str]:
    """Every verb, list and format, and every record by name; the page for people is at the bare address."""
    yield from ("/oai", "/oai?verb=Identify", "/oai?verb=ListSets", "/oai?verb=ListMetadataFormats")
    collections = [f"collection:{one.public_id}" for one in known.records if one.level == "fonds"]
    for prefix in (*FLAT, EAD):
        for verb in ("ListRecords", "ListIdentifiers"):
            yield f"/oai?verb={verb}&metadataPrefix={prefix}"
            yield from (f"/oai?verb={verb}&metadataPrefix={prefix}&set={one}" for one in collections)
    identifiers = (f"oai:{UNNAMED}:{one.public_id}" for one in known.records)
    yield from (f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={one}" for one in identifiers)


def _authorities_by_kind(known: Known) -> Iterator[str]:
    yield "/people-and-places/"
    yield from (f"/people-and-places/?kind={kind}" for kind in Authority.Kind.values)


_ACCOUNT = ("sessions/end", "password", "confirm", "confirm/code", "second-step", "second-step/off")
_CODES = ("codes", "codes/new", "codes/download")

SITE: dict[str, Addresses] = {
    "": at("/"),
    "sign-in/": at("/sign-in/"),
    "sign-out/": at("/sign-out/"),
    "sign-in/code/": at("/sign-in/code/"),
    "account/": at("/account/"),
    **{f"account/{one}/": at(f"/account/{one}/") for one in (*_ACCOUNT, *_CODES)},
    "search/": _searches("/search/"),
    "search/help/": at("/search/help/"),
    "search/facet/<str:facet>/": lambda known: (
        f"/search/facet/{one}/?{urlencode(asked)}"
        for one in FACETS
        for asked in ({}, {"find": "e"}, {"q": "open", "find": "a"})
    ),
    "suggest/": at(*(f"/suggest/?{urlencode({'q': one})}" for one in SUGGESTED)),
    "collections/": at("/collections/"),
    "people-and-places/": _authorities_by_kind,
    "people-and-places/<str:public_id>/": lambda known: (
        f"/people-and-places/{one.public_id}/" for one in known.authorities
    ),
    "records/by-code/": _codes,
    "records/<str:public_id>/": of_records("/records/{id}/"),
    "records/<str:public_id>/finding-aid/": of_records("/records/{id}/finding-aid/"),
    "records/<str:public_id>/finding-aid.pdf": of_records("/records/{id}/finding-aid.pdf"),
    "records/<str:public_id>/files/<str:sha256>": _files,
    r"^records/(?P<public_id>[^/.]+)\.(?P<suffix>[a-z0-9.]+)$": _formats,
    "records/<str:public_id>/alike/": of_records("/records/{id}/alike/"),
    "records/<str:public_id>/linkset/": of_records("/records/{id}/linkset/"),
    "records/<str:public_id>/citation/": lambda known: (
        f"/records/{one.public_id}/citation/?style={style}"
        for one in known.records
        for style in ("chicago-note", "nara-bibliography", "apa")
    ),
    "search/export/": lambda known: (
        f"/search/export/?{urlencode({'format': suffix, **asked})}"
        for suffix in FORMATS
        for asked in ({}, {"q": "open"}, {"sort": "-date"})
    ),
    "exports/<str:key>/": at("/exports/nothing/"),
    "search/feed/": at("/search/feed/", "/search/feed/?q=open"),
    "feeds/<str:key>/": lambda known: (f"/feeds/{one}/" for one in known.kept),
    "sitemap.xml": at("/sitemap.xml"),
    "sitemap-<int:number>.xml": at("/sitemap-0.xml"),
    "robots.txt": at("/robots.txt"),
    "opensearch.xml": at("/opensearch.xml"),
    "account/kept/": at("/account/kept/"),
    "account/tokens/": at("/account/tokens/"),
    "account/tokens/<int:pk>/end/": at("/account/tokens/1/end/"),
    "account/searches/": at("/account/searches/"),
    "account/searches/<int:pk>/": at("/account/searches/1/"),
    "ref/<path:code>": _references,
    "cited/": at("/cited/", "/cited/?q=19", "/cited/?q=qz"),
    "unapi/": of_records("/unapi/?id={id}&format=ris"),
    "api/v1/records/": _searches("/api/v1/records/"),
    "api/v1/facets/<str:facet>/": lambda known: (
        f"/api/v1/facets/{one}/?{urlencode(asked)}"
        for one in FACETS
        for asked in ({}, {"find": "e"}, {"q": "open", "find": "a"})
    ),
    "api/v1/suggestions/": at(*(f"/api/v1/suggestions/?{urlencode({'q': one})}" for one in SUGGESTED)),
    "api/v1/records/<str:public_id>/": lambda known: (
        f"/api/v1/records/{one.public_id}/{asked}"
        for one in known.records
        for asked in ("", "?include=text,children&fields=id,lines,children")
    ),
    "api/schema/": at("/api/schema/"),
    **{
        f"api/v1/records/<str:public_id>/{part}/": of_records(f"/api/v1/records/{{id}}/{part}/")
        for part in ("publish", "withdraw", "ancestors", "children", "relations", "revisions")
    },
    "api/v1/records/<str:public_id>/revisions/<int:number>/": of_records("/api/v1/records/{id}/revisions/1/"),
    "api/v1/records/<str:public_id>/files/<str:sha256>/": lambda known: (
        f"/api/v1{one}/" for one in _files(known)
    ),
    "api/v1/authorities/": at("/api/v1/authorities/", "/api/v1/authorities/?q=qz"),
    "api/v1/authorities/<str:public_id>/": lambda known: (
        f"/api/v1/authorities/{one.public_id}/" for one in known.authorities
    ),
    "api/v1/uploads/": at("/api/v1/uploads/"),
    "api/v1/jobs/<int:number>/": of("jobs", "/api/v1/jobs/{pk}/"),
    "^api/(?:.*/)?$": at("/api/", "/api/v1/nothing/"),
    "oai": _harvests,
    "oai/ask": at("/oai/ask?verb=ListRecords&metadataPrefix=oai_dc&set="),
    "health/": at("/health/"),
}
