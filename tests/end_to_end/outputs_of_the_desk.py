"""Every address of the desk, by its route."""

from collections.abc import Iterator
from urllib.parse import urlencode

from catalog.domain.disclosure import RANKS
from tests.end_to_end.vault_addresses import (
    Addresses,
    Known,
    at,
    of,
    of_closed,
    of_one_statement,
    of_records,
    of_statements,
)


def _histories(known: Known) -> Iterator[str]:
    for one in known.records:
        yield f"/admin/catalog/record/{one.pk}/history/?before=1&after={one.revision}"


def _seen_as(known: Known) -> Iterator[str]:
    yield from (f"/admin/catalog/record/{one.pk}/as/{rank}/" for one in known.records for rank in RANKS)


OBJECT = "<path:object_id>"
ADMIN = "admin/catalog"


def _of_model(route: str, kind: str) -> dict[str, Addresses]:
    """The pages that Django's admin has for a model."""
    return {
        f"{route}/": at(f"/{route}/", f"/{route}/?q=qz", f"/{route}/?e=1"),
        f"{route}/add/": at(f"/{route}/add/"),
        f"{route}/{OBJECT}/": of(kind, f"/{route}/{{pk}}/"),
        f"{route}/{OBJECT}/change/": of(kind, f"/{route}/{{pk}}/change/"),
        f"{route}/{OBJECT}/delete/": of(kind, f"/{route}/{{pk}}/delete/"),
        f"{route}/{OBJECT}/history/": of(kind, f"/{route}/{{pk}}/history/"),
    }


_RECORD = f"{ADMIN}/record/<int:pk>"
_DESK = "/admin/catalog/record/{pk}"
_ACTS = ("access", "level", "publish", "withdraw", "move", "attach", "read_again", "delete")
_KEEPING = ("finding_aid", "expunge", "confirm_expunging", "let_be")
_STEPS = ("send", "approve", "send_back", "assign", "comment", "plan")
_REVIEWED = ("accept-stated", "publish-and-next", "send-and-next")

