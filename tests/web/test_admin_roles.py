"""Every address of the desk by role: the first of the four groups that may open it, each being more than
the one before. An address that is added without a row makes the test fail.
"""

from itertools import islice

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.models import Accession, Record, User
from catalog.records.accessions import keep_accession
from catalog.records.change import change
from catalog.records.groups import ADMINISTRATOR, CATALOGUER, GROUPS, READER, REVIEWER
from catalog.records.institutions import own_institution
from tests.database.records import ARCHIVIST
from tests.end_to_end.outputs import OUTPUTS, routes
from tests.end_to_end.vault_addresses import known
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db

NOBODY = "nobody"
ROLES = (*GROUPS, NOBODY)
RECORD, STATEMENT = "record/<int:pk>/", "record/<int:pk>/statement/<str:statement_id>/"
OF_A_MODEL = ("", "add/", "<path:object_id>/", "<path:object_id>/change/", "<path:object_id>/history/")
DELETE = "<path:object_id>/delete/"
LOWEST: dict[str, str] = {
    **dict.fromkeys(("record/", "record/date/", "record/due/", "record/of/<str:public_id>/"), READER),
    "record/harvests/": READER,
    **{f"{RECORD}{one}": READER for one in ("change/", "history/", "review/", "as/<int:rank>/")},
    f"{STATEMENT}row/": READER,
    **{f"record/{one}/": READER for one in ("cited", "filters/save", "filters/<int:pk>/remove")},
    **{f"{RECORD}{one}/": CATALOGUER for one in ("copy", "template", "sheet", "read_again")},
    **{f"record/{one}/": CATALOGUER for one in ("sheet/check", "read-older-again", "bulk")},
    "record/templates/<int:pk>/remove/": CATALOGUER,
    **{f"record/bulk/<int:pk>/{one}": CATALOGUER for one in ("", "go-on/", "stop/", "undo/")},
    **{f"{RECORD}{one}/": CATALOGUER for one in ("access", "level", "move", "attach", "delete")},
    f"{RECORD}finding_aid/": CATALOGUER,
    **{f"{RECORD}{one}/": ADMINISTRATOR for one in ("expunge", "confirm_expunging", "let_be")},
    **{f"{RECORD}{one}/": CATALOGUER for one in ("send", "assign", "comment", "accept-stated")},
    f"{RECORD}send-and-next/": CATALOGUER,
    f"{RECORD}history/<int:number>/restore/": CATALOGUER,
    f"{RECORD}statement/add/": CATALOGUER,
    **{f"{STATEMENT}{one}": CATALOGUER for one in ("", "accept/", "reject/", "remove/")},
    **dict.fromkeys(("record/add/", "record/upload/"), CATALOGUER),
    **{f"{RECORD}{one}/": REVIEWER for one in ("approve", "send_back")},
    **{f"{RECORD}{one}/": REVIEWER for one in ("publish", "publish-and-next", "plan", "withdraw")},
    "job/": CATALOGUER,
    **{f"job/<int:pk>/{one}/": REVIEWER for one in ("retry", "stop")},
    **{f"authority/{one}": READER for one in OF_A_MODEL if one != "add/"},
    **{f"authority/{one}": READER for one in ("suggest/", "waiting/")},
    **{f"authority/{one}": CATALOGUER for one in ("add/", "import/", "waiting/link/")},
    **{f"authority/<int:pk>/{one}/": CATALOGUER for one in ("merge", "part")},
    f"authority/{DELETE}": ADMINISTRATOR,
    **{f"accession/{one}": READER for one in OF_A_MODEL if one != "add/"},
    "accession/add/": CATALOGUER,
    f"accession/{DELETE}": ADMINISTRATOR,
    **{f"institution/{one}": READER for one in OF_A_MODEL if one != "add/"},
    **dict.fromkeys(("institution/add/", f"institution/{DELETE}"), ADMINISTRATOR),
    **{f"storedfile/{one}": CATALOGUER for one in OF_A_MODEL if one != "add/"},
    **dict.fromkeys(("storedfile/add/", f"storedfile/{DELETE}"), NOBODY),
    **{f"auditline/{one}": ADMINISTRATOR for one in OF_A_MODEL if one != "add/"},
    **dict.fromkeys(("auditline/add/", f"auditline/{DELETE}"), NOBODY),
    **{f"user/{one}": ADMINISTRATOR for one in (*OF_A_MODEL, DELETE, "<id>/password/")},
}
LOWEST = {f"admin/catalog/{route}": role for route, role in LOWEST.items()} | {
    f"admin/auth/group/{one}": ADMINISTRATOR for one in (*OF_A_MODEL, DELETE)
}
"""By route; what must be sent is sent."""

OF_THE_ADMIN = {
    *("admin/", "admin/search/", "admin/login/", "admin/logout/", "admin/jsi18n/", "admin/autocomplete/"),
    *("admin/password_change/", "admin/password_change/done/", "admin/(?P<url>.*)$"),
    *("admin/r/<path:content_type_id>/<path:object_id>/", "admin/^(?P<app_label>catalog|auth)/$"),
}
"""Open to whoever has signed in as staff; what they show is a matter of rank, by the test of leaks."""

LEADS_ON = tuple(f"/{model}/<path:object_id>/" for model in ("accession", "auditline", "authority", "group"))
LEADS_ON = (*LEADS_ON, *(f"/{model}/<path:object_id>/" for model in ("institution", "storedfile", "user")))
"""Old addresses of Django's, which lead to the page for changing and show nothing themselves."""


@pytest.fixture
def browsers(drafts: dict[str, int]) -> dict[str, Client]:
    """Somebody of each group, of the highest rank: what rank hides is another test's business."""
    record = Record.objects.get(pk=drafts["cable"])
    closed = SetAccess(access=Access(material="closed"))
    change(record.public_id, [closed], expected_revision=1, author=ARCHIVIST)
    keep_accession(Accession(number="2026/14", institution=own_institution()), author=ARCHIVIST)
    found = {}
    for name in GROUPS:
        user = User.objects.create_user(name, rank=30, is_staff=True)
        user.groups.set(Group.objects.filter(name=name))
        found[name] = Client()
        found[name].force_login(user)
    return found


def test_every_address_of_the_desk_has_a_row() -> None:
    desk = {route for route in routes() if route.startswith("admin/")}
    assert desk - OF_THE_ADMIN == set(LOWEST)


def test_each_group_opens_what_is_its_own_and_nothing_more(browsers: dict[str, Client]) -> None:
    everything = known()
    where = {one: next(islice(OUTPUTS[one](everything), 1)) for one in LOWEST if not one.endswith(LEADS_ON)}
    found = {route: opened_by(LOWEST[route], where[route], browsers) for route in where}
    assert {route: names for route, names in found.items() if names != {LOWEST[route]} - {NOBODY}} == {}


def opened_by(lowest: str, where: str, browsers: dict[str, Client]) -> set[str]:
    """Of a group and the one before it those that may open an address: each group holds what those before
    it hold, so that no other need be asked.
    """
    place = ROLES.index(lowest)
    near = [name for name in ROLES[max(0, place - 1) : place + 1] if name != NOBODY]
    return {name for name in near if asked(browsers[name], where) != 403}


def asked(client: Client, where: str) -> int:
    answer = client.get(where)
    return client.post(where).status_code if answer.status_code == 405 else answer.status_code
