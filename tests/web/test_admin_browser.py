"""The desk in a real browser: by htmx and without JavaScript, by keyboard, and on a phone."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from catalog.domain.description import Date, Identifier
from catalog.models import Record
from tests.web.desk import address, archivist, described, described_seeds, first

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module", autouse=True)
def rows_beside_a_browser() -> Iterator[None]:
    """Playwright runs a loop of its own in this thread; the tests' own queries are not part of it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def drafts() -> dict[str, int]:
    return described_seeds()


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Pages name their styles by plain names: the server of a test has not collected them."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Opens a page of a browser that is signed in as a client is; what goes wrong in one fails the test."""
    wrong: list[str] = []

    def open_page(client: Client, **kinds: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **kinds)
        cookies: list[Any] = [
            {"name": name, "value": one.value, "url": live_server.url} for name, one in client.cookies.items()
        ]
        context.add_cookies(cookies)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda said: wrong.append(f"{page.url}: {said.text}") if is_wrong(said) else None)
        return page

    yield open_page
    for context in browser.contexts:
        context.close()
    assert not wrong


def is_wrong(said: ConsoleMessage) -> bool:
    """An error on the console; that a second person is refused (409) is no error of the page."""
    expected = "favicon" in said.location.get("url", "") or "409" in said.text
    return said.type == "error" and not expected


def test_a_row_is_opened_typed_into_and_saved_by_keyboard(opened: Open, drafts: dict[str, int]) -> None:
    pk = drafts["cable"]
    date, number = first(pk, Date), first(pk, Identifier)
    page = opened(archivist())
    page.goto(address("change", pk))
    page.locator(f"#change-{date.id}").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".statement.open")
    assert page.evaluate("document.activeElement.name") == "edtf"
    page.keyboard.press("Control+A")
    page.keyboard.type("29 Aug. 1952")
    page.wait_for_selector(".reading code:has-text('1952-08-29')")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#statement-{date.id}.accepted")
    assert page.evaluate("document.activeElement.id") == f"change-{date.id}"
    # The rows that are still open on the page are saved against the revision that this one made.
    page.locator(f"#statement-{number.id} button:has-text('Accept')").click()
    page.wait_for_selector(f"#statement-{number.id}.accepted")
    assert described(pk).of(Date)[0].edtf == "1952-08-29"
    assert Record.objects.get(pk=pk).revision == 3


def test_a_statement_is_added_while_another_row_stays_open(opened: Open, drafts: dict[str, int]) -> None:
    pk = drafts["meeting"]
    page = opened(archivist())
    page.goto(address("change", pk))
    page.locator(".statement .button:has-text('Change')").first.click()
    page.locator(".statement.open textarea").fill("Words not yet saved")
    page.select_option("#new-kind", "subject")
    page.click(".adding form button")
    page.fill("#new-name", "Harbour dues")
    page.click("#new-statement button[type=submit]")
    page.wait_for_selector("#area-3-rows .statement:has-text('Harbour dues')")
    assert page.locator(".statement.open textarea").input_value() == "Words not yet saved"
    page.locator(".statement.open button[type=submit]").click()
    page.wait_for_selector(".record-title:has-text('Words not yet saved')")
    assert page.locator(".problem-box").count() == 0


def test_the_second_of_two_people_sees_what_the_first_did(opened: Open, drafts: dict[str, int]) -> None:
    pk = drafts["cable"]
    mine = opened(archivist())
    theirs = opened(archivist(name="colleague"))
    for page, words in ((mine, "My own title"), (theirs, "The colleague's title")):
        page.goto(address("change", pk))
        page.locator(f"#change-{first(pk).id}").click()
        page.locator(".statement.open textarea").fill(words)
    theirs.locator(".statement.open button[type=submit]").click()
    theirs.wait_for_selector(".record-title:has-text('colleague')")
    mine.locator(".statement.open button[type=submit]").click()
    mine.wait_for_selector(".problem-box:has-text('colleague')")
    assert mine.locator(".statement.open textarea").input_value() == "My own title"
    mine.locator(".statement.open button[type=submit]").click()
    mine.wait_for_selector(".record-title:has-text('My own title')")


def test_everything_works_without_javascript(opened: Open, drafts: dict[str, int]) -> None:
    pk = drafts["cable"]
    title = first(pk)
    page = opened(archivist(), java_script_enabled=False)
    page.goto(address("change", pk))
    page.click(f"#change-{title.id}")
    page.fill("textarea[name=value]", "A cable")
    page.click("text=Save")
    assert page.locator(".record-title").inner_text() == "A cable"
    number = first(pk, Identifier)
    page.locator(f"#statement-{number.id} button:has-text('Reject')").click()
    assert "rejected" in str(page.locator(f"#statement-{number.id}").get_attribute("class"))
    page.click(".tools >> text=Access")
    page.select_option("[name=material]", "closed")
    page.click("text=Save access")
    assert "Material: closed" in page.locator("#record-head").inner_text()
