"""Every address of the site, by its route, as it is asked for in a vault of secrets."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from catalog.domain.disclosure import RANKS
from catalog.interchange.formats import FORMATS
from catalog.models import Accession, Authority, Institution, Job, Record, SavedSearch, StatementRow, User
from catalog.models.file import RecordFile, StoredFile
from catalog.oai.formats import EAD, FLAT
from catalog.oai.identifiers import UNNAMED
from catalog.search.fields import FACETS

SUGGESTED = ("op", "open", "Qz", "cl", "NIE", "a b", "1", "de")
"""Beginnings of titles, names and numbers, open and hidden."""


class Known(NamedTuple):
    """What addresses are made of: everything that is in the database, whoever may see it.

    ``closed`` are the records of which staff see less than those with leave for closed material.
    """

    records: tuple[Record, ...]
    closed: tuple[Record, ...]
    authorities: tuple[Authority, ...]
    files: tuple[StoredFile, ...]
    kept_by: tuple[tuple[str, str], ...]
    statements: tuple[tuple[int, str], ...]
    jobs: tuple[int, ...]
    people: tuple[int, ...]
    institutions: tuple[int, ...]
    kept: tuple[str, ...]
    accessions: tuple[int, ...]


Addresses = Callable[[Known], Iterator[str]]


def known() -> Known:
    closed = Record.objects.filter(Q(text_from=30) | Q(parts__text_from=30)).distinct()
    return Known(
        records=tuple(Record.objects.order_by("pk")),
        closed=tuple(closed),
        authorities=tuple(Authority.objects.all()),
        files=tuple(StoredFile.objects.all()),
        kept_by=tuple(RecordFile.objects.values_list("record__public_id", "file__sha256")),
        statements=tuple(
            StatementRow.objects.filter(record__in=closed).values_list("record_id", "statement_id")
        ),
        jobs=tuple(Job.objects.values_list("pk", flat=True)),
        people=tuple(User.objects.values_list("pk", flat=True)),
        institutions=tuple(Institution.objects.values_list("pk", flat=True)),
        kept=tuple(_kept_search(user) for user in User.objects.all()),
        accessions=tuple(Accession.objects.values_list("pk", flat=True)),
    )


def _kept_search(user: User) -> str:
    """The key of the feed of everything, as each person may keep it."""
    made = {"name": "Everything", "key": f"key{user.pk}", "told_until": timezone.now()}
    return SavedSearch.objects.get_or_create(user=user, query="", defaults=made)[0].key


def routes() -> set[str]:
    """Every route of the site as Django resolves it."""
    return set(_routes(get_resolver(), ""))


def addresses(*, of_index_alone: bool) -> list[str]:
    """Every address that OUTPUTS makes of what is in the database, or those alone that ask the index."""
    everything = known()
    chosen = [made for route, made in OUTPUTS.items() if route in ASKING_THE_INDEX or not of_index_alone]
    return [address for made in chosen for address in made(everything)]


def _routes(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one, route)
        elif isinstance(one, URLPattern):
            yield route


def _at(*paths: str) -> Addresses:
    return lambda known: iter(paths)


def _of_records(form: str) -> Addresses:
    return lambda known: (form.format(pk=one.pk, id=one.public_id) for one in known.records)


def _of_closed(form: str) -> Addresses:
    return lambda known: (form.format(pk=one.pk, id=one.public_id) for one in known.closed)


def _of_statements(form: str) -> Addresses:
    return lambda known: (form.format(pk=pk, id=statement) for pk, statement in known.statements)


def _of_one_statement(form: str) -> Addresses:
    """Addresses that only take a form that is sent: one refusal is as good as any other."""
    return lambda known: (form.format(pk=pk, id=statement) for pk, statement in known.statements[:1])


def _of(kind: str, form: str) -> Addresses:
    return lambda known: (form.format(pk=getattr(one, "pk", one)) for one in getattr(known, kind))


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
    yield from (f"/records/{one.public_id}.{suffix}" for one in known.records for suffix in FORMATS)


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


def _histories(known: Known) -> Iterator[str]:
    for one in known.records:
        yield f"/admin/catalog/record/{one.pk}/history/?before=1&after={one.revision}"


def _seen_as(known: Known) -> Iterator[str]:
    yield from (f"/admin/catalog/record/{one.pk}/as/{rank}/" for one in known.records for rank in RANKS)


def _authorities_by_kind(known: Known) -> Iterator[str]:
    yield "/people-and-places/"
    yield from (f"/people-and-places/?kind={kind}" for kind in Authority.Kind.values)


OBJECT = "<path:object_id>"
ADMIN = "admin/catalog"


def _of_model(route: str, kind: str) -> dict[str, Addresses]:
    """The pages that Django's admin has for a model."""
    return {
        f"{route}/": _at(f"/{route}/", f"/{route}/?q=qz", f"/{route}/?e=1"),
        f"{route}/add/": _at(f"/{route}/add/"),
        f"{route}/{OBJECT}/": _of(kind, f"/{route}/{{pk}}/"),
        f"{route}/{OBJECT}/change/": _of(kind, f"/{route}/{{pk}}/change/"),
        f"{route}/{OBJECT}/delete/": _of(kind, f"/{route}/{{pk}}/delete/"),
        f"{route}/{OBJECT}/history/": _of(kind, f"/{route}/{{pk}}/history/"),
    }


