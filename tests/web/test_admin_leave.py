"""Who may open what: anonymous people, ranks, permissions; and what closed material shows at the desk."""

from itertools import product

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, reverse

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.models import Job, Record, Revision, User
from catalog.records.change import change
from tests.database.records import ARCHIVIST
from tests.web.desk import ALL, address, archivist, first, post, text_of
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
ACTS = ("access", "level", "publish", "withdraw", "move", "attach", "delete", "send", "approve", "plan")
NEEDED = {
    "changelist": "view_record",
    "change": "view_record",
    "history": "view_record",
    "statement": "change_record",
    "statement_row": "view_record",
    "add_statement": "change_record",
    "accept": "change_record",
    "reject": "change_record",
    "remove": "change_record",
    "accept_stated": "change_record",
    "restore": "change_record",
    "review": "view_record",
    "see_as": "view_record",
    "publish_and_next": "publish_record",
    "send_and_next": "change_record",
    "add": "add_record",
    "upload": "add_job",
    "date_reading": "view_record",
    "due": "view_record",
    "harvests": "view_record",
    "cited": "view_record",
    **dict.fromkeys(("read_again", "read_older_again"), "change_record"),
    "of": "view_record",
    **dict.fromkeys(("expunge", "confirm_expunging", "let_be"), "add_expunction"),
    **dict.fromkeys(("access", "level", "move", "attach", "finding_aid"), "change_record"),
    **dict.fromkeys(("send", "assign", "comment"), "change_record"),
    **dict.fromkeys(("publish", "withdraw", "plan"), "publish_record"),
    **dict.fromkeys(("approve", "send_back"), "approve_record"),
    "delete": "delete_record",
    **dict.fromkeys(("bulk", "bulk_job", "bulk_stop", "bulk_go_on", "bulk_undo"), "change_record"),
    **dict.fromkeys(("sheet", "check_cells"), "change_record"),
    **dict.fromkeys(("copy", "keep_as_template", "remove_template"), "add_record"),
    **dict.fromkeys(("save_filter", "remove_filter"), "view_record"),
}
POSTED = {"accept", "reject", "remove", "accept_stated", "publish_and_next", "restore", "read_older_again"}
POSTED |= {"send_and_next", "bulk_stop", "bulk_go_on", "bulk_undo"}
POSTED |= {"check_cells", "remove_template", "save_filter", "remove_filter"}

ABSENT = {"remove_template", "remove_filter", "bulk_stop", "bulk_go_on", "bulk_undo", "bulk_job"}
"""What is about a template, a filter or a job that is not there: told only after leave is asked."""


def addresses(pk: int) -> dict[str, str]:
    """Every page of the desk that is about records, by its name."""
    admin.autodiscover()
    urls = admin.site._registry[Record].get_urls()
    names = [str(one.name).removeprefix("catalog_record_") for one in urls if isinstance(one, URLPattern)]
    statement = first(pk).id
    given = {"restore": (pk, 1), "see_as": (pk, 20), "of": (Record.objects.get(pk=pk).public_id,)}
    given |= dict.fromkeys(("changelist", "add", "upload", "date_reading", "due", "harvests"), ())
    given |= dict.fromkeys(("cited", "read_older_again"), ())
    given |= dict.fromkeys(("statement", "statement_row", "accept", "reject", "remove"), (pk, statement))
    job = Job.objects.get_or_create(kind="bulk edit")[0].pk
    given |= {"bulk": (), **dict.fromkeys(("bulk_job", "bulk_stop", "bulk_go_on", "bulk_undo"), (job,))}
    given |= {"save_filter": (), "check_cells": (), "remove_template": (0,), "remove_filter": (0,)}
    return {name: address(name, *given.get(name, (pk,))) for name in names}


def asked(client: Client, name: str, where: str) -> int:
    query = "?kind=title" if name == "add_statement" else ""
    answer = client.post(where) if name in POSTED else client.get(where + query)
    return answer.status_code


def test_every_page_needs_its_own_leave_and_the_rank_of_staff(drafts: dict[str, int]) -> None:
    pages = addresses(drafts["cable"])
    assert set(pages) == set(NEEDED)
    reader = archivist(10, name="reader")
    for name, where in pages.items():
        others = set(ALL) - {NEEDED[name]}
        others -= {"change_record"} if name == "changelist" else set()
        without = archivist(30, *others, name=f"without {name}")
        assert asked(without, name, where) == 403, name
        assert asked(reader, name, where) == 403, name
        allowed = asked(archivist(20, NEEDED[name], name=f"with {name}"), name, where)
        assert allowed in (200, 302, 400, 409) or (allowed == 404 and name in ABSENT), name
    assert Revision.objects.count() >= Record.objects.count()


def test_nobody_gets_in_without_signing_in(drafts: dict[str, int]) -> None:
    user = User.objects.create_user("reader", rank=30)
    signed_in = Client()
    signed_in.force_login(user)
    pages = addresses(drafts["cable"])
    pages["jobs"] = reverse("admin:catalog_job_changelist")
    for client, (name, where) in product((Client(), signed_in), pages.items()):
        answer = client.post(where) if name in POSTED else client.get(where)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("admin:login"))
    assert Record.objects.get(pk=drafts["cable"]).revision == 1


def test_a_post_from_another_site_is_refused(drafts: dict[str, int]) -> None:
    archivist()
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="archivist"))
    pages = addresses(drafts["cable"])
    for name in (*POSTED, *ACTS, "statement", "add_statement", "add", "upload"):
        assert client.post(pages[name]).status_code == 403, name
    assert Record.objects.get(pk=drafts["cable"]).revision == 1


def test_closed_material_is_described_for_staff_and_its_words_are_not_shown(drafts: dict[str, int]) -> None:
    pk = drafts["cable"]
    record = Record.objects.get(pk=pk)
    closed = SetAccess(access=Access(material="closed", reason="Third persons"))
    change(record.public_id, [closed], expected_revision=1, author=ARCHIVIST)
    keeper, cataloguer = archivist(30, name="keeper"), archivist(20, name="cataloguer")
    words = ("Yesterday evening the two delegation", "On August 30, 1952", "003_7c852c27")
    seen = text_of(keeper, address("change", pk))
    assert all(one in seen for one in words)
    for page in ("change", "history", "publish", "access"):
        html = text_of(cataloguer, address(page, pk))
        assert "Cable, Zhou Enlai to Chairman Mao" in html
        assert not [one for one in words if one in html], page
    assert "leave for closed material" in text_of(cataloguer, address("history", pk))
    assert "Restore" not in text_of(cataloguer, address("history", pk) + "?before=1&after=2", 404)


def test_what_a_person_may_not_see_of_a_statement_is_not_lost_when_they_change_it(
    drafts: dict[str, int],
) -> None:
    pk = drafts["cable"]
    record, title = Record.objects.get(pk=pk), first(pk)
    closed = SetAccess(access=Access(material="closed"))
    change(record.public_id, [closed], expected_revision=1, author=ARCHIVIST)
    said = {"value": "A cable", "title_kind": "supplied", "as_given": "", "expected_revision": 2}
    assert post(archivist(20), address("statement", pk, title.id), **said).status_code == 302
    saved = first(pk)
    assert (saved.as_given, saved.evidence) == (title.as_given, title.evidence)


def test_pages_of_the_desk_load_nothing_from_elsewhere_and_run_no_script_in_the_page(
    drafts: dict[str, int],
) -> None:
    policy = archivist().get(address("change", drafts["cable"])).headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval';" in policy + ";"
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in Client().get("/").headers["Content-Security-Policy"]