DESK: dict[str, Addresses] = {
    "admin/": at("/admin/"),
    "admin/search/": at("/admin/search/?s=qz", "/admin/search/?s=open"),
    "admin/login/": at("/admin/login/"),
    "admin/logout/": at("/admin/logout/"),
    "admin/password_change/": at("/admin/password_change/"),
    "admin/password_change/done/": at("/admin/password_change/done/"),
    "admin/autocomplete/": at(
        "/admin/autocomplete/?app_label=catalog&model_name=statementrow&field_name=authority&term=qz",
        "/admin/autocomplete/?app_label=catalog&model_name=record&field_name=parent&term=qz",
    ),
    "admin/jsi18n/": at("/admin/jsi18n/"),
    "admin/r/<path:content_type_id>/<path:object_id>/": at("/admin/r/1/1/"),
    "admin/^(?P<app_label>catalog|auth)/$": at("/admin/catalog/", "/admin/auth/"),
    "admin/(?P<url>.*)$": at("/admin/nothing/"),
    **_of_model(f"{ADMIN}/authority", "authorities"),
    f"{ADMIN}/authority/waiting/": at(
        *(f"/admin/catalog/authority/waiting/?kind={kind}" for kind in ("agent", "place", "subject"))
    ),
    f"{ADMIN}/authority/import/": at("/admin/catalog/authority/import/"),
    f"{ADMIN}/authority/waiting/link/": at("/admin/catalog/authority/waiting/link/"),
    f"{ADMIN}/authority/<int:pk>/merge/": of("authorities", "/admin/catalog/authority/{pk}/merge/"),
    f"{ADMIN}/authority/<int:pk>/part/": of("authorities", "/admin/catalog/authority/{pk}/part/"),
    f"{ADMIN}/authority/suggest/": at("/admin/catalog/authority/suggest/?authority=qz"),
    **_of_model(f"{ADMIN}/storedfile", "files"),
    **_of_model(f"{ADMIN}/auditline", "audit"),
    **_of_model(f"{ADMIN}/institution", "institutions"),
    **_of_model(f"{ADMIN}/accession", "accessions"),
    **_of_model(f"{ADMIN}/user", "people"),
    f"{ADMIN}/user/<id>/password/": of("people", "/admin/catalog/user/{pk}/password/"),
    **{
        f"admin/auth/group/{end}": at(f"/admin/auth/group/{end.replace(OBJECT, '1')}")
        for end in (
            "",
            "add/",
            f"{OBJECT}/",
            f"{OBJECT}/change/",
            f"{OBJECT}/delete/",
            f"{OBJECT}/history/",
        )
    },
    f"{ADMIN}/job/": at("/admin/catalog/job/"),
    f"{ADMIN}/job/<int:pk>/retry/": of("jobs", "/admin/catalog/job/{pk}/retry/"),
    f"{ADMIN}/job/<int:pk>/stop/": of("jobs", "/admin/catalog/job/{pk}/stop/"),
    f"{ADMIN}/record/": at(
        "/admin/catalog/record/",
        "/admin/catalog/record/?q=qz",
        "/admin/catalog/record/?status__exact=withdrawn",
    ),
    f"{ADMIN}/record/add/": of_closed("/admin/catalog/record/add/?parent={id}"),
    f"{ADMIN}/record/upload/": of_closed("/admin/catalog/record/upload/?under={id}"),
    f"{ADMIN}/record/cited/": at("/admin/catalog/record/cited/", "/admin/catalog/record/cited/?q=qz"),
    f"{ADMIN}/record/read-older-again/": at("/admin/catalog/record/read-older-again/"),
    f"{ADMIN}/record/due/": at("/admin/catalog/record/due/"),
    f"{ADMIN}/record/harvests/": at(
        *(f"/admin/catalog/record/harvests/?profile={one}" for one in ("dpla", "europeana", "ape")),
        "/admin/catalog/record/?lacks=rights&set=digital",
    ),
    f"{ADMIN}/record/date/": at("/admin/catalog/record/date/?edtf=1952"),
    f"{ADMIN}/record/of/<str:public_id>/": of_records("/admin/catalog/record/of/{id}/"),
    f"{ADMIN}/record/filters/save/": at("/admin/catalog/record/filters/save/"),
    f"{ADMIN}/record/filters/<int:pk>/remove/": at("/admin/catalog/record/filters/1/remove/"),
    f"{ADMIN}/record/templates/<int:pk>/remove/": at("/admin/catalog/record/templates/1/remove/"),
    f"{ADMIN}/record/sheet/check/": at("/admin/catalog/record/sheet/check/"),
    f"{_RECORD}/sheet/": of_records(f"{_DESK}/sheet/"),
    f"{_RECORD}/copy/": of_closed(f"{_DESK}/copy/"),
    f"{_RECORD}/template/": of_closed(f"{_DESK}/template/"),
    f"{ADMIN}/record/bulk/": lambda known: (
        f"/admin/catalog/record/bulk/?{urlencode({'ids': one.pk, 'what': what})}"
        for one in known.closed
        for what in ("", "add:language", "words:title")
    ),
    f"{ADMIN}/record/bulk/<int:pk>/": of("jobs", "/admin/catalog/record/bulk/{pk}/"),
    **{
        f"{ADMIN}/record/bulk/<int:pk>/{act}/": of("jobs", f"/admin/catalog/record/bulk/{{pk}}/{act}/")
        for act in ("stop", "go-on", "undo")
    },
    f"{_RECORD}/change/": of_records(f"{_DESK}/change/"),
    f"{_RECORD}/as/<int:rank>/": _seen_as,
    f"{_RECORD}/review/": of_records(f"{_DESK}/review/"),
    f"{_RECORD}/history/": _histories,
    f"{_RECORD}/history/<int:number>/restore/": at("/admin/catalog/record/1/history/1/restore/"),
    f"{_RECORD}/statement/add/": of_closed(f"{_DESK}/statement/add/?kind=title"),
    f"{_RECORD}/statement/<str:statement_id>/": of_statements(f"{_DESK}/statement/{{id}}/"),
    f"{_RECORD}/statement/<str:statement_id>/row/": of_statements(f"{_DESK}/statement/{{id}}/row/"),
    **{
        f"{_RECORD}/statement/<str:statement_id>/{act}/": of_one_statement(f"{_DESK}/statement/{{id}}/{act}/")
        for act in ("accept", "reject", "remove")
    },
    **{f"{_RECORD}/{act}/": of_closed(f"{_DESK}/{act}/") for act in (*_ACTS, *_STEPS, *_KEEPING, *_REVIEWED)},
}