_RECORD = f"{ADMIN}/record/<int:pk>"
_DESK = "/admin/catalog/record/{pk}"
_ACTS = ("access", "level", "publish", "withdraw", "move", "attach", "read_again", "delete")
_KEEPING = ("finding_aid", "expunge", "confirm_expunging", "let_be")
_ACCOUNT = ("sessions/end", "password", "confirm", "confirm/code", "second-step", "second-step/off")
_CODES = ("codes", "codes/new", "codes/download")
_STEPS = ("send", "approve", "send_back", "assign", "comment", "plan")
_REVIEWED = ("accept-stated", "publish-and-next")

OUTPUTS: dict[str, Addresses] = {
    "": _at("/"),
    "sign-in/": _at("/sign-in/"),
    "sign-out/": _at("/sign-out/"),
    "sign-in/code/": _at("/sign-in/code/"),
    "account/": _at("/account/"),
    **{f"account/{one}/": _at(f"/account/{one}/") for one in (*_ACCOUNT, *_CODES)},
    "search/": _searches("/search/"),
    "search/facet/<str:facet>/": lambda known: (
        f"/search/facet/{one}/?{urlencode(asked)}"
        for one in FACETS
        for asked in ({}, {"find": "e"}, {"q": "open", "find": "a"})
    ),
    "suggest/": _at(*(f"/suggest/?{urlencode({'q': one})}" for one in SUGGESTED)),
    "collections/": _at("/collections/"),
    "people-and-places/": _authorities_by_kind,
    "people-and-places/<str:public_id>/": lambda known: (
        f"/people-and-places/{one.public_id}/" for one in known.authorities
    ),
    "records/by-code/": _codes,
    "records/<str:public_id>/": _of_records("/records/{id}/"),
    "records/<str:public_id>/finding-aid/": _of_records("/records/{id}/finding-aid/"),
    "records/<str:public_id>/finding-aid.pdf": _of_records("/records/{id}/finding-aid.pdf"),
    "records/<str:public_id>/files/<str:sha256>": _files,
    r"^records/(?P<public_id>[^/.]+)\.(?P<suffix>[a-z0-9.]+)$": _formats,
    "records/<str:public_id>/alike/": _of_records("/records/{id}/alike/"),
    "records/<str:public_id>/linkset/": _of_records("/records/{id}/linkset/"),
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
    "exports/<str:key>/": _at("/exports/nothing/"),
    "search/feed/": _at("/search/feed/", "/search/feed/?q=open"),
    "feeds/<str:key>/": lambda known: (f"/feeds/{one}/" for one in known.kept),
    "sitemap.xml": _at("/sitemap.xml"),
    "sitemap-<int:number>.xml": _at("/sitemap-0.xml"),
    "robots.txt": _at("/robots.txt"),
    "opensearch.xml": _at("/opensearch.xml"),
    "account/kept/": _at("/account/kept/"),
    "account/tokens/": _at("/account/tokens/"),
    "account/tokens/<int:pk>/end/": _at("/account/tokens/1/end/"),
    "account/searches/": _at("/account/searches/"),
    "account/searches/<int:pk>/": _at("/account/searches/1/"),
    "ref/<path:code>": _references,
    "cited/": _at("/cited/", "/cited/?q=19", "/cited/?q=qz"),
    "unapi/": _of_records("/unapi/?id={id}&format=ris"),
    "api/v1/records/": _searches("/api/v1/records/"),
    "api/v1/facets/<str:facet>/": lambda known: (
        f"/api/v1/facets/{one}/?{urlencode(asked)}"
        for one in FACETS
        for asked in ({}, {"find": "e"}, {"q": "open", "find": "a"})
    ),
    "api/v1/suggestions/": _at(*(f"/api/v1/suggestions/?{urlencode({'q': one})}" for one in SUGGESTED)),
    "api/v1/records/<str:public_id>/": lambda known: (
        f"/api/v1/records/{one.public_id}/{asked}"
        for one in known.records
        for asked in ("", "?include=text,children&fields=id,lines,children")
    ),
    "api/schema/": _at("/api/schema/"),
    **{
        f"api/v1/records/<str:public_id>/{part}/": _of_records(f"/api/v1/records/{{id}}/{part}/")
        for part in ("publish", "withdraw", "ancestors", "children", "relations", "revisions")
    },
    "api/v1/records/<str:public_id>/revisions/<int:number>/": _of_records(
        "/api/v1/records/{id}/revisions/1/"
    ),
    "api/v1/records/<str:public_id>/files/<str:sha256>/": lambda known: (
        f"/api/v1{one}/" for one in _files(known)
    ),
    "api/v1/authorities/": _at("/api/v1/authorities/", "/api/v1/authorities/?q=qz"),
    "api/v1/authorities/<str:public_id>/": lambda known: (
        f"/api/v1/authorities/{one.public_id}/" for one in known.authorities
    ),
    "api/v1/uploads/": _at("/api/v1/uploads/"),
    "api/v1/jobs/<int:number>/": _of("jobs", "/api/v1/jobs/{pk}/"),
    "^api/(?:.*/)?$": _at("/api/", "/api/v1/nothing/"),
    "oai": _harvests,
    "health/": _at("/health/"),
    "admin/": _at("/admin/"),
    "admin/search/": _at("/admin/search/?s=qz", "/admin/search/?s=open"),
    "admin/login/": _at("/admin/login/"),
    "admin/logout/": _at("/admin/logout/"),
    "admin/password_change/": _at("/admin/password_change/"),
    "admin/password_change/done/": _at("/admin/password_change/done/"),
    "admin/autocomplete/": _at(
        "/admin/autocomplete/?app_label=catalog&model_name=statementrow&field_name=authority&term=qz",
        "/admin/autocomplete/?app_label=catalog&model_name=record&field_name=parent&term=qz",
    ),
    "admin/jsi18n/": _at("/admin/jsi18n/"),
    "admin/r/<path:content_type_id>/<path:object_id>/": _at("/admin/r/1/1/"),
    "admin/^(?P<app_label>catalog|auth)/$": _at("/admin/catalog/", "/admin/auth/"),
    "admin/(?P<url>.*)$": _at("/admin/nothing/"),
    **_of_model(f"{ADMIN}/authority", "authorities"),
    f"{ADMIN}/authority/waiting/": _at(
        *(f"/admin/catalog/authority/waiting/?kind={kind}" for kind in ("agent", "place", "subject"))
    ),
    f"{ADMIN}/authority/import/": _at("/admin/catalog/authority/import/"),
    f"{ADMIN}/authority/waiting/link/": _at("/admin/catalog/authority/waiting/link/"),
    f"{ADMIN}/authority/<int:pk>/merge/": _of("authorities", "/admin/catalog/authority/{pk}/merge/"),
    f"{ADMIN}/authority/<int:pk>/part/": _of("authorities", "/admin/catalog/authority/{pk}/part/"),
    f"{ADMIN}/authority/suggest/": _at("/admin/catalog/authority/suggest/?authority=qz"),
    **_of_model(f"{ADMIN}/storedfile", "files"),
    **_of_model(f"{ADMIN}/institution", "institutions"),
    **_of_model(f"{ADMIN}/accession", "accessions"),
    **_of_model(f"{ADMIN}/user", "people"),
    f"{ADMIN}/user/<id>/password/": _of("people", "/admin/catalog/user/{pk}/password/"),
    **{
        f"admin/auth/group/{end}": _at(f"/admin/auth/group/{end.replace(OBJECT, '1')}")
        for end in (
            "",
            "add/",
            f"{OBJECT}/",
            f"{OBJECT}/change/",
            f"{OBJECT}/delete/",
            f"{OBJECT}/history/",
        )
    },
    f"{ADMIN}/job/": _at("/admin/catalog/job/"),
    f"{ADMIN}/job/<int:pk>/retry/": _of("jobs", "/admin/catalog/job/{pk}/retry/"),
    f"{ADMIN}/job/<int:pk>/stop/": _of("jobs", "/admin/catalog/job/{pk}/stop/"),
    f"{ADMIN}/record/": _at(
        "/admin/catalog/record/",
        "/admin/catalog/record/?q=qz",
        "/admin/catalog/record/?status__exact=withdrawn",
    ),
    f"{ADMIN}/record/add/": _of_closed("/admin/catalog/record/add/?parent={id}"),
    f"{ADMIN}/record/upload/": _of_closed("/admin/catalog/record/upload/?under={id}"),
    f"{ADMIN}/record/cited/": _at("/admin/catalog/record/cited/", "/admin/catalog/record/cited/?q=qz"),
    f"{ADMIN}/record/read-older-again/": _at("/admin/catalog/record/read-older-again/"),
    f"{ADMIN}/record/due/": _at("/admin/catalog/record/due/"),
    f"{ADMIN}/record/date/": _at("/admin/catalog/record/date/?edtf=1952"),
    f"{ADMIN}/record/of/<str:public_id>/": _of_records("/admin/catalog/record/of/{id}/"),
    f"{ADMIN}/record/filters/save/": _at("/admin/catalog/record/filters/save/"),
    f"{ADMIN}/record/filters/<int:pk>/remove/": _at("/admin/catalog/record/filters/1/remove/"),
    f"{ADMIN}/record/templates/<int:pk>/remove/": _at("/admin/catalog/record/templates/1/remove/"),
    f"{ADMIN}/record/sheet/check/": _at("/admin/catalog/record/sheet/check/"),
    f"{_RECORD}/sheet/": _of_records(f"{_DESK}/sheet/"),
    f"{_RECORD}/copy/": _of_closed(f"{_DESK}/copy/"),
    f"{_RECORD}/template/": _of_closed(f"{_DESK}/template/"),
    f"{ADMIN}/record/bulk/": lambda known: (
        f"/admin/catalog/record/bulk/?{urlencode({'ids': one.pk, 'what': what})}"
        for one in known.closed
        for what in ("", "add:language", "words:title")
    ),
    f"{ADMIN}/record/bulk/<int:pk>/": _of("jobs", "/admin/catalog/record/bulk/{pk}/"),
    **{
        f"{ADMIN}/record/bulk/<int:pk>/{act}/": _of("jobs", f"/admin/catalog/record/bulk/{{pk}}/{act}/")
        for act in ("stop", "go-on", "undo")
    },
    f"{_RECORD}/change/": _of_records(f"{_DESK}/change/"),
    f"{_RECORD}/as/<int:rank>/": _seen_as,
    f"{_RECORD}/review/": _of_records(f"{_DESK}/review/"),
    f"{_RECORD}/history/": _histories,
    f"{_RECORD}/history/<int:number>/restore/": _at("/admin/catalog/record/1/history/1/restore/"),
    f"{_RECORD}/statement/add/": _of_closed(f"{_DESK}/statement/add/?kind=title"),
    f"{_RECORD}/statement/<str:statement_id>/": _of_statements(f"{_DESK}/statement/{{id}}/"),
    f"{_RECORD}/statement/<str:statement_id>/row/": _of_statements(f"{_DESK}/statement/{{id}}/row/"),
    **{
        f"{_RECORD}/statement/<str:statement_id>/{act}/": _of_one_statement(
            f"{_DESK}/statement/{{id}}/{act}/"
        )
        for act in ("accept", "reject", "remove")
    },
    **{f"{_RECORD}/{act}/": _of_closed(f"{_DESK}/{act}/") for act in (*_ACTS, *_STEPS, *_KEEPING, *_REVIEWED)},
}
"""By route, so that an address that is added to the site without a row here makes the test fail."""

ASKING_THE_INDEX = {
    "",
    "search/",
    "search/facet/<str:facet>/",
    "suggest/",
    "collections/",
    "people-and-places/",
    "people-and-places/<str:public_id>/",
    "api/v1/records/",
    "api/v1/facets/<str:facet>/",
    "records/<str:public_id>/alike/",
    "api/v1/suggestions/",
    "search/export/",
    "search/feed/",
    "feeds/<str:key>/",
    "admin/",
    "admin/search/",
}
"""Routes whose answers may come from the index; all others are read from the database alone."""
