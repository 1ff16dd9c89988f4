"""Every page of the desk by axe, by day and by night, on a desk and on a phone: one browser, signed in once.

The pages are those of the table of addresses, so that a page that is added is looked at without a word here.
"""

from collections.abc import Iterator
from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from catalog.domain.change import SetAccess
from catalog.domain.description import Access
from catalog.models import Accession, Record, User
from catalog.records.accessions import keep_accession
from catalog.records.change import change
from catalog.records.institutions import own_institution
from tests.database.records import ARCHIVIST
from tests.end_to_end.outputs_of_the_desk import DESK
from tests.end_to_end.vault_addresses import known
from tests.web.desk import address, described_seeds
from tests.web.test_admin_browser import Open
from tests.web.test_admin_browser import browser as browser
from tests.web.test_admin_browser import opened as opened
from tests.web.test_admin_browser import plain_static_files as plain_static_files
from tests.web.test_admin_browser import rows_beside_a_browser as rows_beside_a_browser

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
LOOKS = ((1280, "light"), (390, "dark"))
GRAVE = ("moderate", "serious", "critical")
OWN = ("/account/", "/account/kept/", "/account/password/", "/account/second-step/")
ACTS = ("access", "assign", "finding_aid", "expunge")
"""Those that are looked at of the pages that hold one form and nothing else: the others are made alike."""
ALIKE = ("admin/object_history.html", "admin/delete_confirmation.html", "admin/app_index.html")
"""Of Django's pages that differ by a name alone the first is looked at."""


@pytest.fixture
def cable() -> int:
    """One of the seeds, closed, and all that its house has: an accession, an audit, jobs, files, people."""
    pk = described_seeds()["cable"]
    closed = SetAccess(access=Access(material="closed"))
    change(Record.objects.get(pk=pk).public_id, [closed], expected_revision=1, author=ARCHIVIST)
    keep_accession(Accession(number="2026/14", institution=own_institution()), author=ARCHIVIST)
    return pk


@pytest.fixture
def administrator(cable: int) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("administrator", rank=30))
    return client


def pages_of_the_desk(client: Client) -> Iterator[str]:
    """An address of each route of the desk that gives a whole page and does not look like another: a form to
    add something is that to change it.
    """
    everything, seen = known(), set[str]()
    for addresses in DESK.values():
        where = next(iter(addresses(everything)), "")
        if not where:
            continue
        answer = client.get(where)
        if answer.status_code != 200 or b"<!DOCTYPE html>" not in answer.content:
            continue
        template = str(answer.templates[0].name)
        is_like_another = (template in ALIKE and template in seen) or where.endswith("/add/")
        if template == "desk/act_page.html":
            is_like_another = not where.rstrip("/").endswith(ACTS)
        seen.add(template)
        if not is_like_another:
            yield where


def both_looks(opened: Open, client: Client) -> list[Page]:
    return [
        opened(client, viewport={"width": width, "height": 900}, color_scheme=scheme)
        for width, scheme in LOOKS
    ]


def wrong_with(page: Page, where: str) -> list[str]:
    """What axe finds on a page, and whether it is wider than the window."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    grave = [one for one in found if one["impact"] in GRAVE]
    told = [f"{where}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in grave]
    return [*told, f"{where}: wider than the window"] if wide else told


def test_axe_finds_nothing_on_any_page(opened: Open, administrator: Client, cable: int) -> None:
    """Each page in one of the looks by turns, those of all day in both."""
    pages = [*pages_of_the_desk(administrator), *OWN]
    assert len(pages) > 40
    views = both_looks(opened, administrator)
    most_used = [address(one, cable) for one in ("change", "review", "history")]
    looked_at = [*zip(cycle(views), pages, strict=False)]
    looked_at += [(view, where) for where in ("/admin/", address("changelist"), *most_used) for view in views]
    found = []
    for page, where in dict.fromkeys(looked_at):
        page.goto(where)
        found += wrong_with(page, where)
    assert found == []


def test_axe_finds_nothing_where_a_statement_is_open_and_a_change_previewed(
    opened: Open, administrator: Client, cable: int
) -> None:
    by_day, by_night = both_looks(opened, administrator)
    by_day.goto(address("change", cable))
    by_day.locator(".statement .button:has-text('Change')").first.click()
    by_day.wait_for_selector(".statement.open")
    by_night.goto(f"{address('bulk')}?level=item&what=set%3Alanguage")
    by_night.fill("[name=code]", "Russian")
    by_night.fill("[name=reason]", "All are in Russian")
    by_night.click("text=Preview")
    by_night.wait_for_selector("#preview")
    assert wrong_with(by_day, "open statement") + wrong_with(by_night, "preview") == []
