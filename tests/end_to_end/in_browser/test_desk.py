"""An archivist in a real browser: upload, review by keyboard, publish, edit, compare, restore, withdraw."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.running_site import DESK, PHONE, Site

pytestmark = pytest.mark.chromium
LETTER = """LETTER FROM THE CONSUL IN DAIREN TO THE DEPARTMENT

September 3, 1951

Source: National Archives, Record Group 59, Box 12. Obtained by the reading room.

The Consul reports on the harbour of Port Arthur and on the railway to Changchun. He spoke with
the commander of the garrison on September 1, 1951, and was told that nothing had been decided.
"""
SERIOUS = ("moderate", "serious", "critical")


@pytest.fixture
def desk(site: Site, browser: Browser) -> Iterator[Page]:
    """The desk of a person who has signed in; what goes wrong in the page fails the test."""
    wrong: list[str] = []
    size: Any = {"width": DESK, "height": 800}
    page = browser.new_context(base_url=site.address, viewport=size, color_scheme="light").new_page()
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.goto("/admin/")
    page.fill("[name=username]", site.user)
    page.fill("[name=password]", site.password)
    page.keyboard.press("Enter")
    page.wait_for_selector(".figures")
    yield page
    page.context.close()
    assert wrong == []


def test_a_letter_is_uploaded_reviewed_published_edited_restored_and_withdrawn(
    desk: Page, site: Site, tmp_path: Path
) -> None:
    upload(desk, tmp_path / "letter.txt")
    review(desk)
    address = publish(desk, site)
    edit(desk)
    compare_and_restore(desk)
    withdraw(desk)
    assert httpx.get(address).status_code == 410


def upload(page: Page, file: Path) -> None:
    """A file is sent, described by the workers, and its record opened for review."""
    file.write_text(LETTER)
    page.goto("/admin/catalog/record/upload/")
    page.set_input_files("[name=uploads]", file)
    looked_at(page, "upload")
    page.get_by_role("button", name="Upload and describe").click()
    page.wait_for_selector(".job.done")
    looked_at(page, "jobs")
    page.get_by_role("link", name="Open the record").click()
    page.get_by_role("link", name="Review", exact=True).click()


def review(page: Page) -> None:
    """By keyboard alone: help, one accepted, one rejected, one changed, one made of the text, the rest."""
    page.wait_for_selector("#review")
    looked_at(page, "review")
    page.keyboard.press("?")
    expect(page.locator("#keys dl")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#keys dl")).to_be_hidden()
    page.keyboard.press("j")
    assert page.locator(".lines .current").count() > 0
    decide(page, "r", "rejected", -1)
    add_from_the_text(page)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_selector("form.fields")
    page.keyboard.press("Escape")
    page.wait_for_selector("form.fields", state="detached")
    while page.locator("#review .area .statement.proposed").count():
        decide(page, "a", "accepted")


def decide(page: Page, key: str, state: str, which: int = 0) -> None:
    """Presses a key on a statement that waits, the first or another, and waits until it is saved."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    waiting = page.locator("#review .area .statement.proposed")
    left = waiting.count()
    row = waiting.nth(which)
    row.focus()
    name = str(row.get_attribute("id"))
    page.keyboard.press(key)
    page.wait_for_selector(f"#{name}.{state}", state="attached")
    expect(waiting).to_have_count(left - 1)


def add_from_the_text(page: Page) -> None:
    """Words that are selected in the text become a date of the chosen role."""
    page.evaluate(
        """() => {
            const line = [...document.querySelectorAll(".lines .line")]
                .find((one) => one.textContent.includes("September 1, 1951")).firstChild;
            const from = line.textContent.indexOf("September 1, 1951");
            getSelection().setBaseAndExtent(line, from, line, from + "September 1, 1951".length);
        }"""
    )
    expect(page.locator("#selected-words")).to_have_value("September 1, 1951")
    page.keyboard.press("s")
    page.select_option("#selected-kind", "date:event")
    page.locator("#selected-kind").press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#new-edtf")
    assert page.locator("#new-as_given").input_value() == "September 1, 1951"
    page.locator("#new-edtf").press("Enter")
    page.wait_for_selector("#decided-rows .statement:has-text('1 September 1951')", state="attached")


def publish(page: Page, site: Site) -> str:
    """The public address; the page goes on to what waits next."""
    public_id = page.locator("#record-head code").inner_text()
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == "publish-and-next"
    page.keyboard.press("Enter")
    page.get_by_text("Published: ").first.wait_for()
    address = f"{site.address}/records/{public_id}/"
    seen = httpx.get(address)
    assert seen.status_code == 200
    assert "1 September 1951" in seen.text
    page.goto(f"/admin/catalog/record/of/{public_id}/")
    return address


def edit(page: Page) -> None:
    looked_at(page, "record")
    page.locator(".statement .button:has-text('Change')").first.click()
    page.locator(".statement.open textarea").fill("A letter of the Consul")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".record-title:has-text('A letter of the Consul')")
    page.get_by_role("link", name="See as the public").click()
    page.get_by_text("as it is seen by").wait_for()
    looked_at(page, "see-as")
    page.get_by_role("link", name="Back to the desk").click()


def compare_and_restore(page: Page) -> None:
    title = page.locator(".record-title").inner_text()
    page.get_by_role("link", name="History").first.click()
    page.get_by_role("button", name="Show the difference").click()
    page.wait_for_selector(f"ins:has-text('{title}')")
    looked_at(page, "difference")
    page.locator("button[aria-label^='Restore revision']").first.click()
    page.get_by_text("is restored").first.wait_for()
    assert page.locator(".record-title").inner_text() != title


def withdraw(page: Page) -> None:
    page.get_by_role("link", name="Withdraw").click()
    page.fill("[name=reason]", "The family asked for it")
    page.get_by_role("button", name="Withdraw").click()
    page.wait_for_selector(".status.withdrawn")
    page.goto("/admin/")
    looked_at(page, "first-page")


def looked_at(page: Page, name: str) -> None:
    """No page is wider than a phone, and axe finds nothing; DESK_PICTURES is a folder for pictures."""
    page.wait_for_load_state("networkidle")
    folder = os.environ.get("DESK_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"desk-{name}.png")
    found = [
        f"{name}: {one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] in SERIOUS
    ]
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, name
    page.set_viewport_size({"width": DESK, "height": 800})
    assert found == []
